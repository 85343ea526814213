/** Every row of the table: its rules are its derivatives, print and read back, and no spelling means two things. */
import assert from 'node:assert/strict';
import { toText, write } from '../src/autodiff/notation';
import { readRule, rulesOf } from '../src/autodiff/rules';
import { opNames, opSpelled, ops, type Interval } from '../src/ops';
import { printTree } from './trees';

const SAMPLES = 25;

/** Evenly spread but unaligned points, so that no sample falls on a kink by its roundness. */
function sample([low, high]: Interval, index: number): number {
  return low + (high - low) * (((index + 1) * 0.6180339887498949) % 1);
}

/** Richardson's central difference, error O(h⁶) (Abramowitz & Stegun 25.3.21). */
function slope(f: (x: number) => number, x: number, h: number): number {
  const d = (step: number): number => (f(x + step) - f(x - step)) / (2 * step);
  const [coarse, middle, fine] = [d(h), d(h / 2), d(h / 4)];
  const [a, b] = [(4 * middle - coarse) / 3, (4 * fine - middle) / 3];
  return (16 * b - a) / 15;
}

describe('the op table', () => {
  for (const name of opNames) {
    const op = ops[name];
    op.rules.forEach((rule, operand) => {
      it(`${name}: local derivative ${operand} is ${rule}`, () => {
        const compiled = rulesOf(name).local[operand];
        assert.ok(compiled);
        for (let i = 0; i < SAMPLES; i++) {
          const point = op.on.map((interval, k) => sample(interval, i * op.on.length + k));
          const [x = 0, y = 0, z = 0] = point;
          const along = (t: number): number => {
            const [a = 0, b = 0, c = 0] = point.map((v, k) => (k === operand ? t : v));
            return op.value(a, b, c);
          };
          const at = point[operand] ?? 0;
          const low = op.on[operand]?.[0] === op.on[operand]?.[1];
          const expected = low ? 0 : slope(along, at, 1e-3);
          const got = compiled.evaluate(x, y, z, op.value(x, y, z));
          const jump = Math.abs(along(at + 1e-3) - along(at - 1e-3)) > 0.4;
          const kinked = nearKink(name, point, operand);
          if (jump || kinked) continue;
          const error = Math.abs(got - expected) / Math.max(1, Math.abs(expected));
          assert.ok(error < 1e-7, `at ${point.join(', ')}: rule ${got}, difference ${expected}`);
        }
      });
      it(`${name}: rule ${rule} prints and reads back`, () => {
        const tree = readRule(rule);
        const printed = toText(write(tree).formula);
        assert.equal(printTree(readRule(printed)), printTree(tree), printed);
      });
    });
  }

  it('has one meaning for every spelling', () => {
    const all = opNames.flatMap((name) => [name, ...ops[name].spellings]);
    assert.equal(new Set(all).size, all.length);
  });

  it('knows no inherited name', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.equal(opSpelled(name), undefined, name);
    }
  });
});

/** Whether a step of the difference would cross a kink of the row. */
function nearKink(
  name: (typeof opNames)[number],
  point: readonly number[],
  operand: number,
): boolean {
  const rule = rulesOf(name).local[operand];
  if (!ops[name].kink || !rule) return false;
  const around = [-2e-3, 2e-3].map((h) => {
    const [x = 0, y = 0, z = 0] = point.map((v, k) => (k === operand ? v + h : v));
    return rule.evaluate(x, y, z, ops[name].value(x, y, z));
  });
  const [before = 0, after = 0] = around;
  return Math.abs(after - before) > 0.05;
}
