/** Brackets that do not pair: which one is to blame, and what to write where. */
import { refuses, type Finding, type RawProgram, type Span } from './syntax';

/** One half of a pair of brackets, of whatever kind: `(`, `\left[`, `\begin{cases}`. */
export interface Bracket extends Span {
  readonly side: 'open' | 'close';
  /** What the two halves of a pair have in common. */
  readonly shape: string;
  /** As it is written. */
  readonly text: string;
  /** How its partner is written. */
  readonly partner: string;
}

/** The first bracket to blame, or null if all of them pair. `text` is what they stand in. */
export function unpaired(brackets: readonly Bracket[], text: string): Finding | null {
  const opened: Bracket[] = [];
  for (const [at, bracket] of brackets.entries()) {
    if (bracket.side === 'open') {
      opened.push(bracket);
      continue;
    }
    const last = opened.pop();
    if (!last) return closesNothing(bracket, text);
    if (last.shape === bracket.shape) continue;
    const isOpen = opened.some(({ shape }) => shape === bracket.shape);
    const rest = brackets.slice(at + 1);
    const pairs = {
      closed: isOpen && pair(opened, [bracket, ...rest]),
      deleted: pair([...opened, last], rest),
      replaced: pair(opened, rest),
    };
    // The one edit after which all brackets pair; without one, the nearest to the eye.
    if (pairs.replaced && !pairs.closed) return closedBy(last, bracket);
    if (pairs.deleted && !pairs.closed) return closesNothing(bracket, text);
    return isOpen ? neverClosed([last], text, [bracket.start]) : closedBy(last, bracket);
  }
  const last = opened.at(-1);
  const next = brackets.find(({ start, side }) => last && start > last.start && side === 'open');
  return last ? neverClosed(opened, text, [text.length, next?.start ?? text.length]) : null;
}

/** Whether these brackets pair behind those that are open. */
function pair(opened: readonly Bracket[], brackets: readonly Bracket[]): boolean {
  const shapes = opened.map(({ shape }) => shape);
  for (const { side, shape } of brackets) {
    if (side === 'open') shapes.push(shape);
    else if (shapes.pop() !== shape) return false;
  }
  return shapes.length === 0;
}

/** Only at the end of a row is it surely too many. */
function closesNothing({ start, end, text: written, partner }: Bracket, text: string): Finding {
  const isLast = /^(?:[\s)\]},;.$]|\\\\)*$/.test(text.slice(end, rowEnd(text, end)));
  return {
    kind: 'syntax',
    message: `This \`${written}\` closes nothing.`,
    span: { start, end },
    fixes: isLast ? [{ span: { start, end }, text: '' }] : [],
    advice: `Delete it, or write \`${partner}\` where it should open.`,
  };
}

function closedBy(open: Bracket, { start, end, text }: Bracket): Finding {
  return {
    kind: 'syntax',
    message: `The \`${open.text}\` before it is closed by \`${text}\`.`,
    span: { start, end },
    fixes: [{ span: { start, end }, text: open.partner }],
    advice: `Write \`${open.partner}\` here.`,
  };
}

/** The last of `opened` is to blame; those before it are open too. It may end at one of `places`. */
function neverClosed(opened: readonly Bracket[], text: string, places: readonly number[]): Finding {
  const last = opened.at(-1);
  const { start, end } = last ?? { start: 0, end: 0 };
  const closing = opened
    .map(({ partner }) => partner)
    .reverse()
    .join('');
  const isBlock = last?.text.startsWith('\\begin') ?? false;
  const row = isBlock ? text.length : rowEnd(text, end);
  const offsets = [row, ...places].filter((at) => at <= (places[0] ?? row));
  const ends = new Set(offsets.map((at) => lastSign(text, at)));
  const others = opened.length > 2 ? `${opened.length - 1} others are` : 'another one is';
  return {
    kind: 'syntax',
    message: `This \`${last?.text ?? ''}\` is never closed${opened.length > 1 ? `, and ${others} open before it` : ''}.`,
    span: { start, end },
    fixes: [...ends].map((at) => ({ span: { start: at, end: at }, text: closing })),
    advice: `Write \`${last?.partner ?? ''}\` where it should end.`,
  };
}

const ROW_END = /\r?\n|\\\\|;/g;

/** Where the row or line of `from` ends. */
function rowEnd(text: string, from: number): number {
  ROW_END.lastIndex = from;
  return ROW_END.exec(text)?.index ?? text.length;
}

const DELIMITERS: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n', ';', ',', '.', '$', '&']);

/** The end of the last sign before `end` that is part of a formula. */
function lastSign(text: string, end: number): number {
  let at = end;
  for (;;) {
    if (DELIMITERS.has(text.charAt(at - 1))) at--;
    else if (/^\\[\\)\]]$/.test(text.slice(at - 2, at))) at -= 2;
    else return at;
  }
}

function isEnd(text: string, at: number): boolean {
  return text.slice(at).trim() === '';
}

/**
 * The program with the bracket to blame, if one is, in place of what follows from it. Brackets are
 * blamed only for a text that does not read: what reads may have its reasons. Where all that is missing is
 * missing at the end, what reads with it, by `readClosed`, is drawn.
 */
export function blameBrackets(
  program: RawProgram,
  brackets: readonly Bracket[],
  readClosed: (text: string, closing: string) => RawProgram,
): RawProgram {
  const { text, problems } = program;
  const blamed = problems.some(({ kind }) => kind === 'syntax') ? unpaired(brackets, text) : null;
  if (!blamed) return program;
  const line = text.lastIndexOf('\n', blamed.span.start) + 1;
  const others = problems.filter((problem) => !refuses(problem) || problem.span.end <= line);
  const missing = blamed.fixes?.find(
    ({ span, text: put }) => span.start === span.end && put !== '' && isEnd(text, span.end),
  );
  const closed = missing ? readClosed(text.slice(0, missing.span.start), missing.text) : program;
  return closed.problems.some(refuses)
    ? { ...program, problems: [...others, blamed] }
    : { ...closed, text, problems: [...closed.problems, blamed] };
}
