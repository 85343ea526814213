/** LaTeX -> raw TeX tokens, with the person's macros replaced. Spans of replaced tokens stay at the call. */
import { fail } from './reading';
import type { Limits, ReadOptions, Span } from './syntax';

/** A character, or a command with its backslash. */
export interface Raw extends Span {
  readonly text: string;
  readonly glued: boolean;
}

const SKIPPED = /(?:[\s\u00a0\u2000-\u200d\u2060-\u2064\u202f\u205f\u3000\ufeff]|%.*(?:\r?\n|$))+/y;
const COMMAND = /\\(?:[A-Za-z]+|[^])/uy;

export function rawTokens(text: string): Raw[] {
  const raw: Raw[] = [];
  let glued = false;
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    // U+2029 is put in place of $ and \[ by the one who cuts mathematics out of prose.
    const skipped = character === '\u2029' ? undefined : matchAt(SKIPPED, text, at);
    if (skipped !== undefined) {
      at += skipped.length;
      glued = false;
      continue;
    }
    const found =
      character === '\\'
        ? (matchAt(COMMAND, text, at) ?? character)
        : String.fromCodePoint(text.codePointAt(at) ?? 0);
    raw.push({ text: found, start: at, end: at + found.length, glued });
    at += found.length;
    glued = true;
  }
  return raw;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

interface Macro {
  readonly count: number;
  readonly body: readonly Raw[];
}

/** {\rm max} is \mathrm{max}. */
export function modernFonts(raw: readonly Raw[]): Raw[] {
  const fonts = raw.map((token, at) =>
    raw[at - 1]?.text === '{' ? olderFonts.get(token.text) : undefined,
  );
  return raw.map((token, at) => {
    const [own, next] = [fonts[at], fonts[at + 1]];
    if (own !== undefined) return { ...token, text: '{', glued: true };
    return next === undefined ? token : { ...token, text: next };
  });
}

const olderFonts: ReadonlyMap<string, string> = new Map(
  ['rm', 'bf', 'sf', 'tt'].map((font) => [`\\${font}`, `\\math${font}`]),
);

/** Replaces the macros of `options` and those that the text itself defines. */
export function expandMacros(raw: readonly Raw[], options: ReadOptions, limits: Limits): Raw[] {
  const macros = new Map<string, Macro>();
  for (const [name, body] of Object.entries(options.macros ?? {})) {
    const tokens = rawTokens(body);
    macros.set(name.startsWith('\\') ? name : `\\${name}`, {
      count: highestParameter(tokens),
      body: tokens,
    });
  }
  // Read from the end, so that a replacement is pushed back in front of what follows it.
  const waiting = raw.slice().reverse();
  const done: Raw[] = [];
  let replaced = 0;
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    if (definesMacro(token, waiting, macros)) continue;
    const macro = macros.get(token.text);
    if (!macro) {
      done.push(token);
      continue;
    }
    if (++replaced > limits.nodes || waiting.length + macro.body.length > limits.text) {
      fail('too large', sayEndless(token.text), token);
    }
    const { start } = token;
    let { end } = token;
    const args = Array.from({ length: macro.count }, () => {
      const argument = takeArgument(waiting);
      end = Math.max(end, argument.at(-1)?.end ?? end);
      return argument;
    });
    if (end < start) end = token.end;
    const filled = fill(macro.body, args).map((t) => ({ ...t, start, end }));
    if (waiting.length + filled.length > limits.text) {
      fail('too large', sayEndless(token.text), token);
    }
    for (const each of filled.reverse()) waiting.push(each);
  }
  return done;
}

function sayEndless(macro: string): string {
  return `The macro \`${macro}\` grows without end when it is replaced. Define it without itself.`;
}

/** \newcommand, \renewcommand, \providecommand, \def and \DeclareMathOperator. */
function definesMacro(token: Raw, waiting: Raw[], macros: Map<string, Macro>): boolean {
  const { text } = token;
  if (!/^\\(?:(?:re)?newcommand|providecommand|def|DeclareMathOperator)$/.test(text)) return false;
  if (waiting.at(-1)?.text === '*') waiting.pop();
  const starred = text === '\\DeclareMathOperator';
  const name =
    text === '\\def' ? waiting.pop() : takeArgument(waiting).find((t) => t.text.startsWith('\\'));
  let count = 0;
  if (text === '\\def') {
    while (waiting.length > 0 && waiting.at(-1)?.text !== '{')
      if (waiting.pop()?.text === '#') count++;
  } else {
    while (waiting.at(-1)?.text === '[') {
      const option = takeUntil(waiting, ']')
        .map((t) => t.text)
        .join('');
      if (count === 0 && /^[1-9]$/.test(option)) count = Number(option);
      else
        fail(
          'unsupported',
          'A macro with an optional argument is not read. Write out what it stands for.',
          token,
        );
    }
  }
  const body = takeArgument(waiting);
  if (!name || !/^\\[A-Za-z]+$/.test(name.text))
    fail('syntax', 'A macro definition needs a name. Write `\\newcommand{\\R}{…}`.', token);
  const { start, end } = token;
  const wrapped = ['\\operatorname', '{'].map((t) => ({ text: t, start, end, glued: true }));
  const operator = [...wrapped, ...body, { text: '}', start, end, glued: true }];
  macros.set(name.text, { count, body: starred ? operator : body });
  return true;
}

/** The next token, or the inside of the next group. */
function takeArgument(waiting: Raw[]): Raw[] {
  const first = waiting.pop();
  if (!first) return [];
  if (first.text !== '{') return [first];
  return takeUntil(waiting, '}', 1);
}

/** Everything up to the closing sign, which is passed. */
function takeUntil(waiting: Raw[], close: string, depth = 0): Raw[] {
  const taken: Raw[] = [];
  let open = depth;
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    if (token.text === '{') open++;
    if (token.text === '}') open--;
    if (token.text === close && open === 0) return depth === 0 ? taken.slice(1) : taken;
    taken.push(token);
  }
  return taken;
}

function fill(body: readonly Raw[], args: readonly (readonly Raw[])[]): Raw[] {
  const filled: Raw[] = [];
  for (let at = 0; at < body.length; at++) {
    const token = body[at];
    if (!token) break;
    const index = token.text === '#' ? Number(body[at + 1]?.text ?? NaN) : NaN;
    const argument = args[index - 1];
    if (argument) {
      filled.push(...argument);
      at++;
    } else filled.push(token);
  }
  return filled;
}

function highestParameter(body: readonly Raw[]): number {
  const numbers = body.map((token, at) => (body[at - 1]?.text === '#' ? Number(token.text) : 0));
  return Math.max(0, ...numbers.filter((n) => n >= 1 && n <= 9));
}
