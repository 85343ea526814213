/** Explanations as a person reads them: the operation or the rule, its numbers, the result. */
import assert from 'node:assert/strict';
import { toText } from '../../src/autodiff/notation';
import { explain } from '../../src/questions';
import { openStudy } from '../../src/session';

interface Case {
  readonly text: string;
  readonly at: Readonly<Record<string, number>>;
  /** The piece of the text whose number is explained. */
  readonly of: string;
  readonly value?: string;
  readonly gradient?: string;
}

const cases: readonly Case[] = [
  {
    text: 'q = x + y; q*z',
    at: { x: -2, y: 5, z: -4 },
    of: 'x + y',
    value: 'q = x + y = -2 + 5 = 3',
    gradient: '(∂f)/(∂q) = upstream × z = 1 × (-4) = -4',
  },
  {
    text: '1/(1 + exp(-x))',
    at: { x: 0 },
    of: 'exp(-x)',
    value: 'exp(−x) = exp(-0) = 1',
    gradient: '(∂f)/(∂exp(−x)) = upstream × 1 = (-0.25) × 1 = -0.25',
  },
  {
    text: '1/(1 + exp(-x))',
    at: { x: 0 },
    of: '-x',
    gradient: '(∂f)/(∂(−x)) = upstream × exp(−x) = (-0.25) × 1 = -0.25',
  },
  {
    text: 'max(x, y)^2',
    at: { x: 2, y: -1 },
    of: 'max(x, y)',
    value: 'max(x, y) = max(2, -1) = 2',
    // The rule y·x^(y − 1) with the constant 2 put in.
    gradient: '(∂f)/(∂max(x, y)) = upstream × 2 × max(x, y) = 1 × 2 × 2 = 1 × 4 = 4',
  },
  {
    text: 'max(x, y)^2',
    at: { x: 2, y: -1 },
    of: 'x',
    // Of the rule for ties and branches, what holds here.
    gradient: '(∂f)/(∂x) = upstream × (x > y) = 4 × (2 > -1) = 4 × 1 = 4',
  },
  {
    text: 'x*y + x',
    at: { x: 3, y: 5 },
    of: 'x',
    value: 'x = 3',
    // A fork: the contributions add up.
    gradient: '(∂f)/(∂x) = 1 × 5 + 1 × 1 = 5 + 1 = 6',
  },
  { text: 'x*y', at: { x: 3, y: 5 }, of: 'x*y', gradient: '(∂f)/(∂f) = 1' },
];

/** Steps in one line; the outermost brackets of a fraction in a line are left out. */
function inOneLine(steps: ReturnType<typeof explain>['lines']): string {
  return steps
    .map(toText)
    .join(' ')
    .replace(/\((\(∂\w+\)\/\(∂.*?\))\)(?= =)/, '$1')
    .replace(/\s+/g, ' ');
}

describe('explanations', () => {
  for (const { text, at, of, value, gradient } of cases) {
    const study = openStudy(text, { language: 'plaintext', surroundings: at });
    const node = study.graph?.nodes.find(({ span }) => text.slice(span.start, span.end) === of);
    for (const [what, want] of [
      ['value', value],
      ['gradient', gradient],
    ] as const) {
      if (want === undefined) continue;
      it(`${what} of ${of} in ${text}`, () => {
        assert.ok(node, 'no node reads so');
        assert.equal(
          inOneLine(explain(study, { node: node.id, edge: null, of: what }).lines),
          want,
        );
      });
    }
  }
});
