/** One study: text in; graph, tape, explanation out; keeps inputs by name. Pure, no vscode. */
import { buildGraph } from './autodiff/build';
import type { Graph, InputNode } from './autodiff/graph';
import { faultsOf, remarksOf, type Remark } from './autodiff/remarks';
import type { Tape } from './autodiff/tape';
import {
  carryLens,
  compute,
  computesSame,
  drawsSame,
  foldCircuit,
  foldsSame,
  openCircuit,
  type Circuit,
  type Numbers,
} from './circuit';
import { plainLens, type Lens } from './lens';
import { rememberLast } from './memo';
import { renewQuiz } from './quiz';
import { read } from './language/read';
import {
  has,
  refuses,
  type Problem,
  type ProblemKind,
  type Program,
  type ReadOptions,
  type Span,
} from './language/syntax';

/** Numbers by name of input. */
export type Values = Readonly<Record<string, number>>;

export interface StudyOptions extends Omit<ReadOptions, 'values'> {
  /** VS Code language id. */
  readonly language: string;
  /** What the person set: stronger than what the text says. */
  readonly inputs?: Values;
  /** What the surroundings of the text say: weaker than the text, stronger than 1. */
  readonly surroundings?: Values;
  /** What the person set in earlier studies: weaker than the surroundings, stronger than 1. */
  readonly remembered?: Values;
  /**
   * As many characters at the start of the text stand elsewhere, such as in an earlier cell of a
   * notebook: they are read, but have no place that can be pointed at.
   */
  readonly lead?: number;
  /** How it is looked at; as textbooks do it if nobody says otherwise. */
  readonly lens?: Lens;
}

/** A text that was read, with its circuit and numbers; all are null if nothing can be computed. */
export interface Study {
  readonly text: string;
  readonly options: StudyOptions;
  readonly program: Program;
  readonly circuit: Circuit | null;
  /** What is drawn of the circuit. */
  readonly graph: Graph | null;
  readonly tape: Tape | null;
  /** The tape without rounding, if the lens rounds every step. */
  readonly unrounded: Tape | null;
}

/** An input with its numbers. `assumed`: nobody gave it a value, so it takes 1. */
export interface StudyInput {
  readonly node: number;
  readonly name: string;
  readonly value: number;
  readonly gradient: number;
  /** The value without what the person set, now or earlier. */
  readonly initial: number;
  /** Who gives the value. */
  readonly from: 'person' | 'text' | 'surroundings' | 'memory' | 'nobody';
  readonly assumed: boolean;
}

/** Reads a text and computes its circuit. Never throws; a text that does not read has problems. */
export function openStudy(text: string, options: StudyOptions): Study {
  const values = { ...options.remembered, ...options.surroundings, ...options.inputs };
  const program = readShape(text, options, values);
  const graph = buildGraph(program);
  const circuit = graph && openCircuit(graph, options.lens ?? plainLens);
  return withCircuit({ text, options, program }, circuit);
}

function withCircuit(
  read: Pick<Study, 'text' | 'options' | 'program'>,
  circuit: Circuit | null,
): Study {
  const numbers = circuit ? numbersOf(circuit, read.options) : { tape: null, unrounded: null };
  return { ...read, circuit, graph: circuit?.graph ?? null, ...numbers };
}

/**
 * Reads the text. Where a loop bound is a number of the text itself, that number decides the shape
 * and not the surroundings', which are weaker.
 */
function readShape(text: string, options: StudyOptions, values: Values): Program {
  const program = read(text, options.language, { ...options, values });
  const misled = program.bindings.flatMap(({ name, input }) =>
    input && name !== undefined && !has(options.inputs, name) && has(values, name) ? [name] : [],
  );
  if (!misled.some((name) => program.shapedBy?.includes(name))) return program;
  const kept = Object.entries(values).filter(([name]) => !misled.includes(name));
  return read(text, options.language, { ...options, values: Object.fromEntries(kept) });
}

/** Gives an input another value: a new tape for the same graph, unless the input decides the shape. */
export function setInput(study: Study, name: string, value: number): Study {
  return withOptions(study, { inputs: { ...study.options.inputs, [name]: value } });
}

/** Looks at the study another way: new numbers, and a new picture if the lens draws another. */
export function lookAt(study: Study, lens: Lens): Study {
  const { options } = study;
  const before = options.lens ?? plainLens;
  const circuit = study.circuit && lookThrough(study.circuit, before, lens);
  const looked = { ...study, options: { ...options, lens }, circuit };
  if (computesSame(before, lens)) return looked;
  return renewQuiz(withCircuit(looked, circuit), study);
}

/** The circuit as another lens than before draws it: the same object if it draws the same picture. */
function lookThrough(circuit: Circuit, before: Lens, lens: Lens): Circuit {
  if (!drawsSame(before, lens)) return openCircuit(circuit.written, lens);
  return foldsSame(before, lens) ? circuit : foldCircuit(circuit, lens);
}

/** Keeps of a lens what still holds after its text was read again. */
export function keepLens(study: Study, before: Study): Study {
  const { lens = plainLens } = before.options;
  const kept = carryLens(lens, before.circuit?.written ?? null, study.circuit?.written ?? null);
  // It is computed already, unless it was opened with another lens.
  return renewQuiz(kept === study.options.lens ? study : lookAt(study, kept), before);
}

/** Gives an input back the value it has without the person. */
export function resetInput(study: Study, name: string): Study {
  const without = (values: Values = {}): Values =>
    Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
  const { inputs, remembered } = study.options;
  return withOptions(study, { inputs: without(inputs), remembered: without(remembered) });
}

function withOptions(study: Study, changed: Pick<StudyOptions, 'inputs' | 'remembered'>): Study {
  const options = { ...study.options, ...changed };
  const { circuit, program } = study;
  // What was refused may read with the new value.
  if (!circuit || program.shapedBy?.length) {
    return keepLens(openStudy(study.text, options), study);
  }
  return renewQuiz(withCircuit({ ...study, options }, circuit), study);
}

function numbersOf(circuit: Circuit, options: StudyOptions): Numbers {
  return compute(circuit, options.lens ?? plainLens, valuesIn(circuit.graph, options));
}

/** The value of every input by name. */
function valuesIn(graph: Graph, options: StudyOptions): (name: string) => number {
  const values = new Map<string, number>();
  for (const node of graph.nodes) {
    if (node.kind === 'input') values.set(node.name, valueOf(node, options).value);
  }
  return (name) => values.get(name) ?? NaN;
}

function valueOf(
  node: InputNode,
  { inputs, surroundings, remembered }: StudyOptions,
): Pick<StudyInput, 'value' | 'from'> {
  const { name, initial } = node;
  if (inputs && has(inputs, name)) return { value: inputs[name] ?? NaN, from: 'person' };
  if (initial !== null) return { value: initial, from: 'text' };
  if (surroundings && has(surroundings, name)) {
    return { value: surroundings[name] ?? NaN, from: 'surroundings' };
  }
  if (remembered && has(remembered, name)) {
    return { value: remembered[name] ?? NaN, from: 'memory' };
  }
  return { value: 1, from: 'nobody' };
}

/** The inputs of a study: those of the signature that was read in its order, the others as they are first used. */
export function inputsOf({ program, graph, tape, options }: Study): readonly StudyInput[] {
  if (!graph || !tape) return [];
  const ranks = new Map(program.signature?.map((name, rank) => [name, rank]));
  const rank = ({ name }: StudyInput): number =>
    // An element has the place of its list.
    ranks.get(name) ?? ranks.get(name.replace(/\[.*$/, '')) ?? ranks.size;
  const inputs = graph.nodes.flatMap((node) => {
    if (node.kind !== 'input') return [];
    const { value, from } = valueOf(node, options);
    const initial = valueOf(node, { ...options, inputs: {}, remembered: {} }).value;
    const gradient = tape.gradient[node.id] ?? NaN;
    return [
      {
        node: node.id,
        name: node.name,
        value,
        gradient,
        initial,
        from,
        assumed: from === 'nobody',
      },
    ];
  });
  return inputs.sort((a, b) => rank(a) - rank(b));
}

/** After every edit both the page and the marks in the text ask for them. */
const faultsAt = rememberLast(faultsOf);
/** What is folded or unfolded has the same numbers. */
const remarksAt = rememberLast((graph: Graph, tape: Tape) =>
  remarksOf(graph, tape, faultsAt(graph, tape)),
);

/** Kinks, ties and values that are not finite, at their nodes. */
export function remarksOn({ graph, tape }: Study): readonly Remark[] {
  return graph && tape ? remarksAt(graph, tape) : [];
}

/** The text of a study without its lead. */
export function ownText({ text, options }: Study): string {
  return text.slice(options.lead ?? 0);
}

/** The node of the smallest expression at an offset of the text behind its lead, or null. */
export function nodeAt({ graph, options }: Study, offset: number): number | null {
  const at = offset + (options.lead ?? 0);
  let best: { node: number; size: number } | null = null;
  for (const { node, span } of graph?.mentions ?? []) {
    const size = span.end - span.start;
    const inside = offset >= 0 && span.start <= at && at < span.end;
    if (inside && (!best || size < best.size)) best = { node, size };
  }
  return best?.node ?? null;
}

/**
 * The places of the text behind its lead that stand for a node: the operation itself first, then uses
 * of its name.
 */
export function spansOf({ graph, options }: Study, node: number): readonly Span[] {
  const { lead = 0 } = options;
  const own = graph?.nodes[node]?.span;
  const mentioned = graph?.mentions.filter((m) => m.node === node).map((m) => m.span) ?? [];
  const spans = own ? [own, ...mentioned] : [];
  return spans
    .filter(({ start }) => start >= lead)
    .map(({ start, end }) => ({ start: start - lead, end: end - lead }));
}

/** What the study is of, in one line. */
export function titleOf({ text, program }: Study): string {
  // Of several lines the one that is asked for; the rest is what it depends on. Of a text that breaks
  // off, what was read.
  const isPart = text.includes('\n') || program.problems.some(refuses);
  const { name, value, span } = (isPart && program.bindings.at(-1)) || {};
  // What an `if` chooses is written at its condition, which is not what it gives.
  const isChosen = value?.kind === 'call' && value.op === 'select' && value.span === span;
  if (isChosen && name !== undefined) return name;
  const title = quote(text, span ?? { start: 0, end: text.length });
  // The marks at which LaTeX aligns its rows are no part of the formula.
  return text.includes('\\begin{') ? title.replaceAll(/(?<!\\)&\s*/g, '') : title;
}

/** A piece of text in one line, shortened. */
export function quote(text: string, { start, end }: Span): string {
  const line = text
    .slice(start, Math.min(end, start + 4 * LONGEST_QUOTE))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1)}…` : line;
}

const LONGEST_QUOTE = 80;

/** Everything there is to say about a study: what reading found, and what the numbers show. */
export function problemsOf(study: Study): readonly Problem[] {
  const { program, graph, tape } = study;
  const faults = graph && tape ? faultsAt(graph, tape) : [];
  const remarks = faults.map(({ node, kind, message }) => {
    const span = graph?.nodes[node]?.span ?? { start: 0, end: 0 };
    return { kind, message, span };
  });
  return [...program.problems, ...remarks];
}

/** What `analyze` answers. */
export interface Analysis {
  /** The value of the text; null if it could not be read, and `problems` says why. */
  readonly output: number | null;
  readonly inputs: readonly Pick<StudyInput, 'name' | 'value' | 'gradient' | 'assumed'>[];
  readonly problems: readonly { kind: ProblemKind; message: string; start: number; end: number }[];
  readonly graph: Graph | null;
  readonly tape: Tape | null;
}

/**
 * Reads, evaluates and differentiates a text. `language` is a VS Code language id; `inputs` overrides
 * what the text says, by name. Never throws, whatever the text. A result that is not finite carries a
 * `domain` problem, a kink at the point a `kink` problem, a disputed reading an `ambiguous` one.
 */
export function analyze(text: string, options: { language: string; inputs?: Values }): Analysis {
  const study = openStudy(text, options);
  const problems = problemsOf(study).map(({ kind, message, span }) => ({ kind, message, ...span }));
  const { graph, tape } = study;
  if (!graph || !tape || problems.some(refuses)) {
    return { output: null, inputs: [], problems, graph, tape };
  }
  const output = tape.value[graph.output] ?? NaN;
  const inputs = inputsOf(study).map(({ name, value, gradient, assumed }) => ({
    name,
    value,
    gradient,
    assumed,
  }));
  return { output, inputs, problems, graph, tape };
}
