/** A shape of the picture: a gate or a leaf with its stem, its two numbers and its marks. */
import { useMemo } from 'preact/hooks';
import type { Digits } from '../src/numbers';
import { useDerived } from './derive';
import { SIZE, hasManyExits, isLeaf, type Shape } from './figure';
import { GroupBody } from './group';
import type { PlacedShape } from './layout';
import { Amount } from './amount';
import { Flip, Pin, Remark } from './marks';
import { isHeld } from './nodeActions';
import type { Pair } from './readings';
import { describeShape } from './spoken';
import { Line } from './text';
import { classesOfShape, isLit } from './traffic';
import { scrub } from './scrub';
import type { View } from './view';
import { Arrow, gateHeight } from './wire';

interface GateProps {
  readonly view: View;
  readonly shape: PlacedShape;
  readonly numbers: Pair;
  /** The wires that its stem leads to, by id. */
  readonly wires: readonly number[];
  /** The one shape that Tab reaches; arrow keys go from there. */
  readonly current: boolean;
  readonly onFocus: () => void;
  readonly onEnter: () => void;
}

export function Gate({ view, shape, numbers, wires, current, onFocus, onEnter }: GateProps) {
  const { node, output, reference } = shape;
  const digits = view.digits.value;
  const className = useDerived(
    () =>
      [
        'shape',
        node.kind,
        view.revealed.value === node.id && 'revealed',
        view.desk.found.value === node.id && 'found',
        isHeld(view, node) && 'held',
        ...classesOfShape(view, shape, wires),
        reference && 'reference',
        output && 'output',
      ]
        .filter(Boolean)
        .join(' '),
    [view, shape, wires],
  );
  const lit = useDerived(() => shape.output || isLit(view, wires), [view, shape, wires]);
  const spoken = useDerived(() => describeShape(view, shape, numbers), [view, shape, numbers]);
  const { x, y, ...still } = shape;
  // What moves without a change in itself is not drawn again.
  const face = useMemo(
    () => <Face view={view} shape={still} numbers={numbers} digits={digits} />,
    [view, numbers, digits, ...Object.values(still)],
  );
  return (
    <g
      class={className}
      transform={`translate(${x} ${y})`}
      data-shape={shape.key}
      data-id={node.id}
      role="img"
      aria-roledescription={node.kind === 'op' ? 'gate' : node.kind}
      // In SVG an attribute is what is written, and only in small letters does it count.
      tabindex={current ? 0 : -1}
      aria-label={spoken}
      onFocus={() => {
        onFocus();
        view.hover(node.id);
      }}
      onBlur={() => {
        view.hover(null);
      }}
      onPointerEnter={() => {
        view.hover(node.id);
      }}
      onPointerLeave={() => {
        view.hover(null);
      }}
      onDblClick={node.group ? undefined : onEnter}
    >
      {face}
      {lit.value && <path class="flow" d={stemOf(shape)} pathLength={1} />}
    </g>
  );
}

function stemOf({ body, stem, axis, output }: Shape): string {
  const end = body + stem;
  return `M${body} ${axis}H${output ? end + 1 : end}`;
}

/** All that is drawn of it, from its own upper left corner. */
function Face({ view, shape, numbers, digits }: PartProps & Pick<GateProps, 'view' | 'numbers'>) {
  const { node, output, fork, body, lead, stem, axis, reference } = shape;
  const field = node.kind === 'input' && !reference;
  const end = body + stem;
  return (
    <>
      <rect class="halo" x={-4} y={-1} width={shape.width + 8} height={shape.height + 2} rx={6} />
      <path class="line" d={stemOf(shape)} />
      {node.kind === 'op' ? (
        <Body shape={shape} digits={digits} />
      ) : node.kind === 'group' ? (
        <GroupBody view={view} shape={shape} digits={digits} />
      ) : (
        <Leaf view={view} shape={shape} digits={digits} />
      )}
      {fork && node.varies && (
        <text class="sum" x={body + 12} y={axis + 16}>
          Σ
        </text>
      )}
      {!hasManyExits(node) && (
        <Amount
          view={view}
          x={body + (stem + lead) / 2}
          y={axis}
          width={stem - lead}
          value={field ? null : numbers.value}
          gradient={node.varies ? numbers.gradient : null}
        />
      )}
      {output && (
        <>
          <Arrow tip={{ x: end + SIZE.arrow, y: axis }} />
          {node.name !== null && !isLeaf(node) && (
            <text class="name" x={end + SIZE.arrow + 5} y={axis + 5}>
              <Line formula={node.name} digits={digits} />
            </text>
          )}
        </>
      )}
      <Remark view={view} shape={shape} />
      <Pin view={view} shape={shape} />
      <Flip view={view} shape={shape} />
    </>
  );
}

interface PartProps {
  readonly shape: Shape;
  readonly digits: Digits;
}

/** The circle, or for a longer label the pill, with its operator. */
function Body({ shape, digits }: PartProps) {
  const { node, body, axis, output } = shape;
  const height = gateHeight(shape);
  const sign = node.label === '*' || node.label === '+' || node.label === '-';
  const outline = (by: number, className: string) => (
    <rect
      class={className}
      x={by}
      y={axis - height / 2 + by}
      width={body - 2 * by}
      height={height - 2 * by}
      rx={SIZE.gate / 2 - by}
    />
  );
  return (
    <>
      {outline(0, 'body')}
      {output && outline(3, 'ring')}
      <text
        class={sign ? 'label sign' : node.label === '√' ? 'label root' : 'label'}
        x={body / 2}
        // An asterisk hangs high in its line.
        y={axis + (node.label === '*' ? 11 : sign ? 7 : 5)}
        data-label={typeof node.label === 'string' ? node.label : undefined}
      >
        <Line formula={node.label} digits={digits} />
      </text>
      {node.name !== null && !output && (
        <text class="name caption" x={body / 2} y={axis - height / 2 - 6}>
          <Line formula={node.name} digits={digits} />
        </text>
      )}
    </>
  );
}

function Leaf({ view, shape, digits }: PartProps & { readonly view: View }) {
  const { node, body, axis, reference } = shape;
  const [x, y] = [body - SIZE.gap, axis + 5];
  if (node.kind === 'constant') {
    return (
      <text class="label leaf" x={x} y={y}>
        <Line formula={node.label} digits={digits} />
      </text>
    );
  }
  return (
    <text
      class="name leaf"
      x={x}
      y={y}
      data-scrub={!reference}
      onPointerDown={(event) => {
        const input = view.inputs.value.find((each) => each.node === node.id);
        if (input && !reference) scrub(view, input, event);
      }}
    >
      <Line formula={node.name ?? node.plainName} digits={digits} />
    </text>
  );
}
