/** Finds what a call of a function gives to its parameters: `f(2, w=-1)` for `def f(x, w)`. */
import { valueAt, type Definition } from './definitions';
import { nameKey } from './names';

interface Signature {
  readonly name: string;
  readonly parameters: readonly string[];
}

const NAME = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const PARAMETERS = String.raw`[ \t]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)`;
const HEADS = [
  String.raw`(?:def|function|func|fun|fn)[ \t]+(${NAME})(?:<[^<>()]*>)?${PARAMETERS}`,
  String.raw`(?:const|let|var|val)[ \t]+(${NAME})[^=\n]*=[ \t]*(?:async[ \t]*)?(?:function[ \t]*)?${PARAMETERS}[^=\n]*(?:=>|\{)`,
  String.raw`(${NAME})[ \t]*(?:=|<-)[ \t]*(?:lambda[ \t]+([^:\n]*):|function${PARAMETERS})`,
  String.raw`[\w>]+[ \t*&]+(${NAME})${PARAMETERS}[\w \t:<>&-]*\{`,
];

/** A function begins with its name and its parameters. */
const LONGEST_HEAD = 1000;

/** The first function that a text defines. */
function signatureOf(text: string): Signature | null {
  for (const head of HEADS) {
    const found = new RegExp(`(?<![\\p{L}\\p{N}_$.])${head}`, 'u').exec(
      text.slice(0, LONGEST_HEAD),
    );
    if (found) {
      const [, name = '', list = found[3] ?? ''] = found;
      return { name, parameters: parametersIn(list, /^func\b/.test(found[0])) };
    }
  }
  return null;
}

/** The names of parameters: before a colon or a sign, behind a type; in Go before it. */
function parametersIn(list: string, typeLast: boolean): readonly string[] {
  return list
    .split(',')
    .map((parameter) => {
      const names = [...(parameter.split(/[:=]/)[0] ?? '').matchAll(new RegExp(NAME, 'gu'))];
      return (typeLast && !parameter.includes(':') ? names[0] : names.at(-1))?.[0] ?? '';
    })
    .filter((name) => name !== '' && !/^(?:self|cls|this)$/.test(name));
}

/** As many calls are looked at. */
const MOST_CALLS = 50;

/**
 * What the first call with numbers in `text`, a stretch of a document that starts at `offset`, gives to
 * the parameters of the function that `own` defines.
 */
export function definitionsInCalls(
  text: string,
  offset: number,
  own: string,
): readonly Definition[] {
  const signature = signatureOf(own);
  if (!signature || signature.parameters.length === 0) {
    return [];
  }
  const escaped = signature.name.replaceAll('$', '\\$');
  const call = new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped}[ \\t]*\\(`, 'gu');
  // 2.0f is 2.0.
  const code = text.replace(/(?<=\d)[fFlL](?!\w)/g, ' ');
  let looked = 0;
  for (const { index, 0: opening } of code.matchAll(call)) {
    if (/(?:def|function|func?|fn)[ \t]+$/.test(code.slice(Math.max(0, index - 20), index))) {
      continue;
    }
    const given = argumentsAt(code, index + opening.length, offset, signature.parameters);
    if (given.length > 0) {
      return given;
    }
    if (++looked >= MOST_CALLS) {
      break;
    }
  }
  return [];
}

const KEYWORD = new RegExp(String.raw`\s*(?:(${NAME})\s*[=:](?!=)\s*)?`, 'uy');
/** An argument that is no number, up to the comma after it. */
const SKIPPED = /(?:[^(),[\]{}\n]|\([^()\n]*\)|\[[^[\]\n]*\])*/y;

function argumentsAt(
  text: string,
  start: number,
  offset: number,
  parameters: readonly string[],
): readonly Definition[] {
  const given: Definition[] = [];
  let at = start;
  for (const position of parameters) {
    KEYWORD.lastIndex = at;
    const [, keyword] = KEYWORD.exec(text) ?? [];
    at = KEYWORD.lastIndex;
    const [literal] = valueAt(text, at).literals;
    SKIPPED.lastIndex = at;
    SKIPPED.exec(text);
    const { lastIndex: end } = SKIPPED;
    const name = keyword ?? position;
    const whole = literal && /^\)?\s*$/.test(text.slice(literal.end, end).replace(/^,[^)]*/, ''));
    if (literal && whole && parameters.includes(name)) {
      const span = { start: offset + literal.start, end: offset + literal.end };
      given.push({ key: nameKey(name), value: literal.value, span, literals: [span] });
    }
    at = end + 1;
    if (text.charAt(end) !== ',') {
      break;
    }
  }
  return given;
}
