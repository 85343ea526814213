/** What flows back in a row of the table: through a gate to its operands, and at a fork along its wires. */
import { Fragment } from 'preact';
import type { Picture, PictureEdge } from '../src/protocol';
import { formatNumber } from '../src/numbers';
import { useDerived } from './derive';
import { isNumber, Typeset } from './formula';
import { writeSpot } from './spot';
import { numberAt } from './steps';
import type { View } from './view';

interface FlowsProps {
  readonly view: View;
  readonly picture: Picture;
  /** Wires in the order of the operands, or of the uses. */
  readonly wires: readonly PictureEdge[];
}

/** By each operand: the rule, and the number it is here. */
export function LocalDerivatives({ view, picture, wires }: FlowsProps) {
  const flowing = wires.filter(({ rule }) => rule !== null);
  return flowing.map((wire) => (
    <span key={wire.id} class="rule">
      <Operand view={view} picture={picture} wire={wire} word="by" />
      <Typeset formula={wire.rule ?? ''} digits={view.digits.value} />
      <Local view={view} wire={wire} />
    </span>
  ));
}

/** To each operand: upstream gradient × local derivative. */
export function Contributions({ view, picture, wires }: FlowsProps) {
  const varying = new Set(picture.nodes.filter(({ varies }) => varies).map(({ id }) => id));
  const flowing = wires.filter(({ from, to }) => varying.has(from) && varying.has(to));
  return flowing.map((wire) => (
    <span key={wire.id} class="rule">
      <Operand view={view} picture={picture} wire={wire} word="to" />
      <span class="gradient">
        <Contribution view={view} wire={wire} />
      </span>
    </span>
  ));
}

/** A sum of more wires than this cannot be followed in a row. */
const MOST_TERMS = 4;

/** "= 2.00 + 3.00": what the wires of a fork bring. */
export function ForkSum({ view, wires }: Omit<FlowsProps, 'picture'>) {
  if (wires.length < 2) return null;
  return (
    <span class="terms">
      {wires.slice(0, MOST_TERMS).map((wire, index) => (
        // A line may end between two terms, and begins with a sign.
        <Fragment key={wire.id}>
          {' '}
          <span class="term">
            {index > 0 ? '+' : '='} <Contribution view={view} wire={wire} />
          </span>
        </Fragment>
      ))}
      {wires.length > MOST_TERMS && ' + …'}
    </span>
  );
}

interface WireProps {
  readonly view: View;
  readonly wire: PictureEdge;
}

function Operand({
  view,
  picture,
  wire,
  word,
}: WireProps & { readonly picture: Picture; readonly word: string }) {
  const node = picture.nodes.find(({ id }) => id === wire.from);
  const formula = node?.name ?? node?.called.formula;
  return (
    <span class="by">
      {word} {formula !== undefined && <Typeset formula={formula} digits={view.digits.value} />}
      :{' '}
    </span>
  );
}

/** " = 0.37"; nothing if the rule is that number already, or while nothing has flowed yet. */
function Local({ view, wire }: WireProps) {
  const { id, from, rule } = wire;
  const text = useDerived(() => {
    const known = numberAt(view.moment.value, view.tape.value, spotOf({ id, from })) !== null;
    const number = view.tape.value.local[id] ?? NaN;
    if (view.quiz.value?.hidden.local.includes(id)) return '';
    return known ? (view.exact.value?.local[id] ?? formatNumber(number, view.digits.value)) : '';
  }, [view, wire]);
  return rule === null || isNumber(rule) || text.value === '' ? null : <> = {text}</>;
}

function Contribution({ view, wire }: WireProps) {
  const text = useDerived(() => writeSpot(view, spotOf(wire)), [view, wire]);
  return <>{text}</>;
}

function spotOf({ id, from }: Pick<PictureEdge, 'id' | 'from'>) {
  return { node: from, edge: id, of: 'gradient' } as const;
}
