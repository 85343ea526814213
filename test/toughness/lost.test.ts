/** A desk that is lost at any moment, or a window that is opened again, loses nothing that was told. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import type { Told } from '../../src/editor/desk/answers';
import type { Bookmark } from '../../src/editor/desk/bookmark';
import { Desk } from '../../src/editor/desk/desk';
import type { Sheet } from '../../src/editor/desk/sheet';
import { defaultLimits } from '../../src/language/syntax';
import { plainLens } from '../../src/lens';
import { hostMessage, type HostMessage, type Saved } from '../../src/protocol';
import { marked } from '../editor/fixtures';
import { runs, tell } from './budget';

const settings = { decimals: 2, palette: 'classic' } as const;
const beside = { readings: {}, macros: {}, limits: defaultLimits };

const sources = [
  { language: 'markdown', source: 'With $x = 3$ we have $f = x^2 + ‸e^{x y}$, and so on.' },
  { language: 'latex', source: '$a = bc$, $f = \\sigma(a) + \\su‸m_{i=1}^3 x_i$' },
  { language: 'python', source: 'w = 2\ndef f(x):\n    return w * x**2\ny = ‸f(3) + b\n' },
  { language: 'plaintext', source: '«n = 3; \\sum_{i=1}^{n} x i»' },
] as const;

type Step =
  | { readonly kind: 'value'; readonly which: number; readonly value: number }
  | { readonly kind: 'gates'; readonly composites: 'written' | 'fused' | 'expanded' }
  | { readonly kind: 'type'; readonly at: number; readonly text: string }
  | { readonly kind: 'lose' | 'reload' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('value' as const),
    which: fc.nat(5),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  fc.record({
    kind: fc.constant('gates' as const),
    composites: fc.constantFrom('written' as const, 'fused' as const, 'expanded' as const),
  }),
  fc.record({
    kind: fc.constant('type' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom(' ', '2', '(', 'x', '\n'),
  }),
  fc.record({ kind: fc.constantFrom('lose' as const, 'reload' as const) }),
);

/** What the page reads of what is told. */
const read = (told: Told | null): HostMessage[] =>
  told?.messages.map((message) => v.parse(hostMessage, message)) ?? [];

/** A desk with its document, as the editor holds on to what it told. */
class Table {
  #desk = new Desk();
  #saved: Saved | null = null;
  #bookmark: Bookmark | null = null;
  #revision = 0;
  #names: readonly string[] = [];
  #sheet: Sheet;

  constructor(language: string, source: string) {
    const { text, ...pointer } = marked(source);
    this.#sheet = { uri: 'file:///a', text, language, version: 1 };
    const shown = this.#desk.show({ sheet: this.#sheet, beside, settings, pointer });
    assert.equal(shown.kind, 'drawn');
    this.#hear(shown.told);
  }

  #hear(told: Told | null): void {
    for (const message of read(structuredClone(told))) {
      if (message.kind !== 'graph' && message.kind !== 'tape') continue;
      [this.#saved, this.#revision] = [message.saved, message.revision];
      this.#names = message.inputs.map(({ name }) => name);
    }
    this.#bookmark = structuredClone(told?.bookmark) ?? this.#bookmark;
  }

  /** What a person does. */
  do(step: Step): void {
    const revision = this.#revision;
    switch (step.kind) {
      case 'value': {
        const name = this.#names[step.which % Math.max(1, this.#names.length)] ?? '';
        const message = { kind: 'setInput', revision, name, value: step.value } as const;
        this.#hear(this.#desk.change({ message, settings })?.told ?? null);
        break;
      }
      case 'gates': {
        const gates = { ...plainLens.gates, composites: step.composites };
        const lens = { ...plainLens, gates };
        const message = { kind: 'look', revision, number: 1, lens } as const;
        this.#hear(this.#desk.change({ message, settings })?.told ?? null);
        break;
      }
      case 'type': {
        const { text, version } = this.#sheet;
        const offset = Math.round(step.at * text.length);
        const typed = text.slice(0, offset) + step.text + text.slice(offset);
        this.#sheet = { ...this.#sheet, text: typed, version: version + 1 };
        const edits = [[{ offset, length: 0, text: step.text }]];
        this.#hear(this.#desk.read({ sheet: this.#sheet, beside, settings, edits }));
        break;
      }
      case 'lose':
        this.#desk = new Desk();
        if (this.#bookmark && this.#saved) {
          const given = { bookmark: this.#bookmark, saved: this.#saved, revision, settings };
          this.#hear(this.#desk.goOn(given));
        }
        break;
      case 'reload':
        this.#desk = new Desk();
        if (this.#saved) {
          const given = { sheet: this.#sheet, beside, settings, saved: this.#saved };
          this.#hear(this.#desk.resume(given).told);
        }
        break;
    }
  }

  /** What the page shows by now. */
  shown(): object | null {
    const told = this.#desk.draw({ settings });
    const graph = read(told).find(
      (message): message is Extract<HostMessage, { kind: 'graph' }> => message.kind === 'graph',
    );
    if (!graph) return null;
    const { inputs, tape, lens } = graph;
    return {
      inputs: inputs.map(({ name, value }) => [name, value]),
      value: [...tape.value],
      gradient: [...tape.gradient],
      lens,
    };
  }
}

describe('what is lost at random moments', () => {
  for (const kind of ['lose', 'reload'] as const) {
    it(`${kind === 'lose' ? 'the desk' : 'the window'}: everything shown is there again`, () => {
      const options = runs<[(typeof sources)[number], Step[]]>(60);
      const steps = fc.array(step, { maxLength: 8 });
      let lost = 0;
      fc.assert(
        fc.property(fc.constantFrom(...sources), steps, ({ language, source }, done) => {
          const table = new Table(language, source);
          for (const each of done) {
            if (each.kind !== 'lose' && each.kind !== 'reload') table.do(each);
            else {
              const before = table.shown();
              table.do({ kind });
              assert.deepEqual(table.shown(), before);
              lost++;
            }
          }
        }),
        options,
      );
      assert.ok(lost > 0);
      tell(`${kind === 'lose' ? 'threads' : 'windows'} lost at random moments`, lost);
    }).timeout(600_000);
  }
});
