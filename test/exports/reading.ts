/** Printed programs read back by our own readers: what they compute, and what they check. */
import { analyze } from '../../src/session';

/** The rows at the end of a program: what is compared with which number. */
export function checksOf(text: string): [actual: string, expected: number][] {
  const rows = text.matchAll(/^ +[([]([^ ,]+), (.+)[)\]],$/gm);
  return Array.from(rows, ([, actual = '', expected = '']) => [actual, numberIn(expected)]);
}

/** What a program says when it is read: the numbers behind the names that it checks. */
export type Reading = (actual: string) => number | null | undefined;

/** PyTorch's forward pass with our gradients. */
export function readPyTorch(text: string, seed: number): Reading {
  const forward = text.slice(0, /\n\n(# |for |\S+\.backward)/.exec(text)?.index);
  const leaves = /^(\S+) = torch\.tensor\((.*), requires_grad=True\)\n/gm;
  const given = Array.from(
    forward.matchAll(leaves),
    ([, name = '', value = '']) => [name, numberIn(value)] as const,
  );
  const { output, inputs } = analyze(`${forward.replace(leaves, '')}\n`, {
    language: 'python',
    inputs: Object.fromEntries(given),
  });
  return (actual) => {
    const leaf = /^(.*)\.grad$/.exec(actual)?.[1];
    if (leaf === undefined) return output;
    return seed * (inputs.find(({ name }) => name === leaf)?.gradient ?? NaN);
  };
}

/** NumPy's whole program up to the checks, backward pass included. */
export function readNumpy(text: string): Reading {
  const body = text.slice(0, text.indexOf('\nfor actual'));
  return (actual) => analyze(`${body}\n${actual}`, { language: 'python' }).output;
}

/** JAX's function at its inputs, with our gradients. */
export function readJax(text: string, seed: number): Reading {
  const [, names = '', lines = ''] = /def circuit\((.*)\):\n((?: {4}.*\n)*)/.exec(text) ?? [];
  const values = /^inputs = \((.*)\)$/m.exec(text)?.[1] ?? '';
  const targets = /^\((.*)\) = (?:gradients|pull)/m.exec(text)?.[1] ?? '';
  const body = lines.replace(/^ {4}(return )?/gm, '');
  return readFunction(body, 'python', { names, values, targets, seed });
}

/** TensorFlow.js's function at its inputs; our reader knows its functions without the module's name. */
export function readTensorflow(text: string, seed: number): Reading {
  const found =
    /((?:const .* = tf.scalar\(.*\);\n)*)\n?const circuit = \((.*)\) => \{\n((?: {2}.*\n)*)\};/;
  const [, fixed = '', names = '', lines = ''] = found.exec(text) ?? [];
  const values = /^const inputs = \[(.*)\]\.map/m.exec(text)?.[1] ?? '';
  const targets = /^const \[(.*)\] = grads;/m.exec(text)?.[1] ?? '';
  const body = `${fixed}${lines}`
    .replace(/tf\.scalar\(Number\((.*)\)\)/g, '(($1) ? 1 : 0)')
    .replace(/tf\.scalar\(|\bnumber\(/g, 'Number(')
    .replace(/tf\./g, '')
    .replace(/leakyRelu/g, 'leaky_relu')
    .replace(/^ +return (.*);$/m, '$1')
    .replace('.clone()', '');
  return readFunction(body, 'typescript', { names, values, targets, seed });
}

function readFunction(
  body: string,
  language: string,
  at: { names: string; values: string; targets: string; seed: number },
): Reading {
  const list = (text: string): string[] => text.split(/, ?/).filter((item) => item !== '');
  const names = list(at.names);
  const values = list(at.values).map(numberIn);
  const given = Object.fromEntries(names.map((name, i) => [name, values[i] ?? NaN]));
  const { output, inputs } = analyze(body, { language, inputs: given });
  return (actual) => {
    if (actual === 'value') return output;
    const leaf = names[list(at.targets).indexOf(actual)];
    return at.seed * (inputs.find(({ name }) => name === leaf)?.gradient ?? NaN);
  };
}

function numberIn(text: string): number {
  const plain = text.replace(/\w+\.(?=nan|inf|PI)/, '').replace('inf', 'Infinity');
  return plain === 'PI' ? Math.PI : Number(plain);
}
