/** What quotients of differences say about a gradient, and why they miss it. */
import type { HostMessage } from '../src/protocol';

type Wiggle = Extract<HostMessage, { kind: 'wiggle' }>;

/** 1, 2, 5, 10, … from a trillionth up to 1. */
export const STEPS: readonly number[] = Array.from({ length: 12 }, (_, index) => index - 12)
  .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
  .concat(1);

/** Where the slider stands first: the bend shows, and the two quotients differ. */
export const USUAL_STEP = STEPS.indexOf(0.1);

const EPSILON = 2 ** -52;

/** One sentence on why the quotients are, or are not, the gradient. */
export function explainGap(wiggle: Wiggle, gradient: number, name: string): string {
  const { h, up, down, forward, central, kink } = wiggle;
  if (![up, down, forward, central, gradient].every(Number.isFinite)) {
    return 'Not everything is finite here, so the quotients say nothing about the gradient.';
  }
  const scale = Math.max(Math.abs(gradient), Math.abs(forward), Math.abs(central));
  const missed = { forward: Math.abs(forward - gradient), central: Math.abs(central - gradient) };
  // Two rounded values are subtracted, and the error of half a unit in each is divided by h.
  const lost = 4 * EPSILON * Math.max(Math.abs(up), Math.abs(down), Number.MIN_VALUE);
  const rounding = lost / h;
  if (scale > 0 && scale <= lost)
    return `Up to rounding, the function does not move with ${name} here.`;
  if (missed.forward <= Math.max(rounding, 1e-12 * scale)) {
    return missed.forward > 1e-9 * scale
      ? 'h is so small that f(x+h) and f(x) agree in most of their digits: rounding is what is left.'
      : `Both are the gradient: along ${name} the function is straight here.`;
  }
  if (kink) {
    return `Up and down differ however small h is: ${name} is at a kink.`;
  }
  if (missed.central <= rounding && missed.central > 1e-9 * scale) {
    return 'h is so small that f(x+h) and f(x) agree in most of their digits: rounding is what is left.';
  }
  if (missed.central < missed.forward / 10) {
    return 'The function bends: Δf/h is off by about h·f″/2. The central quotient cancels that.';
  }
  return 'h is so large that the function bends within it: both quotients average over the bend.';
}
