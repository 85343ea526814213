/** The picture as a table: every node in forward order with its numbers and what flows back through it. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { formatNumber } from '../src/numbers';
import type { PictureEdge, PictureNode } from '../src/protocol';
import { useDerived } from './derive';
import { hasManyExits, isLeaf } from './figure';
import { Contributions, ForkSum, LocalDerivatives } from './flows';
import { Typeset } from './formula';
import { sayContents } from './contents';
import { sayNode } from './spoken';
import { writeSpot } from './spot';
import type { Drawing, View } from './view';

interface TableProps {
  readonly view: View;
  readonly drawing: Drawing;
}

/** More rows at once make the page slow. */
const MOST_ROWS = 500;

export function Table({ view, drawing }: TableProps) {
  const all = useSignal(false);
  const { nodes, edges } = drawing.picture;
  const rows = all.value ? nodes : nodes.slice(0, MOST_ROWS);
  const entering = new Map<number, PictureEdge[]>();
  const leaving = new Map<number, PictureEdge[]>();
  for (const edge of edges) {
    entering.set(edge.to, [...(entering.get(edge.to) ?? []), edge]);
    leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
  }
  const { byHand } = view.lens.value;
  const along = view.along.value?.name ?? null;
  return (
    <div class="table" role="region" aria-label="Table" tabIndex={0}>
      <table>
        <caption>Values and gradients in forward order</caption>
        <thead>
          <tr>
            <th scope="col">Expression</th>
            <Amounts>Value</Amounts>
            {byHand !== null && <Amounts>not rounded</Amounts>}
            <Amounts>Gradient</Amounts>
            {byHand !== null && <Amounts>not rounded</Amounts>}
            {along !== null && <Amounts>∂ · /∂{along}</Amounts>}
            <th scope="col">Operation</th>
            <th scope="col">Local derivatives</th>
            <th scope="col">Contributions</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((node) => (
            <Row
              key={node.id}
              view={view}
              node={node}
              operands={(entering.get(node.id) ?? []).toSorted((a, b) => a.operand - b.operand)}
              uses={leaving.get(node.id) ?? []}
              drawing={drawing}
            />
          ))}
        </tbody>
      </table>
      {rows.length < nodes.length && (
        <button
          type="button"
          class="link"
          onClick={() => {
            all.value = true;
          }}
        >
          Show all {nodes.length} rows
        </button>
      )}
    </div>
  );
}

/** The head of a column of numbers. */
function Amounts({ children }: { readonly children: ComponentChildren }) {
  return (
    <th scope="col" class="amounts">
      {children}
    </th>
  );
}

interface RowProps extends TableProps {
  readonly node: PictureNode;
  /** The wires that enter it, in the order of its operands. */
  readonly operands: readonly PictureEdge[];
  /** The wires that leave it. */
  readonly uses: readonly PictureEdge[];
}

function Row({ view, drawing, node, operands, uses }: RowProps) {
  const { id, kind, name, text, varies, called } = node;
  const { picture } = drawing;
  const { desk } = view;
  const digits = view.digits.value;
  const { byHand } = view.lens.value;
  const along = view.along.value;
  const typeset = <Typeset formula={node.label} digits={digits} />;
  const hasNumbers = !hasManyExits(node);
  const spot = { node: id, edge: null };
  const value = useDerived(
    () => (hasNumbers ? writeSpot(view, { ...spot, of: 'value' }) : ''),
    [view, node],
  );
  const gradient = useDerived(
    () => (varies && hasNumbers ? writeSpot(view, { ...spot, of: 'gradient' }) : ''),
    [view, node],
  );
  const unrounded = (of: 'value' | 'gradient') => {
    const hidden = view.quiz.value?.hidden[of].includes(id);
    return hidden ? '' : formatNumber(view.unrounded.value?.[of][id] ?? NaN, digits);
  };
  const className = useDerived(
    () => (desk.found.value === id || view.revealed.value === id ? 'pointed' : undefined),
    [view, id],
  );
  const point = (on: boolean): void => {
    desk.found.value = on ? id : null;
    view.hover(on ? id : null);
  };
  return (
    <tr
      class={className}
      data-row={id}
      onPointerEnter={() => {
        point(true);
      }}
      onPointerLeave={() => {
        point(false);
      }}
    >
      <th scope="row">
        <button
          type="button"
          class="link"
          title={text === '' ? 'Show in the picture' : `Show in the picture: ${text}`}
          aria-description={sayNode(node, digits)}
          onFocus={() => {
            point(true);
          }}
          onBlur={() => {
            point(false);
          }}
          onClick={() => {
            desk.visit(id);
          }}
        >
          {name !== null && <Typeset formula={name} digits={digits} />}
          {name !== null && !isLeaf(node) && ' = '}
          {(name === null || !isLeaf(node)) && <Typeset formula={called.formula} digits={digits} />}
        </button>
      </th>
      <td class="value">{value}</td>
      {byHand !== null && <td class="value unrounded">{unrounded('value')}</td>}
      <td class="gradient">
        {gradient}
        {varies && hasNumbers && <ForkSum view={view} wires={uses} />}
      </td>
      {byHand !== null && <td class="gradient unrounded">{varies && unrounded('gradient')}</td>}
      {along !== null && <td class="tangent">{formatNumber(along.tangent[id] ?? NaN, digits)}</td>}
      <td>{node.group ? `folded: ${sayContents(node.group)}` : isLeaf(node) ? kind : typeset}</td>
      <td class="rules">
        <LocalDerivatives view={view} picture={picture} wires={operands} />
      </td>
      <td class="rules">
        <Contributions view={view} picture={picture} wires={operands} />
      </td>
    </tr>
  );
}
