/** How a study is looked at: what is differentiated, by which conventions, and how it is drawn. */
import * as v from 'valibot';
import { double } from './double';
import type { Digits } from './numbers';

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15));

/** How gates are drawn. `flipped` names nodes drawn the other way than `composites` says. */
const gateStyle = v.object({
  composites: v.picklist(['written', 'fused', 'expanded']),
  signs: v.picklist(['textbook', 'plain']),
  constants: v.picklist(['folded', 'drawn']),
  sums: v.picklist(['binary', 'n-ary']),
  flipped: v.array(id),
});

/** How numbers are written; null stands for the decimals of the settings. */
const digits = v.nullable(
  v.variant('kind', [
    v.object({ kind: v.picklist(['decimals', 'significant']), count }),
    v.object({ kind: v.literal('exact') }),
  ]),
);

/**
 * What of a large picture is folded: groups, by key, that the person unfolded and folded, and about
 * how many nodes are drawn beside that.
 */
const folding = v.object({
  open: v.array(v.string()),
  closed: v.array(v.string()),
  most: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(5000)),
});

/** Up to this many nodes are drawn as they are unless less is asked for. */
export const UNFOLDED = 200;

/** How much is drawn of more: an outline, what can be read, or all that fits on a large sheet. */
export const details = { outline: 24, readable: 80, fitting: 1000 } as const;

/** As much as can be read. */
const plainFolding: v.InferOutput<typeof folding> = {
  open: [],
  closed: [],
  most: details.readable,
};

/** A number of the picture: of a node, or of one wire. Ids are those of the graph that is drawn. */
const spot = { node: id, edge: v.nullable(id), of: v.picklist(['value', 'gradient']) };

/** What is asked of a circuit, and what was answered; what is asked is hidden until it is answered right. */
const quiz = v.object({
  /** A few numbers here and there, or all of a kind. */
  asked: v.picklist(['few', 'values', 'gradients', 'both']),
  /** What was typed, and the number that is. `helped`: a word on what was wrong went before it. */
  answers: v.array(v.object({ ...spot, text: v.string(), value: double, helped: v.boolean() })),
  /** Numbers that were shown instead of being answered. */
  shown: v.array(v.object(spot)),
  /** All is shown: this is what the answers came to. */
  over: v.boolean(),
  /** Other numbers have taken answers away that no longer held. */
  renewed: v.boolean(),
});

/** How a study is looked at. Nodes are named as written, so that another gate style keeps them. */
export const lens = v.object({
  gates: gateStyle,
  digits,
  /** Every step is rounded to that many decimals before it is used, as on paper; null: none is. */
  byHand: v.nullable(count),
  /** The node that is differentiated; null: the last line of the text. */
  output: v.nullable(id),
  /** The gradient at the output. */
  seed: double,
  /** Inner nodes that the person gave a value; nothing flows past them. */
  held: v.array(v.object({ node: id, value: double })),
  /** Which derivative counts where there are two. */
  kinks: v.picklist(['pytorch', 'left', 'right', 'first']),
  /** The input, by name, whose tangents and second derivatives are shown; null: none. */
  along: v.nullable(v.string()),
  folding: v.optional(folding, plainFolding),
  quiz: v.optional(v.nullable(quiz), null),
});

export type Lens = v.InferOutput<typeof lens>;
export type Quiz = v.InferOutput<typeof quiz>;

/** A quiz in which nothing is answered yet. */
export function newQuiz(asked: Quiz['asked']): Quiz {
  return { asked, answers: [], shown: [], over: false, renewed: false };
}

const changes = {
  gates: v.exactOptional(lens.entries.gates),
  digits: v.exactOptional(lens.entries.digits),
  byHand: v.exactOptional(lens.entries.byHand),
  output: v.exactOptional(lens.entries.output),
  seed: v.exactOptional(lens.entries.seed),
  held: v.exactOptional(lens.entries.held),
  kinks: v.exactOptional(lens.entries.kinks),
  along: v.exactOptional(lens.entries.along),
  folding: v.exactOptional(folding),
  quiz: v.exactOptional(v.nullable(quiz)),
} satisfies Record<keyof Lens, v.ExactOptionalSchema<v.GenericSchema, undefined>>;

/** What of a lens becomes another; what is left out stays. */
export const lensChange = v.object(changes);

/** By hand as many digits as every step keeps; what is no exact fraction is written as usual. */
export function digitsOf({ digits, byHand }: Lens, decimals: number): Digits {
  return digits && digits.kind !== 'exact'
    ? digits
    : { kind: 'decimals', count: byHand ?? decimals };
}

/** As textbooks do it: the whole text is differentiated, drawn as it was written. */
export const plainLens: Lens = {
  gates: {
    composites: 'written',
    signs: 'textbook',
    constants: 'folded',
    sums: 'binary',
    flipped: [],
  },
  digits: null,
  byHand: null,
  output: null,
  seed: 1,
  held: [],
  kinks: 'pytorch',
  along: null,
  folding: plainFolding,
  quiz: null,
};
