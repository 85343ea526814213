/** The numbers of a graph as exact fractions, where they are. */
import { ops, type OpName } from '../ops';
import {
  fractionOf,
  isZero,
  plus,
  simplestNear,
  times,
  writeFraction,
  ZERO,
  type Exactly,
  type Fraction,
} from '../fractions';
import type { Expr } from '../language/syntax';
import { incomingOf, type Edge, type Graph, type OpNode } from './graph';
import { atKink, derivativeAtKink } from './kinks';
import { rulesOf } from './rules';
import type { Tape } from './tape';

/**
 * Fractions as text (`−3/4`, `−12`), by node or, local derivatives and contributions, by edge;
 * null where a number is not rational, not finite, too long to be read, or not there at all.
 */
export interface Exact {
  readonly value: readonly (string | null)[];
  readonly gradient: readonly (string | null)[];
  readonly local: readonly (string | null)[];
  readonly contribution: readonly (string | null)[];
}

type Maybe = Fraction | null;
type Named = Readonly<Record<string, Maybe>>;

/**
 * Runs forward and backward again with fractions, as a tape without rounding was run. Inputs and
 * constants are the decimal numbers that stand there: 0.1 is 1/10, and what was typed as 1/3 is 1/3.
 */
export function runExact(graph: Graph, tape: Tape): Exact {
  const value: Maybe[] = [];
  for (const node of graph.nodes) {
    const given = node.kind !== 'op' || tape.held.has(node.id);
    value.push(given ? meant(tape.value[node.id] ?? NaN) : apply(node.op, operandsOf(node, value)));
  }
  const local = graph.edges.map((): Maybe => null);
  const contribution = graph.edges.map((): Maybe => null);
  const gradient = graph.nodes.map(({ id }): Maybe => (graph.varies[id] ? ZERO : null));
  gradient[graph.output] = fractionOf(tape.gradient[graph.output] ?? NaN);
  const incoming = incomingOf(graph);
  for (const node of graph.nodes.toReversed()) {
    if (node.kind !== 'op') continue;
    for (const edge of incoming(node.id)) {
      if (!graph.varies[edge.from]) continue;
      const rate = localOf(node, edge.operand, tape.local[edge.id] ?? NaN, value, tape);
      const flow = flowOf(node, edge, rate, gradient[node.id] ?? null, tape);
      // What is held passes nothing on and has no rates.
      local[edge.id] = tape.held.has(node.id) ? null : rate;
      contribution[edge.id] = flow;
      gradient[edge.from] = strictly(plus, [gradient[edge.from] ?? null, flow]);
    }
  }
  const written = (numbers: readonly Maybe[]): (string | null)[] =>
    numbers.map((number) => number && writeFraction(number));
  return {
    value: written(value),
    gradient: written(gradient),
    local: written(local),
    contribution: written(contribution),
  };
}

/** The fraction that a person gave: a decimal number as it stands, or the double of a ratio. */
function meant(x: number): Maybe {
  return fractionOf(x) ?? simplestNear(x, 0);
}

function operandsOf(node: OpNode, value: readonly Maybe[]): Maybe[] {
  return node.operands.map((id) => value[id] ?? null);
}

/** Upstream × local; 0 where nothing arrives or the wire is closed, whatever the other factor is. */
function flowOf(
  node: OpNode,
  { id, operand }: Edge,
  local: Maybe,
  upstream: Maybe,
  tape: Tape,
): Maybe {
  const closes = rulesOf(node.op).local[operand]?.closes === true;
  const closed = local ? closes && isZero(local) : !tape.open[id];
  const nothing = upstream !== null && isZero(upstream) && !tape.reached[node.id];
  return closed || nothing || tape.held.has(node.id) ? ZERO : strictly(times, [upstream, local]);
}

/** The rule in fractions; at a kink where another convention holds, the number that it chose. */
function localOf(
  node: OpNode,
  operand: number,
  chosen: number,
  value: readonly Maybe[],
  tape: Tape,
): Maybe {
  if (atKink(node, tape.value)) {
    const usual = derivativeAtKink(node, operand, tape.value, 'pytorch');
    // One-sided derivatives are taken ever so slightly beside the point.
    if (usual !== chosen) return simplestNear(chosen);
  }
  const rule = rulesOf(node.op).local[operand];
  const named = { ...nameOperands(operandsOf(node, value)), out: value[node.id] ?? null };
  return rule ? evaluate(rule.expr, named) : null;
}

/** An op of fractions, as its row says or as it is written out; a conditional is its taken branch. */
function apply(op: OpName, args: readonly Maybe[]): Maybe {
  if (ops[op].form.kind === 'conditional') {
    const [condition, then = null, otherwise = null] = args;
    return condition ? (isZero(condition) ? otherwise : then) : null;
  }
  const { exact } = rulesOf(op);
  if (typeof exact === 'function') return strictly(exact, args);
  return exact && evaluate(exact, nameOperands(args));
}

/** Evaluates a rule. Rules are small, so recursion is safe. */
function evaluate(expr: Expr, named: Named): Maybe {
  if (expr.kind === 'number') return fractionOf(expr.value);
  if (expr.kind === 'name') return named[expr.name] ?? null;
  if (expr.kind === 'ref') return null;
  return apply(
    expr.op,
    expr.args.map((arg) => evaluate(arg, named)),
  );
}

function nameOperands([x = null, y = null, z = null]: readonly Maybe[]): Named {
  return { x, y, z };
}

/** The result if all operands are known. */
function strictly(exactly: Exactly, args: readonly Maybe[]): Maybe {
  const known = args.filter((arg) => arg !== null);
  const [x = ZERO, y = ZERO, z = ZERO] = known;
  return known.length === args.length ? exactly(x, y, z) : null;
}
