/** What the page knows, in signals: the drawing, its numbers, and what is wrong or asked for. */
import { batch, signal, type Signal } from '@preact/signals';
import * as v from 'valibot';
import { hostMessage, type HostMessage, type Picture, type ViewMessage } from '../src/protocol';
import { composeFigure } from './figure';
import type { Host } from './host';
import type { Layout, Layouter } from './layout';
import { measurePicture } from './measure';
import { formatNumber } from './numbers';

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;
type Explanation = Message<'explanation'>;
/** Which number is explained. */
export type Question = Omit<Extract<ViewMessage, { kind: 'explain' }>, 'kind' | 'revision'>;

/** A picture with its places; replaced only when the structure changes. */
export interface Drawing {
  readonly revision: number;
  readonly title: string;
  readonly picture: Picture;
  readonly layout: Layout;
}

/** Signals to draw from, and the ways to change or ask something. */
export interface View {
  readonly drawing: Signal<Drawing | null>;
  readonly tape: Signal<Message<'graph'>['tape']>;
  readonly inputs: Signal<Message<'graph'>['inputs']>;
  readonly remarks: Signal<Message<'graph'>['remarks']>;
  readonly problems: Signal<Message<'graph'>['problems']>;
  readonly decimals: Signal<number>;
  /** Why the picture is not that of the text; null when it is. */
  readonly stale: Signal<string | null>;
  readonly explanation: Signal<Explanation | null>;
  /** The node whose text is pointed at in the editor. */
  readonly revealed: Signal<number | null>;
  readonly layingOut: Signal<boolean>;
  /** What a screen reader says after an edit. */
  readonly announcement: Signal<string>;
  /** Takes what the extension sent; throws if it is none of the protocol's messages. */
  readonly receive: (message: unknown) => void;
  readonly setInput: (name: string, value: number) => void;
  readonly resetInput: (name: string) => void;
  readonly hover: (node: number | null) => void;
  readonly open: (node: number) => void;
  readonly ask: (question: Question) => void;
  readonly dismiss: () => void;
  readonly choose: (key: string, reading: string) => void;
}

/** A view with nothing in it yet. */
export function createView(host: Host, layouter: Layouter): View {
  const none = new Float64Array();
  const view = {
    drawing: signal<Drawing | null>(null),
    tape: signal({ value: none, gradient: none, contribution: none }),
    inputs: signal<Message<'graph'>['inputs']>([]),
    remarks: signal<Message<'graph'>['remarks']>([]),
    problems: signal<Message<'graph'>['problems']>([]),
    decimals: signal(2),
    stale: signal<string | null>(null),
    explanation: signal<Explanation | null>(null),
    revealed: signal<number | null>(null),
    layingOut: signal(false),
    announcement: signal(''),
  };
  /** The graph that is drawn, or about to be once it has its layout. */
  let latest: Message<'graph'> | null = null;
  /** Why the text does not read since then. */
  let refusal: Message<'stale'> | null = null;
  let question: Question | null = null;

  const ask = (): void => {
    if (question && latest) host.send({ kind: 'explain', revision: latest.revision, ...question });
  };

  const dismiss = (): void => {
    question = null;
    view.explanation.value = null;
  };

  const show = (graph: Message<'graph'>, layout: Layout): void => {
    const { revision, title, picture } = graph;
    batch(() => {
      view.tape.value = graph.tape;
      view.inputs.value = graph.inputs;
      view.remarks.value = graph.remarks;
      view.problems.value = (refusal ?? graph).problems;
      view.decimals.value = graph.settings.decimals;
      view.drawing.value = { revision, title, picture, layout };
      view.stale.value = refusal?.message ?? null;
      view.layingOut.value = false;
    });
  };

  const draw = async (graph: Message<'graph'>, known: boolean): Promise<void> => {
    const layout = known ? view.drawing.value?.layout : undefined;
    if (layout) {
      show(graph, layout);
      ask();
      return;
    }
    view.layingOut.value = true;
    const { picture, settings } = graph;
    const placed = await layouter(
      composeFigure(picture, measurePicture(picture, settings.decimals)),
    );
    // A newer graph may have come meanwhile; a newer tape of this one certainly counts.
    if (latest?.revision !== graph.revision) return;
    dismiss();
    view.revealed.value = null;
    show(latest, placed);
  };

  const fail = (error: unknown): void => {
    batch(() => {
      view.layingOut.value = false;
      view.stale.value = `The picture could not be laid out. Close this panel and show it again. ${String(error)}`;
    });
  };

  const receive = (data: unknown): void => {
    const message = v.parse(hostMessage, data);
    switch (message.kind) {
      case 'graph': {
        const drawn = view.drawing.value?.picture;
        const same =
          message.settings.decimals === view.decimals.value &&
          JSON.stringify(drawn) === JSON.stringify(message.picture);
        latest = message;
        refusal = null;
        host.save(message.saved);
        draw(message, same).catch(fail);
        return;
      }
      case 'tape': {
        if (message.revision !== latest?.revision) return;
        const { inputs, tape, remarks, saved } = message;
        latest = { ...latest, inputs, tape, remarks, saved };
        host.save(saved);
        if (view.drawing.value?.revision !== message.revision) return;
        batch(() => {
          view.tape.value = tape;
          view.inputs.value = inputs;
          view.remarks.value = remarks;
          view.announcement.value = sayOutput(latest, view.decimals.value);
        });
        ask();
        return;
      }
      case 'stale':
        refusal = message;
        batch(() => {
          view.stale.value = message.message;
          view.problems.value = message.problems;
        });
        return;
      case 'explanation':
        if (question && message.revision === latest?.revision && answers(message, question)) {
          view.explanation.value = message;
        }
        return;
      case 'reveal':
        if (message.revision === latest?.revision) view.revealed.value = message.node;
        return;
      case 'settings':
        if (message.settings.decimals === view.decimals.value) return;
        if (latest) {
          latest = { ...latest, settings: message.settings };
          draw(latest, false).catch(fail);
        } else {
          view.decimals.value = message.settings.decimals;
        }
        return;
    }
  };

  const revision = (): number => latest?.revision ?? 0;
  return {
    ...view,
    receive,
    setInput: (name, value) => {
      host.send({ kind: 'setInput', revision: revision(), name, value });
    },
    resetInput: (name) => {
      host.send({ kind: 'resetInput', revision: revision(), name });
    },
    hover: (node) => {
      host.send({ kind: 'hover', revision: revision(), node });
    },
    open: (node) => {
      host.send({ kind: 'open', revision: revision(), node });
    },
    ask: (asked) => {
      question = asked;
      ask();
    },
    dismiss,
    choose: (key, reading) => {
      host.send({ kind: 'choose', key, reading });
    },
  };
}

function answers(explanation: Explanation, { node, edge, of }: Question): boolean {
  return explanation.node === node && explanation.edge === edge && explanation.of === of;
}

function sayOutput(graph: Message<'graph'> | null, decimals: number): string {
  if (!graph) return '';
  const { output, nodes } = graph.picture;
  const name = nodes.find((node) => node.id === output)?.plainName;
  const value = graph.tape.value[output] ?? NaN;
  return `${name || 'Output'} = ${formatNumber(value, decimals)}`;
}
