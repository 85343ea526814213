/** What a node does to a gradient, in one sentence that can be remembered. */
import { ops } from '../ops';
import { writeRule } from './explain';
import { incomingOf, type Edge, type Graph, type OpNode } from './graph';
import { atKink } from './kinks';
import { toText } from './notation';
import type { Tape } from './tape';
import { PLACES, sayKink, sayNumber } from './wording';

/** One line about a node: how its gate works, which way it routes here, what holds at a kink. */
export function intuitionOf(graph: Graph, tape: Tape, id: number): string {
  const node = graph.nodes[id];
  if (!node) return '';
  if (node.kind === 'constant') return 'A number that is written here does not vary: no gradient.';
  const held = tape.held.get(id);
  if (held !== undefined) {
    return `Held at ${sayNumber(held)}: it stands like an input, and nothing flows past it.`;
  }
  if (node.kind === 'input') return aboutInput(graph, tape, id, node.name);
  if (!graph.varies[id]) return 'This follows from numbers alone and does not vary: no gradient.';
  const wires = incomingOf(graph)(id).filter(({ from }) => graph.varies[from]);
  const gate = ops[node.op].intuition ?? aboutRule(graph, tape, node, wires);
  if (!atKink(node, tape.value)) return gate + aboutRoute(tape, node, wires);
  const locals = incomingOf(graph)(id).map((edge) => tape.local[edge.id] ?? NaN);
  return `${gate} ${sayKink(graph, tape, node, locals)}`;
}

/** What the red number of an input means. */
function aboutInput(graph: Graph, tape: Tape, id: number, name: string): string {
  const seed = tape.gradient[graph.output] ?? NaN;
  const slope = (tape.gradient[id] ?? NaN) / seed;
  if (!Number.isFinite(slope)) return `${name} is an input.`;
  if (slope === 0) return `Move ${name} a little and the output does not move.`;
  const way = slope < 0 ? ' the other way' : '';
  return `Move ${name} a little and the output moves ${sayNumber(Math.abs(slope))} times as far${way}.`;
}

/** The rule itself, for gates of which there is no more to say. */
function aboutRule(graph: Graph, tape: Tape, node: OpNode, wires: readonly Edge[]): string {
  const factors = wires.map((edge) => {
    const rule = writeRule(graph, edge, tape);
    const place = node.operands.length > 1 ? `its ${PLACES[edge.operand] ?? ''} operand ` : '';
    return `${place}by ${rule ? toText(rule) : '0'}, here ${sayNumber(tape.local[edge.id] ?? NaN)}`;
  });
  return `Scales the gradient ${factors.length > 1 ? 'for ' : ''}${factors.join('; for ')}.`;
}

/** Which operand a gate that routes has chosen. */
function aboutRoute(tape: Tape, node: OpNode, wires: readonly Edge[]): string {
  const open = wires.filter(({ id }) => tape.open[id] === 1);
  const [only] = open;
  const chooses = ops[node.op].routes === true && wires.length > 1 && open.length === 1;
  if (!chooses || !only) return '';
  const branch = ops[node.op].form.kind === 'conditional';
  const place = branch ? BRANCHES[only.operand] : `${PLACES[only.operand] ?? ''} operand`;
  return ` Here that is its ${place ?? ''}.`;
}

const BRANCHES = ['condition', 'first branch', 'second branch'];
