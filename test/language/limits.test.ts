/** Hostile texts are answered: within the limits, without an exception, with a sentence. */
import assert from 'node:assert/strict';
import { read } from '../../src/language/read';
import type { ProblemKind } from '../../src/language/syntax';
import { printProgram } from '../trees';

const many = (text: string, times = 20000): string => text.repeat(times);

const tooLarge: [language: string, text: string][] = [
  ['plaintext', many('-') + 'x'],
  ['plaintext', many('(') + 'x' + many(')')],
  ['plaintext', many('x^') + 'x'],
  ['plaintext', many('x?y:', 9000) + 'z'],
  ['plaintext', many('|x')],
  ['plaintext', many('x ', 30000)],
  ['plaintext', many('x', 70000)],
  ['plaintext', many('a=b\nb=a\n', 8000)],
  [
    'plaintext',
    [
      'f0(x) = x',
      ...Array.from({ length: 40 }, (_, i) => `f${i + 1}(x) = f${i}(x) + f${i}(x)`),
      'f40(2)',
    ].join('\n'),
  ],
  ['latex', many('\\sqrt{', 5000) + 'x' + many('}', 5000)],
  ['latex', many('\\sum_{i=1}^{2}', 50) + 'x'],
  ['latex', '\\sum_{i=1}^{1000}\\sum_{j=1}^{1000}\\sum_{k=1}^{1000} x'],
  ['latex', '\\prod_{i=1}^{1000000000} x'],
  ['latex', '\\def\\a{\\a\\a}\\a'],
  ['latex', many('\\hat{', 5000) + 'x' + many('}', 5000)],
  ['latex', many('x=x\n', 16000)],
  ['python', many('x+', 32000) + 'x'],
  ['python', many('(') + 'x' + many(')')],
  ['python', many('- ') + 'x'],
  ['python', 'def f(n): return f(n-1) + f(n-1) if n > 0 else x\nf(60)'],
  ['python', 'while True: x = x * 0.5 + 1'],
  ['python', 'sum(1 for a in range(999) for b in range(999))'],
  ['python', '[0 for a in range(9999) for b in range(9999) if 0]'],
  ['javascript', many('-x', 30000)],
  ['javascript', many('x?(a):b=>', 7000) + 'x'],
  ['javascript', many('Math.sqrt(', 6000)],
  ['javascript', 'for(;;){}'],
  ['javascript', `let a = [x]; ${many('a = [...a, ...a];', 64)} a[0]`],
  ['javascript', `let a = [x]; ${many('a = a.concat(a);', 64)} a[0]`],
  ['javascript', `let a = [x]; ${many('a = a.flatMap((v) => [v, v]);', 64)} a[0]`],
  ['javascript', 'class A { constructor() { this.a = new A(); } }\nnew A()'],
  ['python', `a = [x]\n${many('a = [*a, *a]\n', 64)}a[0]`],
  [
    'python',
    `d = {${Array.from({ length: 900 }, (_, i) => `${i}: x`).join()}}\n${many('d = {**d}\n', 2000)}d[0]`,
  ],
  ['python', 'class A:\n  def f(self): return self.f()\nA().f()'],
  ['python', 'A = np.array([[x] * 100] * 100)\nnp.sum(A @ A)'],
  ['javascript', 'const f = n => n > 1 ? f(n - 1) + f(n - 2) : n; f(40)'],
  ['c', many('x=x+1;', 10000)],
  ['rust', many('x+', 32000) + 'x'],
];

const refused: [language: string, text: string, kind: ProblemKind][] = [
  ['plaintext', many('('), 'syntax'],
  ['plaintext', many('(x', 7000), 'syntax'],
  ['plaintext', many('if(', 9000), 'syntax'],
  ['plaintext', many('x//x', 4000), 'syntax'],
  ['latex', many('\\frac{', 9000), 'syntax'],
  ['latex', many('\\begin{cases}', 4000), 'syntax'],
  ['latex', many('\\text{', 9000), 'syntax'],
  ['latex', 'x + \u202e1 - 2\u202c', 'syntax'],
  ['python', many('x>0?1:', 10000), 'syntax'],
  ['javascript', many('**', 30000), 'syntax'],
  ['python', 'x = []\nfor i in range(2000):\n  x.append(x)\nsum(x)', 'unsupported'],
  ['javascript', 'const x = []; x.push(x); x[0]', 'unsupported'],
  ['python', 'xs = [1.0]\nxs.append(conv(x))\nsum(xs)', 'unsupported'],
  ['python', 'xs = [1.0]\nxs.remove(x)\nsum(xs)', 'unsupported'],
  ['python', 'a = np.array([x, y])\nb = a[:1]\nb[0] = 5\na.sum()', 'unsupported'],
  ['python', 'a = np.array([x, y])\nb = a[:1]\nb *= 5\na.sum()', 'unsupported'],
  ['python', 'a = torch.stack([x, y])\nb = a[:1]\nb.mul_(5)\na.sum()', 'unsupported'],
  ['python', 'A = np.array([[x, 1], [2, y]])\nr = A[:, 1]\nr *= 5\nA.sum()', 'unsupported'],
  ['python', 'a = np.array([x, y])\nb = a\nb += conv(x)\na.sum()', 'unsupported'],
  ['python', 'a = [x, y, 1]\na[1:] = [0, 0]\nsum(a)', 'unsupported'],
  ['python', 'w = torch.stack([x, y])\nw.copy_(v)\nw.sum()', 'unsupported'],
  ['python', 'a = np.array([x, y])\nnp.multiply(a, 2, out=a)\na.sum()', 'unsupported'],
  ['javascript', 'const xs = [1]; xs.push(conv(x)); xs[0] + x', 'unsupported'],
  ['plaintext', '\n\n\t\n', 'empty'],
  ['plaintext', '', 'empty'],
];

describe('limits', () => {
  for (const [language, text] of tooLarge) {
    it(`${text.slice(0, 30)}… is too large`, () => {
      const { problems } = read(text, language);
      assert.ok(
        problems.some(({ kind }) => kind === 'too large'),
        JSON.stringify(problems.slice(0, 2)),
      );
    });
  }
  for (const [language, text, kind] of refused) {
    it(`${JSON.stringify(text.slice(0, 30))}… is refused`, () => {
      const { problems } = read(text, language);
      assert.ok(
        problems.some((problem) => problem.kind === kind),
        JSON.stringify(problems.slice(0, 2)),
      );
      assert.ok(problems.every(({ span }) => span.end <= text.length));
    });
  }
  it('reads 60 bars, cases of cases, and a chain of definitions, within the limits', () => {
    const cases = `let y = ${many('switch ', 14)}k${many(' { case 1: 2; case 2: 3; default: 1 }', 14)}`;
    assert.deepEqual(read(cases, 'swift').problems, []);
    assert.deepEqual(read('|'.repeat(60) + 'x' + '|'.repeat(60), 'plaintext').problems, []);
    const chain = Array.from({ length: 2000 }, (_, i) => `a${i + 1} = a${i} + 1`).join('\n');
    assert.equal(read(chain, 'plaintext').bindings.length, 2000);
  });
});

describe('what the reader knows beyond the text', () => {
  it('takes the names of inputs for variables', () => {
    for (const name of ['e', 'pi', 'E', 'i', 'lr', 'sigma']) {
      const { bindings } = read(`${name} + 1`, 'plaintext', { values: { [name]: 2 } });
      assert.equal(JSON.stringify(bindings).includes(`"name":"${name}"`), true, name);
    }
  });
  it("replaces the person's macros", () => {
    const macros = { '\\half': '\\frac{1}{2}', '\\norm': '\\left|#1\\right|' };
    const { problems, bindings } = read('\\half \\norm{x}', 'latex', { macros });
    assert.deepEqual(problems, []);
    assert.equal(bindings.length, 1);
  });
  it('takes one answer for every place of a name', () => {
    const readings = { 'part x_{+}': 'part' };
    const program = read('x_+^2 + x_+', 'latex', { readings });
    assert.equal(printProgram(program), '#0 = (add (pow (relu x) 2) (relu x))');
  });
  it('says whose value decided the shape', () => {
    const { shapedBy } = read('\\sum_{i=1}^{n} x_i', 'latex', { values: { n: 3 } });
    assert.deepEqual(shapedBy, ['n']);
  });
});
