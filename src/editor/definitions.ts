/** Finds in prose and code what says that a name has a number: "x = −2", "w, b are set to 2 and 1". */
import type { Span } from '../language/syntax';
import { literalAt, withoutStop, type Literal } from './literal';
import { nameKey } from './names';

/** A name with its number, or with a list of numbers; null where code gives it something else. */
export interface Definition {
  readonly key: string;
  readonly value: number | readonly number[] | null;
  readonly span: Span;
  /** Where the numbers are written; none if they are written for several names at once. */
  readonly literals: readonly Span[];
}

const WORD = String.raw`\\?[\p{L}][\p{L}\p{N}]*`;
const STYLED = String.raw`\\(?:math[a-z]+|text[a-z]*|boldsymbol|bm|hat|bar|tilde|vec)\s*\{[^{}\n]{1,20}\}`;
const INDEX = String.raw`_\{[^{}\n]{1,20}\}|_[\p{L}\p{N}]+|(?<![\p{L}\p{N}])[₀-₉]+|\[\d+\]|['′]`;
const NAME = String.raw`(?:self\.|this\.|\\Delta(?![A-Za-z])\s*|[Δ∆]\s?)?(?:${STYLED}|${WORD})(?:${INDEX})*`;
/** Between names or numbers of a list, read in one way only. \x01 stands for markup. */
const BETWEEN = String.raw`[\s\x01]*(?:,[\s\x01]*&|[,;&]|,?[\s\x01]and[\s\x01])[\s\x01]*`;
const LIST = String.raw`${NAME}(?:(?:${BETWEEN}|\s*=\s*)${NAME})*`;
/** Names before a sign; an operator or a letter before them would make them part of something else. */
const NAMES = new RegExp(
  String.raw`(?<![\p{L}\p{N}_\\.'])(?<![\^*/+·×−-][ \t]*)(?:(?:\\left)?\([\s\x01]*(${LIST})[\s\x01]*(?:\\right)?\)|(${LIST}))[\s\x01&]*$`,
  'u',
);

const VERB =
  'is|are|be|was|were|equals?|to|takes?|has|have|values?|initiali[sz]ed|set|fixed|assigned|chosen|at|as|with|by|of|the|both|all|each|now|initially|given|currently|on';
const LINK = new RegExp(
  String.raw`(?<sign>(?<![<>!=≥≤+*/-]):?=(?!=)|\\(?:leftarrow|gets|coloneqq|approx|simeq)(?![A-Za-z])|<-|←|≔|≈)|(?<![\p{L}\p{N}_\\])(?<verb>(?:is|are|be|equals?|set|fixed|initiali[sz]ed|assigned|to|takes?|has|have|was|were)(?:[\s\x01]+(?:${VERB})(?![\p{L}\p{N}]))*)(?![\p{L}\p{N}_])`,
  'gu',
);

const OPEN = /[\s\x01&{]*(?:(?:\\left)?(\\begin\{[bpv]?matrix\}|[[(]|\\\{)[\s\x01]*)?/y;
const NEXT = new RegExp(String.raw`(?:${BETWEEN}|[\s\x01]*\\\\[\s\x01]*)`, 'uy');
/** After a number that is a whole value: punctuation, markup, the end, or a word that goes on. */
const ENDS =
  /[ \t]*(?:$|[\n\x01.,;:!?)\]}|]|\\\\|\\(?:end|right|quad|qquad|text|,|;|\})|—|–|#|\/\/)/uy;
const GOES_ON =
  /[ \t]+(?:and|as|at|but|for|give|gives|given|if|in|is|let|on|please|respectively|so|then|the|to|using|we|what|when|where|which|while|with|find|compute|calculate|yields?)(?![\p{L}\p{N}])|[ \t]+\(/uy;
const WORD_FOLLOWS = /[ \t]+(?!or\b|times\b|and\b)\p{L}{2,}/uy;

/** Definitions in prose; `text` is a stretch of a document that starts at `offset`. */
export function definitionsInProse(source: string, offset: number): readonly Definition[] {
  const text = withoutMarkup(source);
  const found: Definition[] = [];
  for (const link of text.matchAll(LINK)) {
    const from = Math.max(0, link.index - 200);
    const names = NAMES.exec(text.slice(from, link.index));
    const verb = link.groups?.['verb'] !== undefined;
    const numbers = names && numbersAt(text, link.index + link[0].length, verb);
    if (names && numbers) {
      const span = { start: offset + from + names.index, end: offset + numbers.end };
      const literals = numbers.literals.map((one) => shifted(withoutStop(text, one), offset));
      found.push(...paired(namesIn(names[1] ?? names[2] ?? ''), numbers, span, literals));
    }
  }
  return found;
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

export interface Numbers {
  readonly literals: readonly Literal[];
  readonly listed: boolean;
  readonly end: number;
}

function numbersAt(text: string, start: number, verb: boolean): Numbers | null {
  OPEN.lastIndex = start;
  const bracket = OPEN.exec(text)?.[1];
  const literals: Literal[] = [];
  let end = start;
  for (let at = OPEN.lastIndex; ; at = NEXT.lastIndex) {
    const literal = literalAt(text, at);
    if (!literal) {
      break;
    }
    literals.push(literal);
    end = literal.end;
    NEXT.lastIndex = end;
    if (!NEXT.test(text)) {
      break;
    }
  }
  const whole = matches(ENDS, text, end) || matches(GOES_ON, text, end);
  const more = !verb && matches(WORD_FOLLOWS, text, end);
  return literals.length > 0 && (whole || more)
    ? { literals, listed: bracket !== undefined, end }
    : null;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** One number for each name, or the same for all, or a list for one name; otherwise nothing. */
function paired(
  keys: readonly string[],
  numbers: Numbers,
  span: Span,
  literals: readonly Span[],
): Definition[] {
  const { listed } = numbers;
  const values = numbers.literals.map(({ value }) => value);
  const [first] = values;
  if (
    first === undefined ||
    (values.length > 1 && values.length !== keys.length && !(listed && keys.length === 1))
  ) {
    return [];
  }
  if (listed && keys.length === 1 && values.length > 1) {
    return keys.map((key) => ({ key, value: values, span, literals }));
  }
  const shared = values.length < keys.length;
  return keys.map((key, i) => ({
    key,
    value: values[i] ?? first,
    span,
    literals: shared ? [] : literals.slice(i, i + 1),
  }));
}

function namesIn(list: string): readonly string[] {
  const parts = list.split(new RegExp(`${BETWEEN}|\\s*=\\s*`, 'u'));
  return parts.map(nameKey).filter((key) => key !== '');
}

/** Markup becomes \x01 and TeX spacing becomes blanks, everything in its place. */
function withoutMarkup(text: string): string {
  return text
    .replace(/^([ \t>]*)([-*+])(?=[ \t])/gm, '$1 ')
    .replace(/\*\*|__(?=\p{L})|[$`~]|\\\\?[()]|\\[[\]]/gu, (mark) => '\x01'.repeat(mark.length))
    .replace(/(?<![\w)\]])\*(\p{L}\w*)\*(?![\w(])/gu, '\x01$1\x01')
    .replace(/(?<!\\)\\[,;:! ]|\\q?quad(?![a-z])/g, (space) => ' '.repeat(space.length));
}

const DECLARATION =
  /^[ \t]*(?:(?:export|static|final|public|private|readonly|const|constexpr|let|var|val|mut|auto|double|float|int|long|local|my|Value|Variable)[ \t]+)*/;
const DEFAULT = String.raw`\p{L}[\p{L}\p{N}_]*\s*(?::\s*[\w.]+\s*)?=[^=]`;
/** The head of a function up to its first parameter with a default. */
const HEAD = new RegExp(
  String.raw`^[ \t]*(?:(?:export|async)[ \t]+)*(?:def|function|func?|fun)\b[^(]{0,80}\((?:[^=]*,)?\s*(?=${DEFAULT})`,
  'u',
);
/** What begins the next definition of a line. */
const STOP = new RegExp(String.raw`[;]\s*|,\s*(?=${DEFAULT})`, 'u');
const TYPE = String.raw`(?:[ \t]*:[ \t]*[\w.[\]<>| ,]+?)?`;
const ASSIGNED = new RegExp(
  String.raw`^((?:\([ \t]*)?${NAME}${TYPE}(?:[ \t]*(?:,|=)[ \t]*${NAME})*(?:[ \t]*\))?)[ \t]*(=(?!=)|<-|:=|[-+*/%&|^]=|\*\*=|\/\/=)[ \t]*`,
  'u',
);
const WRAPPER =
  /(?:new[ \t]+)?(?:[\w.]+\.)?(?:tensor|Tensor|array|asarray|Array|Float(?:32|64)Array|Variable|Value|Parameter|Scalar|scalar|float(?:16|32|64)?|double|int|Number|Decimal|c|vec!)(?:\.from)?[ \t]*[([]/y;

/** Definitions in code, by assignments at the start of statements. */
export function definitionsInCode(source: string, offset: number): readonly Definition[] {
  const found: Definition[] = [];
  const text = source.replace(/(?<=\d)[fFlL](?!\w)/g, ' ');
  for (const line of text.matchAll(/[^\n]+/g)) {
    const head = (HEAD.exec(line[0]) ?? DECLARATION.exec(line[0]))?.[0] ?? '';
    let at = line.index + head.length;
    const end = line.index + line[0].length;
    while (at < end) {
      const assigned = ASSIGNED.exec(text.slice(at, Math.min(end, at + 400)));
      const value = assigned && valueAt(text, at + assigned[0].length);
      if (assigned && value && !isWrapped(text, at + assigned[0].length, assigned[1] ?? '')) {
        const names = namesIn((assigned[1] ?? '').replace(/:[^,=)]*|[()]/g, ''));
        const span = { start: at, end: value.end };
        found.push(...bound(names, assigned[2] ?? '=', value, span, offset));
      }
      const from = value?.end ?? at;
      const next = STOP.exec(text.slice(from, end));
      at = next ? from + next.index + next[0].length : end;
    }
  }
  return found;
}

/** A literal, possibly in torch.tensor(…) or brackets; anything else is no number. */
export function valueAt(text: string, start: number): Numbers {
  const inside = behindWrappers(text, start);
  const wrapped = inside > start;
  const numbers = numbersAt(text, inside, true);
  const list = numbers?.listed === true || (wrapped && text.charAt(inside - 1) === '[');
  const several = numbers !== null && numbers.literals.length > 1;
  // In most languages of code ^ is no power.
  const raised = numbers?.literals.some((one) => text.slice(one.start, one.end).includes('^'));
  return numbers && !raised && !(wrapped && several && !list)
    ? { ...numbers, listed: list }
    : { literals: [], listed: false, end: start };
}

/** Where the content begins of Parameter(tensor(…)); `start` if nothing is wrapped. */
function behindWrappers(text: string, start: number): number {
  let inside = start;
  for (WRAPPER.lastIndex = start; WRAPPER.test(text); WRAPPER.lastIndex = inside) {
    inside = WRAPPER.lastIndex;
  }
  return inside;
}

/** Whether `w = tensor(w, …)` gives a name its own number again. */
function isWrapped(text: string, start: number, name: string): boolean {
  const inside = behindWrappers(text, start);
  const behind = text.charAt(inside + name.trim().length);
  return inside > start && text.startsWith(name.trim(), inside) && /[,)\s]/.test(behind);
}

function bound(
  names: readonly string[],
  sign: string,
  numbers: Numbers,
  place: Span,
  offset: number,
): Definition[] {
  const span = shifted(place, offset);
  const literals = numbers.literals.map((one) => shifted(one, offset));
  const plain = literals.length > 0 && (sign === '=' || sign === '<-' || sign === ':=');
  return plain
    ? paired(names, numbers, span, literals)
    : names.map((key) => ({ key, value: null, span, literals: [] }));
}
