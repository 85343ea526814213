/** The drawing: wires, gates and leaves, drawn once per structure; the numbers in it are signals. */
import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { hasManyExits } from './figure';
import { Gate } from './gate';
import { FrameBox } from './group';
import { unfold } from './groups';
import type { Layout, PlacedShape, PlacedWire, Point } from './layout';
import { actionsOn } from './nodeActions';
import { createReadings, type Readings } from './readings';
import { sayNode } from './spoken';
import { Tip, pointedAt, type Pointed } from './tip';
import { entranceOf, isTravelKey, neighbour } from './travel';
import { ownWays } from './trunk';
import type { Piece } from './turns';
import type { Drawing, View } from './view';
import { CORNER, Wire } from './wire';

interface SceneProps {
  readonly view: View;
  readonly drawing: Drawing;
  /** The key of the shape that had the focus last. */
  readonly focused: Signal<string>;
  /** Whether a point of the picture can be seen and read now. */
  readonly isInSight: (at: Point) => boolean;
  /** The person wants to edit that input. */
  readonly onEdit: (node: number) => void;
}

const NONE: readonly number[] = [];

export function Scene({ view, drawing, focused, isInSight, onEdit }: SceneProps) {
  const { layout, title, picture } = drawing;
  const output = picture.nodes.find(({ id }) => id === picture.output);
  const root = useRef<SVGSVGElement>(null);
  const byKey = useMemo(() => new Map(layout.shapes.map((shape) => [shape.key, shape])), [layout]);
  const leaving = useMemo(() => wiresLeaving(layout), [layout]);
  const pointed = useSignal<Pointed>(null);
  const ways = useMemo(() => ownWays(layout.wires, CORNER), [layout]);
  const last = useRef<Readings | undefined>(undefined);
  const readings = useMemo(() => {
    last.current = createReadings(view, layout, last.current);
    return last.current;
  }, [view, layout]);
  useLayoutEffect(() => readings.follow(isInSight), [readings]);
  /** The one that Tab reaches; arrow keys go from there. */
  const current = byKey.get(focused.value) ?? entranceOf(layout);
  const { turns } = view.desk;
  useMemo(() => {
    turns.take(piecesOf(layout), current?.key);
  }, [layout]);
  // The same as before, so that who walks from shape to shape traces no wire anew.
  const wires = useMemo(
    () =>
      layout.wires.map((wire) => {
        const source = byKey.get(wire.from);
        const target = byKey.get(wire.to);
        if (!source || !target) return null;
        const { varies } = source.node;
        const way = ways.get(wire.edge.id) ?? wire.points;
        const numbers = readings.wires.get(wire.edge.id) ?? null;
        return (
          <Turn
            key={wire.edge.id}
            due={turns.isDrawn(keyOfWire(wire))}
            draw={() => <Wire {...{ view, wire, target, numbers, way, varies }} />}
          />
        );
      }),
    [view, layout, readings],
  );
  const roots = new Map(picture.frames.map(({ key, root }) => [key, root]));

  const enter = (shape: PlacedShape): void => {
    const { id, kind, group } = shape.node;
    if (kind === 'input') onEdit(id);
    else if (group) unfold(view, { ...group, root: id });
    else view.open(shape.node.id);
  };

  const press = (event: KeyboardEvent): void => {
    const shape = current;
    if (!shape || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTravelKey(event.key)) {
      const next = neighbour(layout, shape, event.key);
      turns.finish();
      root.current
        ?.querySelector<SVGElement>(`[data-shape="${next?.key}"]`)
        ?.focus({ preventScroll: true });
    } else if (event.key === 'Enter') {
      enter(shape);
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      openMenu(shape);
    } else if (event.key === 'g' && shape.node.varies && !hasManyExits(shape.node)) {
      view.ask({ node: shape.node.id, edge: nextGradient(shape), of: 'gradient' });
    } else {
      const action = actionsOn(view, shape.node, onEdit).find(({ key }) => key === event.key);
      if (!action) return;
      action.act();
    }
    event.preventDefault();
  };

  const openMenu = ({ key, node }: PlacedShape): void => {
    const box = root.current?.querySelector(`[data-shape="${key}"]`)?.getBoundingClientRect();
    view.desk.menu.value = { node: node.id, x: box?.left ?? 0, y: box?.bottom ?? 0 };
  };

  /** First the sum at a fork, then with every press the contribution of another of its wires. */
  const nextGradient = (shape: PlacedShape): number | null => {
    if (shape.reference) return shape.edge?.id ?? null;
    const wires = layout.wires.filter((wire) => wire.from === shape.key && wire.labelled);
    const choices = [null, ...wires.map((wire) => wire.edge.id)];
    const asked = view.explanation.value;
    const here = asked?.node === shape.node.id && asked.of === 'gradient';
    const index = here ? choices.indexOf(asked.edge) + 1 : 0;
    return choices[index] ?? null;
  };

  return (
    <svg
      ref={root}
      class={view.along.value ? 'scene tangents' : 'scene'}
      // Arrow keys are for the picture, also from a screen reader that reads with them.
      role="application"
      aria-label={`Computation graph of ${output ? sayNode(output, view.digits.value) : title}`}
      aria-describedby="keys"
      width={layout.width}
      height={layout.height}
      onKeyDown={press}
      onPointerOver={({ target }) => {
        pointed.value = pointedAt(target);
      }}
      onContextMenu={(event) => {
        const shape = event.target instanceof Element ? event.target.closest('.shape') : null;
        if (!shape) return;
        event.preventDefault();
        const node = Number(shape.getAttribute('data-id'));
        view.desk.menu.value = { node, x: event.clientX, y: event.clientY };
      }}
    >
      <g role="presentation">
        <Tip {...{ view, layout, pointed }} />
        {layout.frames.map((frame, i) => (
          <FrameBox key={frame.key} view={view} frame={frame} root={roots.get(frame.key) ?? i} />
        ))}
        {wires}
        {layout.shapes.map((shape) => {
          const numbers = readings.stems.get(shape.key);
          if (!numbers) return null;
          return (
            <Turn
              key={shape.key}
              due={turns.isDrawn(shape.key)}
              draw={() => (
                <Gate
                  view={view}
                  shape={shape}
                  numbers={numbers}
                  wires={leaving.get(shape.key) ?? NONE}
                  current={current === shape}
                  onFocus={() => {
                    focused.value = shape.key;
                  }}
                  onEnter={() => {
                    enter(shape);
                  }}
                />
              )}
            />
          );
        })}
      </g>
    </svg>
  );
}

interface TurnProps {
  readonly due: ReadonlySignal<boolean>;
  readonly draw: () => VNode;
}

/** A piece of the picture, once it is its turn. */
function Turn({ due, draw }: TurnProps) {
  // Out of sight this group is passed over, which one that is moved itself is not.
  return due.value ? <g>{draw()}</g> : null;
}

function piecesOf({ shapes, wires }: Layout): readonly Piece[] {
  return [
    ...shapes,
    ...wires.map((wire) => {
      const [xs, ys] = [wire.points.map(({ x }) => x), wire.points.map(({ y }) => y)];
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      return {
        key: keyOfWire(wire),
        x,
        y,
        width: Math.max(...xs) - x,
        height: Math.max(...ys) - y,
      };
    }),
  ];
}

function keyOfWire({ edge }: PlacedWire): string {
  return `w${edge.id}`;
}

/** The edges that leave every shape, by its key. */
function wiresLeaving({ wires }: Layout): ReadonlyMap<string, readonly number[]> {
  const leaving = new Map<string, number[]>();
  for (const { from, edge } of wires) {
    const others = leaving.get(from);
    if (others) others.push(edge.id);
    else leaving.set(from, [edge.id]);
  }
  return leaving;
}
