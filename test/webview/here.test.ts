/** The layout engine of a web host whose browser gives a worker no others, in a real browser's worker. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { HostMessage, ViewMessage } from '../../src/protocol';
import { launchBrowser } from '../browser.mjs';
import { engine } from './engine';

type Question = Extract<ViewMessage, { kind: 'layOut' }>;
type Answer = Extract<HostMessage, { kind: 'laidOut' }>;

/** A worker like the host's: what it hears first is the engine's file, then come questions. */
const host = `
  import { Engine } from './src/engine';
  import { orElse } from './src/thread';
  import { startEngineHere } from './src/web/here';

  const dead = ({ died }) => {
    queueMicrotask(died);
    return { post: () => undefined, end: () => undefined };
  };
  let engine;
  self.onmessage = async ({ data }) => {
    if (data instanceof Uint8Array) {
      engine = new Engine(orElse(dead, startEngineHere({ path: '', read: async () => data })));
      engine.warm();
    } else self.postMessage(await engine.answer(data));
  };`;

const question = (part: object): Question => {
  const text = JSON.stringify(part);
  return { kind: 'layOut', question: text, part: text };
};

describe('a web host without threads', () => {
  it('lays out in its own thread as another would, and still hears what it is told', async () => {
    const { outputFiles } = await build({
      stdin: { contents: host, resolveDir: '.', loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
    });
    const questions = [2, 3].map((nodes) =>
      question({
        id: `chain of ${nodes}`,
        layoutOptions: { 'elk.algorithm': 'layered' },
        children: Array.from({ length: nodes }, (_, i) => ({ id: `n${i}`, width: 40, height: 30 })),
        edges: [{ id: 'e', sources: ['n0'], targets: ['n1'] }],
      }),
    );
    const browser = await launchBrowser();
    const page = await browser.newPage();
    const answers = await page.evaluate(
      async ({ script, file, questions }) => {
        const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
        const worker = new Worker(address);
        worker.postMessage(new TextEncoder().encode(file));
        const answers: Answer[] = [];
        for (const question of questions) {
          worker.postMessage(question);
          answers.push(
            await new Promise<Answer>((resolve) => {
              worker.onmessage = ({ data }: MessageEvent<Answer>) => {
                resolve(data);
              };
            }),
          );
        }
        return answers;
      },
      {
        script: outputFiles[0]?.text ?? '',
        file: await readFile('dist/elk-worker.min.js', 'utf8'),
        questions,
      },
    );
    await browser.close();
    // The engine numbers what it has seen.
    const places = ({ placed }: Answer): unknown =>
      JSON.parse(placed ?? 'null', (key, value: unknown) => (key === '$H' ? undefined : value));
    const others = await Promise.all(questions.map((each) => engine.answer(each)));
    assert.deepEqual(answers.map(places), others.map(places));
    assert.ok(answers.every(({ placed }) => placed?.includes('"sections"')));
  });
});
