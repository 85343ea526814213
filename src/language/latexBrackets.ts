/** The brackets of a LaTeX text as it writes them: braces, delimiters with their sizes, environments. */
import { bars, closers, openers, sized, textFonts } from './latexCommands';
import { rawTokens, type Raw } from './latexSource';
import type { Bracket } from './pairing';
import { closing } from './tokens';

export function latexBrackets(text: string): Bracket[] {
  const raw = rawTokens(text);
  const brackets: Bracket[] = [];
  /** Braces open around prose, where only braces count. */
  let prose = 0;
  for (let at = 0; at < raw.length; at++) {
    const token = raw[at];
    if (!token) break;
    if (token.text === '{') {
      brackets.push(brace(token));
      if (prose > 0 || isProse(raw, at)) prose++;
    } else if (token.text === '}') {
      brackets.push(brace(token));
      if (prose > 0) prose--;
    } else if (prose === 0) {
      const [bracket, length] = bracketAt(raw, at) ?? [undefined, 1];
      if (bracket) brackets.push(bracket);
      at += length - 1;
    }
  }
  return brackets;
}

function brace({ start, end, text }: Raw): Bracket {
  const side = text === '{' ? 'open' : 'close';
  return { start, end, text, side, shape: '{', partner: side === 'open' ? '}' : '{' };
}

const LABELS: ReadonlySet<string> = new Set(['\\label', '\\tag', '\\ref', '\\eqref', '\\cite']);

function isProse(raw: readonly Raw[], at: number): boolean {
  const before = raw[at - 1]?.text ?? '';
  return textFonts.has(before) || LABELS.has(before);
}

/** The bracket that begins at a token, and of how many tokens it is. */
function bracketAt(raw: readonly Raw[], at: number): [Bracket | undefined, number] | undefined {
  const token = raw[at];
  if (!token) return undefined;
  if (token.text === '\\begin' || token.text === '\\end') return environmentAt(raw, at);
  const size = sized.get(token.text);
  const delimiter = size ? raw[at + 1] : token;
  if (size === 'close' && (!delimiter || /^[\w{}+*/=-]$/.test(delimiter.text))) {
    // \right without what it should close with.
    return [{ ...token, side: 'close', shape: '', partner: '\\left(' }, 1];
  }
  if (!delimiter) return undefined;
  if (size && delimiter.text === '.') return [undefined, 2];
  const side = size === 'either' ? undefined : size;
  const found = delimited(delimiter, side);
  if (!found) return undefined;
  const prefix = size ? token.text : '';
  const other = partners.get(prefix) ?? prefix;
  const { start } = token;
  const { end } = delimiter;
  const text = prefix + delimiter.text;
  return [{ ...found, start, end, text, partner: other + found.partner }, size ? 2 : 1];
}

const partners: ReadonlyMap<string, string> = new Map(
  ['', 'big', 'Big', 'bigg', 'Bigg'].flatMap((name) => {
    const [open, close] = name === '' ? ['\\left', '\\right'] : [`\\${name}l`, `\\${name}r`];
    return [
      [open, close],
      [close, open],
    ];
  }),
);

function delimited(
  { text }: Raw,
  side: 'open' | 'close' | undefined,
): Pick<Bracket, 'side' | 'shape' | 'partner'> | undefined {
  const isBar = bars.has(text);
  if (isBar && side) return { side, shape: '|(', partner: text };
  const open = openers.get(text);
  if (open !== undefined && side !== 'close')
    return { side: 'open', shape: open, partner: writtenLike(text, closing.get(open) ?? open) };
  const close = closers.get(text);
  const shape = shapeOf(close);
  if (shape !== undefined && side !== 'open')
    return { side: 'close', shape, partner: writtenLike(text, shape) };
  return undefined;
}

function shapeOf(close: string | undefined): string | undefined {
  for (const [open, other] of closing) if (other === close) return open;
  return undefined;
}

/** `)` for `(`, and `\rfloor` for `\lfloor`. */
function writtenLike(text: string, partner: string): string {
  if (!/^\\[lr][a-zA-Z]+$/.test(text)) return partner;
  return text.replace(/^\\([lr])/, (_, side: string) => (side === 'l' ? '\\r' : '\\l'));
}

function environmentAt(raw: readonly Raw[], at: number): [Bracket, number] | undefined {
  const [command, open] = [raw[at], raw[at + 1]];
  const close = raw.findIndex(({ text }, index) => index > at && !/^[A-Za-z*{]$/.test(text));
  const end = raw[close];
  if (!command || open?.text !== '{' || end?.text !== '}') return undefined;
  const name = raw
    .slice(at + 2, close)
    .map(({ text }) => text)
    .join('');
  const side = command.text === '\\begin' ? 'open' : 'close';
  const bracket: Bracket = {
    start: command.start,
    end: end.end,
    text: `${command.text}{${name}}`,
    side,
    shape: `\\begin{${name}}`,
    partner: `${side === 'open' ? '\\end' : '\\begin'}{${name}}`,
  };
  return [bracket, close - at + 1];
}
