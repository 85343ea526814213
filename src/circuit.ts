/** A graph under a lens: in a gate style, with the output and the conventions that were chosen. */
import { divideDrawing, foldDivided, type Divided, type Drawn, type Folded } from './autodiff/fold';
import { drawGates } from './autodiff/gates';
import type { Graph } from './autodiff/graph';
import { restyle, type Restyled } from './autodiff/restyle';
import { roundTo, run, type RunOptions, type Tape } from './autodiff/tape';
import { writeDoubles } from './double';
import { UNFOLDED, details, newQuiz, type Lens } from './lens';
import { rememberLast } from './memo';

/** The circuit as it is drawn and computed, and how it belongs to the one that was written. */
export interface Circuit extends Restyled {
  readonly written: Graph;
  /** By written node: the drawn one; absent where a fused gate took it in. */
  readonly drawn: ReadonlyMap<number, number>;
  /** The groups of its picture when about so many nodes are to be drawn. */
  readonly divide: (most: number) => Divided;
  /** What is drawn of it. */
  readonly fold: () => Folded;
}

/** The numbers of a circuit; `unrounded` stands beside those that were made by hand. */
export interface Numbers {
  readonly tape: Tape;
  readonly unrounded: Tape | null;
}

/** An outline of a small picture has so few nodes, or such a part of them, or a few more. */
const SMALLEST = 8;
const PART = 4;
const MORE = 4;

/** Divides what could be drawn as it is into as few as leave no ⋯. */
function outline(drawn: Drawn, graph: Graph, most: number): Divided {
  const least = Math.max(SMALLEST, Math.ceil(drawn.nodes.length / PART));
  for (let room = least; room < most; room += MORE) {
    const divided = divideDrawing(drawn, graph, room);
    if (divided.groups.every(({ group }) => group.of !== 'several')) return divided;
  }
  return divideDrawing(drawn, graph, most);
}

/** Draws a graph through a lens. What the lens says of nodes that are not there is passed over. */
export function openCircuit(written: Graph, lens: Lens): Circuit {
  const kept = keptNodes(lens);
  const restyled = restyle(written, lens.gates, kept);
  const drawn = new Map(
    restyled.origin.flatMap((id, node) => (id === null ? [] : [[id, node] as const])),
  );
  const output =
    (lens.output === null ? undefined : drawn.get(lens.output)) ?? restyled.graph.output;
  const graph = { ...restyled.graph, output };
  const circuit = { ...restyled, graph, written, drawn };
  const gates = rememberLast(() => drawCircuit(circuit, lens));
  const divide = rememberLast((most: number) => {
    const whole = gates().nodes.length;
    if (whole > UNFOLDED) return divideDrawing(gates(), graph, most);
    if (most >= details.readable) return divideDrawing(gates(), graph, whole);
    return outline(gates(), graph, most);
  });
  return foldCircuit({ ...circuit, divide }, lens);
}

/** The same circuit, folded as another lens says. */
export function foldCircuit<Unfolded extends Pick<Circuit, 'divide'>>(
  circuit: Unfolded,
  { folding }: Lens,
): Unfolded & Pick<Circuit, 'fold'> {
  return {
    ...circuit,
    fold: rememberLast(() => foldDivided(circuit.divide(folding.most), folding)),
  };
}

/** Nodes that stay in the picture whatever the gate style: the output and those that are held. */
function keptNodes({ output, held }: Lens): number[] {
  return [...held.map(({ node }) => node), ...(output === null ? [] : [output])];
}

/** The gates of a circuit as the lens draws them. */
function drawCircuit(
  { graph, drawn, flippable }: Pick<Circuit, 'graph' | 'drawn' | 'flippable'>,
  lens: Lens,
): Drawn {
  const kept = keptNodes(lens).map((node) => drawn.get(node) ?? -1);
  return drawGates(graph, lens.gates, { flippable, kept });
}

/** Whether another lens draws the same circuit, so that no more changes than numbers and what is folded. */
export function drawsSame(before: Lens, after: Lens): boolean {
  const shape = (lens: Lens): string =>
    JSON.stringify([lens.gates, lens.output, [...keptNodes(lens)].sort((a, b) => a - b)]);
  return shape(before) === shape(after);
}

/** Whether another lens folds the same. */
export function foldsSame({ folding: before }: Lens, { folding: after }: Lens): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** Whether another lens computes the same numbers and draws them alike, but for what is folded or asked. */
export function computesSame(before: Lens, after: Lens): boolean {
  const words = (lens: Lens): string =>
    JSON.stringify(writeDoubles({ ...lens, folding: null, quiz: null }));
  return words(before) === words(after);
}

/** Computes a circuit; `valueOf` gives the inputs by name. */
export function compute(circuit: Circuit, lens: Lens, valueOf: (name: string) => number): Numbers {
  const options = runOptions(circuit, lens);
  const tape = run(circuit.graph, valueOf, options);
  if (lens.byHand === null) return { tape, unrounded: null };
  const round = roundTo(lens.byHand);
  return { tape: run(circuit.graph, valueOf, { ...options, round }), unrounded: tape };
}

/** The conventions of a lens for the circuit it draws; without rounding. */
export function runOptions({ drawn }: Circuit, { seed, held, kinks }: Lens): RunOptions {
  const values = held.flatMap(({ node, value }) => {
    const id = drawn.get(node);
    return id === undefined ? [] : [[id, value] as const];
  });
  return { seed, held: new Map(values), kinks };
}

/**
 * The lens for a text that was read again: what it says of single nodes holds as long as the text
 * has the same operations.
 */
export function carryLens(lens: Lens, before: Graph | null, after: Graph | null): Lens {
  const same =
    before?.nodes.length === after?.nodes.length &&
    before?.nodes.every((node, id) => sameOperation(node, after?.nodes[id]));
  if (same) return lens;
  // Groups have names, not numbers; and who is asked is asked of what stands there now.
  const { folding, quiz } = lens;
  return { ...withoutNodes(lens), folding, quiz: quiz && newQuiz(quiz.asked) };
}

/** What of a lens holds for any text: its styles and conventions. */
export function withoutNodes(lens: Lens): Lens {
  const gates = { ...lens.gates, flipped: [] };
  const folding = { ...lens.folding, open: [], closed: [] };
  return { ...lens, gates, output: null, held: [], folding, quiz: null };
}

function sameOperation(a: Graph['nodes'][number], b: Graph['nodes'][number] | undefined): boolean {
  if (a.kind !== 'op' || b?.kind !== 'op') return a.kind === b?.kind;
  return a.op === b.op && a.operands.every((operand, i) => operand === b.operands[i]);
}
