/** Unfolding and folding groups: what that changes in the lens, and where it leads. */
import { details, type Lens } from '../src/lens';
import type { Picture, PictureFrame } from '../src/protocol';
import type { View } from './view';

type Folding = Lens['folding'];

/** A group by its key, and its last node. */
type Place = Pick<PictureFrame, 'key' | 'root'>;

/** Unfolds all that is around a node, and goes there. */
export function goTo(view: View, node: number): void {
  const drawn = view.drawing.value?.picture.nodes.find(({ id }) => id === node);
  if (drawn && !drawn.group) {
    view.desk.visit(node);
    return;
  }
  view.desk.arriving.value = { node, focus: true, centre: true };
  view.unfoldTo(node);
}

/** Shows what is in a group, in its place. */
export function unfold(view: View, { key, root }: Place): void {
  view.desk.arriving.value = { node: root, focus: true, centre: false };
  change(view, ({ open, closed }) => ({
    open: [...without(open, key), key],
    closed: without(closed, key),
  }));
}

/** Draws a group as one node again. */
export function fold(view: View, { key, root }: Place): void {
  view.desk.arriving.value = { node: root, focus: true, centre: false };
  change(view, ({ open, closed }) => ({
    open: without(open, key),
    closed: [...without(closed, key), key],
  }));
}

/** Lets go of what was folded and unfolded one by one, and draws about as much as that. */
export function showDetail(view: View, detail: keyof typeof details): void {
  change(view, () => ({ open: [], closed: [], most: details[detail] }));
}

/** The innermost frame around a node. */
export function frameAround({ frames }: Picture, node: number): PictureFrame | undefined {
  return frames.find(({ nodes }) => nodes.includes(node));
}

function change(view: View, how: (folding: Folding) => Partial<Folding>): void {
  const { folding } = view.lens.value;
  view.look({ folding: { ...folding, ...how(folding) } });
}

function without(keys: readonly string[], key: string): string[] {
  return keys.filter((each) => each !== key);
}
