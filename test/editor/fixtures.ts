/** Reads the plain-text cases: `# name (language)`, a source, `==> head`, an expected text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  readonly name: string;
  readonly language: string;
  readonly source: string;
  readonly head: string;
  readonly expected: string;
}

/** The cases of test/editor/cases/`file`. */
export function cases(file: string): readonly Case[] {
  const text = readFileSync(join('test/editor/cases', file), 'utf8');
  const pattern =
    /^# (.+?) \((\w+)\)\n([^]*?)\n==> ?(.*)\n([^]*?)(?=\n*(?:\n# .+? \(\w+\)\n|$(?![^])))/gm;
  return [...text.matchAll(pattern)].map(
    ([, name = '', language = '', source = '', head = '', expected = '']) => ({
      name,
      language,
      source,
      head,
      expected: expected.trimEnd(),
    }),
  );
}

/** Takes the marks out of a text: ‸ is the cursor, « » a selection. */
export function marked(source: string): { text: string; start: number; end: number } {
  const text = source.replace(/[‸«»]/g, '');
  const cursor = source.indexOf('‸');
  return cursor >= 0
    ? { text, start: cursor, end: cursor }
    : { text, start: source.indexOf('«'), end: source.indexOf('»') - 1 };
}
