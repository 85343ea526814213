/** Rows of operators: a parser's nest of unary and binary nodes, laid flat and put together by our own precedence. */
import type { SyntaxNode } from '@lezer/common';
import { cover, type Span } from '../syntax';
import type { Place } from './place';
import { parts, type Source } from './source';
import { nothing, refuse, type Cell, type Value } from './value';
import { whileWaiting } from './waiting';

export interface Token<Node = SyntaxNode> {
  readonly node: Node;
  /** The operator's text; undefined for an operand. */
  readonly operator?: string;
}

const OPERATORS: ReadonlySet<string> = new Set([
  'ArithOp', 'BitOp', 'CompareOp', 'LogicOp', 'and', 'or', 'not', 'in', 'is', 'instanceof', 'typeof', 'void', 'delete',
]); // prettier-ignore

const CASTS: ReadonlySet<string> = new Set(['as', 'satisfies']);

/** Whether `node` is operators around operands; `++x` is an assignment. */
export function isRow(node: SyntaxNode): boolean {
  if (node.name === 'BinaryExpression' || node.name === 'PrefixCast') return true;
  const sign = node.name === 'UnaryExpression' ? node.firstChild : null;
  return sign !== null && !(sign.name === 'ArithOp' && sign.to - sign.from === 2);
}

/** The operands and operators of a row in source order. Types after `as` are left out. */
export function flatten(root: SyntaxNode, source: Source): Token[] {
  const tokens: Token[] = [];
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (OPERATORS.has(node.name)) tokens.push({ node, operator: source.slice(node) });
    else if (isRow(node)) {
      const inside = node.name === 'PrefixCast' ? parts(node).slice(-1) : parts(node);
      const cast = inside.findIndex((child) => CASTS.has(child.name));
      pending.push(...(cast < 0 ? inside : inside.slice(0, cast)).reverse());
    } else tokens.push({ node });
  }
  return tokens;
}

/** Splits a row at operators; `found` are the operators between the parts. */
export function split<Node>(
  tokens: readonly Token<Node>[],
  isSeparator: (token: Token<Node>, i: number) => boolean,
): { rows: Token<Node>[][]; found: Token<Node>[] } {
  const rows: Token<Node>[][] = [[]];
  const found: Token<Node>[] = [];
  tokens.forEach((token, i) => {
    if (isSeparator(token, i)) {
      found.push(token);
      rows.push([]);
    } else rows.at(-1)?.push(token);
  });
  return { rows, found };
}

/** How tight an operator binds and what it makes of its operands. */
export interface Operator<P extends Place> {
  readonly precedence: number;
  readonly fromRight?: true;
  /** Refuses a signed left operand, as JavaScript's `-x ** 2`. */
  readonly noSign?: true;
  readonly apply: (place: P, operands: readonly Value[], span: Span, at: Span) => Value;
}

export interface OperatorTable<P extends Place> {
  readonly prefix: ReadonlyMap<string, Operator<P>>;
  readonly infix: ReadonlyMap<string, Operator<P>>;
}

interface Operand {
  readonly value: Value;
  readonly span: Span;
}

/** An operand that waits for its operator. */
interface Held {
  readonly cell: Pick<Cell, 'value'>;
  readonly span: Span;
}

interface Waiting<P extends Place> {
  readonly operator: Operator<P>;
  readonly operands: 1 | 2;
  readonly span: Span;
}

/** The value of a row, operand by operand from the left, without recursion however long it is. */
export function climb<P extends Place, Node extends { readonly from: number; readonly to: number }>(
  tokens: readonly Token<Node>[],
  table: OperatorTable<P>,
  place: P,
  evaluate: (node: Node, place: P) => Value,
): Operand {
  return whileWaiting(place, (keep) => climbKeeping(tokens, table, place, evaluate, keep));
}

function climbKeeping<P extends Place, Node extends { readonly from: number; readonly to: number }>(
  tokens: readonly Token<Node>[],
  table: OperatorTable<P>,
  place: P,
  evaluate: (node: Node, place: P) => Value,
  keep: (value: Value) => Cell,
): Operand {
  const { source } = place;
  const operands: Held[] = [];
  const waiting: Waiting<P>[] = [];
  const reduce = (): void => {
    const top = waiting.pop();
    const right = operands.pop();
    const left = top?.operands === 2 ? operands.pop() : undefined;
    if (!top || !right) return;
    const span = cover(left?.span ?? top.span, right.span);
    const values = [...(left ? [left] : []), right].map(({ cell }) => cell.value ?? nothing);
    operands.push({ cell: { value: top.operator.apply(place, values, span, top.span) }, span });
  };
  let afterOperand = false;
  for (const { node, operator: text } of tokens) {
    const span = source.span(node);
    if (text === undefined) {
      operands.push({ cell: keep(evaluate(node, place)), span });
      afterOperand = true;
      continue;
    }
    const operator = (afterOperand ? table.infix : table.prefix).get(text);
    if (!operator)
      return refuse(
        'unsupported',
        `\`${text}\` is not arithmetic, so it cannot be drawn as a circuit. Write it with arithmetic.`,
        span,
      );
    if (afterOperand) {
      const ends = (top: Waiting<P>): boolean =>
        top.operator.precedence > operator.precedence ||
        (top.operator.precedence === operator.precedence && !operator.fromRight);
      if (operator.noSign && waiting.at(-1)?.operands === 1) {
        refuse(
          'syntax',
          `A sign before \`${text}\` is not allowed. Write \`(-x) ${text} 2\` or \`-(x ${text} 2)\`.`,
          span,
        );
      }
      for (let top = waiting.at(-1); top && ends(top); top = waiting.at(-1)) reduce();
    }
    waiting.push({ operator, operands: afterOperand ? 2 : 1, span });
    afterOperand = false;
  }
  while (waiting.length > 0) reduce();
  const [result] = operands;
  const whole = tokens[0] ? source.span(tokens[0].node) : { start: 0, end: 0 };
  if (!result) return refuse('syntax', 'An operand is missing here. Write it.', whole);
  return { value: result.cell.value ?? nothing, span: result.span };
}
