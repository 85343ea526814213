/** The ledger of a gradient at a fork: every path to the output with its product, and their sum. */
import { useEffect } from 'preact/hooks';
import { formatNumber } from '../src/numbers';
import type { HostMessage, Picture } from '../src/protocol';
import { Chip } from './chip';
import { Typeset } from './formula';
import { callNode } from './spoken';
import type { View } from './view';

type Account = NonNullable<Extract<HostMessage, { kind: 'explanation' }>['ledger']>;
type Entry = Account['rows'][number];

interface LedgerProps {
  readonly view: View;
  readonly picture: Picture;
  readonly ledger: Account;
}

export function Ledger({ view, picture, ledger }: LedgerProps) {
  const { rows, total, omitted } = ledger;
  const digits = view.digits.value;

  useEffect(
    () => () => {
      view.path.value = null;
    },
    [view],
  );

  return (
    <table class="ledger">
      <caption>Along a path the local derivatives multiply; the paths add up.</caption>
      <tbody>
        {rows.map((row, index) => (
          <Row key={index} view={view} picture={picture} row={row} first={index === 0} />
        ))}
        {omitted > 0 && (
          <tr>
            <td colSpan={3} class="more">
              … and {omitted.toLocaleString('en')} more {omitted === 1 ? 'path' : 'paths'}
            </td>
          </tr>
        )}
        <tr class="total">
          <th scope="row" colSpan={2}>
            Sum of the paths
          </th>
          <td class="gradient">{formatNumber(total, digits)}</td>
        </tr>
      </tbody>
    </table>
  );
}

interface RowProps extends Pick<LedgerProps, 'view' | 'picture'> {
  readonly row: Entry;
  readonly first: boolean;
}

function Row({ view, picture, row, first }: RowProps) {
  const digits = view.digits.value;
  const byId = new Map(picture.nodes.map((node) => [node.id, node]));
  const nodes = row.nodes.flatMap((id) => byId.get(id) ?? []);
  const light = (): void => {
    view.path.value = { nodes: new Set(row.nodes), edges: new Set(row.edges) };
  };
  const darken = (): void => {
    view.path.value = null;
  };
  const spoken = nodes.map((node) => callNode(node, digits)).join(', ');
  return (
    <tr onPointerEnter={light} onPointerLeave={darken}>
      <th scope="row">
        <button
          type="button"
          class="way"
          aria-description={`Path ${spoken}`}
          onFocus={light}
          onBlur={darken}
          onClick={light}
        >
          {nodes.map((node, index) => (
            <span key={node.id} class="stop">
              {index > 0 && <span class="to">→</span>}
              {node.name === null ? (
                <Chip node={node} digits={digits} />
              ) : (
                <Typeset formula={node.name} digits={digits} />
              )}
            </span>
          ))}
        </button>
      </th>
      <td class="factors">
        {row.locals.map((local) => bracket(formatNumber(local, digits))).join(' × ')}
      </td>
      <td class="gradient">
        {first
          ? formatNumber(row.product, digits)
          : `+ ${bracket(formatNumber(row.product, digits))}`}
      </td>
    </tr>
  );
}

function bracket(number: string): string {
  return /^[\d.]/.test(number) ? number : `(${number})`;
}
