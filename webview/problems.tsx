/** What is wrong with the text or disputed about it, with the choices there are. */
import { Link } from './choices';
import { Button } from './controls';
import { Said } from './said';
import type { View } from './view';

// The first are the causes; the rest follow from them.
const MOST_REMARKS = 3;

/** Why the picture shows a part only. */
export function Unread({ view }: { readonly view: View }) {
  const problem = firstRefusing(view);
  if (!problem || view.stale.value !== null) return null;
  return (
    <p class="unread" role="status">
      Drawn as far as it reads. <Said text={problem.message} />
    </p>
  );
}

function firstRefusing(view: View): View['problems']['value'][number] | undefined {
  return view.problems.value.find(({ refuses }) => refuses);
}

/** What stands above the picture already. */
function toldOf(view: View): string | undefined {
  return view.stale.value ?? firstRefusing(view)?.message;
}

export function Problems({ view }: { readonly view: View }) {
  const said = toldOf(view);
  // What is chosen in one place is chosen in all that ask the same.
  const problems = view.problems.value.filter(({ message, quote, choices: [choice] }, i, all) =>
    choice
      ? all.findIndex(({ choices }) => choices[0]?.key === choice.key) === i
      : message !== said || !message.includes(quote),
  );
  // Two gates may have the same to say.
  const remarks = view.remarks.value.filter(
    ({ message }, i, all) => all.findIndex((other) => other.message === message) === i,
  );
  if (problems.length + remarks.length === 0) return null;
  return (
    <ul class="problems" aria-label="Problems">
      {problems.map(({ kind, message, quote, choices }, index) => (
        <li key={index}>
          <span class="kind">{kind}</span>{' '}
          <span class="what">
            {message !== said && <Said text={message} />}{' '}
            {quote !== '' && (message === said || !message.includes(`\`${quote}\``)) && (
              <code>{quote}</code>
            )}
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
          </span>
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
            <Said text={message} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
