/** Python, JavaScript and TypeScript read as the fixtures say, and compute what CPython and Node compute. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildGraph } from '../../src/autodiff/build';
import { run } from '../../src/autodiff/tape';
import { definitions } from '../../src/language/code/definitions';
import { read } from '../../src/language/read';
import { has, walk } from '../../src/language/syntax';
import { printProgram } from '../trees';

const folder = 'test/language/programs';

/** `# name (given a 2, b)`, the source, `==>`, the bindings and `! kind: words of the message`. */
function fixtures(file: string): { head: string; source: string; expected: string }[] {
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
  const list = /\(given (.*)\)$/.exec(head)?.[1]?.split(', ') ?? [];
  return Object.fromEntries(
    list.map((each) => each.split(' ')).map(([name = '', value]) => [name, Number(value ?? 1)]),
  );
}

interface Reference {
  readonly source: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly value: number;
  readonly gradients: Readonly<Record<string, number>>;
}

for (const language of ['python', 'javascript', 'typescript']) {
  describe(`${language} programs`, () => {
    for (const { head, source, expected } of fixtures(`${language}.txt`)) {
      it(head, () => {
        const program = read(source, language, { values: given(head) });
        const problems = program.problems.map(({ kind, message }) => `! ${kind}: ${message}`);
        assert.equal([printProgram(program), ...problems].join('\n').trim(), expected);
        for (const { value } of program.bindings) {
          walk(value, ({ span }) => {
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= source.length);
          });
        }
      });
    }
  });
}

describe('a library function names nothing', () => {
  /** Every definition with as many operands as it must have. */
  const calls = Array.from(
    definitions.matchAll(/^def (\w+)\((.*?)\): ?/gm),
    ([, spelled = '', list = '']) => {
      const [name = '', root = 'torch'] = spelled.split('__').reverse();
      const module = root === 'norm' ? 'scipy.stats.norm' : root === 'js' ? 'torch' : root;
      const needed = list.split(', ').filter((parameter) => !parameter.includes('='));
      const operands = needed.map((_, i) => `u${i} * v${i} + 1`).join(', ');
      return { call: `${module}.${name}(${operands})` };
    },
  );

  for (const { call } of calls) {
    it(call, () => {
      const { bindings } = read(
        `import torch, scipy, jax, tensorflow, math\ny = ${call}`,
        'python',
      );
      const named = bindings.flatMap(({ name }) => name ?? []);
      assert.deepEqual(
        named.filter((name) => !/^y(\[\d+\])?$/.test(name)),
        [],
      );
    });
  }

  it('and most of them read', () => {
    const readable = calls.filter(({ call }) => read(call, 'python').problems.length === 0);
    assert.ok(readable.length > calls.length / 2, `${readable.length} of ${calls.length}`);
  });
});

for (const [language, runtime] of [
  ['python', 'CPython'],
  ['javascript', 'Node'],
] as const) {
  describe(`${language} computes what ${runtime} computes`, () => {
    const lines = readFileSync(`${folder}/${language}-values.jsonl`, 'utf8').trim().split('\n');
    for (const reference of lines.map((line) => JSON.parse(line) as Reference)) {
      it(reference.source, () => {
        const { inputs } = reference;
        const program = read(reference.source, language, { values: inputs });
        assert.deepEqual(program.problems, []);
        const graph = buildGraph(program);
        assert.ok(graph);
        const initial = new Map(
          graph.nodes.map((node) =>
            node.kind === 'input' ? [node.name, node.initial] : ['', null],
          ),
        );
        const tape = run(
          graph,
          (name) => (has(inputs, name) ? inputs[name] : initial.get(name)) ?? NaN,
        );
        near(tape.value[graph.output], reference.value, 1e-9);
        for (const node of graph.nodes) {
          if (node.kind !== 'input' || !has(reference.gradients, node.name)) continue;
          near(tape.gradient[node.id], reference.gradients[node.name] ?? 0, 2e-5);
        }
      });
    }
  });
}

/** Equal up to `tolerance`; the reference gradients are central differences. */
function near(actual: number | undefined, expected: number, tolerance: number): void {
  const difference = Math.abs((actual ?? NaN) - expected);
  assert.ok(
    difference <= tolerance * (1 + Math.abs(expected)),
    `${actual ?? 'nothing'} is not ${expected}`,
  );
}
