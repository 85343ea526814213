// Circuits of courses on backpropagation. Put the cursor on a line and show its graph.

// Every step of a small network; the last line depends on all of them.
const a = 2;
const b = -3;
const c = 10;
const f = -2;
const e = a * b;
const d = e + c;
export const L = d * f;

/** A neuron, $\sigma(w x + b)$ with w = 2, x = -1 and b = 0.5. */
export function neuron(w: number, x: number, b: number): number {
  return 1 / (1 + Math.exp(-(w * x + b)));
}
