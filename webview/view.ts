/** What the page knows, as its parts see it: the drawing, its numbers, and what can be asked and changed. */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Formula } from '../src/formula';
import type { Lens } from '../src/lens';
import type { Digits } from '../src/numbers';
import type { HostMessage, Picture, Settings, ViewMessage } from '../src/protocol';
import type { Desk } from './desk';
import type { Edits } from './edits';
import type { Layout } from './layout';
import type { Moment } from './steps';

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;
type Explanation = Message<'explanation'>;
/** What changes with every number, as the last message said it. */
type Numbers = Omit<Message<'tape'>, 'kind'>;
type Request<K extends ViewMessage['kind']> = Extract<ViewMessage, { kind: K }>;
/** Which number is explained. */
export type Question = Omit<Request<'explain'>, 'kind' | 'revision'>;

/** Nodes and wires, by id. */
export interface Path {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

/** A picture with its places; replaced only when the structure changes. */
export interface Drawing {
  readonly revision: number;
  readonly title: string;
  readonly heading: Formula | null;
  readonly picture: Picture;
  readonly layout: Layout;
  readonly lens: Lens;
  /** The widest number it has room for. */
  readonly room: string;
}

/** Whether a drawing is that of the same circuit with other parts folded. */
export function isRefolded(before: Drawing | null, after: Drawing | null): boolean {
  return (
    before?.title === after?.title &&
    before?.picture.whole === after?.picture.whole &&
    JSON.stringify(before?.lens.folding) !== JSON.stringify(after?.lens.folding)
  );
}

/** Signals to draw from, and the ways to change or ask something. */
export interface View {
  /** What is open around the picture. */
  readonly desk: Desk;
  readonly drawing: Signal<Drawing | null>;
  readonly tape: Signal<Numbers['tape']>;
  /** What the tape would be without rounding by hand; null when it is not rounded. */
  readonly unrounded: Signal<Numbers['unrounded']>;
  readonly exact: Signal<Numbers['exact']>;
  readonly along: Signal<Numbers['along']>;
  /** What is asked while a quiz is on, with the marks; null while none is. */
  readonly quiz: Signal<Numbers['quiz']>;
  readonly inputs: Signal<Numbers['inputs']>;
  readonly remarks: Signal<Numbers['remarks']>;
  readonly problems: Signal<Message<'graph'>['problems']>;
  readonly settings: Signal<Settings>;
  readonly digits: ReadonlySignal<Digits>;
  /** The widest number that is shown at full width. */
  readonly room: ReadonlySignal<string>;
  /** How the study is looked at, as the person last asked. */
  readonly lens: Signal<Lens>;
  readonly formats: Signal<Message<'graph'>['formats']>;
  /** How the gradients compare with other ways to compute them; null while that is not known. */
  readonly check: Signal<Message<'check'> | null>;
  readonly wiggle: Signal<Message<'wiggle'> | null>;
  readonly order: Signal<Message<'order'> | null>;
  /** What was found inside folded groups. */
  readonly foundInside: Signal<Message<'found'> | null>;
  /** What the palette asks for, until there is a picture that it can be done with. */
  readonly wanted: Signal<Message<'take' | 'reset'> | null>;
  /** Why the picture is not that of the text; null when it is. */
  readonly stale: Signal<string | null>;
  readonly explanation: Signal<Explanation | null>;
  /** The operation at the step that someone walks through. */
  readonly operation: Signal<Explanation | null>;
  /** How much is told while someone walks through the picture; null: all. */
  readonly moment: Signal<Moment | null>;
  /** The way through the picture that is pointed at. */
  readonly path: Signal<Path | null>;
  /** The node whose text is pointed at in the editor. */
  readonly revealed: Signal<number | null>;
  readonly layingOut: Signal<boolean>;
  /** What a screen reader says after an edit. */
  readonly announcement: Signal<string>;
  /** Takes what the extension sent; throws if it is none of the protocol's messages. */
  readonly receive: (message: unknown) => void;
  readonly edits: Edits;
  readonly writeBack: (name: string) => void;
  /** Changes how the study is looked at. */
  readonly look: (change: Partial<Lens>) => void;
  readonly askWiggle: (node: number, h: number) => void;
  readonly askOrder: () => void;
  /** The number that a text of a field is; null if it is none. */
  readonly evaluate: (text: string) => Promise<number | null>;
  /** Looks for words inside folded groups. */
  readonly find: (query: string) => void;
  /** Unfolds what is around a node. */
  readonly unfoldTo: (node: number) => void;
  /** Gives up a layout that takes long; the last picture stays. */
  readonly cancelLayout: () => void;
  readonly take: (taken: Omit<Request<'take'>, 'kind' | 'revision'>) => void;
  readonly copyExplanation: () => void;
  readonly hover: (node: number | null) => void;
  readonly open: (node: number) => void;
  readonly ask: (question: Question) => void;
  /** The same for `operation`; null: nothing any more. */
  readonly askOperation: (question: Question | null) => void;
  readonly dismiss: () => void;
  readonly choose: (key: string, reading: string) => void;
}
