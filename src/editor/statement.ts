/** Finds the statement, with what it depends on, or the function around an offset of Python or JS. */
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import type { Span } from '../language/syntax';

/** A piece of a document, `text` having the length of `span` with what is left out blanked. */
export interface Piece {
  readonly span: Span;
  readonly text: string;
}

const typescript = javascript.configure({ dialect: 'ts jsx' });

/** As much source before and after the cursor as is looked at: a file may have any size. */
const REACH = 8000;

/** The tree of the source around a cursor; `from` is what its offsets are relative to. */
export interface Source {
  readonly text: string;
  readonly from: number;
  readonly tree: Tree;
}

/** Parses the surroundings of `offset`, from a line that starts at the margin. */
export function sourceAround(text: string, offset: number, language: string): Source | null {
  const parser =
    language === 'python'
      ? python
      : /^(java|type)script(react)?$/.test(language)
        ? typescript
        : null;
  if (!parser) {
    return null;
  }
  let from = 0;
  if (offset > REACH) {
    const margin = /\n(?=[A-Za-z@])/.exec(text.slice(offset - REACH, offset));
    from = offset - REACH + (margin ? margin.index + 1 : 0);
  }
  const slice = text.slice(from, offset + REACH);
  return { text: slice, from, tree: parser.parse(slice) };
}

const STATEMENT = /Statement$|^VariableDeclaration$|^ExportDeclaration$/;
const COMPOUND = /^(If|For|While|With|Try|Block|Do|Switch|Match|Labeled)Statement$/;
const FUNCTION = /^(Function(Definition|Declaration)|MethodDeclaration)$/;
const LAMBDA = /^(ArrowFunction|FunctionExpression)$/;
const BODY = /^(Script|Body|Block|StatementGroup)$/;

/**
 * What to read for a cursor at `offset`, best first: the function it is in; the statement with the
 * earlier statements of the same block that it depends on; the statement alone.
 */
export function statementsAt(source: Source, offset: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const at = onLine(source.text, offset - source.from);
  let statement: SyntaxNode | null = null;
  for (let node: SyntaxNode | null = innermost(source, at); node; node = node.parent) {
    if (FUNCTION.test(node.name) || isNamedLambda(node)) {
      pieces.push(whole(source, node));
      break;
    }
    if (!statement && STATEMENT.test(node.name) && !COMPOUND.test(node.name)) {
      statement = node;
    }
  }
  if (statement) {
    pieces.push(slice(source, statement), whole(source, statement));
  }
  return pieces.filter((piece, i) => !pieces.slice(0, i).some((p) => p.text === piece.text));
}

/** The comment or string at `offset`, with neighbouring line comments, their signs blanked. */
export function remarkAt(source: Source, offset: number): Piece | null {
  const at = offset - source.from;
  for (let node: SyntaxNode | null = source.tree.resolveInner(at, -1); node; node = node.parent) {
    if (/^(Comment|LineComment|BlockComment)$/.test(node.name)) {
      return blankSigns(source, joined(source, node));
    }
    if (/String$/.test(node.name)) {
      return blankSigns(source, { start: node.from, end: node.to });
    }
  }
  return null;
}

function joined(source: Source, node: SyntaxNode): Span {
  const { text } = source;
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

function blankSigns(source: Source, span: Span): Piece {
  const text = source.text
    .slice(span.start, span.end)
    .replace(/^[ \t]*(?:#+|\/\/+|\/\*+|\*(?!\/))/gm, (sign) => ' '.repeat(sign.length))
    .replace(/^[rbuRBUfF]*(?:"""|'''|"|'|`)|(?:"""|'''|"|'|`|\*\/)$/g, (sign) =>
      ' '.repeat(sign.length),
    );
  return { span: shift(span, source.from), text };
}

/** The node at the offset, preferring the statement that ends there to a blank after it. */
function innermost(source: Source, at: number): SyntaxNode {
  const left = source.tree.resolveInner(at, -1);
  const right = source.tree.resolveInner(at, 1);
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

/** `const f = (x) => …`: a declaration of one name that is a function. */
function isNamedLambda(node: SyntaxNode): boolean {
  const children =
    node.name === 'VariableDeclaration' ? node.getChildren('VariableDefinition') : [];
  const last = node.lastChild?.name === ';' ? node.lastChild.prevSibling : node.lastChild;
  return children.length === 1 && last !== null && LAMBDA.test(last.name);
}

function whole(source: Source, node: SyntaxNode): Piece {
  const { from, to } = node;
  const end = from + source.text.slice(from, to).trimEnd().length;
  return { span: shift({ start: from, end }, source.from), text: source.text.slice(from, end) };
}

/** The statement and, of the statements before it in its block, those it depends on. */
function slice(source: Source, statement: SyntaxNode): Piece {
  const kept: SyntaxNode[] = [statement];
  const needed = new Set(readsOf(source, statement));
  for (let node = previous(statement); node; node = previous(node)) {
    const targets = targetsOf(source, node);
    if (targets.some((target) => needed.has(target))) {
      kept.unshift(node);
      if (!COMPOUND.test(node.name)) {
        targets.forEach((target) => needed.delete(target));
      }
      readsOf(source, node).forEach((name) => needed.add(name));
    }
  }
  return joinedPieces(source, kept);
}

/** The statement before this one, looking through `a = 1; b = 2`. */
function previous(node: SyntaxNode): SyntaxNode | null {
  const wrapper = /^(StatementGroup|ExportDeclaration)$/.test(node.parent?.name ?? '');
  const before = node.prevSibling ?? (wrapper ? (node.parent?.prevSibling ?? null) : null);
  const last = before?.name === 'StatementGroup' ? before.lastChild : before;
  return last && !STATEMENT.test(last.name) && !FUNCTION.test(last.name) ? previous(last) : last;
}

/** Names a statement binds, those bound anywhere inside it included. */
function targetsOf(source: Source, statement: SyntaxNode): readonly string[] {
  const names: string[] = [];
  if (FUNCTION.test(statement.name)) {
    const name = statement.getChild('VariableName') ?? statement.getChild('VariableDefinition');
    return name ? [source.text.slice(name.from, name.to)] : [];
  }
  const cursor = statement.cursor();
  do {
    const isName = cursor.name === 'VariableName' || cursor.name === 'VariableDefinition';
    if (isName && isTarget(cursor.node)) {
      names.push(source.text.slice(cursor.from, cursor.to));
    }
  } while (cursor.next() && cursor.from < statement.to);
  return names;
}

const ASSIGNMENT = /^(AssignStatement|UpdateStatement|AssignmentExpression)$/;

/** Whether the name stands left of an assignment sign. */
function isTarget(name: SyntaxNode): boolean {
  if (name.name === 'VariableDefinition') {
    return true;
  }
  const listed = /^(TupleExpression|ArrayExpression)$/.test(name.parent?.name ?? '');
  const part = listed ? name.parent : name;
  if (!part?.parent || !ASSIGNMENT.test(part.parent.name)) {
    return false;
  }
  let next = part.nextSibling;
  while (next && !/^(AssignOp|UpdateOp|Equals)$/.test(next.name)) {
    next = next.nextSibling;
  }
  return next !== null;
}

/** Names a statement uses; an update such as += uses its target too. */
function readsOf(source: Source, statement: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const cursor = statement.cursor();
  let updates = false;
  do {
    updates ||= cursor.name === 'UpdateOp' || cursor.name === 'UpdateStatement';
    if (cursor.name === 'VariableName' && !isTarget(cursor.node)) {
      names.push(source.text.slice(cursor.from, cursor.to));
    }
  } while (cursor.next() && cursor.from < statement.to);
  return updates ? [...names, ...targetsOf(source, statement)] : names;
}

/** The kept statements with everything between them blanked, but for line breaks or a `;`. */
function joinedPieces(source: Source, kept: readonly SyntaxNode[]): Piece {
  const { text } = source;
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
  return { span: shift({ start, end: start + out.length }, source.from), text: out };
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
