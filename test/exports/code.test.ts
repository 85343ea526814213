/** Printed programs are held to the circuit: what they say is read back and computed again. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { definitionOf } from '../../src/exports/definitions';
import { printJax } from '../../src/exports/jax';
import { printNumpy } from '../../src/exports/numpy';
import { printPyTorch } from '../../src/exports/pytorch';
import { printTensorflow } from '../../src/exports/tensorflow';
import type { Expr } from '../../src/language/syntax';
import { opNames, ops } from '../../src/ops';
import { formFaults } from './forms';
import { checksOf, readJax, readNumpy, readPyTorch, readTensorflow } from './reading';
import { everyOp, famous, hostile, quiz, random, special } from './subjects';

const all = [...famous, ...everyOp, ...random, ...special, hostile];
const some = [...famous, ...everyOp.filter((_, i) => i % 3 === 0), ...special, hostile];

const printers = [
  { name: 'pytorch', print: printPyTorch, read: readPyTorch },
  { name: 'jax', print: printJax, read: readJax },
  { name: 'numpy', print: printNumpy, read: readNumpy },
  {
    name: 'tensorflow',
    print: printTensorflow,
    read: readTensorflow,
  },
];

function near(actual: number | null | undefined, expected: number, about: () => string): void {
  const a = actual ?? -1e99;
  const within = 1e-9 * Math.max(1, Math.abs(expected));
  if (!Object.is(a, expected) && !(Math.abs(a - expected) <= within)) {
    assert.fail(`${about()}: ${a} is not ${expected}`);
  }
}

describe('exported programs', () => {
  it('are judged by what Python reads, not by what its parser here does', () => {
    assert.deepEqual(formFaults('numpy', 'printß = 1.0\n'), []);
    assert.notDeepEqual(formFaults('numpy', 'print ß = 1.0\n'), []);
  });

  for (const { name, print } of printers) {
    it(`${name} parses, whatever the circuit and its names`, () => {
      for (const { name: subject, what } of all) {
        assert.deepEqual(formFaults(name, print(what)), [], subject);
      }
    });

    it(`${name} is what a person would write for the quiz circuit`, () => {
      assert.equal(print(quiz), readFileSync(`test/exports/cases/quiz.${name}.txt`, 'utf8'));
    });

    it(`${name} checks the value and every gradient that flows back`, () => {
      const { tape, graph, inputs } = quiz;
      const expected = [tape.value[graph.output], ...inputs.map(({ gradient }) => gradient)];
      assert.deepEqual(
        checksOf(print(quiz)).map(([, number]) => number),
        expected,
      );
    });
  }

  for (const { name, print, read } of printers) {
    it(`${name} reads back as the numbers that it checks`, () => {
      for (const { name: subject, what } of some) {
        const text = print(what);
        const found = read(text, what.tape.gradient[what.graph.output] ?? NaN);
        for (const [actual, expected] of checksOf(text)) {
          near(found(actual), expected, () => `${subject}, ${actual}\n${text}`);
        }
      }
    });
  }

  it('in 24 bits check no gradient whose rule leaves their range on its way', () => {
    const subject = special.find(({ name }) => name === 'numbers that 32 bits do not hold');
    assert.ok(subject);
    const text = printTensorflow(subject.what);
    assert.deepEqual(
      checksOf(text).map(([actual]) => actual),
      ['value', 'd_h'],
    );
    assert.match(text, /They do not hold what leads to the gradient of x\./);
  });

  it('write an op that a library lacks in others of the same value', () => {
    for (const op of opNames) {
      const definition = definitionOf(op);
      for (const share of definition ? [0.1, 0.5, 0.77] : []) {
        const point = ops[op].on.map(([low, high]) => low + share * (high - low));
        const [x = NaN, y = NaN, z = NaN] = point;
        const expected = ops[op].value(x, y, z);
        const actual = definition ? evaluate(definition, point) : NaN;
        const within = 1e-6 * Math.max(1, Math.abs(expected));
        assert.ok(Math.abs(actual - expected) <= within, `${op}(${point.join(', ')}): ${actual}`);
      }
    }
  });
});

function evaluate(expr: Expr, point: readonly number[]): number {
  if (expr.kind === 'number') return expr.value;
  if (expr.kind === 'name') return point[['x', 'y', 'z'].indexOf(expr.name)] ?? NaN;
  if (expr.kind === 'ref') return NaN;
  const [x = NaN, y = NaN, z = NaN] = expr.args.map((arg) => evaluate(arg, point));
  return ops[expr.op].value(x, y, z);
}
