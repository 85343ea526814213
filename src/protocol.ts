/** The messages between host and webview: types and their schemas. Imports nothing of ours but what is shown. */
import * as v from 'valibot';
import { double } from './double';
import { asked, formula, id, picture } from './drawn';
import { lens, lensChange } from './lens';

const numbers = v.custom<Float64Array>((x) => x instanceof Float64Array);

/**
 * An input as the list shows it: where its value comes from, in words ("line 12", "assumed").
 * `literal` is how the text writes it, if a number can be written back there.
 */
const input = v.object({
  node: id,
  name: v.string(),
  label: formula,
  value: double,
  /** Of an input inside a folded group too. */
  gradient: double,
  initial: double,
  source: v.string(),
  assumed: v.boolean(),
  literal: v.nullable(v.string()),
});

/**
 * What stands in the picture: value and gradient in the order of its nodes; in the order of its edges
 * the value that is carried, local derivative and contribution. NaN: there is none, or no one.
 */
const tape = v.object({
  value: numbers,
  gradient: numbers,
  carried: numbers,
  local: numbers,
  contribution: numbers,
});

/** The same numbers as exact fractions ("−3/4"); null where a number is not rational, or a sum. */
const fractions = v.array(v.nullable(v.string()));
const exact = v.object({
  value: fractions,
  gradient: fractions,
  carried: fractions,
  local: fractions,
  contribution: fractions,
});

/**
 * Forward mode, in the order of the nodes: d node / d input, and d gradient / d input: at the input
 * itself, f″.
 */
const along = v.object({ name: v.string(), tangent: numbers, second: numbers });

/** A list of any length may come as JSON: whoever passes it on makes nothing of it. */
const inputs = v.union([v.pipe(v.string(), v.parseJson(), v.array(input)), v.array(input)]);

/** Things at nodes that are marked, not hidden. */
const remark = v.object({
  node: id,
  kind: v.picklist(['kink', 'domain', 'dead', 'saturated', 'overflow', 'cancelling']),
  message: v.string(),
});

const problem = v.object({
  kind: v.string(),
  message: v.string(),
  /** Whether the text could not be read because of it. */
  refuses: v.boolean(),
  /** The piece of text it is about, shortened to one line. */
  quote: v.string(),
  choices: v.array(v.object({ key: v.string(), reading: v.string(), label: v.string() })),
});

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15));

const settings = v.object({
  decimals: count,
  /** `safe` can be told apart by whoever does not tell red from green. */
  palette: v.picklist(['classic', 'safe']),
});

/** What the webview keeps for a window reload and gives back in `ready`; opaque to the webview. */
export const saved = v.object({
  uri: v.string(),
  language: v.string(),
  start: id,
  end: id,
  text: v.string(),
  values: v.record(v.string(), double),
  readings: v.record(v.string(), v.string()),
  /** What is read before the text and stands elsewhere. */
  lead: v.optional(v.string()),
  /** Values from around the text, for when its document is gone. */
  surroundings: v.optional(v.record(v.string(), double)),
  /** Values the person used earlier in that document. */
  remembered: v.optional(v.record(v.string(), double)),
  macros: v.optional(v.record(v.string(), v.string())),
  lens: v.optional(lens),
});

/** What an exported page is given: the study, and where its inputs came from, by name. */
export const pageData = v.object({ saved, settings, sources: v.record(v.string(), v.string()) });

const revision = id;

/**
 * Everything that changes with a number. `unrounded`: what a tape made by hand stands beside; `zeros`:
 * numbers that are 0 but for rounding.
 */
const numbersOf = {
  revision,
  inputs,
  tape,
  unrounded: v.nullable(tape),
  exact: v.nullable(exact),
  zeros: v.array(double),
  along: v.nullable(along),
  remarks: v.array(remark),
  quiz: v.nullable(asked),
  lens,
  saved,
};

/** Every path from a node to the output; their products sum up to the gradient. */
const ledger = v.object({
  rows: v.array(
    v.object({
      nodes: v.array(id),
      edges: v.array(id),
      locals: v.array(double),
      product: double,
    }),
  ),
  total: double,
  /** How many paths are not listed. */
  omitted: double,
});

/** A visit of a backward pass: `upstream` is what the node had then; complete: nothing was to come. */
const visit = v.object({ node: id, upstream: double, complete: v.boolean() });

/**
 * A way to take a circuit away; `drawn` ones need the picture from the page, `copied` ones are what
 * the clipboard can hold.
 */
const format = v.object({
  key: v.string(),
  label: v.string(),
  drawn: v.boolean(),
  copied: v.boolean(),
});

const destination = v.picklist(['clipboard', 'file']);

/** In the picture's own pixels; y grows downwards. */
const point = v.object({ x: double, y: double });

/**
 * The picture as it stands on the screen. A shape's x and y are the middle of its gate or leaf, and its
 * numbers stand above and below `numbers`, on the stem that ends at `end`. An input that is drawn once
 * more, far from itself, has the wire that it is drawn for. A wire goes from the end of a stem through
 * its points; where the stem forks it has numbers of its own.
 */
const drawing = v.object({
  svg: v.string(),
  png: v.nullable(v.instance(Uint8Array)),
  shapes: v.array(
    v.object({
      node: id,
      edge: v.nullable(id),
      ...point.entries,
      width: double,
      height: double,
      numbers: double,
      end: double,
    }),
  ),
  wires: v.array(
    v.object({
      edge: id,
      points: v.array(point),
      junctions: v.array(point),
      numbers: v.nullable(point),
    }),
  ),
});

export const hostMessage = v.variant('kind', [
  /** A new structure: lay out and draw. `title` is the expression in one line, `heading` typeset if it is LaTeX. */
  v.object({
    ...numbersOf,
    kind: v.literal('graph'),
    title: v.string(),
    heading: v.nullable(formula),
    picture,
    problems: v.array(problem),
    settings,
    formats: v.array(format),
  }),
  /** New numbers for the picture of that revision: only digits change. */
  v.object({ ...numbersOf, kind: v.literal('tape') }),
  /** The gradients by reverse mode, by forward mode and by central differences, side by side. */
  v.object({
    kind: v.literal('check'),
    revision,
    rows: v.array(
      v.object({
        node: id,
        name: v.string(),
        gradient: double,
        tangent: double,
        difference: double,
        error: double,
        kink: v.boolean(),
      }),
    ),
    /** The largest relative error. */
    worst: double,
    /** Inputs that would have taken too long. */
    unchecked: id,
  }),
  /** The text does not read: keep the last picture, dimmed, and say why. */
  v.object({ kind: v.literal('stale'), message: v.string(), problems: v.array(problem) }),
  /**
   * Explains a number: symbols, then numbers, then the result; what the signs in them stand for; the
   * wire whose local derivative stands there; what the gate does in one sentence; at a fork the paths;
   * for a number that is not finite, the first cause.
   */
  v.object({
    kind: v.literal('explanation'),
    revision,
    node: id,
    edge: v.nullable(id),
    of: v.picklist(['value', 'gradient']),
    lines: v.array(formula),
    where: v.array(formula),
    through: v.nullable(id),
    intuition: v.string(),
    ledger: v.nullable(ledger),
    cause: v.nullable(v.object({ node: id, message: v.string() })),
  }),
  /** The output when a node is nudged by h up and down, and the quotients of differences. */
  v.object({
    kind: v.literal('wiggle'),
    revision,
    node: id,
    h: double,
    up: double,
    down: double,
    forward: double,
    central: double,
    kink: v.boolean(),
  }),
  /** A value that was given was not taken; null: the one without the person. */
  v.object({ kind: v.literal('refused'), name: v.string(), value: v.nullable(double) }),
  /** The look of that number is in what was said since, or will never be. */
  v.object({ kind: v.literal('looked'), number: id }),
  /** The number that a text of a field says; null if it is none. */
  v.object({
    kind: v.literal('evaluated'),
    text: v.string(),
    value: v.nullable(double),
  }),
  /** The part of that question with places for what is in it, as JSON; null: it failed, and why. */
  v.object({
    kind: v.literal('laidOut'),
    question: v.string(),
    placed: v.nullable(v.string()),
    failure: v.string(),
  }),
  /** Two backward passes: in reverse topological order, and by recursion that does not wait. */
  v.object({
    kind: v.literal('order'),
    revision,
    topological: v.array(visit),
    naive: v.array(visit),
    /** By node id, what the recursion ends with. */
    naiveGradient: numbers,
    /** The recursion was cut; it would have gone on. */
    cut: v.boolean(),
  }),
  /** Put all inputs back to what they are without the person. */
  v.object({ kind: v.literal('reset') }),
  /** Hand over the drawing in that format. */
  v.object({ kind: v.literal('take'), format: v.string(), to: destination }),
  /** Nodes inside folded groups that were looked for, each with the group that is drawn for it. */
  v.object({
    kind: v.literal('found'),
    revision,
    query: v.string(),
    hits: v.array(v.object({ node: id, shown: id })),
  }),
  /** The text under this node is pointed at in the editor; null: none. */
  v.object({ kind: v.literal('reveal'), revision, node: v.nullable(id) }),
  v.object({ kind: v.literal('settings'), settings }),
]);

export const viewMessage = v.variant('kind', [
  /** The page listens now; `saved` is what an earlier page was given, if it was restored. */
  v.object({ kind: v.literal('ready'), saved: v.nullable(saved) }),
  v.object({ kind: v.literal('setInput'), revision, name: v.string(), value: double }),
  /** Back to the value the document gives. */
  v.object({ kind: v.literal('resetInput'), revision, name: v.string() }),
  /** Write the value that was set here into the text, in place of the number that stands there. */
  v.object({ kind: v.literal('writeBack'), revision, name: v.string() }),
  /** Look at it another way: what differs, with all that was wanted before and is not yet `looked`. */
  v.object({ kind: v.literal('look'), revision, number: id, lens: lensChange }),
  /** Find places for what is in this part of the picture: a graph of ELK's, as JSON. */
  v.object({ kind: v.literal('layOut'), question: v.string(), part: v.string() }),
  /** What is being laid out is not wanted any more. */
  v.object({ kind: v.literal('stopLayout') }),
  /** Unfold what is around this node, so that it is drawn. */
  v.object({ kind: v.literal('unfold'), revision, node: id }),
  /** Look for these words inside folded groups. */
  v.object({ kind: v.literal('find'), revision, query: v.string() }),
  v.object({ kind: v.literal('wiggle'), revision, node: id, h: double }),
  /** Which number is that: pi/2, sqrt(2) … */
  v.object({ kind: v.literal('evaluate'), text: v.string() }),
  v.object({ kind: v.literal('order'), revision }),
  /**
   * Take the circuit away; `drawing` is the picture for the formats that need it. `done`: the page has
   * put it on the clipboard.
   */
  v.object({
    kind: v.literal('take'),
    revision,
    format: v.string(),
    to: destination,
    drawing: v.nullable(drawing),
    done: v.boolean(),
  }),
  /** The explanation that is open, as LaTeX, to the clipboard. */
  v.object({
    kind: v.literal('copyExplanation'),
    revision,
    node: id,
    edge: v.nullable(id),
    of: v.picklist(['value', 'gradient']),
  }),
  /** The pointer or the focus is on this node; null: on none. */
  v.object({ kind: v.literal('hover'), revision, node: v.nullable(id) }),
  /** Show this node's text in the editor. */
  v.object({ kind: v.literal('open'), revision, node: id }),
  /** Explain the number on this node, or on this edge when `edge` is given. */
  v.object({
    kind: v.literal('explain'),
    revision,
    node: id,
    edge: v.nullable(id),
    of: v.picklist(['value', 'gradient']),
  }),
  /** Take this reading of an ambiguous construct. */
  v.object({ kind: v.literal('choose'), revision, key: v.string(), reading: v.string() }),
]);

export type { Picture, PictureEdge, PictureFrame, PictureGroup, PictureNode } from './drawn';
export type Input = v.InferOutput<typeof input>;
export type TapeNumbers = v.InferOutput<typeof tape>;
export type ShownProblem = v.InferOutput<typeof problem>;
export type PageData = v.InferOutput<typeof pageData>;
export type ShownFormat = v.InferOutput<typeof format>;
export type Settings = v.InferOutput<typeof settings>;
export type Saved = v.InferOutput<typeof saved>;
export type HostMessage = v.InferOutput<typeof hostMessage>;
type Listing = Extract<HostMessage, { inputs: unknown }>;
/** A message on its way: its list of inputs may be written out. */
export type SentMessage =
  | Exclude<HostMessage, Listing>
  | {
      [K in Listing['kind']]: Omit<Extract<Listing, { kind: K }>, 'inputs'> & {
        inputs: Input[] | string;
      };
    }[Listing['kind']];
export type ViewMessage = v.InferOutput<typeof viewMessage>;
