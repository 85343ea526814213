/** Programs whose circuits are too large to be drawn as they are, and circuits of all sizes. */

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const sum = (count: number, term: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => term(i)).join(' + ');

/** A recurrent net over so many steps: five nodes a step. */
export const recurrent = (steps: number): string =>
  `h = 0\nfor t in range(${steps}):\n    h = math.tanh(w*h + u*x + b)\nloss = (h - y)**2`;

/** Gradient descent on one point: fourteen nodes a step, and two values that go on. */
export const descent = (steps: number): string =>
  [
    'w = w0',
    'b = b0',
    `for t in range(${steps}):`,
    '    e = w*x + b - y',
    '    w = w - 0.1*2*e*x',
    '    b = b - 0.1*2*e',
    'loss = (w*x + b - y)**2',
  ].join('\n');

/** A net of two layers. */
export const layered = (inputs: number, units: number): string =>
  [
    lines(units, (i) => `h${i} = math.tanh(${sum(inputs, (j) => `w${i}_${j}*x${j}`)} + b${i})`),
    lines(units, (i) => `g${i} = math.tanh(${sum(units, (j) => `v${i}_${j}*h${j}`)} + c${i})`),
    `o = ${sum(units, (i) => `u${i}*g${i}`)}`,
  ].join('\n');

/** Squared errors, line by line: seven nodes and two inputs a line. */
export const fitted = (points: number): string =>
  `L = 0\n${lines(points, (i) => `L = L + (w*x${i} + b - y${i})**2`)}`;
