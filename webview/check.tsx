/** Whether the gradients agree with forward mode and with central differences, and the table that shows it. */
import type { ComponentChildren } from 'preact';
import { formatNumber, type Digits } from '../src/numbers';
import { figuresIn } from './digits';
import { nameInLine } from './naming';
import { allDigits } from './numbers';
import { Outline } from './outline';
import type { View } from './view';

type Check = NonNullable<View['check']['value']>;

/** Above this relative error two ways to compute a gradient disagree; differences are not exact. */
const TOLERANCE = 1e-4;
const ONE_FIGURE: Digits = { kind: 'significant', count: 1 };
/** Enough to see where a difference quotient leaves the exact gradient. */
const FIGURES = 6;

interface Verdict {
  readonly state: 'checking' | 'unknown' | 'agrees' | 'differs' | 'kink';
  readonly face: ComponentChildren;
  readonly spoken: string;
}

/** What the badge says of a check, null while it is not done, of the gradients of `output`. */
export function judge(check: Check | null, output: number): Verdict {
  if (!check) return verdict('checking', 'wait', 'checking…');
  const { rows } = check;
  if (!Number.isFinite(output)) return verdict('unknown', 'none', 'not finite, nothing to check');
  const kinks = rows.filter((row) => row.kink).length;
  const smooth = rows.filter((row) => !row.kink);
  const wrong = smooth.filter((row) => disagrees(row.error)).length;
  if (wrong > 0) return verdict('differs', 'cross', `${wrong} of ${count(rows.length)} differ`);
  if (kinks > 0) return verdict('kink', 'kink', `kink at ${count(kinks)}`);
  if (rows.length === 0) return verdict('agrees', 'check', 'nothing to check');
  const worst = Math.max(...smooth.map((row) => row.error));
  const error = formatNumber(worst, ONE_FIGURE);
  return verdict('agrees', 'check', `checked: ${count(rows.length)}, ${error}`);
}

/** In a quiz, which the table would give away. */
export const NOT_JUDGED = verdict('unknown', 'none', 'no check in a quiz');

function verdict(
  state: Verdict['state'],
  icon: 'wait' | 'check' | 'cross' | 'none' | 'kink',
  text: string,
): Verdict {
  const face = (
    <>
      <Outline icon={icon} />
      <span class="tool-label">{text}</span>
    </>
  );
  return { state, face, spoken: `Gradients: ${text}` };
}

function count(inputs: number): string {
  return inputs === 1 ? '1 input' : `${inputs} inputs`;
}

/** NaN is no agreement. */
function disagrees(error: number): boolean {
  return !(error <= TOLERANCE);
}

const HEADINGS: readonly (readonly [heading: string, title: string])[] = [
  ['reverse', 'The gradient of the picture: one backward pass for all inputs'],
  ['forward', 'The tangent of the output: one forward pass for each input'],
  ['difference', 'Central difference: (f(x + h) − f(x − h)) / 2h'],
  ['error', 'The largest relative difference of the other two from the first'],
];

export function CheckTable({ view }: { readonly view: View }) {
  const check = view.check.value;
  if (view.lens.value.quiz) {
    return <p class="help">This would give away what is asked. End the quiz to see it.</p>;
  }
  if (!check) return <p class="help">The gradients are being checked.</p>;
  const { rows, unchecked } = check;
  const digits = figuresIn(view, FIGURES);
  const labels = new Map(view.inputs.value.map(({ node, label }) => [node, label]));
  return (
    <>
      <p class="help">
        Every gradient is computed in three ways: backward and forward with the same local
        derivatives, and by differences of the output, which know none. An error up to{' '}
        {formatNumber(TOLERANCE, ONE_FIGURE)} is what differences cost.
      </p>
      <div class="scroll" tabIndex={0} role="group" aria-label="Checks">
        <table class="checks">
          <thead>
            <tr>
              <th scope="col">input</th>
              {HEADINGS.map(([heading, title]) => (
                <th key={heading} scope="col" title={title}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ node, name, gradient, tangent, difference, error, kink }) => (
              <tr key={node} class={kink ? 'kink' : disagrees(error) ? 'differs' : ''}>
                <th scope="row">{nameInLine(labels.get(node), name)}</th>
                {[gradient, tangent, difference].map((number, index) => (
                  <td key={index} title={allDigits(number)}>
                    {formatNumber(number, digits)}
                  </td>
                ))}
                <td>
                  {formatNumber(error, ONE_FIGURE)}
                  {kink ? ' kink' : disagrees(error) ? ' ✗' : ' ✓'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unchecked > 0 && (
        <p class="help">{count(unchecked)} more would have taken too long to check.</p>
      )}
    </>
  );
}
