/** LaTeX that is well formed whatever the circuit is called, and looks like the field's figures. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { explainGradient, explainValue } from '../../src/autodiff/explain';
import { writeExplanation, writeLatex, writeNumber } from '../../src/exports/latex';
import { figureOf } from '../../src/exports/figure';
import { printTikz, printTikzDocument, printWorksheet } from '../../src/exports/tikz';
import type { Formula } from '../../src/formula';
import { latexFaults } from './forms';
import { drawn, everyOp, famous, hostile, quiz, special } from './subjects';

const all = [...famous, ...everyOp.filter((_, i) => i % 3 === 0), ...special, hostile];
const digits = { kind: 'decimals', count: 2 } as const;
const sample = famous.find(({ name }) => name === 'the micrograd README block') ?? hostile;

/** A point as TikZ writes it. */
const at = ({ x, y }: { x: number; y: number }): string =>
  `(${[x, y].map((pixels) => String(Math.round(pixels * 10) / 10)).join(', ')})`;

describe('exported LaTeX', () => {
  for (const [formula, expected] of [
    ['x', 'x'],
    ['−', '-'],
    ['θ', String.raw`\theta`],
    ['ŷ', String.raw`\hat{y}`],
    ['exp', String.raw`\exp`],
    ['relu', String.raw`\operatorname{relu}`],
    ['log2', String.raw`\operatorname{log2}`],
    ['leaky_relu', String.raw`\operatorname{leaky\_relu}`],
    ['bias', String.raw`\mathrm{bias}`],
    ['*-1', String.raw`{\times}{-}1`],
    ['1/x', '1{/}{x}'],
    ['a_b', String.raw`{a}{\_}{b}`],
    ['日', String.raw`\mathtt{U{+}65E5}`],
    [{ form: 'script', parts: ['w', '0'] }, '{w}_{0}'],
    [{ form: 'root', parts: ['x', '3'] }, String.raw`\sqrt[3]{x}`],
    [{ form: 'number', value: -0.2, role: 'gradient' }, String.raw`\textcolor{red}{-0.20}`],
    [{ form: 'number', value: Infinity, role: 'value' }, String.raw`\textcolor{green}{\infty}`],
    [{ form: 'number', value: 3, role: 'plain' }, '3'],
  ] as [Formula, string][]) {
    it(`writes ${JSON.stringify(formula)} as ${expected}`, () => {
      assert.equal(writeLatex(formula, digits), expected);
    });
  }

  for (const [number, expected] of [
    ['−3.9e−5', String.raw`-3.9 \times 10^{-5}`],
    ['−3/4', '-3/4'],
    ['≈−0.33', String.raw`\approx -0.33`],
    ['3 wires', String.raw`\text{3 wires}`],
  ] as const) {
    it(`writes what stands on a wire, ${number}, as ${expected}`, () => {
      assert.equal(writeNumber(number), expected);
    });
  }

  it('explains every number of every circuit in lines that are well formed', () => {
    for (const { name, what } of all) {
      for (const { id } of what.graph.nodes) {
        for (const lines of [
          explainValue(what.graph, what.tape, id),
          explainGradient(what.graph, what.tape, id),
        ]) {
          assert.deepEqual(latexFaults(writeExplanation(lines, digits)), [], name);
        }
      }
    }
  });

  it('aligns an explanation at the equals signs', () => {
    const lines = explainGradient(quiz.graph, quiz.tape, 12);
    const [, ...rest] = writeExplanation(lines, digits).trimEnd().split('\n');
    assert.deepEqual(rest, [
      String.raw`\begin{aligned}`,
      String.raw`  \frac{\partial f}{\partial \mathrm{in}} &= \text{upstream} \times \frac{-1}{{\mathrm{in}}^{2}} \\`,
      String.raw`  &\approx \textcolor{red}{1.00} \times \frac{-1}{{\textcolor{green}{1.37}}^{2}} \\`,
      String.raw`  &\approx \textcolor{red}{1.00} \times \left(-0.53\right) \\`,
      String.raw`  &\approx \textcolor{red}{-0.53}`,
      String.raw`\end{aligned}`,
    ]);
  });
});

describe('exported TikZ', () => {
  it('is the quiz circuit', () => {
    const expected = readFileSync('test/exports/cases/quiz.tikz.txt', 'utf8');
    assert.equal(printTikzDocument(quiz), expected);
  });

  it('is well formed for every circuit, and draws every shape and wire', () => {
    for (const { name, what } of all) {
      const text = printTikz(what);
      assert.deepEqual(latexFaults(text), [], name);
      const { wires, shapes } = figureOf(what);
      assert.equal(text.match(/ to\[/g)?.length ?? 0, wires.length, name);
      assert.equal(
        text.match(/\\node\[gate/g)?.length ?? 0,
        shapes.filter(({ kind }) => kind === 'op').length,
        name,
      );
    }
  });

  it('is a worksheet: only what is given has its number, and all else a line to write on', () => {
    const numbers = (text: string, style: string): string[] =>
      [
        ...text.matchAll(new RegExp(`\\\\node\\[${style}\\] at \\S+ \\S+ \\{\\$(.*)\\$\\};`, 'g')),
      ].map(([, number = '']) => number);
    const what = { ...quiz, drawing: drawn(quiz) };
    const [key, sheet] = [printTikz(what), printWorksheet(what)];
    const given = numbers(sheet, 'value').filter((number) => !number.includes('underline'));
    assert.deepEqual(given.toSorted(), ['-1.00', '-2.00', '-3.00', '-3.00', '2.00']);
    assert.equal(numbers(sheet, 'value').length, numbers(key, 'value').length);
    const gradients = numbers(sheet, 'gradient');
    assert.equal(gradients.length, numbers(key, 'gradient').length);
    assert.deepEqual(new Set(gradients), new Set([String.raw`\underline{\hspace{1.8em}}`]));
    for (const { name, what } of all) assert.deepEqual(latexFaults(printWorksheet(what)), [], name);
  });

  it('takes the places of the drawing where there are any', () => {
    for (const { name, what } of all) {
      const drawing = drawn(what);
      const text = printTikz({ ...what, drawing });
      assert.deepEqual(latexFaults(text), [], name);
      for (const { points, numbers } of drawing.wires) {
        assert.ok(text.includes(`] ${points.map(at).join(' -- ')};`), name);
        if (numbers) assert.ok(text.includes(`\\node[value] at ${at(numbers)}`), name);
      }
      for (const { numbers, y, end } of drawing.shapes) {
        assert.ok(text.includes(`\\node[value] at ${at({ x: numbers, y })}`), name);
        assert.match(text, new RegExp(` -- \\((${end}|${end + 8}), ${y}\\);`), name);
      }
    }
  });

  it('passes over a drawing of another circuit', () => {
    const drawing = drawn(sample.what);
    assert.equal(printTikz({ ...quiz, drawing }), printTikz(quiz));
  });

  it('keeps shapes apart where nobody has drawn them', () => {
    for (const { name, what } of all) {
      const places = printTikz(what).match(/at \([-\d., ]+\)/g) ?? [];
      assert.equal(new Set(places).size, places.length, name);
    }
  });

  it('draws a leaf again at every use, and its whole gradient once', () => {
    const text = printTikz(sample.what);
    assert.equal(text.match(/\{\$a\$\}/g)?.length, 5);
    assert.equal(text.match(/\\Sigma/g)?.length, 2);
    assert.match(text, /\$\\Sigma\\;\$\$138\.83\$/);
  });
});
