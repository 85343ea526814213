/** A parsed text: what its nodes say, where they stand, and whether it was parsed at all. */
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Limits, Finding, Span } from '../syntax';

/** Names of nodes that are not part of the meaning. */
const REMARKS: ReadonlySet<string> = new Set([
  'Comment',
  'LineComment',
  'BlockComment',
  'Hashbang',
]);

/** Nodes whose nesting costs nothing, because rows of operators are read without recursion. */
const ROWS: ReadonlySet<string> = new Set(['BinaryExpression', 'UnaryExpression']);

/** Stands in the place of a point behind which no digits are, for a grammar that does not know such. */
export const POINT = '\f';

export class Source {
  /**
   * `text` is what was parsed; its offset 0 is the offset `-shift` of the text of `length` characters
   * that was read. With `at`, everything stands there: the built-in definitions have no place of their own.
   * What was put in that the text does not have stands at `insertion`; what is before that is not shifted.
   */
  constructor(
    readonly text: string,
    private readonly shift: number,
    private readonly length: number,
    private readonly at?: Span,
    private readonly insertion = -Infinity,
  ) {}

  span(node: { readonly from: number; readonly to: number }): Span {
    if (this.at) return this.at;
    const place = (offset: number): number =>
      offset < this.insertion
        ? offset
        : Math.min(Math.max(offset - this.shift, this.insertion, 0), this.length);
    return { start: place(node.from), end: place(node.to) };
  }

  /** The text of a node, without comments that its grammar lets in. */
  slice(node: SyntaxNode): string {
    const first = node.firstChild;
    return this.text
      .slice(node.from, first && REMARKS.has(first.name) ? first.from : node.to)
      .trim();
  }

  /** Whether a number is written out there, and not the name of one. */
  hasNumber({ start }: Span): boolean {
    const offset = start < this.insertion ? start : start + this.shift;
    return /^[-+.\d]/.test(this.text.charAt(offset));
  }

  /** Whether the number that is written there has a point. */
  isDecimal({ start, end }: Span): boolean {
    const offset = start < this.insertion ? start : start + this.shift;
    const written = this.text.slice(offset, offset + end - start + 1);
    return written.slice(0, -1).includes('.') || written.endsWith(POINT);
  }

  /** Whether a number is written as a whole one: `2`, but not `2.` or `2e0`. */
  isWholeNumber(node: SyntaxNode): boolean {
    return /^(?:0[xob]\w+|[\d_]+)$/i.test(this.slice(node)) && this.text.charAt(node.to) !== POINT;
  }

  /** Whether so many operators come before `offset` that the parser may have given up there. */
  isLongRow(offset: number): boolean {
    return (
      (this.text.slice(0, offset).match(/[-+*/%<>]|\b(?:and|or|not)\b|&&|\|\|/g)?.length ?? 0) >
      LONGEST_ROW
    );
  }

  /** Column of the node if it is the first thing in its line, else undefined. */
  indentation(node: SyntaxNode): number | undefined {
    const start = this.text.lastIndexOf('\n', node.from - 1) + 1;
    const before = this.text.slice(start, node.from).replace(/^\uFEFF/, '');
    return before.trim() === '' ? before.length : undefined;
  }
}

/** The parts of a node, in order, without comments. */
export function parts(node: SyntaxNode): SyntaxNode[] {
  const result: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!REMARKS.has(child.name)) result.push(child);
  }
  return result;
}

/** The first part called `name`. */
export function part(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return parts(node).find((child) => child.name === name);
}

/** Parts between separators, e.g. the arguments of a call between commas. */
export function separated(nodes: readonly SyntaxNode[], separator = ','): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === separator) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  if (groups.at(-1)?.length === 0) groups.pop();
  return groups;
}

/** Lezer gives up on longer rows of operators and leaves an error in their place. */
const LONGEST_ROW = 400;

/** The first place where the text does not follow the grammar, or nests too deep. */
export function refuseTree(tree: Tree, source: Source, limits: Limits): Finding | null {
  const cursor = tree.cursor();
  let depth = 0;
  let rows = 0;
  for (;;) {
    if (cursor.type.isError && rows < LONGEST_ROW) return misread(cursor.node, source);
    if (depth > limits.depth || cursor.type.isError) return tooDeep(source.span(cursor));
    const isRow = ROWS.has(cursor.name);
    if (cursor.firstChild()) {
      if (isRow) rows++;
      else depth++;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return null;
      if (ROWS.has(cursor.name)) rows--;
      else depth--;
    }
  }
}

export function tooDeep(span: Span): Finding {
  const message =
    'This nests too deep, or has too many operators in a row. Split it into named steps.';
  return { kind: 'too large', message, span };
}

function misread(node: SyntaxNode, source: Source): Finding {
  const found = source.slice(node).split('\n')[0] ?? '';
  const span = source.span(node);
  if (found !== '') return { kind: 'syntax', message: `\`${found}\` cannot stand here.`, span };
  const before = node.prevSibling ?? node.parent;
  if (source.isLongRow(node.from)) {
    return {
      kind: 'too large',
      message: 'There are too many operators in a row. Split it into named steps.',
      span,
    };
  }
  const message = 'Something is missing here: an operand, a closing bracket or a colon.';
  return {
    kind: 'syntax',
    message,
    span: before && span.start === span.end ? { ...span, end: span.end } : span,
  };
}
