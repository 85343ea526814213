/** Why a number is what it is: symbols, then numbers put in, then the result. */
import { IconButton } from './controls';
import { Typeset } from './formula';
import type { View } from './view';

const CLOSE = 'M3.7 3 8 7.3 12.3 3l.7.7L8.7 8l4.3 4.3-.7.7L8 8.7 3.7 13l-.7-.7L7.3 8 3 3.7z';

export function Explanation({ view }: { readonly view: View }) {
  const explanation = view.explanation.value;
  return (
    <div class="explanation" role="status" hidden={!explanation}>
      {explanation && (
        <>
          <div class="lines" tabIndex={0} role="group" aria-label="Explanation">
            {explanation.lines.map((line, index) => (
              <div key={index} class="line">
                <Typeset formula={line} digits={view.digits.value} />
              </div>
            ))}
          </div>
          <IconButton label="Close the explanation" icon={CLOSE} onPress={view.dismiss} />
        </>
      )}
    </div>
  );
}
