/** Random programs: printed and read in four languages, differentiated in three ways, and permuted. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { forward, run } from '../../src/autodiff/tape';
import { runTangent } from '../../src/autodiff/tangent';
import { call, name, num, type Expr, type Program } from '../../src/language/syntax';
import { analyze, type Analysis } from '../../src/session';
import { arity, ops, type OpName } from '../../src/ops';
import { smoothProgram } from '../programs';
import { printTree } from '../trees';
import { runs, tell } from './budget';
import { known, languages, normal, readTree, type Printer } from './languages';

const NOWHERE = { start: 0, end: 0 };

const leaf: fc.Arbitrary<Expr> = fc.oneof(
  fc.constantFrom(...Object.keys(known)).map((id) => name(id, NOWHERE)),
  fc.integer({ min: 1, max: 12 }).map((n) => num(n / 4, NOWHERE)),
);

/** Expressions of a language up to a depth; what has to be true or false is a comparison or logic. */
function expressions({ ops: said, conditions }: Printer): fc.Arbitrary<Expr> {
  const values = said.filter((op) => ops[op].form.kind !== 'conditional');
  const operands = (op: OpName, each: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> =>
    fc
      .tuple(...Array.from({ length: arity(op) }, () => each))
      .map((args) => call(op, args, NOWHERE));
  const value = (depth: number): fc.Arbitrary<Expr> => {
    if (depth === 0) return leaf;
    const inner = value(depth - 1);
    const plain = fc.constantFrom(...values).chain((op) => operands(op, inner));
    const chosen = fc
      .tuple(condition(depth - 1), inner, inner)
      .map((args) => call('select', args, NOWHERE));
    return fc.oneof({ weight: 8, arbitrary: plain }, { weight: 1, arbitrary: chosen }, leaf);
  };
  const condition = (depth: number): fc.Arbitrary<Expr> => {
    const connects = (op: OpName): boolean => ops[op].decides === true;
    // A condition on numbers alone is decided by the readers.
    const open = fc.tuple(leaf, value(depth)).map(([x, y]) => {
      return [call('add', [name('a', NOWHERE), x], NOWHERE), y];
    });
    const plain = fc
      .tuple(fc.constantFrom(...conditions.filter((op) => !connects(op))), open)
      .map(([op, args]) => call(op, args, NOWHERE));
    const logic = conditions.filter(connects);
    if (depth === 0 || logic.length === 0) return plain;
    const connected = fc.constantFrom(...logic).chain((op) => operands(op, condition(depth - 1)));
    return fc.oneof(plain, connected);
  };
  return value(3);
}

describe('random expressions', () => {
  for (const printer of languages) {
    const { language, print } = printer;
    const options = runs<[Expr]>(400);
    it(`read back as they were printed in ${language}`, () => {
      fc.assert(
        fc.property(expressions(printer), (expr) => {
          const printed = print(expr);
          assert.equal(readTree(printed, language), printTree(normal(expr)), printed);
        }),
        options,
      );
      tell(`random expressions printed in ${language} and read back`, options.numRuns ?? 0);
    });
  }
});

/** The numbers at which random programs are evaluated. */
const at = (id: string): number => known[id as keyof typeof known];

function near(got: number, want: number, within: number): boolean {
  return Object.is(got, want) || Math.abs(got - want) <= within * Math.max(1, Math.abs(want));
}

describe('random programs', () => {
  it('have the same gradients by reverse mode, forward mode and differences', () => {
    const options = runs<[Program]>(200);
    fc.assert(
      fc.property(smoothProgram, (program) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const tape = run(graph, at);
        for (const node of graph.nodes) {
          if (node.kind !== 'input') continue;
          const reverse = tape.gradient[node.id] ?? NaN;
          const tangent = runTangent(graph, tape, node.id)[graph.output] ?? NaN;
          assert.ok(near(reverse, tangent, 1e-9), `${reverse}, forward mode ${tangent}`);
          const slope = (h: number): number => {
            const moved = (by: number): number =>
              forward(graph, (id) => at(id) + (id === node.name ? by : 0))[graph.output] ?? NaN;
            return (moved(h) - moved(-h)) / (2 * h);
          };
          const [coarse, fine] = [slope(1e-4), slope(5e-5)];
          // Where the difference itself is not settled it says nothing.
          if (!near(coarse, fine, 1e-5)) continue;
          const difference = (4 * fine - coarse) / 3;
          assert.ok(near(reverse, difference, 1e-5), `${reverse}, difference ${difference}`);
        }
      }),
      options,
    );
    tell('random programs differentiated in three ways', options.numRuns ?? 0);
  });

  it('say the same in whatever order independent definitions stand', () => {
    const options = runs<[Definitions]>(200);
    const [plain] = languages;
    assert.ok(plain);
    fc.assert(
      fc.property(definitions(plain), ({ lines, shuffled, last }) => {
        const [first, second] = [lines, shuffled].map((rows) => {
          const text = [...rows, last].join('\n');
          return analyze(text, { language: 'plaintext', inputs: known });
        });
        assert.ok(first && second);
        // Sums are taken in another order, and rounded otherwise.
        const about = [...lines, last].join('\n');
        assert.ok(near(first.output ?? NaN, second.output ?? NaN, 1e-12), about);
        assert.equal(first.inputs.length, second.inputs.length, about);
        for (const { name: id, gradient } of first.inputs) {
          const other = second.inputs.find((input) => input.name === id)?.gradient ?? 0;
          const same = near(gradient, other, 1e-9) || Math.abs(gradient - other) <= noiseOf(first);
          assert.ok(same, `${id}: ${gradient}, ${other}\n${about}`);
        }
        const kinds = ({ problems }: Analysis): string[] => problems.map(({ kind }) => kind).sort();
        assert.deepEqual(kinds(first), kinds(second), about);
      }),
      options,
    );
    tell('random programs with their definitions in another order', options.numRuns ?? 0);
  });
});

/** What rounding leaves of contributions that cancel, as those of `csc(sinc(logb(c, c)))`, where sinc is all but 0. */
function noiseOf({ tape }: Analysis): number {
  const sizes = [...(tape?.contribution ?? [])].map(Math.abs).filter(Number.isFinite);
  return 1e-14 * Math.max(0, ...sizes);
}

interface Definitions {
  readonly lines: readonly string[];
  readonly shuffled: readonly string[];
  readonly last: string;
}

/** A few definitions that do not need one another, in two orders, and a line that needs them all. */
function definitions(printer: Printer): fc.Arbitrary<Definitions> {
  return fc
    .tuple(fc.array(expressions(printer), { minLength: 2, maxLength: 5 }), fc.nat())
    .map(([values, by]) => {
      const lines = values.map((value, i) => `q${i} = ${printer.print(value)}`);
      const shuffled = lines.toSorted(
        (x, y) =>
          ((Number(x.charAt(1)) * 7 + by) % lines.length) -
          ((Number(y.charAt(1)) * 7 + by) % lines.length),
      );
      return { lines, shuffled, last: `f = ${lines.map((_, i) => `q${i}`).join(' + ')}` };
    });
}
