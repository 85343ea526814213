/** Earlier code that defines what a piece needs is read before it: cells, chunks, the file above. */
import assert from 'node:assert/strict';
import type { Cell } from '../../src/editor/cells';
import { find } from '../../src/editor/find';
import { openSubject, problemsIn, reads, type Subject } from '../../src/editor/subject';
import { literalOf } from '../../src/editor/writeback';
import { defaultLimits } from '../../src/language/syntax';
import { inputsOf, nodeAt, spansOf } from '../../src/session';
import { marked } from './fixtures';

const LANGUAGES: Record<string, string> = {
  py: 'python',
  md: 'markdown',
  js: 'javascript',
  qm: 'quarto',
};

function open(cells: readonly string[], source: string): Subject {
  const language = LANGUAGES[source.slice(0, 2)] ?? '';
  const { text, start, end } = marked(source.slice(4));
  const earlier: Cell[] = cells.map((cell, i) => ({
    number: i + 1,
    text: cell.slice(4),
    language: LANGUAGES[cell.slice(0, 2)] ?? '',
  }));
  const subject = openSubject(text, language, find(text, { start, end }, language), {
    inputs: {},
    cells: earlier,
    readings: {},
    macros: {},
    limits: defaultLimits,
  });
  assert.ok(subject, source);
  return subject;
}

const far = '# far\n'.repeat(4000);

/** Name of the case, earlier cells, the text with a cursor, its value, its inputs and their places. */
const table: [string, string[], string, number, string[]][] = [
  [
    'a function of an earlier cell',
    ['py: def f(x):\n    return x*x', 'md: text'],
    'py: y = f(w)‸ + 1',
    2,
    ['w=1'],
  ],
  [
    'what an earlier cell computes',
    ['py: x = 2\nw = x*3', 'py: k = 5'],
    'py: y = w*k‸',
    30,
    ['x=2 cell 1, line 1', 'k=5 cell 2, line 1'],
  ],
  [
    'a class of an earlier cell',
    [
      'py: class Net:\n    def __init__(self, w):\n        self.w = w\n    def forward(self, x):\n        return self.w * x',
    ],
    'py: net = Net(w)\nnet.for‸ward(3)',
    3,
    ['x=3 line 2', 'w=1'],
  ],
  [
    'a class above a selection, between others',
    [],
    'py: class A:\n    k = 2\n\nclass Net:\n    def __call__(self, x):\n        return 5 * x\n\nnet = Net()\n«net(x)»',
    5,
    ['x=1'],
  ],
  [
    'the class of the method with the cursor, where the method alone says nothing',
    [],
    'py: class Net(nn.Module):\n    def __init__(self):\n        self.fc = nn.Linear(1, 1)\n    def forward(self, x):\n        return self.f‸c(x)',
    2,
    ['x=1', 'fc.weight[0][0]=1', 'fc.bias[0]=1'],
  ],
  ['a rebinding between', ['py: x = 2', 'py: w = x*3', 'py: x = 5'], 'py: y = w + x‸', 11, []],
  [
    'a magic line',
    ['py: %matplotlib inline\n!pip list\nx = 2'],
    'py: y = x‸*3',
    6,
    ['x=2 cell 1, line 3'],
  ],
  ['an alias', ['py: import numpy as xp'], 'py: y = xp.exp(x*0)‸', 1, ['x=1']],
  [
    'what cannot be read',
    ['py: x = load()\ndef f(a): return a*a'],
    'py: y = f(x)‸ * 2',
    2,
    ['x=1'],
  ],
  [
    'JavaScript',
    ['js: const w = 2;', 'py: w = 9', 'js: const f = (x) => x * w;'],
    'js: const y = f(3)‸;',
    6,
    ['w=2 cell 1, line 1', 'x=3 line 1'],
  ],
  [
    'a block',
    ['py: def f(x):\n    return x*x'],
    'py: for i in range(2):\n    a = f(w)\n    y = a*3‸',
    3,
    ['w=1'],
  ],
  [
    'far above in the file',
    [],
    `py: k = 4\ndef f(x):\n    return x*k\n${far}y = f(3)‸`,
    12,
    ['k=4 line 1', 'x=3 line 4004'],
  ],
  [
    'an earlier chunk',
    [],
    'qm: ```{python}\ndef f(x):\n    return x*x\nw = 3\n```\n\n# Next\n\n```{python}\ny = f(w)‸\n```',
    9,
    ['w=3 line 4'],
  ],
  [
    'an earlier fence of the section',
    [],
    'md: ```python\ndef f(x):\n    return x*x\n```\n\n```python\ny = f(w)‸\n```',
    1,
    ['w=1'],
  ],
  ['nothing before the first line of a fence', [], 'md: ```python\n\ny = w‸*2\n```', 2, ['w=1']],
  [
    'a local of another function',
    ['py: def g():\n    q = 7\n    return q'],
    'py: y = q*2‸',
    2,
    ['q=1'],
  ],
  [
    'vectors above a loop, and a default further down',
    [],
    'py: x = torch.tensor([1.0, -2.0])\nfor i in range(3):\n    z = (2 * x)‸.sum()\ndef f(a, x=7.0): return x',
    -2,
    ['x[0]=1 line 1', 'x[1]=-2 line 1'],
  ],
  [
    'the statement of a loop that is pointed at, in its last round',
    ['py: w = 0.5'],
    'py: for x, y in [(1.0, 2.0), (2.0, 3.0)]:\n    loss = (w * x - y)‸ ** 2\n    w = w - 0.25 * 2 * (w * x - y) * x',
    0.25,
    ['w=0.5 cell 1, line 1'],
  ],
  [
    'the same in JavaScript, where the rounds take pairs apart',
    [],
    'js: let w = 0.5;\nfor (const [x, y] of [[1, 2], [2, 3]]) {\n  const loss = (w * x - y)‸ ** 2;\n  w -= 0.5 * (w * x - y) * x;\n}',
    0.25,
    ['w=0.5 line 1'],
  ],
  [
    'a statement of a loop whose variable the next ones give other values',
    [],
    'py: x = 1.0\nfor i in range(3):\n    a = x‸ * 2 + i\n    b = a * 2\n    a = b + 1',
    4,
    ['x=1 line 1'],
  ],
  [
    'a statement of a loop before another loop, and in a condition',
    [],
    'js: let x = 2, a = 0, c = 0, d = 0;\nfor (let i = 0; i < 3; i++) {\n  if (x > 0) a = x‸ * i + c;\n  for (let j = 0; j < 2; j++) d += x;\n  c += 2 * x;\n  a = d + 1;\n}',
    12,
    ['x=2 line 1'],
  ],
  [
    'a statement of a loop that gives an element a value',
    [],
    'py: x = 2.0\nxs = [0.0, 0.0]\nfor i in range(2):\n    xs[0] = x‸ * 3 + i\n    b = x * xs[0]',
    7,
    ['x=2 line 1'],
  ],
  [
    'a statement of a loop that gives a field a value',
    [],
    'py: class P:\n    def __init__(self):\n        self.v = 0.0\np = P()\nx = 2.0\nfor i in range(2):\n    p.v = x‸ * 3 + p.v\n    b = x * p.v\n    p.v = b',
    18,
    ['x=2 line 5'],
  ],
  [
    'a statement of a loop that changes a tensor in its place',
    [],
    'py: w = torch.tensor(2.0)\nfor i in range(2):\n    w.sub_(0.5‸ * w)\n    b = w * 3',
    0.5,
    ['w=2 line 1'],
  ],
  [
    'the same in JavaScript, of an element',
    [],
    'js: const x = 2, xs = [0, 0];\nlet b = 0;\nfor (let i = 0; i < 2; i++) {\n  xs[0] = x‸ * 3 + i;\n  b = x * xs[0];\n}',
    7,
    ['x=2 line 1'],
  ],
  [
    'whole lines of a block',
    [],
    'py: def f(v, w=2, x=3):\n«    z = w * x\n    return z»',
    6,
    ['w=2 line 1', 'x=3 line 1'],
  ],
];

describe('what is read before a piece of code', () => {
  for (const [title, cells, source, value, inputs] of table) {
    it(title, () => {
      const { study, places } = open(cells, source);
      assert.ok(reads(study), study.program.problems.map(({ message }) => message).join());
      assert.equal(study.tape?.value[study.graph?.output ?? 0], value);
      assert.deepEqual(
        inputsOf(study).map(({ name, value: own }) =>
          `${name}=${own} ${places.get(name)?.words ?? ''}`.trim(),
        ),
        inputs,
      );
    });
  }

  it('has no place in the document, but what follows it has', () => {
    const { study, span } = open(['py: def f(x):\n    return x*x'], 'py: # one\ny = f(w) * v‸');
    const node = nodeAt(study, 'y = f(w) * '.length);
    assert.ok(node !== null);
    assert.deepEqual(spansOf(study, node), [
      { start: 11, end: 12 },
      { start: 11, end: 12 },
    ]);
    assert.deepEqual(span, { start: 6, end: 18 });
    for (const { id } of study.graph?.nodes ?? []) {
      assert.ok(spansOf(study, id).every(({ start, end }) => start >= 0 && end <= 12));
    }
  });

  it('does not stand for a statement without a value', () => {
    const setup = 'w = tensor(2.0)\nb = tensor(3.0)\nopt = SGD([w, b])\n';
    for (const source of [`py: ${setup}opt.step()‸`, `py: ${setup}«opt.step()»`]) {
      const [problem] = problemsIn(open([], source));
      assert.match(problem?.message ?? '', /^Nothing here has a value/, source);
    }
    const [step] = problemsIn(
      open([], `py: ${setup}for i in range(3):\n    loss = w*b\n    opt.step()‸`),
    );
    assert.match(step?.message ?? '', /^step\(\) changes the parameters in every pass/);
    const { study } = open([], `py: ${setup}loss = w*b\nloss.backward()‸`);
    assert.equal(study.tape?.value[study.graph?.output ?? 0], 6);
    assert.equal(open([], 'py: def f(a):\n    return a*a\nf(3)‸').study.tape?.value.at(-1), 9);
  });

  it('leaves no definition out for what all of it gives', () => {
    const [problem] = problemsIn(open([], 'py: X = np.array([[1.0, 2.0]])\nd = X.T @ [[1]]‸'));
    assert.match(problem?.message ?? '', /^This gives several numbers/);
  });

  it('puts its problems where the piece stands', () => {
    const { study, span, ...rest } = open(['py: def f(x):\n    return 1/x'], 'py: y = f(0*w)‸');
    const [problem] = problemsIn({ study, span, ...rest });
    assert.equal(problem?.kind, 'domain');
    assert.deepEqual(problem.span, span);
  });

  it('knows the literals of the document, and of no other cell', () => {
    const fences = 'md: ```python\nw = 3.0\n```\n\n```python\ny = w‸*2\n```';
    assert.deepEqual(literalOf(open([], fences), 'w'), {
      span: { start: 14, end: 17 },
      text: '3.0',
    });
    assert.equal(literalOf(open(['py: w = 3.0'], 'py: y = w‸*2'), 'w'), null);
  });
});
