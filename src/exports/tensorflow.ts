/** The circuit in TensorFlow.js: a function, its value and gradients, and checks of every number. */
import { rulesOf } from '../autodiff/rules';
import { run, type Tape } from '../autodiff/tape';
import type { Expr } from '../language/syntax';
import { arity, ops, opSpelled } from '../ops';
import { definitionOf } from './definitions';
import { library } from './library';
import { inBlocks, writeProgram, type Line } from './program';
import type { Leaf } from './steps';
import { inOneLine, type Exported } from './subject';
import { resolve, writeValue, type Language } from './writing';

const COMPARISONS = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '==': '===', '!=': '!==' };

/** Special functions that TensorFlow.js lacks; a later one uses earlier ones. */
const HELPERS = ['lgamma', 'gamma', 'digamma', 'polygamma'];

const tensorflow: Language = {
  library: library({
    'tf.*':
      'abs acos acosh add asin asinh atan atan2 atanh ceil cos cosh div erf exp expm1 floor log log1p maximum minimum mul neg pow reciprocal relu relu6 round selu sigmoid sign sin sinh softplus sqrt sub tan tanh',
    'tf.*(x, #y)': 'leakyRelu',
    'tf.scalar(number(x))': 'detach',
    // Written out above the circuit where they are used.
    '*': HELPERS.join(' '),
  }),
  operators: {},
  logic: { ...COMPARISONS, and: '&&', or: '||' },
  number,
  box: (text) => (text.startsWith('tf.') ? text : `tf.scalar(${text})`),
  boxes: false,
  look: (tensor) => `number(${tensor})`,
  choose: (condition, then, otherwise) => `${condition} ? ${then} : ${otherwise}`,
  count: (condition) => `tf.scalar(Number(${condition}))`,
};

const RESERVED = [
  ...HELPERS,
  ...'Infinity NaN Math Number arguments await break case catch circuit class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined value var void while with yield tf inputs actual expected number input grads got wanted close'.split(
    ' ',
  ),
];

function number(value: number): string {
  if (Math.abs(value) === Math.PI) return value < 0 ? '-Math.PI' : 'Math.PI';
  if (Math.abs(value) === Math.E) return value < 0 ? '-Math.E' : 'Math.E';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The helpers that the lines call, with those that these call in turn. */
function helpersFor(lines: readonly Line[]): string[] {
  const texts = lines.map(({ text }) => text);
  const helpers: string[] = [];
  for (const name of HELPERS.toReversed()) {
    const call = new RegExp(`\\b${name}\\(`);
    const op = [...texts, ...helpers].some((text) => call.test(text)) && opSpelled(name);
    const definition = op && definitionOf(op);
    if (!definition) continue;
    const operands = ['x', 'y'].slice(0, arity(op)).join(', ');
    const body = writeValue(resolve(definition, tensorflow), tensorflow);
    helpers.unshift(`const ${name} = (${operands}) => ${body};`);
  }
  return helpers;
}

/** The circuit with every number rounded to the 24 bits of TensorFlow.js, those inside its rules too. */
function runInSingle({ graph, tape, inputs }: Exported): Pick<Tape, 'value' | 'gradient'> {
  const values = new Map(inputs.map(({ name, value }) => [name, value]));
  const seed = tape.gradient[graph.output] ?? NaN;
  const options = { seed, held: tape.held, round: Math.fround };
  const { value, open, reached } = run(
    graph,
    (name) => Math.fround(values.get(name) ?? NaN),
    options,
  );
  const gradient = new Float64Array(value.length);
  gradient[graph.output] = seed;
  for (const { id, from, to, operand } of graph.edges.toReversed()) {
    const node = graph.nodes[to];
    const rule = node?.kind === 'op' ? rulesOf(node.op).local[operand] : undefined;
    if (node?.kind !== 'op' || !rule || !open[id] || !reached[to]) continue;
    const [x = NaN, y = NaN, z = NaN] = node.operands.map((operandId) => value[operandId] ?? NaN);
    const local = inSingle(rule.expr, new Map(Object.entries({ x, y, z, out: value[to] ?? NaN })));
    const share = Math.fround((gradient[to] ?? NaN) * local);
    gradient[from] = Math.fround((gradient[from] ?? NaN) + share);
  }
  return { value, gradient };
}

/** Evaluates a rule step by step: y² is 0 in 24 bits long before x/y² is. Rules are small. */
function inSingle(expr: Expr, named: ReadonlyMap<string, number>): number {
  if (expr.kind === 'number') return Math.fround(expr.value);
  if (expr.kind !== 'call') return expr.kind === 'name' ? (named.get(expr.name) ?? NaN) : NaN;
  const [x = NaN, y = NaN, z = NaN] = expr.args.map((arg) => inSingle(arg, named));
  return Math.fround(ops[expr.op].value(x, y, z));
}

/** As near as the printed program asks. */
function near(actual = NaN, expected: number): boolean {
  const [got, wanted] = [Math.fround(actual), Math.fround(expected)];
  return Object.is(got, wanted) || Math.abs(got - wanted) <= 1e-3 * Math.max(1, Math.abs(wanted));
}

/** A JavaScript module that runs with TensorFlow.js alone. Its numbers have 24 bits. */
export function printTensorflow(what: Exported): string {
  const program = writeProgram(what, tensorflow, RESERVED, 'own');
  const { leaves, lines, output, outputName, reached, compared, seed, notes } = program;
  const fixed = leaves.filter((leaf) => !reached.includes(leaf));
  const gradientOf = new Map(reached.map(({ node, name }) => [node, program.name(`d_${name}`)]));
  const result = output.kind === 'number' ? outputName : output.kind === 'name' ? output.name : '';
  // What is an input itself leaves no trace on TensorFlow's tape; a copy does.
  const isBare = lines.length === 0 || lines.at(-1)?.text.includes(' ? ') === true;
  const single = runInSingle(what);
  const holds = ({ node, gradient }: Leaf): boolean => near(single.gradient[node], gradient);
  const rows = [
    ...(near(single.value[what.graph.output], program.value)
      ? [['value', program.value] as const]
      : []),
    ...compared
      .filter(holds)
      .map(({ node, gradient }) => [gradientOf.get(node) ?? '', gradient] as const),
  ];
  const lost = compared.filter((leaf) => !holds(leaf)).map(({ name }) => name);
  const upstream = seed === 1 ? '' : `, tf.scalar(${number(seed)})`;
  const values = reached.map(({ value }) => number(value)).join(', ');
  const gradients = Array.from(gradientOf.values()).join(', ');
  return inBlocks(
    [`// ${inOneLine(what.title)}`, `import * as tf from '@tensorflow/tfjs';`],
    ["const number = (x) => (typeof x === 'number' ? x : x.dataSync()[0]);", ...helpersFor(lines)],
    fixed.map(({ name, value }) => `const ${name} = tf.scalar(${number(value)});`),
    [
      `const circuit = (${reached.map(({ name }) => name).join(', ')}) => {`,
      ...lines.map(({ name, text }) => `  const ${name} = ${text};`),
      `  return ${isBare ? `${result}.clone()` : result};`,
      '};',
    ],
    reached.length === 0
      ? ['const value = circuit();']
      : [
          `const inputs = [${values}].map((input) => tf.scalar(input));`,
          `const { value, grads } = tf.valueAndGrads(circuit)(inputs${upstream});`,
          `const [${gradients}] = grads;`,
        ],
    [
      ...notes.map((line) => `// ${line}`),
      '// TensorFlow.js computes with 32-bit numbers.',
      ...(lost.length > 0
        ? [`// They do not hold what leads to the gradient of ${lost.join(', ')}.`]
        : []),
      'for (const [actual, expected] of [',
      ...rows.map(([actual, expected]) => `  [${actual}, ${number(expected)}],`),
      ']) {',
      '  const [got, wanted] = [number(actual), Math.fround(expected)];',
      '  const close = Math.abs(got - wanted) <= 1e-3 * Math.max(1, Math.abs(wanted));',
      '  if (!close && !Object.is(got, wanted)) throw new Error(`${got} is not ${wanted}`);',
      '}',
    ],
  );
}
