/** What a screen reader says of a shape. */
import type { Formula } from '../src/formula';
import { formatNumber, type Digits } from '../src/numbers';
import type { PlacedShape } from './layout';
import { toRuns } from './runs';
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
  const { value, gradient, contribution } = view.tape.value;
  const name = node.plainName || (node.name === null ? '' : plain(node.name, digits));
  const flowing = reference && edge ? contribution[edge.id] : gradient[node.id];
  const remarks = view.remarks.value.filter((remark) => remark.node === node.id);
  const label = plain(node.label, digits);
  const first =
    node.kind === 'op'
      ? [SPOKEN.get(label) ?? label, name && `called ${name}`]
      : [node.kind === 'constant' ? `constant ${label}` : `input ${name}`];
  return [
    ...first,
    reference && 'used again',
    output && 'output',
    `value ${formatNumber(value[node.id] ?? NaN, digits)}`,
    node.varies && `gradient ${formatNumber(flowing ?? NaN, digits)}`,
    node.kind === 'op' && `from ${node.text}`,
    ...remarks.map((remark) => remark.message),
  ]
    .filter(Boolean)
    .join(', ');
}

function plain(formula: Formula, digits: Digits): string {
  return toRuns(formula, digits)
    .map((run) => run.text)
    .join('');
}
