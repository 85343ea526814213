/** Parses code of any language whose statements we can tell apart. */
import { profileOf } from '../../language/relatives/profile';
import { parseBlocks } from './blocks';
import type { Code } from './outline';
import { parseTree } from './trees';

/**
 * The statements of a text that begins at `from` of its document; null for an unknown language, and for
 * brackets nested deeper than the stack of this thread, which is smaller in a web worker.
 */
export function parse(text: string, language: string, from = 0): Code | null {
  const profile = profileOf(language);
  try {
    return profile ? parseBlocks(text, profile, from) : parseTree(text, language, from);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}
