/** Reading, language by language, beside math.js and SymPy where they read the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { read } from '../src/language/read';
import { mathjs } from './peers/mathjs';
import { python } from './peers/process';
import { contender, race } from './race';
import { short, type Section } from './report';

/** Sources from papers, courses and the tests of other systems; each names its origin. */
const FOLDERS = ['test/language/values', 'test/language/relatives'];
const LANGUAGES: Readonly<Record<string, string>> = { plain: 'plaintext' };

export async function reading(): Promise<Section> {
  const corpus = FOLDERS.flatMap((folder) =>
    readdirSync(folder).map((file) => {
      const name = file.replace('.txt', '');
      return { language: LANGUAGES[name] ?? name, sources: sourcesIn(`${folder}/${file}`) };
    }),
  );
  const times = await race(
    corpus.map(({ language, sources }) =>
      contender(language, () => {
        for (const source of sources) read(source, language);
      }),
    ),
    5,
  );
  const rows = corpus.map(({ language, sources }) => {
    const characters = sources.join('').length;
    const each = (times.get(language) ?? NaN) / characters / 1000;
    return [language, String(sources.length), String(characters), short(each)];
  });
  const head = ['language', 'sources', 'characters', 'µs per character'];
  return { key: 'reading', title: 'Reading', head, rows, note: await besideOthers(corpus) };
}

function sourcesIn(file: string): string[] {
  const blocks = readFileSync(file, 'utf8').split(/^### /m).slice(1);
  return blocks.map((block) => block.slice(block.indexOf('\n') + 1).split('\n==>\n')[0] ?? '');
}

/** The plain sources that math.js can read too, and SymPy. */
async function besideOthers(
  corpus: readonly { readonly language: string; readonly sources: readonly string[] }[],
): Promise<string> {
  const { read: parse } = mathjs();
  const plain = corpus.find(({ language }) => language === 'plaintext')?.sources ?? [];
  const shared = plain.filter((source) => /^[\w .+\-*/^()]+$/.test(source) && reads(parse, source));
  const spelled = shared.map((source) => source.replaceAll('^', '**'));
  const sympy = await python('SymPy', 'sympy_peer.py', spelled);
  const times = await race([
    contender('ours', () => {
      for (const source of shared) read(source, 'plaintext');
    }),
    contender('math.js', () => {
      for (const source of shared) parse(source);
    }),
    ...(sympy ? [sympy] : []),
  ]);
  sympy?.stop();
  const own = times.get('ours') ?? NaN;
  const others = [...times].filter(([name]) => name !== 'ours');
  const ratios = others.map(([name, time]) => `${name} takes ${short(time / own)}× our time`);
  return `On the ${shared.length} plain sources that all of them can read, ${ratios.join(', ')}.`;
}

function reads(parse: (text: string) => unknown, source: string): boolean {
  try {
    parse(source);
    return true;
  } catch {
    return false;
  }
}
