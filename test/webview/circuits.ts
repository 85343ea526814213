/** Circuits of the field with the inputs they are published with, as people write them. */

interface Written {
  readonly text: string;
  readonly language?: string;
  readonly inputs: Readonly<Record<string, number>>;
}

/** CS231n, optimization-2 notes. */
export const quiz: Written = {
  text: String.raw`$$f(w, x) = \frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2)}}$$`,
  language: 'latex',
  inputs: { w_0: 2, x_0: -1, w_1: -3, x_1: -2, w_2: -3 },
};

/** In the manner of CS224n: y is used twice. */
export const fork: Written = { text: '(x + y)*max(y, z)', inputs: { x: 1, y: 2, z: 0 } };

/** micrograd PR 64: 4 in reverse topological order, 8 by recursion. */
export const doubled: Written = { text: 'b = a + a\nc = b + b', inputs: { a: 1 } };

/** C. Olah, Calculus on Computational Graphs. */
export const colah: Written = { text: '(a + b)*(b + 1)', inputs: { a: 2, b: 1 } };
