/** Diagrams and tables say what the circuit says, and stay well formed whatever it is called. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { instance, type Viz } from '@viz-js/viz';
import { printDot } from '../../src/exports/dot';
import { figureOf } from '../../src/exports/figure';
import { printJson } from '../../src/exports/json';
import { printMermaid } from '../../src/exports/mermaid';
import { printTable } from '../../src/exports/table';
import { formFaults } from './forms';
import { everyOp, famous, hostile, quiz, special } from './subjects';

const all = [...famous, ...everyOp.filter((_, i) => i % 3 === 0), ...special, hostile];

/** What Graphviz answers for a DOT file in its own JSON. */
interface Drawn {
  readonly objects: readonly { readonly name: string; readonly _gvid: number }[];
  readonly edges: readonly { readonly tail: number; readonly head: number }[];
}

describe('exported diagrams', () => {
  let graphviz: Viz;

  before(async () => {
    graphviz = await instance();
  });

  for (const [name, print] of [
    ['dot', printDot],
    ['mermaid', printMermaid],
    ['markdown', printTable],
    ['json', printJson],
  ] as const) {
    it(`${name} writes the quiz circuit`, () => {
      assert.equal(print(quiz), readFileSync(`test/exports/cases/quiz.${name}.txt`, 'utf8'));
    });
  }

  it('DOT: Graphviz reads every circuit without a warning, and finds its nodes and wires', () => {
    for (const { name, what } of all) {
      const { shapes, wires } = figureOf(what);
      const result = graphviz.render(printDot(what), { format: 'json' });
      // This build of Graphviz has no fonts to measure letters with.
      const faults = result.errors.filter(({ message }) => !message.includes('no value for width'));
      assert.deepEqual([result.status, faults], ['success', []], name);
      const { objects, edges } = JSON.parse(result.output ?? '') as Drawn;
      assert.equal(objects.length, shapes.length + 1, name);
      assert.equal(edges.length, wires.length + 1, name);
    }
  });

  it('DOT: the numbers and names are in the picture that Graphviz draws', () => {
    const svg = graphviz.renderString(printDot(quiz), { format: 'svg' }).replaceAll('&#45;', '-');
    const texts = Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, text = '']) => text);
    for (const number of ['0.73', '1.00', '−0.53', '0.39', '−0.59', '6.00', 'exp', '*-1']) {
      assert.ok(texts.includes(number), `${number} is missing in ${texts.join(' ')}`);
    }
  });

  for (const [name, print] of [
    ['mermaid', printMermaid],
    ['markdown', printTable],
  ] as const) {
    it(`${name}: no name and no text is markup`, () => {
      for (const { name: subject, what } of all) {
        assert.deepEqual(formFaults(name, print(what)), [], subject);
      }
    });
  }

  it('JSON: every number can be read back, with NaN, ∞ and −0', () => {
    for (const { name, what } of all) {
      const { nodes, seed } = JSON.parse(printJson(what)) as {
        readonly nodes: readonly { readonly value: number | string }[];
        readonly seed: number | string;
      };
      const values = nodes.map(({ value }) => Number(value));
      assert.deepEqual(values, Array.from(what.tape.value), name);
      assert.equal(Number(seed), what.tape.gradient[what.graph.output], name);
    }
  });
});
