/** Programs whose circuits are too large to be drawn as they are. */

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** A recurrent net over so many steps: five nodes a step. */
export const recurrent = (steps: number): string =>
  `h = 0\nfor t in range(${steps}):\n    h = math.tanh(w*h + u*x + b)\nloss = (h - y)**2`;

/** Squared errors, line by line: seven nodes and two inputs a line. */
export const fitted = (points: number): string =>
  `L = 0\n${lines(points, (i) => `L = L + (w*x${i} + b - y${i})**2`)}`;
