/** The circuits that are differentiated: two of the classics, random expression trees and random DAGs. */
import assert from 'node:assert/strict';
import { buildGraph } from '../src/autodiff/build';
import type { Edge, Graph, Node } from '../src/autodiff/graph';
import { readPlain } from '../src/language/plain';
import { arity, type OpName } from '../src/ops';

export interface Case {
  readonly name: string;
  readonly graph: Graph;
  readonly at: (name: string) => number;
  /** As one expression that math.js can differentiate, with its values. */
  readonly text?: string;
  readonly values?: Readonly<Record<string, number>>;
}

const NOWHERE = { start: 0, end: 0 };

/** The logistic neuron of the CS231n notes. */
const QUIZ = '1/(1 + exp(-(w0*x0 + w1*x1 + w2)))';
const QUIZ_AT = { w0: 2, x0: -1, w1: -3, x1: -2, w2: -3 };
/** The example in the README of karpathy/micrograd. */
const MICROGRAD = `c = a + b; d = a*b + b^3; c = c + c + 1; c = c + 1 + c - a
d = d + d*2 + relu(b + a); d = d + 3*d + relu(b - a); e = c - d; f = e^2; g = f/2 + 10/f`;

const named = (name: string, text: string, values: Readonly<Record<string, number>>): Case => {
  const graph = buildGraph(readPlain(text));
  assert.ok(graph);
  return { name, graph, at: (input) => values[input] ?? NaN };
};

export const classics: readonly Case[] = [
  { ...named('quiz circuit', QUIZ, QUIZ_AT), text: QUIZ, values: QUIZ_AT },
  named('micrograd README', MICROGRAD, { a: -4, b: 2 }),
];

/** Op, and how often it comes among a hundred. The unary ones keep the numbers within bounds. */
const MIX: readonly (readonly [OpName, number])[] = [
  ['add', 30],
  ['mul', 30],
  ['sub', 15],
  ['neg', 5],
  ['div', 5],
  ['tanh', 15],
];
const INPUTS = 64;

/** A random expression of so many ops; `shared` of its operands are results that have other uses. */
export function random(ops: number, shared: number): Case {
  const below = randomNumbers(ops);
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const done: number[] = [];
  for (let id = 0; id < INPUTS; id++) {
    nodes.push({ kind: 'input', id, name: `x${id}`, initial: null, span: NOWHERE });
  }
  const leaf = (): number => {
    const results = nodes.length - INPUTS;
    return results > 0 && below(1000) < 1000 * shared ? INPUTS + below(results) : below(INPUTS);
  };
  const emit = (op: OpName): void => {
    const id = nodes.length;
    const operands = done.splice(-arity(op));
    nodes.push({ kind: 'op', id, op, operands, span: NOWHERE });
    operands.forEach((from, operand) => edges.push({ id: edges.length, from, to: id, operand }));
    done.push(id);
  };
  // What is still to be done: a piece of so many ops, or an op whose operands are done.
  const pending: (number | OpName)[] = [ops];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') emit(next);
    else if (next === 0) done.push(leaf());
    else {
      const op = chooseOp(below(100));
      const first = arity(op) === 1 ? next - 1 : below(next);
      pending.push(op, ...(arity(op) === 1 ? [first] : [next - 1 - first, first]));
    }
  }
  const varies = nodes.map(() => true);
  const graph = { nodes, edges, output: nodes.length - 1, varies, mentions: [] };
  const name = `${shared > 0 ? 'DAG' : 'tree'} of ${ops.toLocaleString('en')} ops`;
  const values = new Map(Array.from({ length: INPUTS }, (_, i) => [`x${i}`, 0.3 + 0.02 * i]));
  return { name, graph, at: (input) => values.get(input) ?? NaN };
}

function chooseOp(percent: number): OpName {
  let left = percent;
  return MIX.find(([, share]) => (left -= share) < 0)?.[0] ?? 'add';
}

/** Whole numbers below a bound, the same for the same seed. */
export function randomNumbers(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Operations of a circuit. */
export const opCount = ({ nodes }: Graph): number =>
  nodes.filter(({ kind }) => kind === 'op').length;

/** The text of a sum of so many terms, fifty a line, over so many inputs. */
export function sumOf(terms: number, inputs: number): string {
  const all = Array.from({ length: terms }, (_, i) => `x${i % inputs}*tanh(x${(7 * i) % inputs})`);
  const lines: string[] = [];
  for (let i = 0; i < terms; i += 50) lines.push(`s${i} = ${all.slice(i, i + 50).join(' + ')}`);
  return `${lines.join('\n')}\ny = ${lines.map((_, i) => `s${50 * i}`).join(' + ')}`;
}

/** The text of a product of so many sums. */
export function productOf(factors: number): string {
  return `y = ${Array.from({ length: factors }, (_, i) => `(a${i % 50} + 1)`).join('*')}`;
}

/** A recurrent network in Python, unrolled over so many steps: 14 operations each. */
export function recurrent(steps: number): string {
  return `from math import tanh

h, g, loss = 0.1, 0.2, 0.0
w, u, b, v = 0.5, 0.3, 0.1, 0.7
for t in range(${steps}):
    x = 0.01*t
    h = tanh(w*h + u*x + b)
    g = tanh(v*g + w*h)
    loss += (g - x)**2
cost = loss/${steps}`;
}
