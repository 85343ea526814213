/** Why reverse topological order: the same backward pass in that order and by recursion, side by side. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatNumber } from '../src/numbers';
import type { Picture } from '../src/protocol';
import { Chip } from './chip';
import { isLeaf } from './figure';
import { Typeset } from './formula';
import { nameNode, nameOutput } from './naming';
import { forks, wrongNodes, type ListedVisit, type Orders as Answer, type Side } from './orders';
import { callNode } from './spoken';
import type { View } from './view';
import type { Walk } from './walk';

interface OrdersProps {
  readonly view: View;
  readonly walk: Walk;
  readonly picture: Picture;
}

const SIDES: readonly (readonly [Side, string])[] = [
  ['topological', 'Reverse topological order'],
  ['naive', 'Recursion that does not wait'],
];

export function Orders({ view, walk, picture }: OrdersProps) {
  const orders = walk.orders.value;
  return (
    <div class="orders" role="group" aria-label="Why this order?">
      {orders ? (
        <>
          <p class="verdict">{judge(view, walk, picture, orders)}</p>
          <div class="columns">
            {SIDES.map(([side, title]) => (
              <Column key={side} {...{ view, walk, picture, orders, side, title }} />
            ))}
          </div>
        </>
      ) : (
        <p class="verdict">Asking for both orders…</p>
      )}
    </div>
  );
}

/** What the comparison comes to, in one or two sentences. */
function judge(view: View, { visits }: Walk, picture: Picture, orders: Answer): string {
  const wrong = wrongNodes(picture, orders, view.tape.value.gradient);
  const naive = visits.value.naive.length;
  const topological = visits.value.topological.length;
  const kind = forks(picture);
  if (wrong.length === 0) {
    if (kind === 'none') {
      return 'Nothing is used twice here, so nothing can arrive late: both orders agree.';
    }
    if (kind === 'inputs') {
      return 'Only inputs are used twice here. They hand nothing on, so whatever arrives late is still added: both orders agree.';
    }
    return 'A gate is used twice here, yet with these numbers both orders happen to agree.';
  }
  const names = wrong.map((id) => nameOf(view, picture, id));
  const listed = names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
  const more = orders.cut ? `more than ${naive}` : `${naive}`;
  return `A gate hands its gradient on once, when all of it has arrived. Recursion hands on at every visit: ${more} visits instead of ${topological}, and a wrong gradient at ${listed}.`;
}

/** Rows around the one that is current; recursion can make thousands. */
const AROUND = 60;

interface ColumnProps extends OrdersProps {
  readonly orders: Answer;
  readonly side: Side;
  readonly title: string;
}

function Column({ view, walk, picture, orders, side, title }: ColumnProps) {
  const visits = walk.visits.value[side];
  const position = Math.min(walk.position.value ?? visits.length, visits.length);
  const list = useRef<HTMLOListElement>(null);
  const first = Math.max(0, position - AROUND);
  const finished = position === visits.length;

  useLayoutEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (current && list.current) {
      const { offsetTop, offsetHeight } = current;
      list.current.scrollTop = offsetTop + offsetHeight - list.current.clientHeight;
    }
  }, [position]);

  return (
    <section class={`column ${side}`} aria-label={title}>
      <label>
        <input
          type="radio"
          name="side"
          checked={walk.side.value === side}
          onChange={() => {
            walk.side.value = side;
          }}
        />
        {title}
        <span class="visits">
          {visits.length}
          {side === 'naive' && orders.cut ? '+' : ''} visits
        </span>
      </label>
      <ol ref={list} start={first + 1} tabIndex={0} aria-label={`${title}, visits`}>
        {visits.slice(first, position + AROUND).map((visit, index) => (
          <Row
            key={first + index}
            view={view}
            picture={picture}
            visit={visit}
            place={first + index + 1 - position}
          />
        ))}
      </ol>
      {finished && <Result view={view} picture={picture} orders={orders} side={side} />}
    </section>
  );
}

interface RowProps extends Pick<OrdersProps, 'view' | 'picture'> {
  readonly visit: ListedVisit;
  /** 0 for the visit of this moment; what is to come is above 0. */
  readonly place: number;
}

function Row({ view, picture, visit, place }: RowProps) {
  const { complete, again } = visit;
  const node = picture.nodes.find(({ id }) => id === visit.node);
  if (!node) return null;
  const digits = view.digits.value;
  // A leaf hands nothing on, so nothing is too early for it.
  const fault = isLeaf(node) ? '' : complete ? (again > 0 ? 'again' : '') : 'too early';
  return (
    <li
      class={[place > 0 ? 'coming' : '', fault && 'fault'].filter(Boolean).join(' ')}
      aria-current={place === 0 ? 'step' : undefined}
    >
      <Chip node={node} digits={digits} />
      <span class="called">
        {!isLeaf(node) && <Typeset formula={node.name ?? node.called.formula} digits={digits} />}
      </span>
      <span class="gradient">{place > 0 ? '·' : formatNumber(visit.upstream, digits)}</span>
      <span class="fault-name" title={explainFault(visit)}>
        {place > 0 ? '' : fault}
      </span>
    </li>
  );
}

function explainFault({ complete, again }: ListedVisit): string {
  if (!complete) return 'It hands on what it has before all of it has arrived.';
  return again > 0 ? `Visited before, ${again + 1} times by now: it hands on once more.` : '';
}

/** The inputs' gradients at the end, wrong ones with what is right. */
function Result({
  view,
  picture,
  orders,
  side,
}: Pick<ColumnProps, 'view' | 'picture' | 'orders' | 'side'>) {
  const { gradient } = view.tape.value;
  const wrong = new Set(wrongNodes(picture, orders, gradient));
  const digits = view.digits.value;
  const inputs = picture.nodes.filter(({ kind }) => kind === 'input');
  const name = nameOutput(picture.nodes.find(({ id }) => id === picture.output));
  return (
    <p class="result" tabIndex={0} role="group" aria-label="What it comes to">
      {inputs.map((input, index) => {
        const { id } = input;
        const naive = side === 'naive' && wrong.has(id);
        const right = formatNumber(gradient[id] ?? NaN, digits);
        return (
          <span key={id}>
            ∂{name}/∂{nameNode(input)} ={' '}
            {naive ? (
              <>
                <b class="wrong">{formatNumber(orders.naiveGradient[id] ?? NaN, digits)}</b> instead
                of <b class="gradient">{right}</b>
              </>
            ) : (
              <b class="gradient">{right}</b>
            )}
            {index < inputs.length - 1 && ','}
          </span>
        );
      })}
    </p>
  );
}

function nameOf(view: View, { nodes }: Picture, id: number): string {
  const node = nodes.find((each) => each.id === id);
  return node ? callNode(node, view.digits.value) : '';
}
