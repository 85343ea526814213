/** Parses code of any language whose statements we can tell apart. */
import { profileOf } from '../../language/relatives/profile';
import { parseBlocks } from './blocks';
import type { Code } from './outline';
import { parseTree } from './trees';

/** The statements of a text that begins at `from` of its document; null for an unknown language. */
export function parse(text: string, language: string, from = 0): Code | null {
  const profile = profileOf(language);
  return profile ? parseBlocks(text, profile, from) : parseTree(text, language, from);
}
