/** What the browser says of what is pointed at in the picture: all digits of a number, the text of a gate. */
import type { Signal } from '@preact/signals';
import { useDerived } from './derive';
import type { Layout } from './layout';
import { allDigits } from './numbers';
import { tangentAt, tellSpot } from './spot';
import type { Spot } from './steps';
import type { View } from './view';

/** The number that is pointed at, or the shape, by its key. */
export type Pointed = Spot | string | null;

interface TipProps {
  readonly view: View;
  readonly layout: Layout;
  readonly pointed: Signal<Pointed>;
}

/** One for the whole picture: one for every number would be a fifth of all that is drawn. */
export function Tip({ view, layout, pointed }: TipProps) {
  const text = useDerived(() => {
    const at = pointed.value;
    if (at === null) return '';
    if (typeof at !== 'string') return tellNumber(view, at);
    return layout.shapes.find(({ key }) => key === at)?.node.text ?? '';
  }, [view, layout, pointed]);
  return <title>{text}</title>;
}

function tellNumber(view: View, spot: Spot): string {
  const tangent = tangentAt(view, spot);
  if (tangent !== null) return `tangent ${allDigits(tangent)}`;
  // Whoever walks through the picture is to compute it first.
  return view.moment.value ? '' : tellSpot(view, spot);
}

/** What of the picture an element belongs to, as its attributes say. */
export function pointedAt(target: EventTarget | null): Pointed {
  if (!(target instanceof SVGElement)) return null;
  const number = target.closest<SVGElement>('.number');
  if (!number) return target.closest('.shape')?.getAttribute('data-shape') ?? null;
  const { of, node, edge } = number.dataset;
  return {
    of: of === 'gradient' ? 'gradient' : 'value',
    node: Number(node),
    edge: edge === undefined ? null : Number(edge),
  };
}
