/** The sentence beside a wiggle names what the numbers show: straight, bent, rounded, a kink. */
import assert from 'node:assert/strict';
import { differentiate } from '../../src/autodiff/differences';
import { explainGap, STEPS } from '../../webview/quotients';

type Curve = (x: number) => number;

function gapOf(f: Curve, x: number, slope: number, h: number): string {
  const { kink } = differentiate(f, x);
  const [up, down] = [f(x + h), f(x - h)];
  const [forward, central] = [(up - f(x)) / h, (up - down) / (2 * h)];
  const wiggle = {
    kind: 'wiggle',
    revision: 1,
    node: 0,
    h,
    up,
    down,
    forward,
    central,
    kink,
  } as const;
  return explainGap(wiggle, slope, 'x');
}

describe('explainGap', () => {
  const cases: [what: string, f: Curve, x: number, slope: number, h: number, says: RegExp][] = [
    ['a line', (x) => 3 * x + 1, 2, 3, 0.5, /straight/],
    ['a parabola', (x) => x * x, 3, 6, 0.1, /bends.*h·f″\/2/],
    ['a wild curve', (x) => Math.sin(9 * x), 1, 9 * Math.cos(9), 1, /so large/],
    ['a tiny h', (x) => Math.exp(x), 1, Math.E, 1e-12, /rounding/],
    ['what cancels but for rounding', () => 0.5, 1, 5.6e-17, 0.1, /^Up to rounding.*does not move/],
    ['a middling h', (x) => Math.exp(x), 1, Math.E, 1e-4, /bends/],
    ['a kink', (x) => Math.max(0, x), 0, 0, 1e-6, /kink/],
    ['a kink of |x|', Math.abs, 0, 0, 1e-3, /kink/],
    ['a hinge, nudged far', (x) => Math.max(0, 1 - x), 1, -0.5, 0.1, /kink/],
    ['a triple tie, nudged far', (x) => Math.max(1, x), 1, 0.25, 0.1, /kink/],
    ['a pole', (x) => 1 / x, 0.1, -100, 0.1, /not.*finite/i],
  ];
  for (const [what, f, x, slope, h, says] of cases) {
    it(`recognises ${what}`, () => {
      assert.match(gapOf(f, x, slope, h), says);
    });
  }

  it('nudges by 1, 2 or 5 times a power of ten', () => {
    assert.deepEqual([STEPS[0], STEPS.at(-1), STEPS.indexOf(1e-6) >= 0], [1e-12, 1, true]);
    assert.ok(STEPS.every((h, index) => index === 0 || h > (STEPS[index - 1] ?? 0)));
  });
});
