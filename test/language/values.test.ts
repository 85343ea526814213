/** Whole expressions have the values and gradients that were computed for them by other means. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { analyze } from '../../src/session';

const folder = 'test/language/values';
const languages: Readonly<Record<string, string>> = { plain: 'plaintext' };

interface Case {
  readonly language: string;
  readonly source: string;
  readonly value: number;
  readonly inputs: { readonly name: string; readonly value: number; readonly gradient: number }[];
}

/** `### origin (language)`, the source, `==>`, the value, and `name value gradient number` for every input. */
function casesIn(file: string): Case[] {
  const usual = file.replace('.txt', '');
  return readFileSync(`${folder}/${file}`, 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...rest] = block.split('\n');
      const [source = '', expected = ''] = rest.join('\n').split('\n==>\n');
      const [value, ...lines] = expected.trim().split('\n');
      const inputs = lines.map((line) => {
        const [, name = '', at, gradient] = /^(.*) (\S+) gradient (\S+)$/.exec(line) ?? [];
        return { name, value: Number(at), gradient: Number(gradient) };
      });
      const language = /\((\w+)\)$/.exec(head)?.[1] ?? languages[usual] ?? usual;
      return { language, source, value: Number(value), inputs };
    });
}

function assertNear(actual: number, expected: number, what: string): void {
  const distance = Math.abs(actual - expected);
  const near = Object.is(actual, expected) || distance <= 1e-6 * Math.abs(expected) + 1e-9;
  assert.ok(near, `${what} is ${actual}, not ${expected}`);
}

for (const file of readdirSync(folder)) {
  describe(`values of ${file}`, () => {
    for (const { language, source, value, inputs } of casesIn(file)) {
      it(source.replace(/\s+/g, ' ').slice(0, 80), () => {
        const given = Object.fromEntries(inputs.map((input) => [input.name, input.value]));
        const { output, inputs: found, problems } = analyze(source, { language, inputs: given });
        assert.ok(output !== null, problems[0]?.message);
        assertNear(output, value, 'the value');
        for (const { name, gradient } of inputs) {
          const input = found.find((each) => each.name === name);
          assertNear(input?.gradient ?? 0, gradient, `the gradient of ${name}`);
        }
      });
    }
  });
}
