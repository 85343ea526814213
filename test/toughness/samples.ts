/** Every text of the language fixtures with its language and its inputs: what toughness starts from. */
import { readFileSync, readdirSync } from 'node:fs';

export interface Sample {
  /** VS Code language id. */
  readonly language: string;
  readonly text: string;
  readonly inputs: Readonly<Record<string, number>>;
}

const folder = 'test/language';

/** The samples of every fixture file, in order. */
export function readSamples(): readonly [Sample, ...Sample[]] {
  const [first, ...rest] = ['cases', 'values', 'programs', 'relatives'].flatMap((room) =>
    readdirSync(`${folder}/${room}`).flatMap((file) => samplesIn(`${room}/${file}`)),
  );
  if (!first) throw new Error(`${folder} has no fixtures`);
  return [first, ...rest];
}

function samplesIn(path: string): Sample[] {
  const content = readFileSync(`${folder}/${path}`, 'utf8');
  const named = /\/(?:plain|latex|[a-z]+(?:-cpp)?)/.exec(path)?.[0].slice(1) ?? '';
  const usual = named === 'plain' ? 'plaintext' : named;
  if (path.endsWith('.jsonl')) {
    return content
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { source: string; inputs: Sample['inputs'] })
      .map(({ source, inputs }) => ({ language: usual, text: source, inputs }));
  }
  return content
    .split(path.startsWith('cases/') ? /^# /m : /^### /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...rest] = block.split('\n');
      const [text = '', expected = ''] = rest.join('\n').split('\n==>\n');
      const language = /\((javascript|typescript|python|latex)\)$/.exec(head)?.[1] ?? usual;
      return { language, text, inputs: { ...given(head), ...valued(expected) } };
    });
}

/** `(given a 2, b)` in the head of a fixture. */
function given(head: string): Record<string, number> {
  const pairs = /\(given (.*)\)$/.exec(head)?.[1]?.split(', ') ?? [];
  return Object.fromEntries(
    pairs.map((pair) => pair.split(' ')).map(([name = '', value]) => [name, Number(value ?? 1)]),
  );
}

/** `name value gradient number` among what a fixture expects. */
function valued(expected: string): Record<string, number> {
  const rows = expected.matchAll(/^(.*) (\S+) gradient \S+$/gm);
  return Object.fromEntries(Array.from(rows, ([, name = '', at]) => [name, Number(at)]));
}
