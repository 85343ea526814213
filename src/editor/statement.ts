/** Finds the statement, with what it depends on, or the function around an offset of Python or JS. */
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../language/syntax';
import { isFunction, isSimple, isStatement, parse, readsOf, takes, type Code } from './dependence';
import { rememberLast } from './memo';

/** A piece of a document, `text` having the length of `span` with what is left out blanked. */
export interface Piece {
  readonly span: Span;
  readonly text: string;
  /** What was pointed at, where the piece holds its definitions too. */
  readonly focus?: Span;
}

/** As much code before and after the cursor as is looked at: a file may have any size. */
const REACH = 8000;

/** Parses the surroundings of `offset`, from a line that starts at the margin. */
export function codeAround(text: string, offset: number, language: string): Code | null {
  let from = 0;
  if (offset > REACH) {
    const margin = /\n(?=[A-Za-z@])/.exec(text.slice(offset - REACH, offset));
    from = offset - REACH + (margin ? margin.index + 1 : 0);
  }
  return parsedAt(text.slice(from, offset + REACH), language, from);
}

const parsedAt = rememberLast(parse);

const BODY = /^(Script|Body|Block|StatementGroup)$/;

/**
 * What to read for a cursor at `offset`, best first: the function it is in, and the statement, each
 * with the earlier statements of the same block that it depends on, then alone.
 */
export function statementsAt(code: Code, offset: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const at = onLine(code.text, offset - code.from);
  let statement: SyntaxNode | null = null;
  for (let node: SyntaxNode | null = innermost(code, at); node; node = node.parent) {
    if (isFunction(node)) {
      pieces.push(slice(code, node), whole(code, node));
      break;
    }
    if (!statement && isSimple(node)) {
      statement = node;
    }
  }
  if (statement) {
    pieces.push(slice(code, statement), whole(code, statement));
  }
  return pieces.filter((piece, i) => !pieces.slice(0, i).some((p) => p.text === piece.text));
}

/** The comment or string at `offset`, with neighbouring line comments, their signs blanked. */
export function remarkAt(code: Code, offset: number): Piece | null {
  const at = offset - code.from;
  for (let node: SyntaxNode | null = code.tree.resolveInner(at, -1); node; node = node.parent) {
    if (/^(Comment|LineComment|BlockComment)$/.test(node.name)) {
      return blankSigns(code, joined(code, node));
    }
    if (/String$/.test(node.name)) {
      return blankSigns(code, { start: node.from, end: node.to });
    }
  }
  return null;
}

function joined(code: Code, node: SyntaxNode): Span {
  const { text } = code;
  const alone = (line: string): boolean => /^[ \t]*(#|\/\/)/.test(line);
  let start = node.from;
  let end = node.to;
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

/** The node at the offset, preferring the statement that ends there to a blank after it. */
function innermost(code: Code, at: number): SyntaxNode {
  const left = code.tree.resolveInner(at, -1);
  const right = code.tree.resolveInner(at, 1);
  const deeper = (node: SyntaxNode): boolean => !BODY.test(node.name);
  return deeper(right) || !deeper(left) ? right : left;
}

/** Moves an offset in a line's indentation or after its end onto the line's code. */
function onLine(text: string, at: number): number {
  const start = startOfLine(text, at);
  const line = text.slice(start, endOfLine(text, start));
  const code = line.replace(/\s*(?:(?<=\s|;|^)#.*|\/\/.*)?$/, '');
  const first = code.length - code.trimStart().length;
  return start + Math.min(Math.max(at - start, first), Math.max(code.length, first));
}

function whole(code: Code, node: SyntaxNode): Piece {
  const { from, to } = node;
  const end = from + code.text.slice(from, to).trimEnd().length;
  return { span: shift({ start: from, end }, code.from), text: code.text.slice(from, end) };
}

/** The statement and, of the statements before it in its block, those it depends on. */
function slice(code: Code, statement: SyntaxNode): Piece {
  const kept: SyntaxNode[] = [statement];
  const needed = new Set(readsOf(code, statement));
  for (let node = previous(statement); node; node = previous(node)) {
    if (takes(code, node, needed)) {
      kept.unshift(node);
    }
  }
  const { span, text } = whole(code, statement);
  if (kept.length > 1) {
    return { ...joinedPieces(code, kept), focus: span };
  }
  return isFunction(statement) ? { span, text } : joinedPieces(code, kept);
}

/** The statement before this one, looking through `a = 1; b = 2`. */
function previous(node: SyntaxNode): SyntaxNode | null {
  const wrapper = /^(StatementGroup|ExportDeclaration|DecoratedStatement)$/.test(
    node.parent?.name ?? '',
  );
  const before = node.prevSibling ?? (wrapper ? (node.parent?.prevSibling ?? null) : null);
  const last = before?.name === 'StatementGroup' ? before.lastChild : before;
  return last && !isStatement(last) ? previous(last) : last;
}

/** The kept statements with everything between them blanked, but for line breaks or a `;`. */
function joinedPieces(code: Code, kept: readonly SyntaxNode[]): Piece {
  const { text } = code;
  const first = kept[0]?.from ?? 0;
  const margin = startOfLine(text, first);
  const start = text.slice(margin, first).trim() === '' ? margin : first;
  let out = '';
  for (const node of kept) {
    const gap = text.slice(start + out.length, node.from).replace(/[^\n]/g, ' ');
    const separate = out !== '' && !gap.includes('\n') && gap !== '' && !out.endsWith(';');
    out += (separate ? `;${gap.slice(1)}` : gap) + text.slice(node.from, node.to);
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
