/** The stage: the drawing with its fields, seen through the camera, the camera's keys, and what stands below. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Beyond } from './beyond';
import { CLOSER, attachCamera, type Sight, type Size, type Transform } from './camera';
import type { Visit } from './desk';
import { Explanation } from './explanation';
import { Fields } from './fields';
import { SIZE } from './figure';
import { useFocusedShape } from './focus';
import { Folding } from './folding';
import type { Layout, PlacedShape, Point } from './layout';
import { NodeMenu } from './nodeMenu';
import { Overview } from './overview';
import { QuizBar } from './quiz';
import { Scene } from './scene';
import { Search } from './search';
import { Stepper } from './stepper';
import { isRefolded, type Drawing, type View } from './view';
import { createWalk } from './walk';

/** A walk does not set out from where its nodes are smaller than this. */
const SEEN = 0.4;
/** Smaller than this, digits are specks, and the browser need not lay them out. */
const FAR = 0.25;
/** A number is hardly wider than this, in pixels. */
const AROUND = 80;

/** Where a node stood and stands, if the picture is the same but for what is folded. */
function holdingPlace(
  before: Drawing | null,
  drawing: Drawing,
  node: number | undefined,
): [from: Point, to: Point] | null {
  const refolded = isRefolded(before, drawing);
  const find = ({ shapes }: Layout): PlacedShape | undefined =>
    shapes.find((shape) => shape.key === `n${node}`);
  const from = refolded && before && node !== undefined ? find(before.layout) : undefined;
  const to = find(drawing.layout);
  return from && to ? [endOf(from), endOf(to)] : null;
}

/** Where the wire leaves. */
function endOf({ x, y, axis, body, stem }: PlacedShape): Point {
  return { x: x + body + stem, y: y + axis };
}

interface StageProps {
  readonly view: View;
  readonly drawing: Drawing;
}

export function Stage({ view, drawing }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const { camera, turns, visited, arriving, table } = view.desk;
  const { layout, picture } = drawing;
  const walk = useMemo(() => createWalk(view), [view]);
  useEffect(() => walk.dispose, [walk]);
  const setsOut = useRef(false);

  useLayoutEffect(() => {
    if (!stage.current) return undefined;
    const attached = attachCamera(stage.current);
    camera.value = attached;
    return () => {
      attached.dispose();
      camera.value = null;
    };
  }, [camera]);

  const size: Sight = layout;
  const before = useRef<Drawing | null>(null);
  useLayoutEffect(() => {
    const held = holdingPlace(before.current, drawing, arriving.peek()?.node);
    if (held) camera.value?.hold(size, ...held);
    else camera.value?.show(size);
    if (!camera.value) return;
    before.current = drawing;
    turns.begin(overlaps);
  }, [camera.value, size]);
  // What gets the focus comes into sight from where it is looked at from then on.
  const focused = useFocusedShape(stage, drawing, arriving);
  useEffect(() => {
    const visit = arriving.peek();
    if (!visit || !camera.value) return;
    arriving.value = null;
    visited.value = visit;
  }, [camera.value, size]);

  useLayoutEffect(() => {
    camera.peek()?.settle();
  }, [table.value]);

  const go = ({ node: id, centre, focus }: Visit): void => {
    const shape = layout.shapes.find(({ node, reference }) => node.id === id && !reference);
    if (!shape) return;
    // What has the focus comes into sight by itself, from where it is drawn now; the middle is elsewhere.
    if (focus) {
      turns.finish();
      stage.current
        ?.querySelector<SVGElement>(`[data-shape="${shape.key}"]`)
        ?.focus({ preventScroll: true });
    }
    if (centre) camera.peek()?.centre(shape.x + shape.width / 2, shape.y + shape.axis);
  };
  useSignalEffect(() => {
    const visit = visited.value;
    if (!visit) return;
    // Within this effect nothing more is drawn; and whoever moves on from there is not brought back.
    queueMicrotask(() => {
      go(visit);
    });
  });

  const edit = (node: number): void => {
    stage.current?.querySelector<HTMLInputElement>(`input[data-node="${node}"]`)?.focus();
  };

  const press = (event: KeyboardEvent): void => {
    const card = stage.current
      ?.closest('.frame')
      ?.querySelector<HTMLElement>('.explanation .lines');
    if (event.key === 'Tab' && !event.shiftKey && event.target instanceof SVGElement && card) {
      // What a key opened is what the next key reaches.
      card.focus();
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape' && event.target instanceof HTMLInputElement) {
      turns.finish();
      const { node } = event.target.dataset;
      stage.current
        ?.querySelector<SVGElement>(`[data-shape="n${node}"]`)
        ?.focus({ preventScroll: true });
      event.preventDefault();
      return;
    }
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (event.key === '+' || event.key === '=') camera.value?.zoomBy(CLOSER);
    else if (event.key === '-') camera.value?.zoomBy(1 / CLOSER);
    else if (event.key === '0') camera.value?.fit();
    else if (event.key === 'Escape' && view.explanation.value) view.dismiss();
    else return;
    event.preventDefault();
  };

  /** Keeps the node of a step in sight; a walk sets out from where its nodes can be read. */
  const follow = (node: number): void => {
    const now = camera.peek();
    const shape = layout.shapes.find(({ key }) => key === `n${node}`);
    if (!now || !shape) return;
    const [x, y] = [shape.x + shape.width / 2, shape.y + shape.axis];
    if (setsOut.current && now.transform.peek().k < SEEN) now.centre(x, y);
    setsOut.current = false;
    now.reveal(shape);
  };

  /** With a margin as wide as a number, which is written around a point. */
  const overlaps = (box: Point & Size): boolean => {
    const now = camera.peek();
    if (!now) return true;
    const { width, height } = now.size.peek();
    const { k, x, y } = now.transform.peek();
    const within = (at: number, length: number, room: number): boolean =>
      at + length > -AROUND && at < room + AROUND;
    return (
      within(k * box.x + x, k * box.width, width) && within(k * box.y + y, k * box.height, height)
    );
  };
  const isInSight = ({ x, y }: Point): boolean =>
    (camera.peek()?.transform.peek().k ?? 1) >= FAR && overlaps({ x, y, width: 0, height: 0 });

  // The same as before, so that who pans draws no shape anew.
  const sheet = useMemo(
    () => (
      <>
        <Scene {...{ view, drawing, focused, isInSight }} onEdit={edit} />
        <Fields view={view} drawing={drawing} />
      </>
    ),
    [view, drawing, focused],
  );
  const transform = camera.value?.transform.value;
  return (
    <>
      <div class="frame" onKeyDown={press}>
        <p id="keys" hidden>
          Arrow keys walk along the wires. v explains the value, g the gradient, e edits. Shift F10
          opens the menu.
        </p>
        <div class="pane">
          <div
            class={transform && transform.k < FAR ? 'stage far' : 'stage'}
            ref={stage}
            onFocusIn={({ target }) => {
              const box = target instanceof Element ? boxOf(layout, target) : undefined;
              if (box) camera.value?.reveal(box);
            }}
          >
            {transform && (
              <div class="sheet" style={{ transform: lookFrom(transform) }}>
                {sheet}
              </div>
            )}
          </div>
          {camera.value && <Beyond picture={layout} camera={camera.value} />}
          <Search view={view} drawing={drawing} />
        </div>
        {transform && camera.value && (
          <Explanation
            view={view}
            picture={picture}
            camera={camera.value}
            onOrder={() => {
              walk.take('orders');
            }}
          />
        )}
        <NodeMenu view={view} drawing={drawing} onEdit={edit} />
      </div>
      <div class="foot">
        <Folding view={view} drawing={drawing} />
        {camera.value && <Overview layout={layout} camera={camera.value} />}
      </div>
      {view.quiz.value ? (
        <QuizBar
          view={view}
          picture={picture}
          onResize={() => {
            camera.peek()?.settle();
          }}
        />
      ) : (
        <Stepper
          view={view}
          walk={walk}
          picture={picture}
          onResize={() => {
            camera.peek()?.settle(walk.course.value === 'orders');
            setsOut.current = walk.position.value !== null;
          }}
          onStep={follow}
        />
      )}
    </>
  );
}

/**
 * In CSS, and around the whole: of an SVG with a group that is moved, the browser paints what is out of
 * sight as well.
 */
function lookFrom({ x, y, k }: Transform): string {
  return `translate(${x}px, ${y}px) scale(${k})`;
}

/** Where what has the focus stands in the picture: a shape, of a field with its name, or the head of a frame. */
function boxOf({ shapes, frames }: Layout, target: Element): (Point & Size) | undefined {
  const input = target instanceof HTMLInputElement ? target.dataset['node'] : undefined;
  const key = input === undefined ? target.getAttribute('data-shape') : `n${input}`;
  const around = target.closest('[data-frame]')?.getAttribute('data-frame');
  const frame = frames.find((each) => each.key === around);
  return shapes.find((shape) => shape.key === key) ?? (frame && { ...frame, height: SIZE.title });
}
