/** What a desk is asked from outside: in order, only what still counts, and by another desk if one is lost. */
import assert from 'node:assert/strict';
import type { Asked, Reply } from '../../../src/editor/desk/serve';
import { startHere, type StartDesk } from '../../../src/editor/desk/thread';
import { Work, type Loss, type Oversight } from '../../../src/editor/desk/work';
import { orElse, type Listener } from '../../../src/thread';

/** A thread that answers when the test says so: with the offset it was asked about. */
class Clerk {
  readonly asked: Asked[] = [];
  ended = false;
  readonly #listener: Listener<Reply>;

  constructor(listener: Listener<Reply>) {
    this.#listener = listener;
  }

  get offsets(): unknown[] {
    return this.asked.map(({ given }) => (given as { offset: number }).offset);
  }

  answer(answer: unknown = null): void {
    this.#listener.replied({ kind: 'answer', answer });
  }

  fail(): void {
    this.#listener.replied({ kind: 'failure', message: 'a mistake' });
  }

  die(): void {
    this.#listener.died();
  }
}

interface Office {
  readonly work: Work;
  readonly clerks: Clerk[];
  readonly losses: [Loss, string | null][];
  /** Asks about an offset; what was answered is kept in order. */
  readonly ask: (offset: number, key?: string, isWanted?: () => boolean) => Promise<number | null>;
  readonly answered: number[];
}

function office(oversight: Partial<Oversight> = {}): Office {
  const clerks: Clerk[] = [];
  const losses: [Loss, string | null][] = [];
  const answered: number[] = [];
  const start: StartDesk = (listener) => {
    const clerk = new Clerk(listener);
    clerks.push(clerk);
    return {
      post: (asked) => {
        clerk.asked.push(asked);
      },
      end: () => {
        clerk.ended = true;
      },
    };
  };
  const work = new Work(start, {
    patience: 1e6,
    slow: () => () => undefined,
    lost: (...loss) => {
      losses.push(loss);
    },
    ...oversight,
  });
  const ask = (offset: number, key?: string, isWanted = () => true): Promise<number | null> =>
    work.ask({
      kind: 'point',
      given: () => (isWanted() ? { version: 1, offset } : null),
      then: () => {
        answered.push(offset);
        return offset;
      },
      ...(key !== undefined && { key }),
    });
  after(() => {
    work.dispose();
  });
  return { work, clerks, losses, ask, answered };
}

describe('the work of a desk', () => {
  it('is done one by one, in order', async () => {
    const { ask, clerks, answered } = office();
    const asked = [1, 2, 3].map((offset) => ask(offset));
    const [clerk] = clerks;
    assert.ok(clerk);
    assert.deepEqual(clerk.offsets, [1]);
    clerk.answer();
    assert.deepEqual(clerk.offsets, [1, 2]);
    clerk.answer();
    clerk.answer();
    assert.deepEqual(await Promise.all(asked), [1, 2, 3]);
    assert.deepEqual(answered, [1, 2, 3]);
    assert.equal(clerks.length, 1);
  });

  it('leaves out what was overtaken while it waited', async () => {
    const { ask, clerks } = office();
    const asked = [1, 2, 3, 4].map((offset) => ask(offset, 'value x'));
    const other = ask(5, 'value y');
    for (let i = 0; i < 3; i++) clerks[0]?.answer();
    assert.deepEqual(await Promise.all(asked), [1, null, null, 4]);
    assert.equal(await other, 5);
    assert.deepEqual(clerks[0]?.offsets, [1, 4, 5]);
  });

  it('lets nothing overtake a question that depends on it', async () => {
    const { ask, clerks } = office();
    const asked = [ask(0), ask(1, 'value x'), ask(2), ask(3, 'value x')];
    for (let i = 0; i < 4; i++) clerks[0]?.answer();
    assert.deepEqual(await Promise.all(asked), [0, 1, 2, 3]);
  });

  it('passes over what is not wanted any more when its turn comes', async () => {
    const { ask, clerks } = office();
    let isWanted = true;
    const asked = [ask(1), ask(2, undefined, () => isWanted), ask(3)];
    isWanted = false;
    clerks[0]?.answer();
    clerks[0]?.answer();
    assert.deepEqual(await Promise.all(asked), [1, null, 3]);
    assert.deepEqual(clerks[0]?.offsets, [1, 3]);
  });

  const losing: [how: Loss, lose: (work: Work, clerk: Clerk | undefined) => void][] = [
    [
      'ended',
      (work) => {
        work.end();
      },
    ],
    ['died', (_work, clerk) => clerk?.die()],
  ];
  for (const [how, lose] of losing) {
    it(`goes on at another desk when one ${how}, first with what brings it up to date`, async () => {
      let last: Promise<number | null> | undefined;
      const { work, ask, clerks, losses } = office({
        lost: (...loss) => {
          losses.push(loss);
          const given = { version: 1, offset: 9 };
          const first = { kind: 'point', given: () => given, then: () => 9 } as const;
          last = work.ask(first, { first: true });
        },
      });
      const asked = [ask(1), ask(2), ask(3)];
      lose(work, clerks[0]);
      const [lost, next] = clerks;
      assert.ok(lost?.ended && next);
      lost.answer();
      assert.deepEqual(next.offsets, [9]);
      for (let i = 0; i < 3; i++) next.answer();
      assert.deepEqual(await Promise.all(asked), [null, 2, 3]);
      assert.equal(await last, 9);
      assert.deepEqual(next.offsets, [9, 2, 3]);
      assert.deepEqual(losses, [[how, 'point']]);
    });
  }

  it('is told when a desk dies that had nothing to do', () => {
    const { work, clerks, losses } = office();
    work.warm();
    clerks[0]?.die();
    assert.deepEqual(losses, [['died', null]]);
  });

  it('goes on after a mistake of ours, which is not hidden', async () => {
    const { ask, clerks } = office();
    const [bad, good] = [ask(1), ask(2)];
    clerks[0]?.fail();
    clerks[0]?.answer();
    await assert.rejects(bad, /a mistake/);
    assert.equal(await good, 2);
  });

  it('says that it takes long, until it is done', async () => {
    const told: string[] = [];
    const { ask, clerks } = await new Promise<Office>((slow) => {
      const made = office({
        patience: 0,
        slow: () => {
          told.push('slow');
          slow(made);
          return () => told.push('done');
        },
      });
      void made.ask(1);
    });
    assert.deepEqual(told, ['slow']);
    const next = ask(2);
    clerks[0]?.answer();
    assert.deepEqual(told, ['slow', 'done']);
    clerks[0]?.answer();
    await next;
  });
});

describe('a thread', () => {
  const dead: StartDesk = ({ died }) => {
    queueMicrotask(died);
    return { post: () => undefined, end: () => undefined };
  };
  const threads: [name: string, start: StartDesk][] = [
    ['of our own', startHere],
    ['that never comes up', orElse(dead, startHere)],
  ];
  for (const [name, start] of threads) {
    it(`${name} answers all that it was asked`, async () => {
      const here = new Work(start, {
        patience: 1e6,
        slow: () => () => undefined,
        lost: () => assert.fail('it was lost'),
      });
      const forget = {
        kind: 'forget',
        given: () => undefined,
        then: (answer: null) => answer,
      } as const;
      assert.deepEqual(await Promise.all([here.ask(forget), here.ask(forget)]), [null, null]);
      here.dispose();
    });
  }

  it('that came up and died is not replaced behind our back', () => {
    const died: string[] = [];
    const start: StartDesk = (listener) => {
      listener.replied({ kind: 'ready' });
      listener.died();
      return { post: () => undefined, end: () => undefined };
    };
    orElse(start, startHere)({ replied: () => undefined, died: () => died.push('died') });
    assert.deepEqual(died, ['died']);
  });
});
