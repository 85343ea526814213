/** What is lit in the picture: the step someone walks through, what is explained, the path that is pointed at. */
import type { PlacedShape } from './layout';
import type { Moment, Spot } from './steps';
import type { View } from './view';

/** Classes of a shape; its stem is lit with any of the wires that leave it. */
export function classesOfShape(
  view: View,
  { node, reference }: PlacedShape,
  leaving: readonly number[],
): (string | false)[] {
  const moment = view.moment.value;
  const path = view.path.value;
  const here = moment?.node === node.id && !reference;
  const busy =
    moment !== null &&
    ((here && moment.kind === 'seed') || leaving.some((id) => moment.busy.has(id)));
  const onPath = path?.nodes.has(node.id) === true;
  const used = onPath && (leaving.length === 0 || leaving.some((id) => path.edges.has(id)));
  return [
    here && `current at-${moment.kind}`,
    busy && moment.kind,
    path !== null && (onPath && (used || !reference) ? 'on-path' : 'off-path'),
  ];
}

/** Whether this step or the path that is pointed at goes along any of these wires. */
export function isLit(view: View, wires: readonly number[]): boolean {
  const busy = view.moment.value?.busy;
  const path = view.path.value?.edges;
  return wires.some((id) => busy?.has(id) === true || path?.has(id) === true);
}

/** Whether a number is the news of this step. */
export function isFresh(moment: Moment | null, { node, edge, of }: Spot): boolean {
  switch (moment?.kind) {
    case 'forward':
      return of === 'value' && edge === null && node === moment.node;
    case 'seed':
      return of === 'gradient' && node === moment.node;
    case 'backward':
      return (
        of === 'gradient' &&
        moment.flows.some((flow) =>
          edge === null ? flow.edge.from === node : flow.edge.id === edge,
        )
      );
    default:
      return false;
  }
}

/** Whether a number is the one that is being explained. */
export function isAsked(view: View, { node, edge, of }: Spot): boolean {
  const asked = view.explanation.value;
  return asked?.node === node && asked.edge === edge && asked.of === of;
}

export function classOfWire(view: View, edge: number): string {
  const moment = view.moment.value;
  const path = view.path.value;
  return [
    'wire',
    moment?.busy.has(edge) && moment.kind,
    path && (path.edges.has(edge) ? 'on-path' : 'off-path'),
  ]
    .filter(Boolean)
    .join(' ');
}
