/** Collects the TeX macros a document defines, with those of VS Code's own setting. Pure. */
import { rememberLast } from '../memo';

const COMMAND =
  /\\(?:re)?newcommand\*?\s*(?:\{\s*)?(\\[a-zA-Z]+)\s*(?:\}\s*)?(?:\[\d\]\s*)?(?:\[[^\]]{0,200}\]\s*)?(?=\{)|\\g?def\s*(\\[a-zA-Z]+)(?:#\d)*\s*(?=\{)|\\(DeclareMathOperator)\*?\s*\{\s*(\\[a-zA-Z]+)\s*\}\s*(?=\{)/g;

/** Macros by name with the backslash; the document's are stronger than `base`. */
export function macrosOf(
  text: string,
  base: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...base, ...macrosIn(text) };
}

const macrosIn = rememberLast((text: string): Readonly<Record<string, string>> => {
  const macros = new Map<string, string>();
  for (const found of text.matchAll(COMMAND)) {
    const name = found[1] ?? found[2] ?? found[4];
    const body = group(text, found.index + found[0].length);
    if (name !== undefined && body !== null) {
      macros.set(name, found[3] === undefined ? body : `\\operatorname{${body}}`);
    }
  }
  return Object.fromEntries(macros);
});

/** What the braces at an offset hold, or null if they do not close soon. */
function group(text: string, start: number): string | null {
  let depth = 0;
  for (let i = start; i < Math.min(text.length, start + 2000); i++) {
    const char = text.charAt(i);
    if (char === '\\') {
      i++;
    } else if (char === '{') {
      depth++;
    } else if (char === '}' && --depth === 0) {
      return text.slice(start + 1, i);
    }
  }
  return null;
}
