/** The whole of a large picture, small, with the part that is in sight; dragging moves that part. */
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Camera } from './camera';
import type { Layout } from './layout';

interface OverviewProps {
  readonly layout: Layout;
  readonly camera: Camera;
}

/** The most room it takes below the stage, in pixels. */
const WIDTH = 240;
const HEIGHT = 44;
/** From here on so much of the picture is out of sight that one gets lost. */
const LARGER = 1.3;

/** For the pointer only: with the keyboard one travels from gate to gate. */
export function Overview({ layout, camera }: OverviewProps) {
  const { x, y, k } = camera.transform.value;
  const { width, height } = layout;
  const stage = camera.size.value;
  const gates = useMemo(
    () =>
      layout.shapes.map((shape) => (
        <rect
          key={shape.key}
          class={shape.output ? 'end' : shape.node.kind}
          x={shape.x}
          y={shape.y + shape.axis - 16}
          width={shape.body}
          height={32}
        />
      )),
    [layout],
  );
  const shown = Math.max((width * k) / stage.width, (height * k) / stage.height) >= LARGER;
  const map = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    // It takes some of the stage's height, unless it gives way to a card itself.
    if (map.current?.checkVisibility()) camera.settle();
  }, [shown]);
  if (!shown) return null;
  const scale = Math.min(WIDTH / width, HEIGHT / height);

  const move = (event: PointerEvent): void => {
    const { currentTarget, buttons } = event;
    if (!(currentTarget instanceof SVGElement) || buttons !== 1) return;
    const box = currentTarget.getBoundingClientRect();
    const unit = width / box.width;
    camera.moveTo((event.clientX - box.left) * unit, (event.clientY - box.top) * unit);
  };

  return (
    <svg
      ref={map}
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
      <rect class="sight" x={-x / k} y={-y / k} width={stage.width / k} height={stage.height / k} />
    </svg>
  );
}
