/** Figures and tables say what the screen says; programs and JSON say the true numbers too. */
import assert from 'node:assert/strict';
import { exportStudy } from '../../src/exported';
import { figureOf } from '../../src/exports/figure';
import { formats } from '../../src/exports/formats';
import type { Exported } from '../../src/exports/subject';
import { plainLens, type Lens } from '../../src/lens';
import { formatNumber, formatShown } from '../../src/numbers';
import { fractionsOf, shownDigits, tangentsOf } from '../../src/questions';
import { shownTape } from '../../src/picture';
import { openStudy, type Study } from '../../src/session';
import { checksOf } from './reading';
import { formFaults } from './forms';
import { lenses } from './subjects';

const quiz = String.raw`f = \frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2)}}`;
const inputs = { w_0: 2, x_0: -1, w_1: -3, x_1: -2, w_2: -3 };

const study = (changes: Partial<Lens>, text = quiz): Study =>
  openStudy(text, {
    language: text === quiz ? 'latex' : 'plaintext',
    inputs: text === quiz ? inputs : {},
    lens: { ...plainLens, ...changes },
  });

function take(changes: Partial<Lens>, text?: string): Exported {
  const what = exportStudy(study(changes, text), 2);
  assert.ok(what);
  return what;
}

const print = (key: string, what: Exported): string =>
  formats.find((format) => format.key === key)?.print(what) ?? '';

const fork = 'x = 3; y = 4; q = x/y + x; f = q*q - exp(y)';

/** Whether colours and signs say that gradients stand below the wires, or tangents. */
const signsIn = (text: string): string[] =>
  Object.entries({
    gradient: ['#C4161C', 'red,196;green,22;blue,28', '∇'],
    tangent: ['#7B2FA8', 'red,123;green,47;blue,168', '∂'],
  }).flatMap(([role, signs]) => (signs.some((sign) => text.includes(sign)) ? [role] : []));

/** What the page writes at every node and wire, from the messages that it gets. */
function screenOf(shown: Study): { nodes: string[][]; wires: string[][] } {
  const folded = shown.circuit?.fold();
  assert.ok(folded && shown.tape);
  const tape = shownTape(folded, shown.tape);
  const exact = fractionsOf(shown);
  const digits = shownDigits(shown, 2);
  const write = (of: 'value' | 'gradient' | 'carried' | 'contribution', at: number): string =>
    formatShown(tape[of][at] ?? NaN, exact?.[of][at], digits);
  return {
    nodes: folded.nodes.map((_, i) => [write('value', i), write('gradient', i)]),
    wires: folded.edges.map((_, i) => [write('carried', i), write('contribution', i)]),
  };
}

describe('what is taken away', () => {
  for (const [name, changes] of lenses) {
    for (const text of [quiz, fork]) {
      it(`is what stands on the screen, ${name}: ${text.slice(0, 9)}…`, () => {
        const { nodes, wires } = screenOf(study(changes, text));
        const what = take(changes, text);
        const figure = figureOf(what);
        const folded = what.figure;
        for (const [i, wire] of figure.wires.entries()) {
          if (folded.edges[i]?.source === null) continue;
          assert.equal(wire.value, wires[i]?.[0]);
          if (wire.gradient !== null) assert.equal(wire.gradient, wires[i]?.[1]);
        }
        const at = folded.nodes.findIndex(({ id }) => id === figure.output.from);
        assert.deepEqual([figure.output.value, figure.output.gradient], nodes[at]);
        for (const [i, { total }] of figure.shapes.entries()) {
          if (total !== null) assert.equal(total, nodes[i]?.[1]);
        }
        for (const { key } of formats) {
          assert.deepEqual(formFaults(key, print(key, what)), [], key);
        }
      });
    }
  }

  for (const [text, along] of [
    [quiz, 'x_1'],
    ['q = x*y + x; f = q*q - exp(y)', 'x'],
  ] as const) {
    it(`has the tangents along ${along} that stand on the screen, and says so`, () => {
      const shown = study({ along }, text);
      const tangents = tangentsOf(shown)?.tangent;
      const what = take({ along }, text);
      const figure = figureOf(what);
      const write = (node: number): string => {
        const at = what.figure.nodes.findIndex(({ id }) => id === node);
        return formatNumber(tangents?.[at] ?? NaN, what.digits);
      };
      const drawn = figure.wires.filter(({ gradient }) => gradient !== null);
      assert.deepEqual(
        [...drawn, figure.output].map(({ gradient }) => gradient),
        [...drawn, figure.output].map(({ from }) => write(from)),
      );
      assert.ok(figure.shapes.every(({ total }) => total === null));
      for (const { key, kind } of formats) {
        if (kind !== 'figure') continue;
        assert.ok(print(key, what).includes(`Below the wires: tangents along ${along}.`), key);
        assert.deepEqual(signsIn(print(key, what)), ['tangent'], key);
        assert.deepEqual(signsIn(print(key, take({}, text))), ['gradient'], key);
        assert.deepEqual(formFaults(key, print(key, what)), [], key);
      }
    });
  }

  const byHand = take({ byHand: 2 });
  for (const { key, kind, label } of formats) {
    if (kind === 'code' || ['worksheet', 'quiz'].includes(key)) continue;
    it(`has the key that was computed by hand: ${label}`, () => {
      const text = print(key, byHand).replaceAll('−', '-').replaceAll('#8722;', '-');
      const numbers = key === 'json' ? ['0.4', '-0.4', '-0.6'] : ['0.40', '-0.40', '-0.60'];
      for (const number of numbers) {
        assert.match(text, new RegExp(`(?<![\\d.-])${number}(?!\\d)`), number);
      }
      assert.match(text, /by ?hand/i);
      assert.doesNotMatch(print(key, take({})), /by ?hand/i);
    });
  }

  it('asserts the true numbers in programs, and says that the screen had others', () => {
    for (const { key, kind } of formats) {
      if (kind !== 'code') continue;
      const [rounded, exact] = [print(key, byHand), print(key, take({}))];
      assert.deepEqual(checksOf(rounded), checksOf(exact), key);
      const said = rounded.split('\n').filter((line) => !exact.split('\n').includes(line));
      assert.equal(said.length, 1, key);
      assert.match(said[0] ?? '', /^(#|\/\/) .*rounded to 2 decimals.*by hand/, key);
    }
  });

  it('has both numbers in JSON, and the fractions', () => {
    interface Node {
      readonly name?: string;
      readonly value: number;
      readonly gradient: number;
      readonly byHand?: { readonly value: number; readonly gradient: number };
      readonly exact?: { readonly value: string; readonly gradient: string };
    }
    const nodeOf = (what: Exported, name: string): Node | undefined =>
      (JSON.parse(print('json', what)) as { nodes: Node[] }).nodes.find(
        (node) => node.name === name,
      );
    const x1 = nodeOf(byHand, 'x_1');
    assert.equal(formatNumber(x1?.gradient ?? NaN, { kind: 'decimals', count: 2 }), '−0.59');
    assert.deepEqual(x1?.byHand, { value: -2, gradient: -0.6 });
    const x = nodeOf(take({ digits: { kind: 'exact' } }, fork), 'q');
    assert.deepEqual(x?.exact, { value: '15/4', gradient: '15/2' });
  });
});
