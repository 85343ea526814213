/** What a node does to a gradient, in one sentence that can be remembered. */
import { ops } from '../ops';
import { differentiate } from './differences';
import { callName, callNode } from './calling';
import { flowingBack, writeRule } from './explain';
import { incomingOf, type Edge, type Graph, type OpNode } from './graph';
import { atKink } from './kinks';
import { toText } from './notation';
import { gradientAt } from './roundoff';
import type { Tape } from './tape';
import { outputAlong } from './wiggle';
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
  if (node.kind === 'input') return aboutInput(graph, tape, id, callName(node.name));
  if (!graph.varies[id]) return 'This follows from numbers alone and does not vary: no gradient.';
  const wires = incomingOf(graph)(id).filter(({ from }) => graph.varies[from]);
  const gate = ops[node.op].intuition ?? aboutRule(graph, tape, node, wires);
  if (!atKink(node, tape.value)) return gate + aboutRoute(tape, node, wires);
  return `${gate} ${sayKinkOf(graph, tape, node)}`;
}

function sayKinkOf(graph: Graph, tape: Tape, node: OpNode): string {
  const locals = incomingOf(graph)(node.id).map((edge) => tape.local[edge.id] ?? NaN);
  return sayKink(graph, tape, node, locals);
}

/** One line about a value: of a gate only that it is at a kink, for what else there is to say is of its gradient. */
export function intuitionOfValue(graph: Graph, tape: Tape, id: number): string {
  const node = graph.nodes[id];
  if (node?.kind !== 'op' || tape.held.has(id) || !graph.varies[id]) {
    return intuitionOf(graph, tape, id);
  }
  return atKink(node, tape.value) ? sayKinkOf(graph, tape, node) : '';
}

/**
 * One line about a gradient: how the gate it comes back through works, or that several wires bring
 * it; then what it means for a leaf. With `wire` it is about what comes along that wire alone.
 */
export function intuitionOfGradient(
  graph: Graph,
  tape: Tape,
  id: number,
  wire: number | null,
): string {
  const wires = flowingBack(graph, tape, id);
  if (!graph.varies[id]) return intuitionOf(graph, tape, id);
  if (wire === null && id === graph.output) {
    return 'The backward pass starts here: this is the gradient that is put in.';
  }
  const [through] = wire === null ? wires : graph.edges.slice(wire, wire + 1);
  if (!through) return 'No wire brings anything back: the output does not depend on this.';
  const fork = wires.length > 1;
  const times = wires.length === 2 ? 'twice' : `${wires.length} times`;
  const own = graph.nodes[id]?.kind === 'input' || tape.held.has(id);
  const said =
    fork && wire === null
      ? [`This is used ${times}, and what its wires bring back adds up.`]
      : [intuitionOf(graph, tape, through.to)];
  if (fork && wire !== null) {
    const sum = sayNumber(gradientAt(graph, tape, id));
    said.push(
      `This is one of ${wires.length} wires; together they make the gradient of ${callNode(graph, id)}, ${sum}.`,
    );
  }
  const gate = graph.nodes[through.to];
  // That a kink stands in the way is said once.
  const told = !fork && gate?.kind === 'op' && atKink(gate, tape.value);
  if (own && wire === null && !told) said.push(intuitionOf(graph, tape, id));
  return said.join(' ');
}

/** What the red number of an input means. */
function aboutInput(graph: Graph, tape: Tape, id: number, name: string): string {
  const seed = tape.gradient[graph.output] ?? NaN;
  const slope = gradientAt(graph, tape, id) / seed;
  if (!Number.isFinite(slope)) return `${name} is an input.`;
  const { outputAt } = outputAlong(graph, tape, id);
  if (differentiate(outputAt, tape.value[id] ?? NaN).kink) {
    return `${name} is at a kink: up and down the output moves differently, and no one number says how far.`;
  }
  if (slope === 0) return `Move ${name} a little and the output does not move.`;
  const way = slope < 0 ? ' the other way' : '';
  const size = Math.abs(slope);
  const far = size === 1 ? 'as far' : `${sayNumber(size)} times as far`;
  return `Move ${name} a little and the output moves ${far}${way}.`;
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
