/** What is drawn, as messages carry it: schemas of nodes, wires, frames, and the formulas in them. */
import * as v from 'valibot';
import { double } from './double';
import type { Formula, Role } from './formula';

export const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const role: v.GenericSchema<Role> = v.picklist(['plain', 'value', 'gradient', 'local']);
export const formula: v.GenericSchema<Formula> = v.lazy(() =>
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
 * What is folded into one node. `times` is how many groups of this shape are in the ⋯ around it, or if
 * there is none in the picture; for ⋯ itself it is how many rounds it stands for. It is the `nth` of `alike`
 * groups with its label, from 1. Only where it has one exit, the numbers and the text of the node are the
 * group's.
 */
const group = v.object({
  key: v.string(),
  of: v.picklist(['definition', 'part', 'iteration', 'several']),
  /** How many nodes are inside, and how many of them are inputs. */
  size: id,
  inputs: id,
  times: id,
  nth: id,
  alike: id,
  exits: id,
});

/** What an operation is called: typeset, in one line of Unicode, and in words for a screen reader. */
const called = v.object({ formula, line: v.string(), words: v.string() });

/**
 * One thing that is drawn. `label` stands in the gate (`*`, `+1`, `exp`) or is a constant's number;
 * `name` is what the value is called (w with subscript 0) and `plainName` the same for a screen reader.
 * `called` is its operation in brief, whatever its name is. `text` is the written expression under the node's span, in one line.
 */
const pictureNode = v.object({
  id,
  kind: v.picklist(['input', 'constant', 'op', 'group']),
  label: formula,
  /** The op by its name in the table; null for a leaf. */
  op: v.nullable(v.string()),
  name: v.nullable(formula),
  plainName: v.string(),
  called,
  text: v.string(),
  /** Depends on an input, so it has a gradient. Constants and what follows from them alone have none. */
  varies: v.boolean(),
  /** The node of the text as it was written, by which a lens names it; null inside an expansion. */
  written: v.nullable(id),
  /** Whether this gate can be written out, or its circuit drawn as one gate. */
  flip: v.nullable(v.picklist(['expand', 'fuse'])),
  /** What is folded into it, if it is a group. */
  group: v.nullable(group),
});

/**
 * `operand` is the position among the operands of `to` as drawn, 0 first: source order. `rule` is
 * the local derivative in symbols; null where nothing flows back, or through a whole group. A wire
 * of a group stands for `count` of the graph; `source` is the node whose value flows on all of them,
 * null if there are several.
 */
const pictureEdge = v.object({
  id,
  from: id,
  to: id,
  operand: id,
  source: v.nullable(id),
  count: id,
  rule: v.nullable(formula),
});

/** A group that is unfolded: the drawn nodes in it, the last of which is its root. */
const frame = v.object({ key: v.string(), label: formula, nodes: v.array(id), root: id });

/**
 * What is drawn of a graph, in topological order: constants folded into gates are absent, and so is
 * what is inside of folded groups. Ids are the graph's own. `whole` is how many nodes there would be
 * without groups.
 */
export const picture = v.object({
  nodes: v.array(pictureNode),
  edges: v.array(pictureEdge),
  output: id,
  frames: v.array(frame),
  whole: id,
});

/**
 * What is asked in the order in which it is worked out, with what was typed there and how that is
 * marked; and what is hidden: nodes by value and gradient, edges by what stands at them. Hidden
 * numbers are not told.
 */
export const asked = v.object({
  blanks: v.array(
    v.object({
      node: id,
      edge: v.nullable(id),
      of: v.picklist(['value', 'gradient']),
      state: v.picklist(['open', 'right', 'follows', 'wrong', 'shown']),
      text: v.string(),
      /** What is to be said of the answer. */
      say: v.string(),
      helped: v.boolean(),
    }),
  ),
  hidden: v.object({
    value: v.array(id),
    gradient: v.array(id),
    carried: v.array(id),
    local: v.array(id),
    contribution: v.array(id),
  }),
});

export type PictureNode = v.InferOutput<typeof pictureNode>;
export type PictureGroup = v.InferOutput<typeof group>;
export type PictureFrame = v.InferOutput<typeof frame>;
export type PictureEdge = v.InferOutput<typeof pictureEdge>;
export type Picture = v.InferOutput<typeof picture>;
