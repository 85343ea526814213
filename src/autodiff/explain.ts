/** Why this value, why this gradient: symbols, then the numbers put in, then the result. */
import { precedences } from '../ops';
import type { Formula, Role } from '../formula';
import { num, walk, type Expr, type NumberExpr } from '../language/syntax';
import type { Edge, Graph, OpNode } from './graph';
import { atKink, derivativeAtKink } from './kinks';
import { listedOperands } from './lists';
import {
  write,
  writeCall,
  writeConstant,
  writeName,
  writeNumber,
  type WriteLeaf,
  type Written,
} from './notation';
import { rulesOf } from './rules';
import { specialise, type Point } from './specialise';
import type { Tape } from './tape';

/** The steps that lead to a number, one formula each; every step after the first starts with `=`. */
export interface Explanation {
  readonly value: readonly Formula[];
  readonly gradient: readonly Formula[];
}

/** What a sign that stands for something too large is: in = 1 + exp(…). */
export interface Sign {
  readonly sign: Formula;
  readonly node: number;
}

// A larger operand is written as the place it takes, or the line would not fit.
const LARGEST_OPERAND = 6;
const LETTERS = ['x', 'y', 'z'] as const;
const ATOM = precedences.atom;

const row = (...parts: Formula[]): Formula => ({ form: 'row', parts });
const equals = (...parts: Formula[]): Formula => row('=', ...parts);
const shown = (value: number, role: Role): Formula => writeNumber(value, role).formula;

/** Explains both numbers of a node. */
export function explainNode(graph: Graph, tape: Tape, id: number): Explanation {
  return { value: explainValue(graph, tape, id), gradient: explainGradient(graph, tape, id) };
}

/** The operation with its operands, then with their numbers, then the result. */
export function explainValue(graph: Graph, tape: Tape, id: number): readonly Formula[] {
  const node = graph.nodes[id];
  const result = shown(tape.value[id] ?? NaN, 'value');
  if (!node) return [];
  if (node.kind === 'input') return [row(writeName(node.name), '=', result)];
  if (node.kind === 'constant') return [row(writeConstant(node).formula, '=', result)];
  if (tape.held.has(id)) return [row(node.name ? writeName(node.name) : 'held', '=', result)];
  const symbols = writeCall(node.op, operandSymbols(graph, node));
  const numbers = writeCall(node.op, operandNumbers(graph, tape, node));
  const first =
    node.name === undefined ? symbols.formula : row(writeName(node.name), '=', symbols.formula);
  return [first, equals(numbers.formula), equals(result)];
}

/** The sum of the contributions of all wires that leave the node; at the output, the seed. */
export function explainGradient(graph: Graph, tape: Tape, id: number): readonly Formula[] {
  const result = shown(tape.gradient[id] ?? NaN, 'gradient');
  if (id === graph.output) {
    const output = { formula: outputName(graph), precedence: ATOM };
    return [row(isScaled(graph, tape) ? 'seed' : derivative(graph, tape, output), '=', result)];
  }
  return explainContributions(graph, tape, flowingBack(graph, tape, id), result);
}

/** The same for some of the wires that leave a node; `result` is what their contributions add up to. */
export function explainContributions(
  graph: Graph,
  tape: Tape,
  wires: readonly Edge[],
  result: Formula,
): readonly Formula[] {
  const [first] = wires;
  if (!first || !graph.varies[first.from]) return [];
  if (wires.length === 1) return explainContribution(graph, tape, first.id);
  const self = derivative(graph, tape, symbolOf(graph, first.from, 'in'));
  const terms = wires.map((edge) => product(graph, tape, edge));
  const contributions = wires.map((edge) =>
    bracketNegative(tape.contribution[edge.id] ?? NaN, 'gradient'),
  );
  return [row(self, '=', ...joined(terms)), equals(...joined(contributions)), equals(result)];
}

/** The wires that bring a gradient back to the node: none come from behind the output or what is held. */
export function flowingBack(graph: Graph, tape: Tape, id: number): readonly Edge[] {
  return graph.edges.filter(
    ({ from, to }) => from === id && to <= graph.output && !tape.held.has(to),
  );
}

/**
 * Upstream gradient × local derivative of one wire: the rule, then its numbers, then the result. It is
 * the whole gradient of the node only if no other wire leaves it.
 */
function explainContribution(graph: Graph, tape: Tape, edgeId: number): readonly Formula[] {
  const wire = ruleAt(graph, tape, edgeId);
  if (!wire) return [];
  const { edge, consumer, rule } = wire;
  const symbols = [...operandSymbols(graph, consumer), symbolOf(graph, consumer.id, 'out')];
  const numbers = [
    ...operandNumbers(graph, tape, consumer),
    writeNumber(tape.value[consumer.id] ?? NaN, 'value'),
  ];
  const upstream = shown(tape.gradient[consumer.id] ?? NaN, 'gradient');
  const whole = flowingBack(graph, tape, edge.from).length === 1;
  const operand = symbolOf(graph, edge.from, placeOf(graph, consumer, edge.operand));
  const start = whole ? derivative(graph, tape, operand) : 'contribution';
  const put = (leaves: readonly Written[]): Formula => factor(write(rule, leafWriter(leaves)));
  // A rule that is one number or one name says all in the product below.
  const simple = rule.kind !== 'call';
  return [
    row(start, '=', 'upstream', '×', put(symbols)),
    ...(simple ? [] : [equals(upstream, '×', put(numbers))]),
    equals(product(graph, tape, edge)),
    equals(shown(tape.contribution[edgeId] ?? NaN, 'gradient')),
  ];
}

/** What `in` and `out` stand for where the rule of a wire is written with them. */
export function signsOf(graph: Graph, tape: Tape, edgeId: number): readonly Sign[] {
  const wire = ruleAt(graph, tape, edgeId);
  if (!wire) return [];
  const { edge, consumer, rule } = wire;
  const used = new Set<string>();
  walk(rule, (expr) => {
    if (expr.kind === 'name') used.add(expr.name);
  });
  if (flowingBack(graph, tape, edge.from).length === 1) used.add(LETTERS[edge.operand] ?? 'x');
  const places = [
    ...consumer.operands.map((node, i) => ({
      letter: LETTERS[i] ?? 'x',
      node,
      sign: placeOf(graph, consumer, i),
    })),
    { letter: 'out', node: consumer.id, sign: 'out' },
  ];
  return places.flatMap(({ letter, node, sign }) =>
    used.has(letter) && symbolOf(graph, node, sign).formula === sign ? [{ sign, node }] : [],
  );
}

interface RuleAtPoint {
  readonly edge: Edge;
  readonly consumer: OpNode;
  readonly rule: Expr;
}

/** The local derivative of a wire as it holds at the point of the tape; null if nothing flows back. */
function ruleAt(graph: Graph, tape: Tape, edgeId: number): RuleAtPoint | null {
  const edge = graph.edges[edgeId];
  const consumer = edge && graph.nodes[edge.to];
  if (!edge || consumer?.kind !== 'op') return null;
  const general = rulesOf(consumer.op).local[edge.operand]?.expr;
  if (!general || !graph.varies[edge.from] || tape.held.has(edge.to)) return null;
  const rule = choosesAnother(tape, consumer, edge)
    ? num(tape.local[edgeId] ?? NaN, consumer.span)
    : specialise(general, pointAt(graph, tape, consumer));
  return { edge, consumer, rule };
}

/**
 * The local derivative of one wire in symbols, whatever the numbers or, with a tape, as it holds at
 * its point; null where nothing flows back.
 */
export function writeRule(graph: Graph, edge: Edge, tape: Tape | null = null): Formula | null {
  const consumer = graph.nodes[edge.to];
  if (consumer?.kind !== 'op' || !graph.varies[edge.from]) return null;
  const general = rulesOf(consumer.op).local[edge.operand]?.expr;
  if (!general) return null;
  const { constants, values: known } = pointAt(graph, tape, consumer);
  const values = tape
    ? known
    : new Map([...constants].map(([letter, { value }]) => [letter, value]));
  const symbols = [...operandSymbols(graph, consumer), symbolOf(graph, consumer.id, 'out')];
  return write(specialise(general, { values, constants }), leafWriter(symbols)).formula;
}

/** Upstream gradient × local derivative, as numbers. */
function product(graph: Graph, tape: Tape, edge: Edge): Formula {
  const upstream = bracketNegative(tape.gradient[edge.to] ?? NaN, 'gradient');
  return row(upstream, '×', bracketNegative(tape.local[edge.id] ?? NaN, 'local'));
}

/** What the output is called; f if the text gives it no name. */
function outputName({ nodes, output }: Graph): Formula {
  const node = nodes[output];
  return writeName((node?.kind !== 'constant' && node?.name) || 'f');
}

/** ∂f/∂x, which the seed multiplies if it is not 1. */
function derivative(graph: Graph, tape: Tape, of: Written): Formula {
  const denominator = of.precedence < ATOM ? bracketed(of.formula) : of.formula;
  const plain: Formula = {
    form: 'fraction',
    parts: [row('∂', outputName(graph)), row('∂', denominator)],
  };
  return isScaled(graph, tape) ? row('seed', '×', plain) : plain;
}

function isScaled({ output }: Graph, { gradient }: Tape): boolean {
  return gradient[output] !== 1;
}

/** At a kink where a convention was chosen, the rule of the table is not what counts. */
function choosesAnother(tape: Tape, node: OpNode, { id, operand }: Edge): boolean {
  return (
    atKink(node, tape.value) &&
    derivativeAtKink(node, operand, tape.value, 'pytorch') !== tape.local[id]
  );
}

const bracketed = (formula: Formula): Formula => ({ form: 'brackets', parts: [formula] });

function bracketNegative(value: number, role: Role): Formula {
  const formula = shown(value, role);
  return value < 0 || Object.is(value, -0) ? bracketed(formula) : formula;
}

/** A factor after ×: sums and signed numbers are bracketed. */
function factor({ formula, precedence }: Written): Formula {
  const plain = precedence >= precedences.product && precedence !== precedences.sign;
  return plain ? formula : bracketed(formula);
}

// Nobody reads a longer sum term by term.
const MOST_TERMS = 12;

function joined(terms: readonly Formula[]): Formula[] {
  const listed: readonly Formula[] =
    terms.length <= MOST_TERMS
      ? terms
      : [...terms.slice(0, MOST_TERMS - 2), '⋯', ...terms.slice(-1)];
  return listed.flatMap((term, i) => (i === 0 ? [term] : ['+', term]));
}

/** Puts the written operands x, y, z and the result out in the places the rule names. */
function leafWriter(written: readonly Written[]): WriteLeaf {
  return (leaf) => {
    if (leaf.kind === 'number') return writeConstant(leaf);
    const place = leaf.kind === 'name' ? LETTERS.indexOf(leaf.name as 'x') : 0;
    return written.at(place) ?? { formula: '?', precedence: ATOM };
  };
}

function operandNumbers(graph: Graph, tape: Tape, node: OpNode): Written[] {
  return node.operands.map((id) => {
    const operand = graph.nodes[id];
    // As by hand, π stands as 3.14 where it is used.
    return operand?.kind === 'constant' && Object.is(operand.value, tape.value[id])
      ? writeConstant(operand)
      : writeNumber(tape.value[id] ?? NaN, 'value');
  });
}

function operandSymbols(graph: Graph, node: OpNode): Written[] {
  return node.operands.map((id, i) => symbolOf(graph, id, placeOf(graph, node, i)));
}

/** What stands for an operand that is too large to write: `in`, or `in` with its number. */
function placeOf(graph: Graph, node: OpNode, operand: number): Formula {
  const drawn = node.operands.filter((id) => graph.nodes[id]?.kind !== 'constant');
  if (drawn.length === 1) return 'in';
  return { form: 'script', parts: ['in', String(operand + 1)] };
}

/** The node's name, or its operation if that is short, or else the place it takes. */
function symbolOf(graph: Graph, id: number, place: Formula): Written {
  const budget = { left: LARGEST_OPERAND };
  return writeNode(graph, id, budget) ?? { formula: place, precedence: ATOM };
}

/** The numbers around an operation, by the names that its rules use. */
function pointAt(graph: Graph, tape: Tape | null, node: OpNode): Point {
  const values = new Map([['out', tape?.value[node.id] ?? NaN]]);
  const constants = new Map<string, NumberExpr>();
  for (const [i, id] of node.operands.entries()) {
    const letter = LETTERS[i] ?? 'x';
    const operand = graph.nodes[id];
    values.set(letter, tape?.value[id] ?? NaN);
    if (operand?.kind === 'constant') constants.set(letter, { ...operand, kind: 'number' });
  }
  return { values, constants };
}

function writeNode(graph: Graph, id: number, budget: { left: number }): Written | null {
  const node = graph.nodes[id];
  if (!node || budget.left-- <= 0) return null;
  if (node.kind === 'constant') return writeConstant(node);
  if (node.name !== undefined) return { formula: writeName(node.name), precedence: ATOM };
  if (node.kind === 'input') return null;
  const operands: Written[] = [];
  for (const operand of listedOperands(graph, node)) {
    const written = writeNode(graph, operand, budget);
    if (!written) return null;
    operands.push(written);
  }
  return writeCall(node.op, operands);
}
