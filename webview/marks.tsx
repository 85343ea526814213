/** The marks at a shape: what to beware of there, a value given by hand, and the way to write it out. */
import { SIZE, isLeaf, type Shape } from './figure';
import { flipNode, isHeld } from './nodeActions';
import type { View } from './view';
import { gateHeight } from './wire';

type Kind = View['remarks']['value'][number]['kind'];

interface MarkProps {
  readonly view: View;
  readonly shape: Shape;
}

/** One outline per kind, about 14 wide, and the lines in it. */
const SHAPES: Readonly<Record<Kind, { readonly outline: string; readonly sign: string }>> = {
  kink: { outline: 'M0-7L7 0L0 7L-7 0Z', sign: 'M-3 0L0-2.4L3 0' },
  domain: { outline: 'M0-7L8 6H-8Z', sign: 'M0-2.6V1.6M0 3.9V4' },
  overflow: { outline: 'M-7 6V-2L0-7.5L7-2V6Z', sign: 'M0 4V-3.4M-2.8-.8L0-3.6L2.8-.8' },
  dead: { outline: 'M0-6.5A6.5 6.5 0 1 1 0 6.5A6.5 6.5 0 1 1 0-6.5Z', sign: 'M-3-3L3 3M3-3L-3 3' },
  saturated: { outline: 'M-7.5-5.5H7.5V5.5H-7.5Z', sign: 'M-5 3C.5 3-2-2.6 5-2.6' },
  cancelling: {
    outline: 'M-4-6.5H4L7.5 0L4 6.5H-4L-7.5 0Z',
    sign: 'M-3.6-1.4C-2-3-1.4-2.6 0-1.6S2.2-.6 3.6-2M-3.6 2.4C-2 .8-1.4 1.2 0 2.2S2.2 3.2 3.6 1.8',
  },
};

/** The first remark on the node in its shape, below the gate or the name; all of them in words. */
export function Remark({ view, shape }: MarkProps) {
  const remarks = view.remarks.value.filter((remark) => remark.node === shape.node.id);
  const [first] = remarks;
  if (!first || shape.reference) return null;
  const { outline, sign } = SHAPES[first.kind];
  const x = !isLeaf(shape.node) ? shape.body / 2 : shape.body - SIZE.gap - 7;
  return (
    <g
      class={`remark ${first.kind}`}
      transform={`translate(${x} ${shape.axis + (shape.node.group ? 23 : 17)})`}
    >
      <title>{remarks.map((remark) => remark.message).join('\n')}</title>
      <path class="outline" d={outline} />
      <path class="sign" d={sign} />
    </g>
  );
}

/** A pin on a gate whose value was given; pressed, it lets go. */
export function Pin({ view, shape }: MarkProps) {
  const { node, axis, reference } = shape;
  if (reference || !isHeld(view, node)) return null;
  return (
    <g
      class="pin"
      transform={`translate(2 ${axis - gateHeight(shape) / 2 + 2})`}
      onClick={() => {
        const { held } = view.lens.value;
        view.look({ held: held.filter((each) => each.node !== node.written) });
      }}
    >
      <title>This value was given by hand. Press to release it.</title>
      <circle r={8} />
      <path d="M0 1.5V6M-3.2 1.4H3.2M-2-5H2M-1.4-5V-1.5L-3.2 1.4M1.4-5V-1.5L3.2 1.4" />
    </g>
  );
}

/** Shown while the pointer or the focus is on the gate. */
export function Flip({ view, shape }: MarkProps) {
  const { node, body, axis, reference } = shape;
  if (reference || node.flip === null) return null;
  return (
    <g
      class="flip"
      transform={`translate(${body - 2} ${axis - gateHeight(shape) / 2 + 2})`}
      onClick={() => {
        flipNode(view, node);
      }}
    >
      <title>
        {node.flip === 'expand' ? 'Write out in simpler gates (x)' : 'Draw as one gate (x)'}
      </title>
      <rect x={-7} y={-7} width={14} height={14} rx={3} />
      <path d={node.flip === 'expand' ? 'M-3.5 0H3.5M0-3.5V3.5' : 'M-3.5 0H3.5'} />
    </g>
  );
}
