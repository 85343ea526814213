/** A formula on one line of SVG text. */
import type { Formula } from '../src/formula';
import type { Digits } from '../src/numbers';
import { toRuns, type Run } from './runs';

interface LineProps {
  readonly formula: Formula;
  readonly digits: Digits;
}

/** The formula as tspans, or as it is if it is plain, for a `<text>` of the class it was measured with. */
export function Line({ formula, digits }: LineProps) {
  let height = 0;
  const runs = toRuns(formula, digits);
  const [first] = runs;
  if (first && runs.length === 1 && isPlain(first)) return <>{first.text}</>;
  return runs.map(({ text, italic, shift, size }, index) => {
    // dy counts in em of the run itself and from where the last run stood.
    const dy = (shift - height) / size;
    height = shift;
    return (
      <tspan
        key={index}
        dy={dy ? `${dy}em` : undefined}
        style={{ fontSize: size === 1 ? '' : `${size}em`, fontStyle: italic ? 'italic' : '' }}
      >
        {text}
      </tspan>
    );
  });
}

function isPlain({ italic, shift, size }: Run): boolean {
  return !italic && shift === 0 && size === 1;
}
