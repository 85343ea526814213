/** A folded group in the picture, and the frame around one that is unfolded. */
import type { Digits } from '../src/numbers';
import type { PlacedFrame } from './layout';
import { SIZE, type Shape } from './figure';
import { sayContents, tellContents } from './contents';
import { fold, unfold } from './groups';
import { sayFormula } from './spoken';
import { Line } from './text';
import type { View } from './view';
import { GROUP_CORNER, gateHeight } from './wire';

interface GroupProps {
  readonly view: View;
  readonly shape: Shape;
  readonly digits: Digits;
}

/** A card, over others where there are more of its shape: its name, and how much is inside. */
export function GroupBody({ view, shape, digits }: GroupProps) {
  const { node, body, axis, output } = shape;
  const { group } = node;
  if (!group) return null;
  const height = gateHeight(shape);
  const card = (by: number, className: string) => (
    <rect
      class={className}
      x={by}
      y={axis - height / 2 - by}
      width={body - 2 * by}
      height={height}
      rx={GROUP_CORNER}
    />
  );
  return (
    <g
      class="fold"
      onClick={() => {
        unfold(view, { ...group, root: node.id });
      }}
    >
      <title>{`${tellContents(group)} Press to unfold.`}</title>
      {group.times > 1 && card(4, 'behind')}
      {card(0, 'body')}
      {output && (
        <rect
          class="ring"
          x={3}
          y={axis - height / 2 + 3}
          width={body - 6}
          height={height - 6}
          rx={4}
        />
      )}
      <text class="label" x={body / 2} y={axis - 2}>
        <Line formula={node.label} digits={digits} />
      </text>
      <text class="contents" x={body / 2} y={axis + 14}>
        {sayContents(group)}
      </text>
    </g>
  );
}

interface FrameProps {
  readonly view: View;
  readonly frame: PlacedFrame;
  /** The last node inside, which is drawn for the group when it is folded. */
  readonly root: number;
}

const HANDLE = { fold: 'M-3.5 0H3.5' };

/** The frame around an unfolded group; pressing its handle folds it again. */
export function FrameBox({ view, frame, root }: FrameProps) {
  const { x, y, width, height, label, key } = frame;
  const digits = view.digits.value;
  const name = sayFormula(label, digits);
  const middle = SIZE.title / 2 + 2;
  return (
    <g class="frame-box" transform={`translate(${x} ${y})`} data-frame={key}>
      <rect class="border" width={width} height={height} rx={8} />
      <g
        class="handle"
        role="button"
        tabindex={-1}
        aria-label={`Fold ${name}`}
        onClick={() => {
          fold(view, { key, root });
        }}
      >
        <title>{`Fold ${name} (f)`}</title>
        <rect class="grip" x={4} y={3} width={frame.title + 26} height={SIZE.title - 2} rx={4} />
        <g transform={`translate(15 ${middle})`}>
          <rect x={-6.5} y={-6.5} width={13} height={13} rx={3} class="box" />
          <path d={HANDLE.fold} />
        </g>
        <text class="name" x={27} y={middle + 5}>
          <Line formula={label} digits={digits} />
        </text>
      </g>
    </g>
  );
}
