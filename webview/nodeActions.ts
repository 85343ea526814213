/** What can be done with one node, and the key that does it while the node has the focus. */
import type { PictureNode } from '../src/protocol';
import { hasManyExits } from './figure';
import { fold, frameAround, unfold } from './groups';
import { sayFormula } from './spoken';
import type { View } from './view';

export interface NodeAction {
  readonly key: string;
  readonly label: string;
  readonly act: () => void;
}

/** What is possible with this node now, most used first. `edit` takes the person to an input's field. */
export function actionsOn(
  view: View,
  node: PictureNode,
  edit: (node: number) => void,
): readonly NodeAction[] {
  const { id, kind, varies, written, flip, group } = node;
  const { output, along, held } = view.lens.value;
  const { name } = view.inputs.value.find((input) => input.node === id) ?? {};
  const actions: NodeAction[] = [];
  const offer = (when: boolean, key: string, label: string, act: () => void): void => {
    if (when) actions.push({ key, label, act });
  };
  const frame = view.drawing.value && frameAround(view.drawing.value.picture, id);
  const isOp = kind === 'op' && written !== null;
  offer(group !== null, 'u', 'Unfold', () => {
    if (group) unfold(view, { ...group, root: id });
  });
  offer(
    frame !== undefined && frame !== null,
    'f',
    `Fold ${frame ? sayFormula(frame.label, view.digits.value) : ''}`,
    () => {
      if (frame) fold(view, frame);
    },
  );
  offer(kind === 'input', 'e', 'Edit the value', () => {
    edit(id);
  });
  offer(
    flip !== null,
    'x',
    flip === 'fuse' ? 'Draw as one gate' : 'Write out in simpler gates',
    () => {
      flipNode(view, node);
    },
  );
  offer(isOp && varies && written !== output, 'o', 'Make this the output', () => {
    view.look({ output: written });
  });
  offer(output !== null, written === output ? 'o' : 'l', 'Output: back to the last line', () => {
    view.look({ output: null });
  });
  offer(isOp, 'e', isHeld(view, node) ? 'Give it another value…' : 'Give it a value…', () => {
    view.desk.giving.value = id;
  });
  offer(isHeld(view, node), 'r', 'Release its value', () => {
    view.look({ held: held.filter((each) => each.node !== written) });
  });
  offer(
    name !== undefined,
    't',
    along === name ? 'Show gradients again' : 'Show its tangents',
    () => {
      view.look({ along: along === name ? null : (name ?? null) });
    },
  );
  const hasNumbers = !hasManyExits(node);
  offer(hasNumbers, 'v', 'Explain the value', () => {
    view.ask({ node: id, edge: null, of: 'value' });
  });
  offer(varies && hasNumbers, 'g', 'Explain the gradient', () => {
    view.ask({ node: id, edge: null, of: 'gradient' });
  });
  offer(kind !== 'input', group ? 's' : 'Enter', 'Show in the text', () => {
    view.open(id);
  });
  return actions;
}

/** Draws a gate written out, or as one gate again. */
export function flipNode(view: View, { written }: PictureNode): void {
  if (written === null) return;
  const { gates } = view.lens.value;
  const others = gates.flipped.filter((node) => node !== written);
  const flipped = others.length < gates.flipped.length ? others : [...others, written];
  view.look({ gates: { ...gates, flipped } });
}

/** Gives an inner node a value; nothing flows past it. */
export function hold(view: View, { written }: PictureNode, value: number): void {
  if (written === null) return;
  const others = view.lens.value.held.filter(({ node }) => node !== written);
  view.look({ held: [...others, { node: written, value }] });
}

/** Whether the person gave an inner node its value. */
export function isHeld(view: View, { written }: PictureNode): boolean {
  return view.lens.value.held.some(({ node }) => node === written);
}
