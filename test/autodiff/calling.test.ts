/** What operations are called, for the eye and for the ear. */
import assert from 'node:assert/strict';
import { callOperation } from '../../src/autodiff/calling';
import { openStudy } from '../../src/session';

/** The text of an expression, its line, and its words. */
const cases: readonly (readonly [text: string, line: string, words: string])[] = [
  ['w_0*x_0', 'w₀ · x₀', 'w_0 times x_0'],
  ['a - b', 'a − b', 'a minus b'],
  ['(a + b)*c', '(a + b) · c', 'the quantity a plus b, times c'],
  ['1/(1 + exp(-x))', '1/(1 + exp(−x))', '1 over the quantity 1 plus exp of minus x'],
  ['(a + b)/(c*d)', '(a + b)/(c · d)', 'the quantity a plus b, over the quantity c times d'],
  ['max(x, y + 1)', 'max(x, y + 1)', 'max of x and the quantity y plus 1'],
  ['x^2 + y^3', 'x² + y³', 'x squared plus y cubed'],
  ['(a + b)^n', '(a + b)ⁿ', 'the quantity a plus b, to the power n'],
  ['sqrt(x)', 'sqrt(x)', 'the square root of x'],
  ['|x - y|', 'abs(x − y)', 'the absolute value of the quantity x minus y'],
  ['x > 0 ? x : a*x', 'x > 0 ? x : a · x', 'if x is greater than 0, then x, else a times x'],
  ['x', 'x', 'x'],
];

function call(text: string, name?: string) {
  const { graph } = openStudy(text, { language: 'plaintext' });
  assert.ok(graph);
  const node = graph.nodes.findIndex((each) => each.kind !== 'constant' && each.name === name);
  return callOperation(graph, name === undefined ? graph.output : node);
}

describe('what an operation is called', () => {
  for (const [text, line, words] of cases) {
    it(`${text}: ${words}`, () => {
      const called = call(text);
      assert.deepEqual([called.line, called.words], [line, words]);
    });
  }

  it('names what its operands are called, and says its own operation whatever its name is', () => {
    const text = 'q = x + y\nf = q*z';
    assert.equal(call(text, 'f').words, 'q times z');
    assert.equal(call(text, 'q').words, 'x plus y');
  });

  it('is short, however large the operation is', () => {
    const sum = Array.from({ length: 40 }, (_, i) => `a_${i}*b_${i}`).join(' + ');
    const { words } = call(`exp(-(${sum}))`);
    assert.ok(words.split(' ').length < 30, words);
    assert.match(words, /something/);
  });
});
