/** What is wrong with the text or disputed about it, with the choices there are. */
import { Link } from './choices';
import { Button } from './controls';
import type { View } from './view';

// The first are the causes; the rest follow from them.
const MOST_REMARKS = 3;

export function Problems({ view }: { readonly view: View }) {
  const problems = view.problems.value;
  const remarks = view.remarks.value;
  if (problems.length + remarks.length === 0) return null;
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
      {remarks.slice(0, MOST_REMARKS).map(({ node, kind, message }, index) => (
        <li key={`remark ${index}`}>
          <span class="kind">{kind}</span>{' '}
          <Link
            onPress={() => {
              view.desk.visit(node);
            }}
          >
            {message}
          </Link>
        </li>
      ))}
    </ul>
  );
}
