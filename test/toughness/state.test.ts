/** Whatever stands in the state that VS Code keeps for us, it is read as something sound or passed over. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { openSaved } from '../../src/dialogue';
import { followSaved, save, studySaved } from '../../src/editor/follow';
import { recallReadings, recallValues, valuesOf, withValue } from '../../src/editor/memory';
import { defaultLimits } from '../../src/language/syntax';
import { saved } from '../../src/protocol';
import { runs, tell } from './budget';
import { fitting, unfitting } from './payloads';

const knowledge = { inputs: {}, readings: {}, macros: {}, limits: defaultLimits, lastUsed: {} };
const pages = ['$f = x*y$ and $x = 2$', 'x = 3\ny = x*x', '', '<img onerror=alert(1)>'];

const garbage = fc.oneof(
  fc.anything(),
  fc.array(fc.tuple(fc.anything(), fc.anything())),
  fc.array(fc.tuple(fc.string(), fc.array(fc.tuple(fc.string(), fc.anything())))),
);

describe('kept state', () => {
  it('that is garbage is forgotten, and takes the next value', () => {
    const options = runs<[unknown, string, number]>(100);
    fc.assert(
      fc.property(garbage, fc.string(), fc.double({ noNaN: true }), (kept, name, value) => {
        const state = {
          keys: () => [],
          get: () => kept,
          update: () => Promise.resolve(),
        };
        recallReadings(state as never, 'file:///a.md');
        recallValues(state as never, 'file:///a.md');
        const next = withValue(kept, 'file:///a.md', name, value);
        const found = valuesOf(next, 'file:///a.md').map(([, each]) => each);
        if (Number.isFinite(value)) assert.ok(found.includes(value));
      }),
      options,
    );
    tell('workspace states that are garbage', options.numRuns ?? 0);
  });

  it('of a page, true or spoilt, brings a study back or says that it cannot', () => {
    const options = runs<[unknown, string]>(100);
    const any = fc.oneof(fitting(saved) as fc.Arbitrary<unknown>, unfitting(saved));
    fc.assert(
      fc.property(any, fc.constantFrom(...pages), (kept, text) => {
        const { success, output } = v.safeParse(saved, kept);
        if (!success) return;
        const page = { text, language: 'markdown' };
        openSaved(output);
        const followed =
          followSaved(output, page, knowledge) ?? studySaved(output, { limits: defaultLimits });
        if (followed) assert.ok(v.is(saved, save(followed, output.uri)));
      }),
      options,
    );
    tell('page states, true or spoilt', options.numRuns ?? 0);
  });
});
