/** Why a number is not finite: the first cause in the order of computation, not the last symptom. */
import type { Edge, Graph } from './graph';
import { rulesOf } from './rules';
import type { Tape } from './tape';
import { sayNumber, sayOperation, saySlope, sayValue, type Mark } from './wording';

/**
 * The first cause of a value or gradient that is NaN or ±∞: the node where it stopped being finite,
 * and what happened there. Null if the number is finite.
 */
export function causeOf(
  graph: Graph,
  tape: Tape,
  node: number,
  of: 'value' | 'gradient',
): Mark | null {
  return of === 'value' ? causeOfValues(graph, tape, [node]) : causeOfGradient(graph, tape, node);
}

const finite = (numbers: Float64Array, index: number): boolean => Number.isFinite(numbers[index]);

/** Of all nodes that carry it into these, the first whose operands are finite. */
function causeOfValues(graph: Graph, tape: Tape, nodes: readonly number[]): Mark | null {
  let first = Infinity;
  visit(nodes, (id) => {
    if (finite(tape.value, id)) return [];
    const carriers = carriersOf(graph, tape, id);
    if (carriers.length === 0) first = Math.min(first, id);
    return carriers;
  });
  return first === Infinity ? null : { node: first, message: sayValue(graph, tape, first) };
}

/** The operands that are not finite; of a gate that routes, those it takes if one of them is not. */
function carriersOf(graph: Graph, { value, held }: Tape, id: number): readonly number[] {
  const node = graph.nodes[id];
  if (node?.kind !== 'op' || held.has(id)) return [];
  const wrong = [...node.operands.entries()].filter(([, from]) => !finite(value, from));
  const [x = NaN, y = NaN, z = NaN] = node.operands.map((from) => value[from] ?? NaN);
  const rules = rulesOf(node.op).local;
  const taken = wrong.filter(([operand]) => {
    const rule = rules[operand];
    return !rule?.closes || rule.evaluate(x, y, z, value[id] ?? NaN) !== 0;
  });
  return (taken.length > 0 ? taken : wrong).map(([, from]) => from);
}

/** Follows the contributions that carry it up to the wires where it began, then on to their values. */
function causeOfGradient(graph: Graph, tape: Tape, id: number): Mark | null {
  if (finite(tape.gradient, id)) return null;
  const carrying = new Map<number, Edge[]>();
  for (const edge of graph.edges) {
    if (finite(tape.contribution, edge.id)) continue;
    const wires = carrying.get(edge.from);
    if (wires) wires.push(edge);
    else carrying.set(edge.from, [edge]);
  }
  const sources: Edge[] = [];
  const ends: number[] = [];
  visit([id], (at) => {
    const wires = carrying.get(at) ?? [];
    if (wires.length === 0) ends.push(at);
    const [later, began] = [true, false].map((follow) =>
      wires.filter(({ to }) => follow !== finite(tape.gradient, to)),
    );
    const steep = wires.filter((wire) => !finite(tape.local, wire.id));
    sources.push(...(began ?? []), ...steep);
    return (later ?? []).map(({ to }) => to);
  });
  const around = sources.flatMap(({ to }) => {
    const node = graph.nodes[to];
    return node?.kind === 'op' ? [...node.operands, to] : [to];
  });
  const before = causeOfValues(graph, tape, around);
  if (before) return before;
  const [source] = sources.toSorted((a, b) => a.to - b.to);
  return source ? causeOnWire(graph, tape, source) : causeHere(graph, tape, Math.min(...ends));
}

/** A local derivative that is not finite, or a product that is too large. */
function causeOnWire(graph: Graph, tape: Tape, { id, to }: Edge): Mark {
  const node = graph.nodes[to];
  if (node?.kind !== 'op') return { node: to, message: sayValue(graph, tape, to) };
  if (!finite(tape.local, id)) return { node: to, message: saySlope(tape, node, id) };
  const [upstream, local, product] = [tape.gradient[to], tape.local[id], tape.contribution[id]].map(
    (number) => sayNumber(number ?? NaN),
  );
  const message = `At ${sayOperation(node, tape)}, upstream ${upstream ?? ''} × local ${local ?? ''} is ${product ?? ''}.`;
  return { node: to, message };
}

/** Every contribution is finite and yet the gradient is not. */
function causeHere(graph: Graph, tape: Tape, node: number): Mark {
  const gradient = sayNumber(tape.gradient[node] ?? NaN);
  const message =
    node === graph.output
      ? `The gradient at the output starts as ${gradient}.`
      : `The contributions to this gradient are finite, but their sum is ${gradient}.`;
  return { node, message };
}

/** Visits nodes and what `next` answers for them, each once. */
function visit(start: readonly number[], next: (id: number) => readonly number[]): void {
  const seen = new Set(start);
  const pending = [...seen];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    for (const other of next(id)) {
      if (seen.has(other)) continue;
      seen.add(other);
      pending.push(other);
    }
  }
}
