/** Circuits as the messages the host would send, from one row per node. */
import type { Formula } from '../../src/formula';
import { plainLens } from '../../src/lens';
import type { HostMessage, Picture, TapeNumbers } from '../../src/protocol';

export type GraphMessage = Extract<HostMessage, { kind: 'graph' }>;
export type TapeMessage = Extract<HostMessage, { kind: 'tape' }>;

/** Label or input name, operands by row, value, gradient (absent: a constant), and more on request. */
export type Row = readonly [
  label: Formula,
  operands: readonly number[],
  value: number,
  gradient?: number,
  more?: { readonly name?: Formula; readonly contributions?: readonly number[] },
];

/** The circuit of the CS231n notes (optimization-2) and the quiz, with the numbers printed there. */
export const quiz: readonly Row[] = [
  [name('w', '0'), [], 2, -0.2],
  [name('x', '0'), [], -1, 0.39],
  ['*', [0, 1], -2, 0.2],
  [name('w', '1'), [], -3, -0.39],
  [name('x', '1'), [], -2, -0.59],
  ['*', [3, 4], 6, 0.2],
  ['+', [2, 5], 4, 0.2],
  [name('w', '2'), [], -3, 0.2],
  ['+', [6, 7], 1, 0.2],
  ['*-1', [8], -1, -0.2],
  ['exp', [9], 0.37, -0.53],
  ['+1', [10], 1.37, -0.53],
  ['1/x', [11], 0.73, 1],
];

/** f = (x + y)·max(y, z) at 1, 2, 0: y is used twice, and its gradient is 2 + 3. */
export const fork: readonly Row[] = [
  ['x', [], 1, 2],
  ['y', [], 2, 5],
  ['z', [], 0, 0],
  ['+', [0, 1], 3, 2, { name: 'q' }],
  ['max', [1, 2], 2, 3, { contributions: [3, 0] }],
  ['*', [3, 4], 6, 1, { name: 'f' }],
];

/** −0 at x, NaN, infinities and numbers that would round to zero, with constants at the leaves. */
export const extremes: readonly Row[] = [
  ['x', [], -0, NaN],
  ['2', [], 2],
  ['pow', [0, 1], 0, -Infinity],
  ['loss', [], 3.9e-5, Infinity],
  ['/', [2, 3], -1.2345e88, 1e-9],
  ['sigmoid', [4], 123456, -99999],
  ['π', [], Math.PI],
  ['atan2', [5, 6], -0.004, 1],
];

export function name(base: string, subscript: string): Formula {
  return { form: 'script', parts: [base, subscript] };
}

/** A random circuit in which everything leads to the last row; the same for the same seed. */
export function randomCircuit(size: number, seed: number): Row[] {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const labels = ['*', '+', '-', '/', 'max', 'atan2', 'logaddexp'];
  const rows: Row[] = [];
  const open: number[] = [];
  while (rows.length < size || open.length > 1) {
    const value = (random(20001) - 10000) / 100;
    const gradient = (random(20001) - 10000) / 1000;
    if (rows.length < size / 3) {
      rows.push([name('x', String(rows.length)), [], value, gradient]);
    } else {
      const first = open.splice(random(open.length), 1)[0] ?? 0;
      const second = random(3) === 0 ? random(rows.length) : open.shift();
      const operands = second === undefined ? [first] : [first, second];
      const label = operands.length === 1 ? 'tanh' : (labels[random(labels.length)] ?? '+');
      rows.push([label, operands, value, gradient]);
    }
    open.push(rows.length - 1);
  }
  return rows;
}

/** The message for a circuit; the last row is the output. */
export function graphMessage(
  rows: readonly Row[],
  changes: Partial<GraphMessage> = {},
): GraphMessage {
  const picture = pictureOf(rows);
  return {
    kind: 'graph',
    revision: 1,
    title: 'f',
    heading: null,
    picture,
    inputs: inputsOf(rows, picture),
    tape: tapeOf(rows, picture),
    remarks: [],
    problems: [],
    settings: { decimals: 2, palette: 'classic' },
    formats: [],
    unrounded: null,
    exact: null,
    zeros: [],
    along: null,
    quiz: null,
    lens: plainLens,
    saved,
    ...changes,
  };
}

/** The same circuit with other numbers. */
export function tapeMessage(rows: readonly Row[], changes: Partial<TapeMessage> = {}): TapeMessage {
  const { inputs, tape, remarks } = graphMessage(rows);
  const usual = {
    unrounded: null,
    exact: null,
    zeros: [],
    along: null,
    quiz: null,
    lens: plainLens,
    saved,
  };
  return { kind: 'tape', revision: 1, inputs, tape, remarks, ...usual, ...changes };
}

const saved = {
  uri: 'file:///notes.md',
  language: 'markdown',
  start: 0,
  end: 1,
  text: 'f',
  values: {},
  readings: {},
};

function pictureOf(rows: readonly Row[]): Picture {
  let edges = 0;
  return {
    nodes: rows.map(([label, operands, , gradient, more], id) => {
      const kind = operands.length > 0 ? 'op' : gradient === undefined ? 'constant' : 'input';
      const named = kind === 'input' ? label : (more?.name ?? null);
      return {
        id,
        kind,
        label: kind === 'input' ? '' : label,
        op: kind === 'op' ? plain(label) : null,
        name: named,
        plainName: named === null ? '' : plain(named),
        called: calledOf(rows, id),
        text: operands.map((operand) => plain(rows[operand]?.[0] ?? '')).join(` ${plain(label)} `),
        varies: gradient !== undefined,
        written: id,
        flip: null,
        group: null,
      };
    }),
    edges: rows.flatMap(([, operands], to) =>
      operands.map((from, operand) => {
        return { id: edges++, from, to, operand, source: from, count: 1, rule: null };
      }),
    ),
    output: rows.length - 1,
    frames: [],
    whole: rows.length,
  };
}

/** The operation, with its operands by their names or as an ellipsis. */
function calledOf(rows: readonly Row[], id: number): Picture['nodes'][number]['called'] {
  const [label, operands] = rows[id] ?? ['', []];
  const parts = operands.map((operand): Formula => {
    const [name, inner, , , more] = rows[operand] ?? ['', []];
    return inner.length === 0 ? name : (more?.name ?? '…');
  });
  const formula: Formula =
    operands.length === 0
      ? label
      : { form: 'row', parts: parts.flatMap((part, i) => (i === 0 ? [part] : [label, part])) };
  return {
    formula,
    line: plain(formula),
    words: parts.map(plain).join(` ${plain(label)} `) || plain(label),
  };
}

function tapeOf(rows: readonly Row[], { edges }: Picture): TapeNumbers {
  return {
    value: Float64Array.from(rows, ([, , value]) => value),
    gradient: Float64Array.from(rows, ([, , , gradient]) => gradient ?? NaN),
    carried: Float64Array.from(edges, ({ from }) => rows[from]?.[2] ?? NaN),
    local: Float64Array.from(edges, () => NaN),
    contribution: Float64Array.from(edges, ({ from, to, operand }) => {
      const [, , , gradient, more] = rows[to] ?? [];
      const alone = edges.filter((edge) => edge.from === from).length === 1;
      return more?.contributions?.[operand] ?? (alone ? rows[from]?.[3] : gradient) ?? NaN;
    }),
  };
}

function inputsOf(rows: readonly Row[], { nodes }: Picture): GraphMessage['inputs'] {
  return nodes
    .filter((node) => node.kind === 'input')
    .map(({ id, plainName }) => ({
      node: id,
      name: plainName,
      label: rows[id]?.[0] ?? plainName,
      value: rows[id]?.[2] ?? NaN,
      gradient: rows[id]?.[3] ?? NaN,
      initial: rows[id]?.[2] ?? NaN,
      source: id % 2 ? 'assumed' : `line ${id + 12}`,
      assumed: id % 2 === 1,
      literal: null,
    }));
}

function plain(formula: Formula): string {
  if (typeof formula === 'string') return formula;
  return formula.form === 'number' ? String(formula.value) : formula.parts.map(plain).join('_');
}
