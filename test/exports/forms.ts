/** Whether an exported text is what its format says: what is wrong with it, best nothing. */
import { parser as javascriptParser } from '@lezer/javascript';
import { parser as pythonParser } from '@lezer/python';

type Check = (text: string) => string[];

/** Errors of a tolerant parser. */
function parsesWith(parser: typeof pythonParser): Check {
  return (text) => {
    const faults: string[] = [];
    parser.parse(text).iterate({
      enter: ({ type, from }) => {
        if (type.isError)
          faults.push(`does not parse at ${text.slice(Math.max(0, from - 20), from + 20)}`);
      },
    });
    return faults;
  };
}

/** Lezer takes `print` before a letter beyond ASCII for the statement of Python 2; Python reads one name. */
const python: Check = (text) =>
  parsesWith(pythonParser)(text.replace(/\bprint(?=[^\0-\x7f])/g, 'prints'));

/** Without comments LaTeX has to be ASCII, with as many closing braces as opening ones. */
export function latexFaults(latex: string): string[] {
  const code = latex.replace(/^%.*$/gm, '');
  const faults = /^[\n -~]*$/.test(code) ? [] : ['not all is ASCII'];
  let depth = 0;
  for (const [brace] of code.replace(/\\[{}\\]/g, '').matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return [...faults, 'closes a brace that is not open'];
  }
  if (depth > 0) faults.push('leaves a brace open');
  if (/[#%]/.test(code.replace(/\\[#$%&_]/g, ''))) faults.push('has a bare # or %');
  const pairs = [/\\left/g, /\\right/g].map((pattern) => code.match(pattern)?.length ?? 0);
  return pairs[0] === pairs[1] ? faults : [...faults, 'has \\left without \\right'];
}

const mermaidLabel = String.raw`"(?:[\p{L}\p{N} .,∇∂∞−·×÷√]|#\d+;|<br/>)+"`;
const mermaidLine = new RegExp(
  String.raw`^  (?:n\d+(?:\(\(${mermaidLabel}\)\)|\(\[${mermaidLabel}\]\)|\[${mermaidLabel}\])|out\[" "\]|n\d+ -->\|${mermaidLabel}\| (?:n\d+|out)|style out fill:none,stroke:none)$`,
  'u',
);

/** Nothing but letters, digits and harmless signs stands inside a label. */
function mermaid(text: string): string[] {
  const head = /^(?:%% [^%\n]*\n)+flowchart LR\n/.exec(text)?.[0] ?? '';
  const lines = text.slice(head.length).trimEnd().split('\n');
  return lines.filter((line) => !mermaidLine.test(line));
}

/** Every row has five cells, and no text is markup. */
function markdown(text: string): string[] {
  const rows = text.trimEnd().split('\n\n').at(-1)?.split('\n') ?? [];
  return rows.filter((row) => row.split(/(?<!\\)\|/).length !== 7 || /(?<!\\)[<>`*[\]]/.test(row));
}

/** Every row has three cells; what is mathematics is well formed. */
function quiz(text: string): string[] {
  // What is quoted may begin with a bar, too.
  const told = text.replace(/^(`{3,})[^]*?^\1$/gm, '');
  const rows = told.split('\n').filter((line) => line.startsWith('|'));
  const formulas = rows.flatMap((row) => row.match(/(?<!\\)\$(?:\\.|[^$\\])*\$/g) ?? []);
  return [
    ...rows.filter((row) => row.split('|').length !== 5),
    ...formulas.flatMap((formula) => latexFaults(formula)),
  ];
}

function json(text: string): string[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** By the key of the format; DOT is left to Graphviz. */
const checks: Readonly<Record<string, Check>> = {
  pytorch: python,
  jax: python,
  numpy: python,
  tensorflow: parsesWith(javascriptParser),
  tikz: latexFaults,
  'tikz-document': latexFaults,
  worksheet: latexFaults,
  mermaid,
  markdown,
  quiz,
  json,
};

/** What is wrong with a text of that format. */
export function formFaults(key: string, text: string): string[] {
  const faults = checks[key]?.(text) ?? [];
  if (!/[^\n]\n$/.test(text)) faults.push('does not end in one line break');
  if (/[\u202a-\u202e\u2066-\u2069\0\r]/.test(text)) faults.push('holds a sign that hides others');
  return faults.map((fault) => `${key}: ${fault}`);
}
