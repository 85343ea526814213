/** Random programs for property tests, and forward-mode differentiation to compare the tape with. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../src/autodiff/build';
import type { Graph } from '../src/autodiff/graph';
import {
  call,
  name,
  num,
  ref,
  type Binding,
  type Expr,
  type Program,
} from '../src/language/syntax';
import { readPlain } from '../src/language/plain';
import { opNames, ops, type OpName } from '../src/ops';

const NOWHERE = { start: 0, end: 0 };
const INPUTS = ['a', 'b', 'c'] as const;

/** Ops that are smooth and finite around every point, so that differences mean something. */
const SMOOTH = opNames.filter(
  (op) =>
    ops[op].kink === undefined &&
    ops[op].routes === undefined &&
    ops[op].gate === undefined &&
    ops[op].on.every(([low, high]) => low === -3 && high === 3) &&
    !['exp', 'exp2', 'expm1', 'sinh', 'cosh', 'eq', 'ne', 'and', 'or', 'not'].includes(op),
);

const leaf = (bound: number): fc.Arbitrary<Expr> =>
  fc.oneof(
    fc.constantFrom(...INPUTS).map((id) => name(id, NOWHERE)),
    fc.integer({ min: 1, max: 9 }).map((n) => num(n / 4, NOWHERE)),
    ...(bound > 0 ? [fc.nat(bound - 1).map((i) => ref(i, NOWHERE))] : []),
  );

function operation(op: OpName, args: readonly fc.Arbitrary<Expr>[]): fc.Arbitrary<Expr> {
  return fc.tuple(...args).map((written) => call(op, written, NOWHERE));
}

function expression(bound: number, depth: number, table: readonly OpName[]): fc.Arbitrary<Expr> {
  if (depth === 0) return leaf(bound);
  return fc.constantFrom(...table).chain((op) =>
    operation(
      op,
      ops[op].rules.map((_, i) => expression(bound, i === 0 ? depth - 1 : 0, table)),
    ),
  );
}

/** One expression over all ops of the table: for printing and reading back. */
export const anyExpression: fc.Arbitrary<Expr> = fc
  .nat(4)
  .chain((depth) => expression(0, depth, opNames));

/** A few bindings that refer to one another. */
function program(table: readonly OpName[]): fc.Arbitrary<Program> {
  return fc.tuple(...[0, 1, 2, 3].map((i) => expression(i, 2, table))).map((values) => {
    const bindings = values.map((value, i): Binding => ({ name: `q${i}`, value, span: NOWHERE }));
    return { text: '', bindings, problems: [] };
  });
}

/** A few bindings that refer to one another, smooth everywhere. */
export const smoothProgram: fc.Arbitrary<Program> = program(SMOOTH);

/** A few bindings that refer to one another, over all ops of the table. */
export const anyProgram: fc.Arbitrary<Program> = program(opNames);

/** The circuit of a text in the plain language. */
export function graphOf(text: string): Graph {
  const graph = buildGraph(readPlain(text));
  assert.ok(graph, text);
  return graph;
}

/** The input of that name. */
export function inputNamed(graph: Graph, name: string): number {
  const found = graph.nodes.find((node) => node.kind === 'input' && node.name === name);
  assert.ok(found, `no input ${name}`);
  return found.id;
}

/** The last node under which the text reads so. */
export function nodeWritten(graph: Graph, text: string, written: string): number {
  const found = graph.nodes.findLast((n) => text.slice(n.span.start, n.span.end) === written);
  assert.ok(found, `no node reads ${written}`);
  return found.id;
}
