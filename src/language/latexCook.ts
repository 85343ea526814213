/** The state of turning raw TeX tokens into the engine's, and the steps that all parts share. */
import type { Raw } from './latexSource';
import { fail } from './reading';
import type { Span } from './syntax';
import type { Token, TokenKind } from './tokens';

/** A group that is open: what the commands around it still wait for. */
export interface Group {
  readonly close: string;
  /** Arguments that remain when it closes. */
  readonly arguments: number;
  readonly subscript: boolean;
  /** A note under or over it follows. */
  readonly note: boolean;
}

export interface Cook {
  readonly raw: readonly Raw[];
  readonly tokens: Token[];
  at: number;
  /** Arguments that commands wait for; digits and letters are then taken one by one. */
  arguments: number;
  /** After ^ or _: the next letter stands alone, digits stay together. */
  script: '' | '^' | '_';
  /** The next group's note is dropped. */
  note: boolean;
  glued: boolean;
  readonly groups: Group[];
  readonly environments: { readonly name: string; readonly cases: boolean; readonly at: Span }[];
}

export function inSubscript(c: Cook): boolean {
  return c.script === '_' || (c.groups.at(-1)?.subscript ?? false);
}

export function emit(
  c: Cook,
  kind: TokenKind,
  text: string,
  span: Span,
  value?: number,
  otherwise?: number,
): void {
  const { start, end } = span;
  c.tokens.push({
    kind,
    text,
    start,
    end,
    glued: c.glued,
    ...(value === undefined ? {} : { value }),
    ...(otherwise === undefined ? {} : { otherwise }),
  });
  c.glued = true;
}

/** One whole argument or script was passed. */
export function settled(c: Cook): void {
  if (c.script === '' && c.arguments > 0) c.arguments--;
  c.script = '';
}

/** The raw tokens of the next group, or the next token. */
export function takeArgument(c: Cook): Raw[] {
  const first = c.raw[c.at];
  if (!first) return [];
  c.at++;
  if (first.text !== '{') return [first];
  const start = c.at;
  for (let depth = 1; c.at < c.raw.length; c.at++) {
    const { text } = c.raw[c.at] ?? first;
    if (text === '{') depth++;
    if (text === '}' && --depth === 0) return c.raw.slice(start, c.at++);
  }
  return fail('syntax', 'This `{` is never closed. Write `}` where it should end.', first);
}

export function textOf(raw: readonly Raw[]): string {
  return raw.map((token, at) => (at > 0 && !token.glued ? ` ${token.text}` : token.text)).join('');
}

/** a & b: the sign stands in a row of a table, not before or after a relation. */
export function separatesOperands(c: Cook): boolean {
  const [before, next] = [c.tokens.at(-1), c.raw[c.at]?.text ?? ''];
  const follows = before && ['number', 'name', 'word', 'close'].includes(before.kind);
  return follows === true && /^(?:[\w(]|\\(?:[dt]?frac|sqrt|sin|cos|exp|log|ln|tanh))$/.test(next);
}

/** 90^\circ, (x)^+ and [x]_+: a script that is a sign after its operand. */
export function takeMark(c: Cook): string | undefined {
  const braced = c.raw[c.at]?.text === '{' ? 1 : 0;
  const mark = marks.get(c.raw[c.at + braced]?.text ?? '');
  const next = c.raw[c.at + braced + 1]?.text ?? '}';
  const isApart = c.raw[c.at + 1]?.glued === false;
  const ends =
    braced === 1 ? next === '}' : isApart || /^(?:[^\w\\({[]|\\[^A-Za-z]|\\right)$/.test(next);
  if (mark === undefined || (mark === '⁺' && !ends)) return undefined;
  c.at += 1 + 2 * braced;
  return mark;
}

const marks: ReadonlyMap<string, string> = new Map([
  ['\\circ', '°'],
  ['\\degree', '°'],
  ['+', '⁺'],
]);
