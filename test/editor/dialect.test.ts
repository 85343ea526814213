/** A document is read in the language of its file where VS Code has no name for that. */
import assert from 'node:assert/strict';
import { languageOf } from '../../src/editor/dialect';
import { read } from '../../src/language/read';

const files: [id: string, name: string, text: string, language: string][] = [
  ['objective-c', '/w/fit.m', 'x = [1 2 3];\nsum(x)', 'matlab'],
  ['objective-c', '/w/View.m', '#import <UIKit/UIKit.h>\n@implementation View', 'objective-c'],
  ['objective-c', '/w/View.mm', 'double y = x * x;', 'objective-c'],
  ['matlab', '/w/fit.m', 'x', 'matlab'],
  ['plaintext', '/w/light.frag', 'float h = max(x, 0.0);', 'glsl'],
  ['plaintext', '/w/notes.txt', 'x + y', 'plaintext'],
  ['plaintext', 'Untitled-1', 'x + y', 'plaintext'],
  ['plaintext', '/w/a.constructor', 'x + y', 'plaintext'],
  ['python', '/w/odd.jl', 'x', 'python'],
];

describe('the language of a document', () => {
  for (const [id, name, text, language] of files) {
    it(`${name} of ${id} is ${language}`, () => {
      assert.equal(languageOf(id, name, text), language);
    });
  }

  it('is one that is read', () => {
    for (const [ending, text] of [
      ['frag', 'float h = dot(vec2(x, y), vec2(x, y));'],
      ['m', "x = [1 2 3];\ny = x * x'"],
      ['jl', 'f(x) = x^2; f(3)'],
    ] as const) {
      const program = read(text, languageOf('plaintext', `a.${ending}`, text));
      assert.deepEqual(program.problems, [], ending);
    }
  });
});
