/** The numbers of the picture by id, from a message that has them in the order of the picture. */
import type { HostMessage, Picture } from '../src/protocol';

type Numbers = Extract<HostMessage, { kind: 'tape' }>;

/** Value and gradient by node id; what is carried, local derivative and contribution by edge id. */
export type Tape = Numbers['tape'];

/** Everything that stands at nodes and edges, by their ids; NaN and null where nothing does. */
export function byId(
  { nodes, edges }: Picture,
  { tape, unrounded, exact, along }: Numbers,
): Pick<Numbers, 'tape' | 'unrounded' | 'exact' | 'along'> {
  const ofNodes = (numbers: Float64Array): Float64Array => spread(nodes, numbers);
  const ofEdges = (numbers: Float64Array): Float64Array => spread(edges, numbers);
  const placed = ({ value, gradient, carried, local, contribution }: Tape): Tape => ({
    value: ofNodes(value),
    gradient: ofNodes(gradient),
    carried: ofEdges(carried),
    local: ofEdges(local),
    contribution: ofEdges(contribution),
  });
  return {
    tape: placed(tape),
    unrounded: unrounded && placed(unrounded),
    exact: exact && {
      value: placeTexts(nodes, exact.value),
      gradient: placeTexts(nodes, exact.gradient),
      carried: placeTexts(edges, exact.carried),
      local: placeTexts(edges, exact.local),
      contribution: placeTexts(edges, exact.contribution),
    },
    along: along && {
      name: along.name,
      tangent: ofNodes(along.tangent),
      second: ofNodes(along.second),
    },
  };
}

type Drawn = readonly { readonly id: number }[];

function spread(drawn: Drawn, numbers: Float64Array): Float64Array {
  const placed = new Float64Array(roomFor(drawn)).fill(NaN);
  drawn.forEach(({ id }, i) => (placed[id] = numbers[i] ?? NaN));
  return placed;
}

function placeTexts(drawn: Drawn, texts: readonly (string | null)[]): (string | null)[] {
  const placed = new Array<string | null>(roomFor(drawn)).fill(null);
  drawn.forEach(({ id }, i) => (placed[id] = texts[i] ?? null));
  return placed;
}

function roomFor(drawn: Drawn): number {
  return drawn.reduce((room, { id }) => Math.max(room, id + 1), 0);
}
