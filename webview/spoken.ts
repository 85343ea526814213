/** What a screen reader says of a shape. */
import type { Formula } from '../src/formula';
import type { Digits } from '../src/numbers';
import type { PictureNode } from '../src/protocol';
import { hasManyExits } from './figure';
import { tellContents } from './contents';
import type { PlacedShape } from './layout';
import { toRuns } from './runs';
import { writeSpot } from './spot';
import { numberAt, type Spot } from './steps';
import type { View } from './view';

const SPOKEN: ReadonlyMap<string, string> = new Map([
  ['*', 'times'],
  ['+', 'plus'],
  ['-', 'minus'],
  ['−', 'minus'],
  ['/', 'divided by'],
]);

/** "times, value −2.00, gradient 0.20, from w_0 * x_0". */
export function describeShape(view: View, { node, edge, reference, output }: PlacedShape): string {
  const digits = view.digits.value;
  const name = nameOf(node, digits);
  const wire = reference && edge ? edge.id : null;
  const hasNumbers = !hasManyExits(node);
  const remarks = view.remarks.value.filter((remark) => remark.node === node.id);
  const first = node.group
    ? [`${name || callGate(node, digits)}, folded`, tellContents(node.group)]
    : node.kind === 'op'
      ? [callGate(node, digits), name && `called ${name}`]
      : [node.kind === 'constant' ? `constant ${callGate(node, digits)}` : `input ${name}`];
  return [
    ...first,
    reference && 'used again',
    output && 'output',
    hasNumbers && say(view, { node: node.id, edge: null, of: 'value' }),
    hasNumbers && node.varies && say(view, { node: node.id, edge: wire, of: 'gradient' }),
    node.kind === 'op' && `from ${node.text}`,
    ...remarks.map((remark) => remark.message),
  ]
    .filter(Boolean)
    .join(', ');
}

/** A gate or leaf in a few words: its name, or else its operation. */
export function callNode(node: PictureNode, digits: Digits): string {
  return nameOf(node, digits) || callGate(node, digits);
}

function say(view: View, spot: Spot): string {
  const known = numberAt(view.moment.value, view.tape.value, spot) !== null;
  return known ? `${spot.of} ${writeSpot(view, spot)}` : `${spot.of} not computed yet`;
}

function nameOf(node: PictureNode, digits: Digits): string {
  return node.plainName || (node.name === null ? '' : sayFormula(node.name, digits));
}

/** The operation of a gate in a word, or a constant's number. */
export function callGate(node: PictureNode, digits: Digits): string {
  const label = labelText(node, digits);
  return SPOKEN.get(label) ?? label;
}

/** What stands in the gate, or a constant's number. */
export function labelText({ label }: PictureNode, digits: Digits): string {
  return sayFormula(label, digits);
}

/** A formula without its typesetting. */
export function sayFormula(formula: Formula, digits: Digits): string {
  return toRuns(formula, digits)
    .map((run) => run.text)
    .join('');
}
