/** The layout engine from outside: what it is asked, and what comes of a thread that is lost. */
import assert from 'node:assert/strict';
import { Engine } from '../src/engine';

interface Question {
  readonly id: number;
  readonly cmd: string;
  readonly graph?: unknown;
}

/** Threads that answer when they are told to, each with the graph it was given. */
function openThreads() {
  const threads: {
    readonly asked: Question[];
    answer: () => void;
    die: () => void;
    ended: boolean;
  }[] = [];
  const engine = new Engine(({ replied, died }) => {
    const thread = {
      asked: [] as Question[],
      ended: false,
      answer: () => {
        for (const { id, graph } of thread.asked.splice(0)) replied({ id, data: graph });
      },
      die: died,
    };
    threads.push(thread);
    return {
      post: (question) => {
        const { id, cmd, graph } = question as Question;
        if (cmd === 'layout') thread.asked.push({ id, cmd, graph });
        else replied({ id });
      },
      end: () => {
        thread.ended = true;
      },
    };
  });
  const ask = (part: string) => engine.answer({ kind: 'layOut', question: part, part });
  return { engine, threads, ask };
}

describe('the layout engine', () => {
  it('answers with the name of the question', async () => {
    const { threads, ask } = openThreads();
    const answer = ask('{"id":"a"}');
    threads[0]?.answer();
    assert.deepEqual(await answer, {
      kind: 'laidOut',
      question: '{"id":"a"}',
      placed: '{"id":"a"}',
      failure: '',
    });
  });

  it('lays equal parts out once, for every page', async () => {
    const { threads, ask } = openThreads();
    const both = Promise.all([ask('{"id":"a"}'), ask('{"id":"a"}')]);
    threads[0]?.answer();
    const [first, second] = await both;
    assert.deepEqual(first, second);
    assert.equal((await ask('{"id":"a"}')).placed, '{"id":"a"}');
    assert.deepEqual(
      threads.map(({ asked }) => asked.length),
      [0],
    );
  });

  it('forgets what was asked for longest ago', async () => {
    const { threads, ask } = openThreads();
    const large = (id: string): string => JSON.stringify({ id, text: '-'.repeat(1.5e6) });
    const answered = async (part: string): Promise<number> => {
      const answer = ask(part);
      const asked = threads.reduce((sum, thread) => sum + thread.asked.length, 0);
      for (const { answer: say } of threads) say();
      await answer;
      return asked;
    };
    const asked: number[] = [];
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) asked.push(await answered(large(id)));
    assert.deepEqual(asked, [1, 1, 0, 1, 0, 1]);
  });

  it('is warm before it is asked', () => {
    const { engine, threads } = openThreads();
    engine.warm();
    engine.warm();
    assert.deepEqual(
      threads.map(({ asked }) => asked.length),
      [1],
    );
  });

  const losses = {
    'a thread that died': {
      lose: (die: () => void) => {
        die();
      },
      why: 'The layout engine ended by itself.',
    },
    'a layout that was stopped': {
      lose: (_: () => void, engine: Engine) => {
        engine.stop();
      },
      why: 'The layout was stopped.',
    },
  };
  for (const [what, { lose, why }] of Object.entries(losses)) {
    it(`says why there is no layout: ${what}; the next question has another thread`, async () => {
      const { engine, threads, ask } = openThreads();
      const lost = ask('{"id":"a"}');
      const [thread] = threads;
      assert.ok(thread);
      lose(thread.die, engine);
      const { placed, failure } = await lost;
      assert.equal(placed, null);
      assert.equal(failure, why);
      assert.equal(thread.ended, true);
      const again = ask('{"id":"a"}');
      threads[1]?.answer();
      assert.equal((await again).placed, '{"id":"a"}');
    });
  }

  it('answers anew who asks again as soon as a layout was stopped', async () => {
    const { engine, threads, ask } = openThreads();
    const lost = ask('{"id":"a"}');
    engine.stop();
    const again = ask('{"id":"a"}');
    threads[1]?.answer();
    assert.equal((await lost).placed, null);
    assert.equal((await again).placed, '{"id":"a"}');
    assert.equal((await ask('{"id":"a"}')).placed, '{"id":"a"}');
  });

  it('keeps a thread that does nothing when it is stopped, until its end', async () => {
    const { engine, threads, ask } = openThreads();
    const answer = ask('{"id":"a"}');
    threads[0]?.answer();
    await answer;
    engine.stop();
    assert.equal(threads[0]?.ended, false);
    engine.end();
    assert.equal(threads[0].ended, true);
  });

  it('says so if no thread can be started', async () => {
    const engine = new Engine(() => {
      throw new Error('No threads here.');
    });
    engine.warm();
    const { failure } = await engine.answer({ kind: 'layOut', question: '1', part: '{"id":"a"}' });
    assert.equal(failure, 'No threads here.');
  });

  it('says so if it is asked what is no part', async () => {
    const { ask } = openThreads();
    const { placed, failure } = await ask('nothing');
    assert.equal(placed, null);
    assert.match(failure, /JSON/);
  });
});
