/** The whole of a large picture, small, with the part that is in sight; dragging moves that part. */
import { useMemo } from 'preact/hooks';
import type { Camera } from './camera';
import type { Layout } from './layout';

interface OverviewProps {
  readonly layout: Layout;
  readonly camera: Camera;
  readonly stage: HTMLElement;
}

/** The most room it takes, in pixels and as a part of the stage. */
const WIDTH = 150;
const HEIGHT = 90;
const PART = 0.25;
/** From here on so much of the picture is out of sight that one gets lost. */
const MUCH_LARGER = 2;

/** For the pointer only: with the keyboard one travels from gate to gate. */
export function Overview({ layout, camera, stage }: OverviewProps) {
  const { x, y, k } = camera.transform.value;
  const { width, height } = layout;
  const { clientWidth, clientHeight } = stage;
  const gates = useMemo(
    () =>
      layout.shapes.map((shape) => (
        <rect
          key={shape.key}
          class={shape.node.kind}
          x={shape.x}
          y={shape.y + shape.axis - 16}
          width={shape.body}
          height={32}
        />
      )),
    [layout],
  );
  if (Math.max((width * k) / clientWidth, (height * k) / clientHeight) < MUCH_LARGER) return null;
  const scale = Math.min(
    Math.min(WIDTH, clientWidth * PART) / width,
    Math.min(HEIGHT, clientHeight * PART) / height,
  );

  const move = (event: PointerEvent): void => {
    const map = event.currentTarget;
    if (!(map instanceof SVGElement) || event.buttons !== 1) return;
    const box = map.getBoundingClientRect();
    camera.moveTo((event.clientX - box.left) / scale, (event.clientY - box.top) / scale);
  };

  return (
    <svg
      class="overview"
      aria-hidden="true"
      width={width * scale}
      height={height * scale}
      viewBox={`0 0 ${width} ${height}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    >
      {gates}
      <rect class="sight" x={-x / k} y={-y / k} width={clientWidth / k} height={clientHeight / k} />
    </svg>
  );
}
