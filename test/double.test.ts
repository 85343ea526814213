/** What messages say comes through JSON: every number, in every direction. */
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { double, writeDoubles } from '../src/double';
import { plainLens } from '../src/lens';
import { pageData, viewMessage, type Saved } from '../src/protocol';

const travel = (said: unknown): unknown => JSON.parse(JSON.stringify(writeDoubles(said)));

const NUMBERS = [0, 1.5, -1e308, 5e-324, NaN, Infinity, -Infinity];

describe('a number on its way', () => {
  for (const x of NUMBERS) {
    const saved: Saved = {
      ...{ uri: 'file:///a', language: 'latex', start: 0, end: 1, text: 'x', readings: {} },
      values: JSON.parse(`{ "__proto__": 1, "x": 0 }`) as Record<string, number>,
      lens: { ...plainLens, seed: x },
    };
    saved.values['x'] = x;

    it(`${x} arrives`, () => {
      assert.equal(v.parse(double, travel(x)), x);
    });

    it(`${x} arrives in a message, and with what a page has kept`, () => {
      const set = { kind: 'setInput', revision: 1, name: 'Infinity', value: x };
      assert.deepEqual(v.parse(viewMessage, travel(set)), set);
      const ready = { kind: 'ready', saved };
      const arrived = v.parse(viewMessage, travel(ready));
      assert.ok(arrived.kind === 'ready' && arrived.saved);
      assert.equal(arrived.saved.values['x'], x);
      assert.equal(arrived.saved.lens?.seed, x);
    });

    it(`${x} arrives in an exported page`, () => {
      const settings = { decimals: 2, palette: 'classic' };
      const data = v.parse(pageData, travel({ saved, settings, sources: {} }));
      assert.equal(data.saved.values['x'], x);
    });
  }

  it('stays with others of its kind in an array of them', () => {
    const numbers = Float64Array.from(NUMBERS);
    assert.deepEqual(writeDoubles({ numbers }), { numbers });
  });

  it('is a number, or one of three words', () => {
    for (const other of ['1', '', 'infinity', null, undefined, [1], {}]) {
      assert.equal(v.is(double, other), false, JSON.stringify(other));
    }
  });
});
