/** Gates that let nothing back, and gates so far out that hardly anything comes back. */
import { ops } from '../ops';
import type { Edge, Graph, OpNode } from './graph';
import { atKink } from './kinks';
import { rulesOf } from './rules';
import type { Tape } from './tape';
import { sayNumber, sayOperation, type Mark } from './wording';

/** A gate with its wires that could carry a gradient back. */
interface Gate {
  readonly node: OpNode;
  readonly upstream: number;
  readonly wires: readonly Edge[];
}

// A local derivative below this lets less than a thousandth back.
const TINY = 1e-3;

/** The gates that a gradient arrives at and that let little of it back, with what varies below them. */
function gatesOf({ nodes, edges, varies }: Graph, { gradient, local, held }: Tape): Gate[] {
  const gates: Gate[] = [];
  let end = 0;
  for (const node of nodes) {
    if (node.kind !== 'op') continue;
    // Edges are numbered by consumer.
    const start = end;
    end += node.operands.length;
    const upstream = gradient[node.id] ?? NaN;
    if (upstream === 0 || !Number.isFinite(upstream) || held.has(node.id)) continue;
    let little = false;
    for (let edge = start; edge < end; edge++) little ||= Math.abs(local[edge] ?? NaN) < TINY;
    if (!little) continue;
    const wires = edges.slice(start, end).filter(({ from }) => varies[from]);
    if (wires.length > 0) gates.push({ node, upstream, wires });
  }
  return gates;
}

/**
 * Gates whose every local derivative is 0 although a gradient arrives: a closed gate (relu when it
 * is off), or a flat one (floor) below which nothing else is reached.
 */
export function deadGates(graph: Graph, tape: Tape): Mark[] {
  return gatesOf(graph, tape).flatMap(({ node, upstream, wires }) => {
    const closed = wires.every(({ id }) => tape.local[id] === 0);
    if (!closed || atKink(node, tape.value)) return [];
    const { routes, kink } = ops[node.op];
    const flat =
      kink !== undefined &&
      rulesOf(node.op).local.every(({ constant }) => constant === 0) &&
      wires.every(({ from }) => !tape.reached[from]);
    if (!routes && !flat) return [];
    const why = routes ? 'is closed: its local derivative is 0 here' : 'is flat around this point';
    const message = `${sayOperation(node, tape)} ${why}, so nothing of the upstream gradient ${sayNumber(upstream)} flows back through it.`;
    return [{ node: node.id, message }];
  });
}

// Far out, going as far again changes less than this part of what has changed so far.
const SETTLED = 0.05;

/** Gates with a tiny local derivative that stays tiny further out: σ and tanh far from 0. */
export function saturatedGates(graph: Graph, tape: Tape): Mark[] {
  return gatesOf(graph, tape).flatMap(({ node, upstream, wires }) => {
    const wire = wires.find(
      ({ id, operand }) =>
        tape.open[id] === 1 &&
        Math.abs(tape.local[id] ?? NaN) < TINY &&
        rulesOf(node.op).local[operand]?.constant === null &&
        levelsOff(node, operand, tape),
    );
    if (!wire) return [];
    const local = tape.local[wire.id] ?? NaN;
    const [only, hardly] =
      local === 0 ? ['0', 'nothing'] : [`only ${sayNumber(local)}`, 'hardly anything'];
    const message = `${sayOperation(node, tape)} is saturated: it has levelled off, its local derivative is ${only}, so ${hardly} of the upstream gradient ${sayNumber(upstream)} flows back through it.`;
    return [{ node: node.id, message }];
  });
}

/** Whether the operation hardly changes further out, compared with what it changed on the way. */
function levelsOff(node: OpNode, operand: number, tape: Tape): boolean {
  const valueAt = (factor: number): number => {
    const [x = NaN, y = NaN, z = NaN] = node.operands.map(
      (id, i) => (tape.value[id] ?? NaN) * (i === operand ? factor : 1),
    );
    return ops[node.op].value(x, y, z);
  };
  const here = valueAt(1);
  const change = (factor: number): number => Math.abs(valueAt(factor) - here);
  const before = Math.max(...[0, 0.5].map(change).filter(Number.isFinite));
  return Math.max(change(1.5), change(2)) < SETTLED * before;
}
