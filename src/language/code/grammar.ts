/** Parsing by Lezer in bounded time: strictly first, and with recovery only to explain the first mistake. */
import { Tree, type PartialParse } from '@lezer/common';
import type { parser } from '@lezer/python';
import { tooManyTokens } from '../characters';
import type { Limits, Finding } from '../syntax';
import type { Spelling } from './lexemes';
import { explainMistake, foreignIn } from './mistakes';
import { refuseTree, tooDeep, type Source } from './source';

type Parser = typeof parser;

/** A grammar, and the same grammar giving up at the first mistake. */
export interface Grammar {
  readonly spelling: Spelling;
  readonly recovering: Parser;
  readonly strict: Parser;
}

/** One text read by one grammar: its tree, or where and why there is none. */
export interface Attempt {
  readonly tree: Tree;
  readonly source: Source;
  readonly stop: { readonly at: number; readonly reason: 'mistake' | 'length' | 'depth' } | null;
}

/** What Lezer has open while it parses, three numbers a symbol; it does not promise to tell. */
type Progress = PartialParse & {
  readonly stacks?: readonly { readonly stack: readonly number[] }[];
};

/** Symbols open at once, per level of nesting: `x ? a :` has four. */
const SYMBOLS_PER_LEVEL = 4;

/** UTF-16 units behind a mistake in which the parser looks for a way to go on. */
const RECOVERY = 100;

export function grammarOf(recovering: Parser, spelling: Spelling): Grammar {
  return { recovering, strict: recovering.configure({ strict: true }), spelling };
}

/** Parses `source` up to the first mistake, to as many tokens as there may be operations, or too deep. */
export function attempt({ strict }: Grammar, source: Source, limits: Limits): Attempt {
  const parse: Progress = strict.startParse(source.text);
  const stopped = (reason: 'mistake' | 'length' | 'depth'): Attempt => ({
    tree: Tree.empty,
    source,
    stop: { at: parse.parsedPos, reason },
  });
  const deepest = limits.depth * SYMBOLS_PER_LEVEL * 3;
  try {
    for (let tokens = 0; tokens < limits.nodes; tokens++) {
      const tree = parse.advance();
      if (tree) return { tree, source, stop: null };
      if ((parse.stacks?.[0]?.stack.length ?? 0) > deepest) return stopped('depth');
    }
    return stopped('length');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return stopped('mistake');
  }
}

/** What is to say about an attempt, or null if all is well. */
export function explain(
  { recovering, spelling }: Grammar,
  { tree, source, stop }: Attempt,
  limits: Limits,
): Finding | null {
  if (!stop) return foreignIn(source.text, spelling) ?? refuseTree(tree, source, limits);
  const span = source.span({ from: stop.at, to: stop.at });
  if (stop.reason === 'depth') return tooDeep(span);
  if (stop.reason === 'length') return { kind: 'too large', message: tooManyTokens(limits), span };
  // Recovering from one mistake after another would take time without bound.
  const partial = recovering.parse(source.text.slice(0, stop.at + RECOVERY));
  const problem = refuseTree(partial, source, limits);
  if (problem?.kind === 'too large') return problem;
  return foreignIn(source.text, spelling) ?? explainMistake(source.text, stop.at, spelling);
}
