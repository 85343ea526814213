/** C and its relatives, Julia, R and MATLAB give the values that their own compilers and people give. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { analyze } from '../../src/session';

const folder = 'test/language/relatives';

interface Fixture {
  readonly head: string;
  readonly source: string;
  readonly expected: string;
}

/** `### name (given a 2)`, the source, `==>`, then `= value` and `! kind: message`. */
function fixtures(file: string): Fixture[] {
  return readFileSync(`${folder}/${file}`, 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...rest] = block.split('\n');
      const [source = '', expected = ''] = rest.join('\n').split('\n==>\n');
      return { head, source, expected: expected.trim() };
    });
}

function given(head: string): Record<string, number> {
  const pairs = /\(given (.*)\)$/.exec(head)?.[1]?.split(', ') ?? [];
  return Object.fromEntries(
    pairs.map((pair) => pair.split(' ')).map(([name = '', value]) => [name, Number(value)]),
  );
}

function near(got: number | null, want: number): boolean {
  return got !== null && Math.abs(got - want) <= 1e-9 * Math.abs(want) + 1e-12;
}

for (const file of readdirSync(folder)) {
  const language = file.replace('.txt', '');
  describe(`${language} fixtures`, () => {
    for (const { head, source, expected } of fixtures(file)) {
      it(head, () => {
        const { output, problems } = analyze(source, { language, inputs: given(head) });
        const lines = expected.split('\n');
        const want = lines.find((line) => line.startsWith('= '));
        const told = problems
          .filter(({ kind }) => kind !== 'kink')
          .map(({ kind, message }) => `! ${kind}: ${message}`);
        assert.deepEqual(
          told,
          lines.filter((line) => line.startsWith('! ')),
        );
        if (want === undefined) assert.equal(output, null);
        else assert.ok(near(output, Number(want.slice(2))), `${output} is not ${want.slice(2)}`);
      });
    }
  });
}

/** One formula in each language, with its value and gradients at the inputs. */
interface Formula {
  readonly name: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly value: number;
  readonly gradients: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, string>>;
}

const sigmoid = 1 / (1 + Math.exp(-1));
const slope = sigmoid * (1 - sigmoid);
const linear = 'w0*x0 + w1*x1 + w2';

const formulas: readonly Formula[] = [
  {
    name: 'the neuron of the quiz',
    inputs: { w0: 2, x0: -1, w1: -3, x1: -2, w2: -3 },
    value: sigmoid,
    gradients: { w0: -slope, x0: 2 * slope, w1: -2 * slope, x1: -3 * slope, w2: slope },
    sources: {
      c: `1.0 / (1.0 + exp(-(${linear})))`,
      cpp: `double z = ${linear};\nreturn 1.0 / (1.0 + std::exp(-z));`,
      'cuda-cpp': `1.0f / (1.0f + expf(-(${linear})))`,
      glsl: `1.0 / (1.0 + exp(-(${linear})))`,
      csharp: `var z = ${linear};\nvar y = 1 / (1 + Math.Exp(-z));`,
      java: `double z = ${linear};\ndouble y = 1 / (1 + Math.exp(-z));`,
      go: `z := ${linear}\ny := 1 / (1 + math.Exp(-z))`,
      rust: `let z = ${linear};\n1.0 / (1.0 + (-z).exp())`,
      kotlin: `val z = ${linear}\nval y = 1.0 / (1.0 + exp(-z))`,
      swift: `let z = ${linear}\nlet y = 1.0 / (1.0 + exp(-z))`,
      julia: `σ(${linear})`,
      r: `z <- ${linear}\ny <- 1 / (1 + exp(-z))`,
      matlab: `z = ${linear};\ny = 1 ./ (1 + exp(-z))`,
    },
  },
  {
    name: '(x + y)·max(y, z)',
    inputs: { x: 1, y: 2, z: 0 },
    value: 6,
    gradients: { x: 2, y: 5, z: 0 },
    sources: {
      c: '(x + y) * fmax(y, z)',
      cpp: '(x + y) * std::max(y, z)',
      hlsl: '(x + y) * max(y, z)',
      csharp: '(x + y) * Math.Max(y, z)',
      java: '(x + y) * Math.max(y, z)',
      go: '(x + y) * math.Max(y, z)',
      rust: '(x + y) * y.max(z)',
      kotlin: '(x + y) * maxOf(y, z)',
      swift: '(x + y) * max(y, z)',
      julia: '(x + y) * max(y, z)',
      r: '(x + y) * max(y, z)',
      matlab: '(x + y) .* max(y, z)',
    },
  },
  {
    name: 'the loss of Huber',
    inputs: { e: -3, d: 2 },
    value: 4,
    gradients: { e: -2, d: 1 },
    sources: {
      c: 'double f(double e, double d) {\n  if (fabs(e) <= d) return 0.5 * e * e;\n  return d * (fabs(e) - d / 2);\n}',
      cpp: 'double f(double e, double d) {\n  const auto a = std::abs(e);\n  return a <= d ? 0.5 * e * e : d * (a - 0.5 * d);\n}',
      csharp:
        'double F(double e, double d)\n{\n    var a = Math.Abs(e);\n    if (a <= d) { return 0.5 * e * e; } else { return d * (a - 0.5 * d); }\n}',
      java: 'static double f(double e, double d) {\n  if (Math.abs(e) <= d) { return 0.5 * e * e; }\n  return d * (Math.abs(e) - 0.5 * d);\n}',
      go: 'func f(e, d float64) float64 {\n\ta := math.Abs(e)\n\tif a <= d {\n\t\treturn 0.5 * e * e\n\t}\n\treturn d * (a - 0.5*d)\n}',
      rust: 'fn f(e: f64, d: f64) -> f64 {\n    if e.abs() <= d {\n        0.5 * e * e\n    } else {\n        d * (e.abs() - 0.5 * d)\n    }\n}',
      kotlin:
        'fun f(e: Double, d: Double): Double =\n    if (abs(e) <= d) 0.5 * e * e else d * (abs(e) - 0.5 * d)',
      swift:
        'func f(_ e: Double, _ d: Double) -> Double {\n  if abs(e) <= d { return 0.5 * e * e }\n  return d * (abs(e) - 0.5 * d)\n}',
      julia:
        'function f(e, d)\n  if abs(e) <= d\n    0.5e^2\n  else\n    d * (abs(e) - d / 2)\n  end\nend',
      r: 'f <- function(e, d) {\n  if (abs(e) <= d) 0.5 * e^2 else d * (abs(e) - d / 2)\n}',
      matlab:
        'function y = f(e, d)\n  if abs(e) <= d\n    y = e^2 / 2;\n  else\n    y = d * (abs(e) - d / 2);\n  end\nend',
    },
  },
  {
    name: 'a sum in a loop',
    inputs: { x: 2 },
    value: 2 + 4 + 8,
    gradients: { x: 1 + 4 + 12 },
    sources: {
      cpp: 'double s = 0;\nfor (int i = 1; i <= 3; ++i) s += std::pow(x, i);',
      csharp: 'double s = 0;\nfor (int i = 1; i <= 3; i++) { s += Math.Pow(x, i); }',
      java: 'double s = 0;\nfor (int i = 1; i < 4; i++) s += Math.pow(x, i);',
      go: 's := 0.0\nfor i := 1; i <= 3; i++ {\n\ts += math.Pow(x, float64(i))\n}',
      rust: 'let mut s = 0.0;\nfor i in 1..=3 {\n    s += x.powi(i);\n}\ns',
      kotlin: 'var s = 0.0\nfor (i in 1..3) {\n    s += x.pow(i)\n}',
      swift: 'var s = 0.0\nfor i in 1...3 {\n  s += pow(x, Double(i))\n}',
      julia: 's = 0.0\nfor i in 1:3\n  s += x^i\nend\ns',
      r: 's <- 0\nfor (i in 1:3) s <- s + x^i\ns',
      matlab: 's = 0;\nfor i = 1:3\n  s = s + x^i;\nend',
    },
  },
];

for (const { name, inputs, value, gradients, sources } of formulas) {
  describe(name, () => {
    for (const [language, source] of Object.entries(sources)) {
      it(`in ${language}`, () => {
        const got = analyze(source, { language, inputs });
        assert.ok(
          near(got.output, value),
          `${got.output} is not ${value}: ${got.problems[0]?.message ?? ''}`,
        );
        for (const [input, want] of Object.entries(gradients)) {
          const gradient = got.inputs.find((each) => each.name === input)?.gradient ?? 0;
          assert.ok(near(gradient, want), `the gradient of ${input} is ${gradient}, not ${want}`);
        }
      });
    }
  });
}
