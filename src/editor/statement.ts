/** Finds the statement, with what it depends on, or the function around an offset of code. */
import type { Span } from '../language/syntax';
import { statementsAround, withDependences, type Code, type Statement } from './code/outline';
import { parse } from './code/parse';
import { hasGrammar } from './code/trees';
import { rememberLast } from '../memo';

/** A piece of a document, `text` having the length of `span` with what is left out blanked. */
export interface Piece {
  readonly span: Span;
  readonly text: string;
  /** What was pointed at, where the piece holds its definitions too. */
  readonly focus?: Span;
  /** The statement that was pointed at, where the piece is the loop around it. */
  readonly meant?: Span;
  /** Where those definitions stand: without one that cannot be read the rest may be read. */
  readonly definitions?: readonly Binding[];
}

/** A statement of a piece and the names it gives to something. */
interface Binding extends Span {
  readonly binds: readonly string[];
}

/** As much code before and after the cursor as is looked at: a file may have any size. */
const REACH = 8000;

/** As far back as a line at the margin is looked for, where a class has none within reach. */
const FAR = 40000;

/** Parses the surroundings of `offset`, from a line that starts at the margin. */
export function codeAround(text: string, offset: number, language: string): Code | null {
  let from = 0;
  if (offset > REACH) {
    const near = /\n(?=[A-Za-z@])/.exec(text.slice(offset - REACH, offset));
    from = near ? offset - REACH + near.index + 1 : marginFar(text, offset, language);
  }
  return parsedAt(text.slice(from, offset + REACH), language, from);
}

/** Whether a statement may go on behind what was looked at. */
function isCut(code: Code, { end }: Statement, length: number): boolean {
  return end >= code.text.trimEnd().length && code.from + code.text.length < length;
}

/** The last line at the margin that is further away than `REACH`; that far away if there is none. */
function marginFar(text: string, offset: number, language: string): number {
  const back = Math.max(0, offset - FAR);
  const before = hasGrammar(language) ? text.slice(back, offset - REACH) : '';
  const last = [...before.matchAll(/\n(?=[A-Za-z@])/g)].at(-1);
  if (last) {
    return back + last.index + 1;
  }
  return back === 0 && /^[A-Za-z@]/.test(before) ? 0 : offset - REACH;
}

const parsedAt = rememberLast(parse);

/**
 * What to read for a cursor at `offset`, best first: the function it is in, the loop if the statement
 * is a step of it, and the statement, each with the earlier statements that it depends on, then alone;
 * last the class, if the function is what its objects compute.
 * A function without parameters, such as main, is of nothing: there the statement comes first.
 * `length` is that of the document; what goes on behind the code that was looked at is left out.
 */
export function statementsAt(code: Code, offset: number, length: number): readonly Piece[] {
  const around = statementsAround(code, onLine(code.text, offset - code.from));
  const end = around.findIndex(({ kind }) => kind === 'function');
  const inside = around.slice(0, end < 0 ? around.length : end);
  const [innermost] = inside;
  const statement = inside.find(({ kind }) => kind === 'simple') ?? innermost;
  const steps = [
    inside.findLast((one) => one.kind === 'loop' && statement && isStep(code, statement, one)),
    statement?.kind === 'wrapper' ? undefined : statement,
  ];
  const whole = around[end];
  const holder = whole?.binds.some((name) => CALLED.test(name)) ? whole.parent : null;
  const ordered = [
    ...(whole?.parameters.length === 0 ? [...steps, whole] : [whole, ...steps]),
    holder?.kind === 'class' ? holder : undefined,
  ];
  const chosen = ordered.flatMap((one) => (one && !isCut(code, one, length) ? [one] : []));
  const pieces = chosen.flatMap((one) => {
    const isAround = one.kind === 'loop' && statement && statement !== one;
    const meant = isAround && { meant: alone(code, statement).span };
    return [slice(code, one), alone(code, one)].map((piece) => ({ ...piece, ...meant }));
  });
  return pieces.filter((piece, i) => !pieces.slice(0, i).some((p) => p.text === piece.text));
}

/** The method of a class that is what an object of it computes. */
const CALLED = /^(?:forward|__call__|feed_?forward|predict)$/;

/** Whether a statement of a loop means nothing without it: it counts on, or goes on from itself. */
function isStep(code: Code, statement: Statement, loop: Statement): boolean {
  const counted = new Set(loop.locals);
  const inside = withDependences(code, statement).filter((one) => loop.start < one.start);
  return (
    statement.reads.some((name) => statement.binds.includes(name)) ||
    inside.some(({ reads }) => reads.some((name) => counted.has(name)))
  );
}

/** The comment or string at `offset`, with neighbouring line comments, their signs blanked. */
export function remarkAt(code: Code, offset: number): Piece | null {
  const remark = code.remarkAt(offset - code.from);
  return remark && blankSigns(code, joined(code, remark));
}

/** A remark with the line comments above and below it, if it is one of them. */
function joined({ text }: Code, remark: Span): Span {
  const alone = (line: string): boolean => /^[ \t]*(#(?![!{=])|\/\/|%)/.test(line);
  let { start, end } = remark;
  const lineOf = (from: number): string => text.slice(from, endOfLine(text, from));
  if (alone(lineOf(startOfLine(text, start)))) {
    start = startOfLine(text, start);
    while (start > 0 && alone(lineOf(startOfLine(text, start - 1)))) {
      start = startOfLine(text, start - 1);
    }
    while (end < text.length && alone(lineOf(end + 1))) {
      end = endOfLine(text, end + 1);
    }
  }
  return { start, end };
}

function blankSigns(code: Code, span: Span): Piece {
  const text = code.text
    .slice(span.start, span.end)
    .replace(/^[ \t]*(?:#+|\/\/+|\/\*+|\*(?!\/))/gm, (sign) => ' '.repeat(sign.length))
    .replace(/^[rbuRBUfF]*(?:"""|'''|"|'|`)|(?:"""|'''|"|'|`|\*\/)$/g, (sign) =>
      ' '.repeat(sign.length),
    );
  return { span: shift(span, code.from), text };
}

/** Moves an offset in a line's indentation or after its end onto the line's code. */
function onLine(text: string, at: number): number {
  const start = startOfLine(text, at);
  const line = text.slice(start, endOfLine(text, start));
  const code = line.replace(/(?<=\s|;|^)#.*$|\/\/.*$/, '').trimEnd();
  const first = code.length - code.trimStart().length;
  return start + Math.min(Math.max(at - start, first), Math.max(code.length, first));
}

function alone(code: Code, { start, end }: Statement): Piece {
  const text = code.text.slice(start, end).trimEnd();
  return { span: shift({ start, end: start + text.length }, code.from), text };
}

/** The statement with those before it that it depends on. */
function slice(code: Code, statement: Statement): Piece {
  const kept = withDependences(code, statement);
  if (kept.length > 1) {
    const definitions = kept
      .slice(0, -1)
      .map((one) => ({ ...shift(one, code.from), binds: one.binds }));
    return { ...joinedPieces(code, kept), focus: alone(code, statement).span, definitions };
  }
  return statement.kind === 'function' ? alone(code, statement) : joinedPieces(code, kept);
}

/** The kept statements with everything between them blanked, but for line breaks or a `;`. */
function joinedPieces(code: Code, kept: readonly Statement[]): Piece {
  const { text } = code;
  const first = kept[0]?.start ?? 0;
  const margin = startOfLine(text, first);
  const start = text.slice(margin, first).trim() === '' ? margin : first;
  let out = '';
  for (const one of kept) {
    const gap = text.slice(start + out.length, one.start).replace(/[^\n]/g, ' ');
    const separate = out !== '' && !gap.includes('\n') && gap !== '' && !out.endsWith(';');
    out += (separate ? `;${gap.slice(1)}` : gap) + text.slice(one.start, one.end);
  }
  out = out.trimEnd();
  return { span: shift({ start, end: start + out.length }, code.from), text: out };
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
