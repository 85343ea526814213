/** A view: signals that follow what the extension says, and ways to say something to it. */
import { batch, computed, signal } from '@preact/signals';
import { dequal } from 'dequal/lite';
import * as v from 'valibot';
import { digitsOf, plainLens, type Lens } from '../src/lens';
import { fractionsByNumber } from '../src/numbers';
import { hostMessage, type HostMessage, type Picture, type Settings } from '../src/protocol';
import type { Desk } from './desk';
import { roomOf } from './digits';
import { createEdits } from './edits';
import { createLayouter } from './elk';
import { composeFigure } from './figure';
import type { Host } from './host';
import type { Layout } from './layout';
import { keep, keepParts } from './keep';
import { createRuler } from './measure';
import { sayChange, sayDrawn } from './news';
import { createReckoning } from './reckoning';
import { momentAsked } from './quizzing';
import { breakIntoRows } from './rows';
import { numberAt, type Moment } from './steps';
import { byId } from './tape';
import type { Drawing, Path, Question, View } from './view';

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;
type Explanation = Message<'explanation'>;
/** What changes with every number, as the last message said it. */
type Numbers = Omit<Message<'tape'>, 'kind'>;

/** A view with nothing in it yet. */
export function createView(host: Host, desk: Desk): View {
  const none = new Float64Array();
  const settings = signal<Settings>({ decimals: 2, palette: 'classic' });
  const lens = signal<Lens>(plainLens);
  const tape = signal<Numbers['tape']>({
    value: none,
    gradient: none,
    carried: none,
    local: none,
    contribution: none,
  });
  const unrounded = signal<Numbers['unrounded']>(null);
  const exact = signal<Numbers['exact']>(null);
  const zeros = signal<readonly number[]>([]);
  const known = computed(() => {
    const fractions = exact.value;
    // Only then is it asked for the tape: all that is written depends on this.
    return fractions && { fractions: fractionsByNumber(unrounded.value ?? tape.value, fractions) };
  });
  const view = {
    desk,
    drawing: signal<Drawing | null>(null),
    tape,
    unrounded,
    exact,
    along: signal<Numbers['along']>(null),
    quiz: signal<Numbers['quiz']>(null),
    inputs: signal<Numbers['inputs']>([]),
    remarks: signal<Numbers['remarks']>([]),
    problems: signal<Message<'graph'>['problems']>([]),
    settings,
    digits: computed(() => ({
      ...digitsOf(lens.value, settings.value.decimals),
      ...known.value,
      zeros: new Set(zeros.value),
    })),
    room: computed(() => roomOf(lens.value, settings.value)),
    lens,
    formats: signal<Message<'graph'>['formats']>([]),
    check: signal<Message<'check'> | null>(null),
    wiggle: signal<Message<'wiggle'> | null>(null),
    order: signal<Message<'order'> | null>(null),
    foundInside: signal<Message<'found'> | null>(null),
    wanted: signal<Message<'take' | 'reset'> | null>(null),
    stale: signal<string | null>(null),
    explanation: signal<Explanation | null>(null),
    operation: signal<Explanation | null>(null),
    moment: signal<Moment | null>(null),
    path: signal<Path | null>(null),
    revealed: signal<number | null>(null),
    layingOut: signal(false),
    announcement: signal(''),
  };
  /** The graph that is drawn, or about to be once it has its layout. */
  let latest: Message<'graph'> | null = null;
  /** Why the text does not read since then. */
  let refusal: Message<'stale'> | null = null;
  let question: Question | null = null;
  let operation: Question | null = null;
  /** What was chosen and is not yet `looked`: stronger than what the extension said meanwhile. */
  let wish: { readonly number: number; readonly lens: Partial<Lens> } | null = null;
  let looks = 0;
  /** The layout that is drawn, before it is broken into rows. */
  let straight: Layout | null = null;

  const ask = (asked: Question | null): void => {
    if (asked && latest) host.send({ kind: 'explain', revision: latest.revision, ...asked });
  };
  const askAgain = (): void => {
    ask(question);
    ask(operation);
  };

  const dismiss = (): void => {
    question = null;
    view.explanation.value = null;
    view.wiggle.value = null;
    view.path.value = null;
  };

  /** What was computed from other numbers is no longer true. */
  const count = (picture: Picture, message: Numbers): void => {
    const { tape, unrounded, exact, along } = byId(picture, { ...message, kind: 'tape' });
    view.tape.value = tape;
    view.unrounded.value = unrounded;
    view.exact.value = exact;
    view.along.value = along;
    keep(view.quiz, message.quiz);
    if (message.quiz) view.moment.value = momentAsked(message.quiz, picture, tape);
    view.inputs.value = message.inputs;
    // Most edits leave these as they were, and every shape is drawn from them.
    keep(view.remarks, message.remarks);
    keep(zeros, message.zeros);
    keep(view.lens, { ...message.lens, ...wish?.lens });
    view.wiggle.value = null;
    view.order.value = null;
  };

  const show = (graph: Message<'graph'>, layout: Layout): void => {
    const { revision, title, heading, picture } = graph;
    // Whoever types in the editor is told nothing while the picture follows.
    const heard = view.drawing.value === null || document.hasFocus();
    batch(() => {
      count(picture, graph);
      view.problems.value = (refusal ?? graph).problems;
      view.settings.value = graph.settings;
      view.formats.value = graph.formats;
      const room = roomOf(graph.lens, graph.settings);
      view.drawing.value = { revision, title, heading, picture, layout, lens: graph.lens, room };
      view.stale.value = refusal?.message ?? null;
      view.layingOut.value = false;
      const silent = view.moment.value !== null || graph.quiz !== null;
      view.announcement.value = heard && !silent ? sayDrawn(graph, view.digits.value) : '';
    });
  };

  const draw = async (graph: Message<'graph'>, known: boolean): Promise<void> => {
    const layout = known ? view.drawing.value?.layout : undefined;
    if (layout) {
      show(graph, layout);
      askAgain();
      return;
    }
    view.layingOut.value = true;
    const { picture } = graph;
    const digits = digitsOf(graph.lens, graph.settings.decimals);
    const measures = ruler.measure(picture, digits, roomOf(graph.lens, graph.settings));
    const placed = await layouter.layOut(composeFigure(picture, measures));
    // A newer graph may have come meanwhile; a newer tape of this one certainly counts.
    if (latest?.revision !== graph.revision) return;
    straight = placed;
    dismiss();
    view.revealed.value = null;
    show(latest, breakIntoRows(placed, panelSize()));
  };

  const fail = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    batch(() => {
      view.layingOut.value = false;
      view.stale.value = `The picture could not be laid out. Close this panel and show it again. ${why}`;
    });
  };

  const receive = (data: unknown): void => {
    // A window hears more than its host, and a host of another version may say what is not known here.
    const { success, output: message } = v.safeParse(hostMessage, data);
    if (!success) return;
    switch (message.kind) {
      case 'graph': {
        const drawn = view.drawing.value;
        const picture = keepParts(drawn?.picture, message.picture);
        const room = roomOf(message.lens, message.settings);
        const same = picture === drawn?.picture && room === drawn.room;
        latest = { ...message, picture };
        refusal = null;
        // Another check may come before the picture has its layout.
        view.check.value = null;
        host.save(message.saved);
        draw(latest, same).catch(fail);
        return;
      }
      case 'tape': {
        if (message.revision !== latest?.revision) return;
        latest = { ...latest, ...message, kind: 'graph' };
        view.check.value = null;
        host.save(message.saved);
        const drawn = view.drawing.value;
        if (drawn?.revision !== message.revision) return;
        if (roomOf(message.lens, latest.settings) !== drawn.room) {
          // Wider numbers need more room.
          draw(latest, false).catch(fail);
          return;
        }
        const graph = latest;
        const before = { inputs: view.inputs.value, remarks: view.remarks.value };
        batch(() => {
          count(drawn.picture, message);
          // Whoever walks through the picture is not told its end.
          const silent = view.moment.value !== null || graph.quiz !== null;
          if (!silent) view.announcement.value = sayChange(before, graph, view.digits.value);
          // What is to be said in a quiz, its bar says.
          else if (!graph.quiz) view.announcement.value = '';
        });
        askAgain();
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
        if (message.revision !== latest?.revision) return;
        if (question && answers(message, question)) view.explanation.value = message;
        if (operation && answers(message, operation)) view.operation.value = message;
        return;
      case 'refused':
        edits.refused(message.name, message.value);
        return;
      case 'looked':
        if (message.number !== wish?.number) return;
        wish = null;
        if (latest) keep(view.lens, latest.lens);
        return;
      case 'laidOut':
        layouter.take(message);
        return;
      case 'evaluated':
        reckoning.take(message);
        return;
      case 'check':
      case 'wiggle':
      case 'order':
      case 'found':
        if (message.revision !== latest?.revision) return;
        if (message.kind === 'check') view.check.value = message;
        else if (message.kind === 'wiggle') view.wiggle.value = message;
        else if (message.kind === 'found') view.foundInside.value = message;
        else view.order.value = message;
        return;
      case 'reset':
      case 'take':
        view.wanted.value = message;
        return;
      case 'reveal':
        if (message.revision === latest?.revision) view.revealed.value = message.node;
        return;
      case 'settings':
        if (latest && message.settings.decimals !== view.settings.value.decimals) {
          latest = { ...latest, settings: message.settings };
          draw(latest, false).catch(fail);
        } else {
          if (latest) latest = { ...latest, settings: message.settings };
          view.settings.value = message.settings;
        }
        return;
    }
  };

  window.addEventListener('resize', () => {
    const drawn = view.drawing.value;
    const layout = straight && breakIntoRows(straight, panelSize());
    if (!drawn || !layout || dequal(layout, drawn.layout)) return;
    dismiss();
    view.drawing.value = { ...drawn, layout };
  });

  const revision = (): number => latest?.revision ?? 0;
  const look = (change: Partial<Lens>): void => {
    wish = { number: ++looks, lens: { ...wish?.lens, ...change } };
    view.lens.value = { ...view.lens.value, ...change };
    host.send({ kind: 'look', revision: revision(), ...wish });
  };
  const ruler = createRuler();
  const layouter = createLayouter((message) => {
    host.send(message);
  });
  const reckoning = createReckoning((text) => {
    host.send({ kind: 'evaluate', text });
  });
  const edits = createEdits(view.inputs, (name, value) => {
    host.send(
      value === null
        ? { kind: 'resetInput', revision: revision(), name }
        : { kind: 'setInput', revision: revision(), name, value },
    );
  });
  return {
    ...view,
    receive,
    edits,
    writeBack: (name) => {
      host.send({ kind: 'writeBack', revision: revision(), name });
    },
    look,
    askWiggle: (node, h) => {
      host.send({ kind: 'wiggle', revision: revision(), node, h });
    },
    evaluate: reckoning.evaluate,
    askOrder: () => {
      host.send({ kind: 'order', revision: revision() });
    },
    find: (query) => {
      host.send({ kind: 'find', revision: revision(), query });
    },
    unfoldTo: (node) => {
      host.send({ kind: 'unfold', revision: revision(), node });
    },
    cancelLayout: () => {
      layouter.cancel();
      view.layingOut.value = false;
      const { lens: drawn } = view.drawing.value ?? {};
      const now = drawn
        ? 'This is the picture from before it.'
        : 'Show the graph again to draw it.';
      view.stale.value = `The layout was cancelled. ${now}`;
      if (drawn) look(drawn);
    },
    take: (taken) => {
      host.send({ kind: 'take', revision: revision(), ...taken });
    },
    copyExplanation: () => {
      if (question) host.send({ kind: 'copyExplanation', revision: revision(), ...question });
    },
    hover: (node) => {
      host.send({ kind: 'hover', revision: revision(), node });
    },
    open: (node) => {
      host.send({ kind: 'open', revision: revision(), node });
    },
    ask: (asked) => {
      // What is asked in a quiz is not explained.
      if (view.quiz.value && numberAt(view.moment.value, view.tape.value, asked) === null) return;
      question = asked;
      ask(question);
    },
    askOperation: (asked) => {
      operation = asked;
      if (!asked) view.operation.value = null;
      ask(operation);
    },
    dismiss,
    choose: (key, reading) => {
      host.send({ kind: 'choose', revision: revision(), key, reading });
    },
  };
}

function panelSize(): { readonly width: number; readonly height: number } {
  return { width: window.innerWidth, height: window.innerHeight };
}

function answers(explanation: Explanation, { node, edge, of }: Question): boolean {
  return explanation.node === node && explanation.edge === edge && explanation.of === of;
}
