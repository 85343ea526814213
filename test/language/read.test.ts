/** Every fixture in test/language/cases reads as it says, and what the reader offers can be chosen. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { read } from '../../src/language/read';
import type { Program } from '../../src/language/syntax';
import { walk } from '../../src/language/syntax';
import { printProgram } from '../trees';

interface Case {
  readonly name: string;
  readonly language: string;
  readonly source: string;
  readonly values: Record<string, number>;
  readonly expected: string;
}

const folder = 'test/language/cases';

/** `# name (given a, b)`, the source, `==>`, the bindings and `! kind` for every problem. */
function casesIn(file: string): Case[] {
  const language = file.startsWith('latex') ? 'latex' : 'plaintext';
  return readFileSync(`${folder}/${file}`, 'utf8')
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...rest] = block.split('\n');
      const [source = '', expected = ''] = rest.join('\n').split('\n==>\n');
      const given = /\(given (.*)\)$/.exec(head)?.[1]?.split(', ') ?? [];
      const values = Object.fromEntries(given.map((name) => [name, 1]));
      return { name: head, language, source, values, expected: expected.trim() };
    });
}

function printed(program: Program): string {
  const problems = program.problems.map(({ kind }) => `! ${kind}`);
  return [printProgram(program), ...problems].filter((line) => line !== '').join('\n');
}

for (const file of readdirSync(folder).filter((name) => /^(?:latex|plain)/.test(name))) {
  describe(file, () => {
    for (const { name, language, source, values, expected } of casesIn(file)) {
      it(name, () => {
        const program = read(source, language, { values });
        assert.equal(printed(program), expected);
        for (const binding of program.bindings) {
          walk(binding.value, ({ span }) => {
            assert.ok(0 <= span.start && span.start < span.end && span.end <= source.length);
          });
        }
        for (const { choices = [] } of program.problems) {
          for (const { key, reading } of choices) {
            const other = read(source, language, { values, readings: { [key]: reading } });
            assert.notEqual(printProgram(other), printProgram(program), `${key} ${reading}`);
          }
        }
      });
    }
  });
}
