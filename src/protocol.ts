/** The messages between host and webview: types and their schemas. Imports nothing of ours but Formula. */
import * as v from 'valibot';
import type { Formula, Role } from './formula';

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Any double: NaN and ±∞ are results here. */
const double = v.custom<number>((x) => typeof x === 'number');
const numbers = v.instance(Float64Array);
const role: v.GenericSchema<Role> = v.picklist(['plain', 'value', 'gradient', 'local']);
const formula: v.GenericSchema<Formula> = v.lazy(() =>
  v.union([
    v.string(),
    v.object({ form: v.literal('number'), value: double, role }),
    v.object({
      form: v.picklist(['row', 'fraction', 'power', 'script', 'root', 'bars', 'brackets']),
      parts: v.array(formula),
    }),
  ]),
);

/**
 * One thing that is drawn. `label` stands in the gate (`*`, `+1`, `exp`) or is a constant's number;
 * `name` is what the value is called (w with subscript 0) and `plainName` the same for a screen reader.
 * `text` is the written expression under the node's span, in one line.
 */
const pictureNode = v.object({
  id,
  kind: v.picklist(['input', 'constant', 'op']),
  label: formula,
  name: v.nullable(formula),
  plainName: v.string(),
  text: v.string(),
  /** Depends on an input, so it has a gradient. Constants and what follows from them alone have none. */
  varies: v.boolean(),
});

/** `operand` is the position among the operands of `to` as drawn, 0 first: source order. */
const pictureEdge = v.object({ id, from: id, to: id, operand: id });

/** What is drawn of a graph: constants folded into gates are absent. Ids are the graph's own. */
const picture = v.object({ nodes: v.array(pictureNode), edges: v.array(pictureEdge), output: id });

/** An input as the list shows it: where its value comes from, in words ("line 12", "assumed"). */
const input = v.object({
  node: id,
  name: v.string(),
  value: double,
  initial: double,
  source: v.string(),
  assumed: v.boolean(),
});

/** value and gradient by node id; contribution (upstream × local) by edge id; NaN where there is none. */
const tape = v.object({ value: numbers, gradient: numbers, contribution: numbers });

/** Things at nodes that are marked, not hidden: a kink or tie, a value that is not finite. */
const remark = v.object({ node: id, kind: v.picklist(['kink', 'domain']), message: v.string() });

const problem = v.object({
  kind: v.string(),
  message: v.string(),
  /** The piece of text it is about, shortened to one line. */
  quote: v.string(),
  choices: v.array(v.object({ key: v.string(), reading: v.string(), label: v.string() })),
});

const settings = v.object({
  decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
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
  /** Values from around the text, for when its document is gone. */
  surroundings: v.optional(v.record(v.string(), double)),
  /** Values the person used earlier in that document. */
  remembered: v.optional(v.record(v.string(), double)),
});

const revision = id;

export const hostMessage = v.variant('kind', [
  /** A new structure: lay out and draw. `title` is the expression in one line. */
  v.object({
    kind: v.literal('graph'),
    revision,
    title: v.string(),
    picture,
    inputs: v.array(input),
    tape,
    remarks: v.array(remark),
    problems: v.array(problem),
    settings,
    saved,
  }),
  /** New numbers for the picture of that revision: only digits change. */
  v.object({
    kind: v.literal('tape'),
    revision,
    inputs: v.array(input),
    tape,
    remarks: v.array(remark),
    saved,
  }),
  /** The text does not read: keep the last picture, dimmed, and say why. */
  v.object({ kind: v.literal('stale'), message: v.string(), problems: v.array(problem) }),
  /** One line that explains a number: symbols, then numbers, then the result. */
  v.object({
    kind: v.literal('explanation'),
    revision,
    node: id,
    edge: v.nullable(id),
    of: v.picklist(['value', 'gradient']),
    lines: v.array(formula),
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
  v.object({ kind: v.literal('choose'), key: v.string(), reading: v.string() }),
]);

export type PictureNode = v.InferOutput<typeof pictureNode>;
export type PictureEdge = v.InferOutput<typeof pictureEdge>;
export type Picture = v.InferOutput<typeof picture>;
export type Input = v.InferOutput<typeof input>;
export type TapeNumbers = v.InferOutput<typeof tape>;
export type ShownProblem = v.InferOutput<typeof problem>;
export type Settings = v.InferOutput<typeof settings>;
export type Saved = v.InferOutput<typeof saved>;
export type HostMessage = v.InferOutput<typeof hostMessage>;
export type ViewMessage = v.InferOutput<typeof viewMessage>;
