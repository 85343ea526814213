/** Hostile documents are looked through to the end: no pattern goes over the same text again and again. */
import assert from 'node:assert/strict';
import { definitionsInProse } from '../../src/editor/definitions';
import { find } from '../../src/editor/find';
import { literalAt } from '../../src/editor/literal';
import { macrosOf } from '../../src/editor/macros';
import { regionsNear } from '../../src/editor/regions';
import { openSubject } from '../../src/editor/subject';
import { valuesAround } from '../../src/editor/values';
import { defaultLimits } from '../../src/language/syntax';

const many = (text: string, times = 200_000): string => text.repeat(times);

describe('hostile documents', () => {
  it('a dollar before a long line that is no formula', () => {
    assert.deepEqual(regionsNear(`$ ${many('_')}x$`, 'markdown', { start: 0, end: 0 }), []);
  });

  it('blanks at the end of a line of code', () => {
    const [found] = find(`x = 1${many(' ')}y`, { start: 0, end: 0 }, 'cpp');
    assert.equal(found?.text.length, 200_006);
  });

  it('macros that never close', () => {
    assert.deepEqual(macrosOf(`\\newcommand${many(' ')}x`, {}), {});
    assert.deepEqual(macrosOf(many('\\newcommand\\a[', 50_000), {}), {});
  });

  it('digits without end, and blanks after them', () => {
    assert.equal(literalAt(`${many('1')}q`, 0), null);
    assert.equal(literalAt(`2${many(' ')}q`, 0)?.value, 2);
  });

  it('rows of names that no number follows', () => {
    for (const row of [many('a & ', 60), many('x₀, ', 60), many('w₁₂₃₄₅₆₇₈₉ ', 20)]) {
      const [found, ...others] = definitionsInProse(`${row}! \\\\ b = 2`, 0);
      assert.deepEqual([found?.key, found?.value, others], ['b', 2, []]);
    }
    assert.deepEqual(definitionsInProse(`x is ${many('equal value ', 40)}equal_`, 0), []);
  });

  it('a word of any length before a bracket', () => {
    const text = `${many('a', 65_000)}(`;
    const found = find(text, { start: 0, end: text.length }, 'plaintext');
    const knowledge = { inputs: {}, readings: {}, macros: {}, limits: defaultLimits };
    assert.equal(openSubject(text, 'plaintext', found, knowledge)?.study.graph, null);
  });

  it('many names with values far down', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `v${i}`);
    const text = `${many('x\n')}${names.map((name) => `${name} = 2`).join('; ')}\n`;
    const end = { start: text.length, end: text.length };
    const places = valuesAround(text, end, 'python', names);
    assert.equal(places.size, 1000);
    assert.equal(places.get('v999')?.line, 200_001);
  });
});
