/** Fixtures, and fixtures changed at random, are answered with something well formed, whatever they say. */
import assert from 'node:assert/strict';
import { budget, seed, tell } from './budget';
import { chance } from './chance';
import { deepFaultsOf } from './depth';
import { faultsOf } from './judge';
import { mutant } from './mutants';
import { readSamples, type Sample } from './samples';

const samples = readSamples();

function assertSound(sample: Sample, index: number, isDeep: boolean): void {
  const deep = isDeep ? deepFaultsOf(sample, chance(~seed, index)) : [];
  assert.deepEqual([...faultsOf(sample), ...deep], [], JSON.stringify({ ...sample, index, seed }));
}

describe('every text', () => {
  it('of the fixtures is answered, drawn, explained, hovered and exported soundly', () => {
    // In the tests one in a dozen.
    const step = budget(0) === 0 ? 12 : 1;
    for (const [index, sample] of samples.entries()) {
      assertSound(sample, index, index % step === seed % step);
    }
    tell('fixtures, drawn, explained and exported', samples.length);
  }).timeout(300_000);

  it('of the fixtures, cut anywhere, is answered soundly', () => {
    // In the tests a tenth of them, in thirds.
    const pieces = budget(0) === 0 ? 3 : 40;
    const some = samples.filter((_, index) => budget(0) > 0 || index % 10 === 0);
    let tried = 0;
    for (const [index, { text, ...sample }] of some.entries()) {
      const step = Math.ceil(text.length / pieces);
      for (let cut = step; cut < text.length; cut += step, tried++) {
        assertSound({ ...sample, text: text.slice(0, cut) }, index, false);
      }
    }
    tell('fixtures that break off', tried);
  }).timeout(300_000);

  it('that was changed at random is answered soundly', () => {
    for (let index = 0; index < 2000; index++) {
      assertSound(mutant(samples, seed, index), index, index % 40 === 0);
    }
  }).timeout(300_000);
});
