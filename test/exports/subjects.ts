/** Circuits to export: the famous ones, every op at several points, hostile names, random programs. */
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { drawGates } from '../../src/autodiff/gates';
import { run, type RunOptions } from '../../src/autodiff/tape';
import { figureOf } from '../../src/exports/figure';
import { placeInLayers } from '../../src/exports/layers';
import type { Drawing, Exported } from '../../src/exports/subject';
import { call, name, type Program } from '../../src/language/syntax';
import { exportStudy } from '../../src/exported';
import { plainLens, type Lens } from '../../src/lens';
import { openStudy, type StudyOptions, type Values } from '../../src/session';
import { opNames, ops, type OpName } from '../../src/ops';
import { circuits } from '../circuits';
import { smoothProgram } from '../programs';

export interface Subject {
  readonly name: string;
  readonly what: Exported;
}

const NOWHERE = { start: 0, end: 0 };

/** What would be exported of a program at these inputs. */
function exported(
  title: string,
  program: Program,
  values: Readonly<Record<string, number>>,
  options: RunOptions = {},
): Exported {
  const graph = buildGraph(program);
  if (!graph) throw new Error(`${title} has no bindings`);
  const tape = run(graph, (id) => (Object.hasOwn(values, id) ? (values[id] ?? 1) : 1), options);
  const inputs = graph.nodes.flatMap((node) =>
    node.kind === 'input'
      ? [
          {
            node: node.id,
            name: node.name,
            value: tape.value[node.id] ?? NaN,
            gradient: tape.gradient[node.id] ?? NaN,
          },
        ]
      : [],
  );
  const digits = { kind: 'decimals', count: 2 } as const;
  const figure = drawGates(graph);
  const shown = { byHand: null, along: null, exact: null, digits, figure, drawing: null };
  return { title, text: program.text, graph, tape, inputs, ...shown };
}

/** What would be exported of a text. */
function read(text: string, options: StudyOptions, running: RunOptions = {}): Exported {
  const { program, tape, graph } = openStudy(text, options);
  const values = graph?.nodes.flatMap((node) =>
    node.kind === 'input' ? [[node.name, tape?.value[node.id] ?? NaN] as const] : [],
  );
  return exported(text, program, Object.fromEntries(values ?? []), running);
}

export const famous: readonly Subject[] = circuits.map(({ name, text, language, inputs }) => ({
  name,
  what: read(text, { language, inputs }),
}));

/** Ways to look at a circuit in which its numbers or gates are not those of the text. */
export const lenses: readonly (readonly [name: string, changes: Partial<Lens>])[] = [
  ['as textbooks do', {}],
  ['as by hand', { byHand: 2 }],
  ['as by hand with three digits', { byHand: 3 }],
  ['as fractions', { digits: { kind: 'exact' } }],
  ['as fractions by hand', { digits: { kind: 'exact' }, byHand: 2 }],
  ['with significant figures', { digits: { kind: 'significant', count: 4 } }],
  ['with a seed, written out', { seed: -3, gates: { ...plainLens.gates, composites: 'expanded' } }],
  [
    'fused, with plain signs',
    { gates: { ...plainLens.gates, composites: 'fused', signs: 'plain' } },
  ],
  ['folded', { folding: { open: [], closed: [], most: 8 } }],
];

/** What is taken away of a text under every lens. */
function underLenses(text: string, options: StudyOptions, title = text): Subject[] {
  return lenses.flatMap(([name, changes]) => {
    const what = exportStudy(
      openStudy(text, { ...options, lens: { ...plainLens, ...changes } }),
      2,
    );
    return what ? [{ name: `${title}, ${name}`, what }] : [];
  });
}

export const shown: readonly Subject[] = circuits.flatMap(({ name, text, language, inputs }) =>
  underLenses(text, { language, inputs }, name),
);

/** Circuits of a file: on every line `{source, language, inputs}` as JSON. */
export function casesIn(lines: string): Subject[] {
  return lines.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const { source, language, inputs } = JSON.parse(line) as Case;
    return underLenses(source, { language, inputs });
  });
}

interface Case {
  readonly source: string;
  readonly language: string;
  readonly inputs: Values;
}

/** The circuit that this project comes from. */
export const quiz = {
  ...read(String.raw`f = \frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2)}}`, {
    language: 'latex',
    inputs: { w_0: 2, x_0: -1, w_1: -3, x_1: -2, w_2: -3 },
  }),
  title: 'f = 1/(1 + exp(-(w_0 x_0 + w_1 x_1 + w_2)))',
};

/** Each op alone, in the middle and near the ends of where its rules hold, and where it has a kink. */
export const everyOp: readonly Subject[] = opNames.flatMap((op) =>
  pointsOf(op).map((point) => {
    const names = point.map((_, i) => `x${i}`);
    const value = call(
      op,
      names.map((each) => name(each, NOWHERE)),
      NOWHERE,
    );
    const program = { text: '', bindings: [{ value, span: NOWHERE }], problems: [] };
    const values = Object.fromEntries(names.map((each, i) => [each, point[i] ?? NaN]));
    return { name: `${op}(${point.join(', ')})`, what: exported(op, program, values) };
  }),
);

function pointsOf(op: OpName): number[][] {
  const at = (share: number): number[] =>
    ops[op].on.map(([low, high], i) => low + (high - low) * ((share + 0.13 * i) % 1));
  return [at(0.21), at(0.5), at(0.83)];
}

/** Programs of several bindings, always the same ones. */
export const random: readonly Subject[] = fc
  .sample(smoothProgram, { numRuns: 40, seed: 4 })
  .map((program, i) => ({
    name: `random program ${i}`,
    what: exported(`random program ${i}`, program, { a: 0.75, b: -1.25, c: 2 }),
  }));

const HOSTILE = [
  '__proto__', 'constructor', 'lambda', 'print', 'exec', 'λ', 'class', 'torch', 'np', 'jnp', 'tf', 'value', 'f', 'v1', 'd_f', 'x"y', "x'", '</script>',
  'a|b', 'new\nline', '\u202eabc', 'x_{12}', 'w[0]', 'p.w', '', '_', '1st', '\\n', '%s', '${x}', '#', '$', '*/', 'ﬁ', 'x\u0000', '𝛼', '日本', '🎉',
]; // prettier-ignore

/** A sum of products over names that no language can take as they are; the definitions too. */
export const hostile: Subject = {
  name: 'hostile names',
  what: exported(
    `hostile </script> "names" \u202e | \n */ \\end{document}`,
    {
      text: '',
      bindings: HOSTILE.map((id, i) => ({
        name: HOSTILE[HOSTILE.length - 1 - i] ?? '',
        value: call(
          i % 2 === 0 ? 'mul' : 'add',
          [
            name(id, NOWHERE),
            i === 0 ? name('x', NOWHERE) : { kind: 'ref', binding: i - 1, span: NOWHERE },
          ],
          NOWHERE,
        ),
        span: NOWHERE,
      })),
      problems: [],
    },
    Object.fromEntries(HOSTILE.map((id, i) => [id, 1 + i / 8])),
  ),
};

const nan = { a: NaN, b: 2, c: 1 };

/** Values that are not finite, kinks, held nodes, another seed, few inputs or none. */
export const special: readonly Subject[] = subjectsOf([
  ['not a number', 'a*b + c', nan, {}],
  ['infinite', 'exp(a)*b', { a: 1000, b: 2 }, {}],
  ['negative zero', 'a*b + 1/a', { a: -0, b: 2 }, {}],
  ['an infinite local derivative behind a closed wire', 'a > 0 ? sqrt(a) : b', { a: 0, b: 2 }, {}],
  ['a closed relu over a root', 'relu(sqrt(a) - 1)*b', { a: 0, b: 3 }, {}],
  ['a kink', 'max(a, b) + abs(a - b)', { a: 1, b: 1 }, {}],
  ['a kink, the first wins', 'max(a, b)*c', { a: 1, b: 1, c: 3 }, { kinks: 'first' }],
  ['a kink, from the right', 'relu(a)*b', { a: 0, b: 3 }, { kinks: 'right' }],
  ['a list', 'min(a, b, 3, c)*c', { a: 2, b: 1, c: 4 }, {}],
  ['a list that ties', 'max(a, b, 2, c)*c', { a: 2, b: 1, c: 2 }, {}],
  ['a list that ties, the first wins', 'max(a, b, c)*c', { a: 2, b: 2, c: 2 }, { kinks: 'first' }],
  ['a list that ties in a list', 'max(max(a, b, c), a, b)', { a: 2, b: 2, c: 2 }, {}],
  [
    'a list of sixteen and more',
    `max(${Array.from({ length: 18 }, (_, i) => `a + ${i % 3}`).join(', ')})`,
    { a: 2 },
    {},
  ],
  ['a list with a held step', 'max(a, b, c)*a', { a: 2, b: 3, c: 2 }, { held: new Map([[2, 2]]) }],
  ['another seed', 'a*b', { a: 2, b: 3 }, { seed: -2.5 }],
  ['a held node', 'q = a + b; f = q*c', { a: 1, b: 2, c: 4 }, { held: new Map([[2, 10]]) }],
  ['constants only', '2^0.5 + sin(3)/0 + max(2, 3)', {}, {}],
  ['a number', '3.25', {}, {}],
  ['one input', 'a', { a: 5 }, {}],
  ['the same input twice', 'a*a + a', { a: 5 }, {}],
  ['nothing flows back', 'floor(a) + (b > 2)', { a: 1.5, b: 1 }, {}],
  ['a truth of truths', '(a > 1 and not (b < 2) or c) + a', { a: 2, b: 3, c: 0 }, {}],
  ['large and small numbers', 'a*1e30 + b*1e-30 + 123456789012*c', { a: 1e-29, b: 1e30, c: 2 }, {}],
  ['numbers that 32 bits do not hold', 'h/(x^5)/(exp(h/(x*1e-20)) - 1)', { h: 2e-25, x: 5e-7 }, {}],
]);

type Row = readonly [name: string, text: string, inputs: Values, running: RunOptions];

function subjectsOf(rows: readonly Row[]): Subject[] {
  return rows.map(([name, text, inputs, running]) => ({
    name,
    what: read(text, { language: 'plaintext', inputs }, running),
  }));
}

/** A drawing of a circuit with a bend in every wire, and numbers of its own on the wires of a fork. */
export function drawn(what: Exported): Drawing {
  const figure = figureOf(what);
  const shapes = placeInLayers(figure).map((place) => ({
    ...place,
    y: Math.round(place.y),
    edge: null,
    numbers: place.x + 40,
    end: place.x + 65,
  }));
  const placeOf = new Map(shapes.map((shape) => [shape.node, shape]));
  const wires = figure.wires.map(({ id, from, to }) => {
    const [start, target] = [placeOf.get(from), placeOf.get(to)];
    const [x, y] = [start?.end ?? 0, start?.y ?? 0];
    const end = { x: (target?.x ?? 0) - 15, y: target?.y ?? 0 };
    const forks = figure.wires.filter((wire) => wire.from === from).length > 1;
    return {
      edge: id,
      points: [{ x, y }, { x, y: end.y }, end],
      junctions: forks ? [{ x, y }] : [],
      numbers: forks ? { x: x + 20, y: end.y } : null,
    };
  });
  return { shapes, wires };
}
