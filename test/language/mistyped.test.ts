/** What people mistype is answered by a sentence at the place that is to blame, and by an edit that helps. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { read } from '../../src/language/read';
import { refuses, type Fix, type Problem } from '../../src/language/syntax';

const folder = 'test/language/mistyped';

/** `### text in one line`, the text, `==>`, and for each problem `line:column «place» kind: message`. */
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

function printed(source: string, problem: Problem): string {
  const { kind, message, span } = problem;
  const before = source.slice(0, span.start).split('\n');
  const place = source.slice(span.start, span.end).replaceAll('\n', '⏎');
  const at = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  const lines = [`${at} «${place}» ${kind}: ${message}`];
  for (const fix of fixesOf(problem))
    lines.push(`  → ${mended(source, fix).trimEnd().replaceAll('\n', '⏎')}`);
  return lines.join('\n');
}

const fixesOf = ({ fix, otherFixes = [] }: Problem): readonly Fix[] =>
  fix ? [fix, ...otherFixes] : [];

function mended(source: string, { span, text }: Fix): string {
  return source.slice(0, span.start) + text + source.slice(span.end);
}

for (const file of readdirSync(folder)) {
  const language = file.replace('.txt', '');
  describe(`mistyped ${language}`, () => {
    for (const { head, source, expected } of fixtures(file)) {
      it(head, () => {
        const { problems } = read(source, language);
        assert.equal(problems.map((problem) => printed(source, problem)).join('\n'), expected);
        assert.ok(problems.some(refuses), 'it reads');
        for (const problem of problems) {
          for (const fix of fixesOf(problem)) {
            const again = read(mended(source, fix), language).problems;
            assert.ok(
              again.every((left) => !refuses(left) || left.span.start > fix.span.start),
              problem.message,
            );
          }
        }
      });
    }
  });
}

describe('every message', () => {
  const messages = readdirSync(folder).flatMap((file) =>
    fixtures(file).flatMap(({ source }) => read(source, file.replace('.txt', '')).problems),
  );
  it('is made of whole sentences, with its backticks in pairs', () => {
    for (const { message } of messages) {
      assert.match(message, /^[A-Z`0-9].*[.?]$/s, message);
      assert.equal(message.split('`').length % 2, 1, message);
    }
  });
  it('says what to do', () => {
    const todo =
      /\b(?:Write|Delete|Select|Did you mean|Give|Define|Read as|Call|Take|Compare|Put|Use|Indent|Type|Name|Lower|Reduce|Declare|Split|Append|Append)\b/;
    for (const { message } of messages) assert.match(message, todo, message);
  });
});
