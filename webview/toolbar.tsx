/** The row above the picture: how it is looked at, stepped through, searched, checked and taken away. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { plainLens, type Lens } from '../src/lens';
import { CLOSER, type Camera } from './camera';
import { CheckTable, judge, NOT_JUDGED } from './check';
import { DerivativeMenu } from './derivativeMenu';
import { GatesMenu } from './gatesMenu';
import type { OUTLINES } from './icons';
import { NumbersMenu } from './numbersMenu';
import { Outline } from './outline';
import { Popover } from './popover';
import { askFor, endQuiz } from './quizzing';
import { takeAway, TakeMenu } from './takeMenu';
import type { Drawing, View } from './view';

interface ToolbarProps {
  readonly view: View;
  readonly drawing: Drawing;
}

/** What the lens has of a menu's matters; a dot tells that it is not as usual. */
const ASPECTS = {
  gates: ({ gates }: Lens) => [gates],
  numbers: ({ digits, byHand }: Lens) => [digits, byHand],
  derivative: ({ output, seed, held, kinks, along }: Lens) => [output, seed, held, kinks, along],
};

function isUnusual(aspect: (lens: Lens) => unknown, lens: Lens): boolean {
  return JSON.stringify(aspect(lens)) !== JSON.stringify(aspect(plainLens));
}

interface Zoom {
  readonly icon: 'farther' | 'fit' | 'closer';
  readonly label: string;
  readonly key: string;
  readonly act: (camera: Camera) => void;
}

/** Above the picture and not on it: there they would cover numbers. */
const ZOOMS: readonly Zoom[] = [
  {
    icon: 'farther',
    label: 'Zoom out',
    key: '−',
    act: (camera) => {
      camera.zoomBy(1 / CLOSER);
    },
  },
  {
    icon: 'fit',
    label: 'Fit the picture',
    key: '0',
    act: (camera) => {
      camera.fit();
    },
  },
  {
    icon: 'closer',
    label: 'Zoom in',
    key: '+',
    act: (camera) => {
      camera.zoomBy(CLOSER);
    },
  },
];

export function Toolbar({ view, drawing }: ToolbarProps) {
  const row = useRef<HTMLDivElement>(null);
  const current = useSignal('gates');
  const open = useSignal<string | null>(null);
  const { desk } = view;
  const lens = view.lens.value;
  const output = view.tape.value.value[drawing.picture.output] ?? NaN;
  const check = lens.quiz ? NOT_JUDGED : judge(view.check.value, output);

  useSignalEffect(() => {
    const wanted = view.wanted.value;
    if (!wanted) return;
    view.wanted.value = null;
    if (wanted.kind === 'reset') view.edits.resetAll();
    else void takeAway(view, wanted.format, wanted.to);
  });

  const close = useRef(() => {
    open.value = null;
  }).current;

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const tools = [...(row.current?.querySelectorAll<HTMLElement>('.tool:not(:disabled)') ?? [])];
    const at = tools.findIndex((tool) => tool === event.target);
    const next = travel(event.key, at, tools.length);
    if (at < 0 || next === null) return;
    tools[next]?.focus();
    event.preventDefault();
  };

  /** What every tool has in common: the row has one place in the order of Tab. */
  const tool = (id: string) => ({
    class: 'tool',
    type: 'button' as const,
    'data-tool': id,
    tabIndex: current.value === id ? 0 : -1,
    onFocus: () => {
      current.value = id;
    },
  });

  const opener = (id: string, label: string, face: ComponentChildren, unusual = false) => (
    <button
      {...tool(id)}
      aria-haspopup="dialog"
      aria-expanded={open.value === id}
      aria-controls={open.value === id ? `tool-${id}` : undefined}
      aria-label={unusual ? `${label}, changed` : label}
      title={label}
      onClick={() => {
        open.value = open.value === id ? null : id;
      }}
    >
      {face}
      {unusual && <span class="unusual" />}
    </button>
  );

  const anchor = row.current?.querySelector<HTMLElement>(`[data-tool="${open.value ?? ''}"]`);
  const popover = (id: string, label: string, content: () => ComponentChildren) =>
    open.value === id &&
    anchor && (
      <Popover id={`tool-${id}`} label={label} anchor={anchor} onClose={close}>
        {content()}
      </Popover>
    );

  return (
    <div class="tools">
      <div ref={row} class="toolbar" role="toolbar" aria-label="Picture" onKeyDown={press}>
        {opener('gates', 'Gates', face('gates', 'Gates'), isUnusual(ASPECTS.gates, lens))}
        {opener('numbers', 'Numbers', face('numbers', 'Numbers'), isUnusual(ASPECTS.numbers, lens))}
        {opener(
          'derivative',
          'Derivative',
          face('derivative', 'Derivative'),
          isUnusual(ASPECTS.derivative, lens),
        )}
        {opener('take', 'Take away', face('take', 'Take away'))}
        <button
          {...tool('quiz')}
          aria-pressed={lens.quiz !== null}
          title="Quiz: fill in the numbers yourself"
          aria-label="Quiz"
          onClick={() => {
            if (lens.quiz) endQuiz(view);
            else askFor(view, 'few');
          }}
        >
          {face('quiz', 'Quiz')}
        </button>
        <button
          {...tool('table')}
          aria-pressed={desk.table.value}
          title="Table of all numbers"
          aria-label="Table"
          onClick={() => {
            desk.showTable(!desk.table.value);
          }}
        >
          <Outline icon="table" />
        </button>
        <button
          {...tool('search')}
          aria-pressed={desk.searching.value}
          title="Find a gate or a name (Ctrl+F)"
          aria-label="Find"
          onClick={() => {
            desk.searching.value = !desk.searching.value;
          }}
        >
          <Outline icon="search" />
        </button>
        <span class="stretch" />
        {opener('check', check.spoken, <span class={`check ${check.state}`}>{check.face}</span>)}
        {ZOOMS.map(({ icon, label, key, act }) => (
          <button
            key={icon}
            {...tool(icon)}
            aria-label={label}
            title={`${label} (${key})`}
            onClick={() => {
              if (desk.camera.value) act(desk.camera.value);
            }}
          >
            <Outline icon={icon} />
          </button>
        ))}
      </div>
      {popover('gates', 'Gates', () => (
        <GatesMenu view={view} />
      ))}
      {popover('numbers', 'Numbers', () => (
        <NumbersMenu view={view} />
      ))}
      {popover('derivative', 'What is differentiated', () => (
        <DerivativeMenu view={view} drawing={drawing} />
      ))}
      {popover('take', 'Take away', () => (
        <TakeMenu view={view} onDone={close} />
      ))}
      {popover('check', 'How the gradients were checked', () => (
        <CheckTable view={view} />
      ))}
    </div>
  );
}

function face(icon: keyof typeof OUTLINES, label: string) {
  return (
    <>
      <Outline icon={icon} />
      <span class="tool-label">{label}</span>
    </>
  );
}

/** Where a key leads in a row of `count` tools from the one at `at`; null: nowhere. */
function travel(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
