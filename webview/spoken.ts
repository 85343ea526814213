/** What a screen reader says of a shape. */
import type { Formula } from '../src/formula';
import { formatNumber, type Digits } from '../src/numbers';
import type { PictureNode } from '../src/protocol';
import { hasManyExits } from './figure';
import { tellContents } from './contents';
import type { PlacedShape } from './layout';
import type { Pair, Reading } from './readings';
import { toRuns } from './runs';
import { tangentAt, writeSpot } from './spot';
import type { View } from './view';

const SPOKEN: ReadonlyMap<string, string> = new Map([
  ['*', 'times'],
  ['+', 'plus'],
  ['-', 'minus'],
  ['−', 'minus'],
  ['/', 'divided by'],
]);

/** "w_0 times x_0, value −2.00, gradient 0.20". */
export function describeShape(
  view: View,
  { node, reference, output }: PlacedShape,
  { value, gradient }: Pair,
): string {
  const digits = view.digits.value;
  const hasNumbers = !hasManyExits(node);
  const remarks = view.remarks.value.filter((remark) => remark.node === node.id);
  return [
    sayNode(node, digits),
    node.group && tellContents(node.group),
    reference && 'used again',
    output && 'output',
    hasNumbers && say(view, value),
    hasNumbers && node.varies && say(view, gradient),
    ...remarks.map((remark) => remark.message),
  ]
    .filter(Boolean)
    .join(', ');
}

/** What it is: "input w_0", "q, x plus y", "tanh, folded". */
export function sayNode(node: PictureNode, digits: Digits): string {
  const { kind, plainName, called } = node;
  if (node.group) return `${plainName || callGate(node, digits)}, folded`;
  if (kind !== 'op') return `${kind} ${called.words}`;
  return plainName === '' ? called.words : `${plainName}, ${called.words}`;
}

/** A gate or leaf in a few words: its name, or else its operation. */
export function callNode(node: PictureNode, digits: Digits): string {
  if (node.group && hasManyExits(node)) return callGate(node, digits);
  return node.plainName || node.called.words;
}

function say(view: View, { spot, number: { value } }: Reading): string {
  const tangent = tangentAt(view, spot);
  if (tangent !== null) return `tangent ${formatNumber(tangent, view.digits.value)}`;
  return value === null
    ? `${spot.of} ${view.quiz.value ? 'asked' : 'not computed yet'}`
    : `${spot.of} ${writeSpot(view, spot, value)}`;
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
