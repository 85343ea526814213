/** Slips that people make in programs, each told by what stands where the grammar stops. */
import { withoutComma } from '../commas';
import type { Finding, Fix, Span } from '../syntax';
import type { Lexeme, Spelling } from './lexemes';

/** The place where a text stops to follow its grammar. */
export interface Stop {
  readonly text: string;
  readonly found: readonly Lexeme[];
  /** Index in `found` of what cannot stand there. */
  readonly at: number;
  readonly spelling: Spelling;
}

type Slip = (stop: Stop) => Finding | null;

function slip(span: Span, message: string, advice: string, ...fixes: readonly Fix[]): Finding {
  return { kind: 'syntax', message, span: { start: span.start, end: span.end }, fixes, advice };
}

function insert(at: number, text: string): Fix {
  return { span: { start: at, end: at }, text };
}

function replace({ start, end }: Span, text: string): Fix {
  return { span: { start, end }, text };
}

/** The lexemes of the line before the place, the place not included. */
function lineBefore({ found, at }: Stop): readonly Lexeme[] {
  let from = at;
  while (from > 0 && found[from - 1]?.kind !== 'newline') from--;
  return found.slice(from, at);
}

function ends(here: Lexeme | undefined): boolean {
  return !here || here.kind === 'end' || here.kind === 'newline' || here.text === ';';
}

const isPython = ({ spelling }: Stop): boolean => spelling.family === 'python';
const isScript = ({ spelling }: Stop): boolean => spelling.family === 'script';

const HEADERS = /^(?:if|elif|else|for|while|def|class|with|try|except|finally)$/;

/** `if x > 0` without its colon */
const colonMissing: Slip = (stop) => {
  const line = lineBefore(stop);
  const [first, last] = [line[0], line.at(-1)];
  const isHeader = isPython(stop) && first && HEADERS.test(first.text) && last;
  if (!isHeader || last.text === ':' || !ends(stop.found[stop.at])) return null;
  return slip(
    first,
    `The line of this \`${first.text}\` ends without \`:\`.`,
    'Write `:` where the condition ends.',
    insert(last.end, ':'),
  );
};

/** A line behind `:` that is not indented */
const blockMissing: Slip = (stop) => {
  const { found, at, text } = stop;
  let before = at - 1;
  while (found[before]?.kind === 'newline') before--;
  const colon = found[before];
  if (!isPython(stop) || colon?.text !== ':' || before === at - 1) return null;
  const [first] = lineBefore({ ...stop, at: before });
  const here = found[at];
  if (!first || !HEADERS.test(first.text) || !here) return null;
  if (here.kind === 'end')
    return slip(
      first,
      `This \`${first.text}\` has nothing in it.`,
      'Write the lines it is for, indented.',
    );
  const indent = `${columnOf(text, first)}    `;
  return slip(
    here,
    `This line belongs to the \`${first.text}\` before it and is not indented.`,
    'Indent it.',
    replace({ start: here.start - columnOf(text, here).length, end: here.start }, indent),
  );
};

/** A line that begins further right than the one before */
const indentedMore: Slip = (stop) => {
  const { found, at, text } = stop;
  const here = found[at]?.kind === 'newline' ? found[at + 1] : found[at];
  const index = here ? found.indexOf(here) : -1;
  if (!isPython(stop) || !here || found[index - 1]?.kind !== 'newline') return null;
  const [first] = lineBefore({ ...stop, at: index - 1 });
  if (!first || found[index - 2]?.text === ':') return null;
  const [own, before] = [columnOf(text, here), columnOf(text, first)];
  if (own.length <= before.length) return null;
  return slip(
    here,
    'This line is indented further than the line before it.',
    'Indent both alike.',
    replace({ start: here.start - own.length, end: here.start }, before),
  );
};

/** The blanks before a lexeme that begins its line. */
function columnOf(text: string, { start }: Span): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^[ \t]*$/.test(line) ? line : '';
}

/** `if x = 3` */
const comparisonMeant: Slip = (stop) => {
  const here = stop.found[stop.at];
  if (here?.text !== '=') return null;
  const isCondition = lineBefore(stop).some(({ text }) => /^(?:if|elif|while|assert)$/.test(text));
  if (!isCondition) return null;
  return slip(here, '`=` gives a name a value.', 'Write `==` to compare.', replace(here, '=='));
};

/** `const y == x` */
const assignmentMeant: Slip = (stop) => {
  const [keyword, name] = stop.found.slice(Math.max(0, stop.at - 2), stop.at);
  const here = stop.found[stop.at];
  if (!/^={2,3}$/.test(here?.text ?? '') || !here || name?.kind !== 'word') return null;
  if (!/^(?:const|let|var)$/.test(keyword?.text ?? '')) return null;
  return slip(here, `\`${here.text}\` compares.`, 'Write `=` to give a value.', replace(here, '='));
};

const TO_PYTHON: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not '],
  ['===', '=='],
  ['!==', '!='],
  [';;', ';'],
]);
const TO_SCRIPT: ReadonlyMap<string, string> = new Map([
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
  ['elif', 'else if'],
  ['def', 'function'],
  [':=', '='],
  ['.*', '*'],
  ['./', '/'],
  ['.^', '**'],
  ['<>', '!='],
]);

/** `x && y` in Python, `x and y` in JavaScript */
const otherLanguage: Slip = ({ text, found, at, spelling }) => {
  if (spelling.family === 'other') return null;
  const meant = spelling.family === 'python' ? TO_PYTHON : TO_SCRIPT;
  // `a && b`: where two signs are one, the parser stops between them.
  const places = [found[at], found[at - 1]].filter((each) => each && meant.has(each.text));
  const [here] = places;
  if (!here) return null;
  const put = meant.get(here.text) ?? '';
  const spaced = (each: string): string => (/\w/.test(each) ? ' ' : '');
  const [left, right] = [text.charAt(here.start - 1), text.charAt(here.end)];
  const isWord = /^\w/.test(put);
  const padded = isWord ? `${spaced(left)}${put}${spaced(right)}` : put;
  const blank = here.text === 'not' ? /^[ \t]*/.exec(text.slice(here.end))?.[0].length : 0;
  const fix = replace({ start: here.start, end: here.end + (blank ?? 0) }, padded);
  return slip(here, `\`${here.text}\` is not ${spelling.name}.`, `Write \`${put.trim()}\`.`, fix);
};

/** `x++`, `let y = …`, `a ? b : c` in Python */
const scriptInPython: Slip = (stop) => {
  const { found, at } = stop;
  if (!isPython(stop)) return null;
  const [here, before] = [found[at], found[at - 1]];
  const step = [here, before].find((each) => each?.text === '++' || each?.text === '--');
  if (step) {
    const put = ` ${step.text.charAt(0)}= 1`;
    return slip(
      step,
      `\`${step.text}\` is not Python.`,
      `Write \`${put.trim()}\`.`,
      replace(step, put),
    );
  }
  if (
    before &&
    here &&
    /^(?:let|const|var|double|float|int|auto|val)$/.test(before.text) &&
    here.kind === 'word'
  )
    return slip(
      before,
      `\`${before.text}\` is not Python: a name needs no word before it.`,
      `Delete \`${before.text}\`.`,
      replace({ start: before.start, end: here.start }, ''),
    );
  if (here?.text === '?')
    return slip(here, '`?` is not Python.', 'Write a choice as `a if c else b`.');
  return null;
};

/** `a if c else b` in JavaScript */
const pythonInScript: Slip = (stop) => {
  const { found, at } = stop;
  const [here, before] = [found[at], found[at - 1]];
  if (!isScript(stop) || here?.text !== 'if' || !before || ends(before)) return null;
  return slip(
    here,
    `A choice is not written with \`if\` in ${stop.spelling.name}.`,
    'Write `c ? a : b`.',
  );
};

/** `a if c` without else, `c ? a` without a colon */
const otherwiseMissing: Slip = (stop) => {
  const line = lineBefore(stop);
  if (!ends(stop.found[stop.at])) return null;
  const choice = line.find(({ text }, i) => text === '?' || (text === 'if' && i > 0));
  if (!choice || line.some(({ text }) => text === 'else' || (choice.text === '?' && text === ':')))
    return null;
  return choice.text === '?'
    ? slip(choice, 'This `?` needs `:` and a second value.', 'Write `c ? a : b`.')
    : slip(choice, 'This `if` needs `else` and a second value.', 'Write `a if c else b`.');
};

/** `2x`, `1.5.2`, `1,5` */
const brokenNumber: Slip = ({ text, found, at }) => {
  const [before, here] = [found[at - 1], found[at]];
  if (!before || !here) return null;
  const comma = found[at - 2];
  const start = found[at - 3];
  if (before.text === ',' || (comma?.text === ',' && before.kind === 'number')) {
    const [one, two] = before.text === ',' ? [comma, here] : [start, before];
    const isDecimal = one?.kind === 'number' && two.kind === 'number' && two.start - one.end === 1;
    if (isDecimal && /^\d+$/.test(one.text) && /^\d/.test(two.text)) {
      const span = { start: one.start, end: two.end };
      const fixes = withoutComma(span, one.text, two.text);
      const found = slip(span, 'A comma stands in this number.', 'Write a point.', ...fixes);
      return { ...found, offersAll: true };
    }
  }
  if (here.kind === 'number' && /^(?:let|const|var|def|function)$/.test(before.text))
    return slip(here, 'A name cannot begin with a digit.', 'Write a letter first.');
  if (before.kind !== 'number' || before.end !== here.start) return null;
  const span = { start: before.start, end: here.end };
  if (here.kind === 'number')
    return slip(
      span,
      `\`${text.slice(span.start, span.end)}\` is not a number.`,
      'Write one point in it.',
    );
  if (here.kind !== 'word') return null;
  if (/^[eE]$/.test(here.text))
    return slip(
      span,
      'Digits are missing after this `e`.',
      'Write them, or `*` before the name `e`.',
    );
  const fix = insert(before.end, '*');
  return slip(
    span,
    `\`${text.slice(span.start, span.end)}\` is neither a number nor a name.`,
    'Write `*` for a product.',
    fix,
  );
};

/** `|x|` */
const barsMeant: Slip = ({ found, at, spelling }) => {
  const bar = [found[at], found[at - 1]].find((each) => each?.text === '|' || each?.text === '||');
  if (!bar || !/^[=+\-*/(,]$|^return$/.test(found[found.indexOf(bar) - 1]?.text ?? '='))
    return null;
  const written = spelling.family === 'script' ? 'Math.abs(x)' : 'abs(x)';
  return slip(
    bar,
    `\`|x|\` is not ${spelling.name}.`,
    `Write \`${written}\` for an absolute value.`,
  );
};

/** `lambda x x**2` */
const lambdaColon: Slip = (stop) => {
  const line = lineBefore(stop);
  const start = line.findLast(({ text }) => text === 'lambda');
  const last = line.at(-1);
  if (!start || !last || line.some(({ text, start: at }) => text === ':' && at > start.start))
    return null;
  return slip(
    start,
    'This `lambda` needs `:` after its parameters.',
    'Write it.',
    insert(last.end, ':'),
  );
};

/** `if x > 0 {` in JavaScript */
const conditionBrackets: Slip = (stop) => {
  const { text, found, at } = stop;
  const [before, here] = [found[at - 1], found[at]];
  if (!isScript(stop) || !here || !/^(?:if|while|for|switch)$/.test(before?.text ?? '') || !before)
    return null;
  const brace = found.slice(at).find((each) => each.text === '{');
  const inside = brace && text.slice(here.start, brace.start).trimEnd();
  return slip(
    before,
    `The condition of this \`${before.text}\` needs brackets.`,
    `Write \`${before.text} (…)\`.`,
    ...(inside === undefined
      ? []
      : [replace({ start: here.start, end: here.start + inside.length }, `(${inside})`)]),
  );
};

/** `if (c) a else b` without its semicolon */
const semicolonMissing: Slip = (stop) => {
  const { found, at } = stop;
  const [before, here] = [found[at - 1], found[at]];
  if (!isScript(stop) || here?.text !== 'else' || !before) return null;
  return slip(
    here,
    'The statement before this `else` does not end.',
    'Write `;` before it.',
    insert(before.end, ';'),
  );
};

/** `function f(x) return x` */
const bodyBraces: Slip = (stop) => {
  const { found, at } = stop;
  const [before, here] = [found[at - 1], found[at]];
  if (!isScript(stop) || here?.text !== 'return' || before?.text !== ')') return null;
  return slip(
    here,
    'The body of this function needs braces.',
    'Write `{` before it and `}` after it.',
  );
};

/** In the order in which they are asked: what explains more comes first. */
export const slips: readonly Slip[] = [
  brokenNumber,
  barsMeant,
  otherLanguage,
  scriptInPython,
  comparisonMeant,
  assignmentMeant,
  lambdaColon,
  colonMissing,
  blockMissing,
  indentedMore,
  pythonInScript,
  otherwiseMissing,
  conditionBrackets,
  semicolonMissing,
  bodyBraces,
];
