/** What is wrong with the text or disputed about it, with the choices there are. */
import { Button } from './controls';
import type { View } from './view';

export function Problems({ view }: { readonly view: View }) {
  const problems = view.problems.value;
  if (problems.length === 0) return null;
  return (
    <ul class="problems" aria-label="Problems">
      {problems.map(({ kind, message, quote, choices }, index) => (
        <li key={index}>
          <span class="kind">{kind}</span> <span>{message}</span>{' '}
          {quote !== '' && <code>{quote}</code>}
          {choices.length > 0 && (
            <span class="choices">
              {choices.map(({ key, reading, label }) => (
                <Button
                  key={`${key} ${reading}`}
                  onPress={() => {
                    view.choose(key, reading);
                  }}
                >
                  {label}
                </Button>
              ))}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
