/** How much of a large picture is drawn, and the ways to draw less or more of it. */
import { UNFOLDED, details } from '../src/lens';
import { showDetail } from './groups';
import type { Drawing, View } from './view';

interface FoldingProps {
  readonly view: View;
  readonly drawing: Drawing;
}

const WAYS = [
  ['outline', 'Outline', 'Fold all but an outline'],
  ['readable', 'Readable', 'Fold what is too much to read'],
  ['fitting', 'All that fits', 'Unfold all that fits'],
] as const;

/** Stands below a picture that is large, or folded. */
export function Folding({ view, drawing }: FoldingProps) {
  const { nodes, whole } = drawing.picture;
  const { most, open, closed } = view.lens.value.folding;
  const untouched = most === details.readable && open.length + closed.length === 0;
  const folded = nodes.some(({ group }) => group);
  if (untouched && !folded && whole <= UNFOLDED) return null;
  return (
    <div class="folding" role="group" aria-label="Folding">
      <span role="status">
        {folded
          ? `${nodes.length} of ${whole.toLocaleString('en')} nodes`
          : `${whole.toLocaleString('en')} nodes`}
      </span>
      {WAYS.map(([detail, label, title]) => (
        <button
          key={detail}
          type="button"
          class="plain"
          title={title}
          aria-pressed={most === details[detail]}
          onClick={() => {
            showDetail(view, detail);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
