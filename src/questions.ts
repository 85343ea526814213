/** What can be asked about a study beside its numbers: why, what if, is it so, and in which order. */
import { writeBriefly } from './autodiff/calling';
import { causeOf } from './autodiff/causes';
import { checkGradients, type Check } from './autodiff/check';
import {
  explainContributions,
  explainGradient,
  explainValue,
  flowingBack,
  signsOf,
  type Sign,
} from './autodiff/explain';
import { runExact } from './autodiff/exact';
import type { Graph, InputNode } from './autodiff/graph';
import { intuitionOfGradient, intuitionOfValue } from './autodiff/intuition';
import { replayOrders, type Orders } from './autodiff/order';
import type { Folded } from './autodiff/fold';
import { ledgerOf, type Path } from './autodiff/paths';
import { zerosAt, zerosBut } from './autodiff/roundoff';
import { runSecond } from './autodiff/second';
import type { Tape } from './autodiff/tape';
import { sayNumber } from './autodiff/wording';
import { wiggle, type Wiggle } from './autodiff/wiggle';
import type { Formula } from './formula';
import { digitsOf, plainLens } from './lens';
import { fractionsByNumber, type Digits } from './numbers';
import { shownTape } from './picture';
import type { HostMessage, ViewMessage } from './protocol';
import { explains, quizOf } from './quiz';
import { isVeiled } from './study/veil';
import { analyze, type Study } from './session';

type Row = NonNullable<Explained['ledger']>['rows'][number];
type Explained = Extract<HostMessage, { kind: 'explanation' }>;

/** Which number of which node or wire. */
export type Question = Pick<Extract<ViewMessage, { kind: 'explain' }>, 'node' | 'edge' | 'of'>;

type Answered = Pick<Explained, 'lines' | 'where' | 'through' | 'intuition' | 'ledger' | 'cause'>;

/**
 * The steps that lead to a number, what its gate does, its paths, and why it is not finite. In a quiz nothing
 * that tells of what is asked; there, `decimals` is what the settings say.
 */
export function explain(study: Study, question: Question, decimals?: number): Answered {
  const asked = quizOf(study, decimals);
  const folded = study.circuit?.fold();
  if (!asked || !folded) return explainAll(study, question);
  const openness = explains(asked.veil, folded, question);
  if (openness === 'nothing') return NOTHING;
  const whole = { ...explainAll(study, question), ledger: null };
  // A sentence on one number may tell another: how far the output moves, what contributions add up to.
  if (openness === 'all') return isVeiled(asked.veil) ? { ...whole, intuition: '' } : whole;
  const lines = whole.lines.slice(0, 1).filter((line) => !hasNumbers(line));
  return { ...whole, lines, intuition: LATER, cause: null };
}

const LATER = 'More can be said of it once the numbers beside it are answered.';

/** Whether numbers of the circuit are put in. */
function hasNumbers(formula: Formula): boolean {
  if (typeof formula === 'string') return false;
  return formula.form === 'number' ? formula.role !== 'plain' : formula.parts.some(hasNumbers);
}

const NOTHING: Answered = {
  lines: [],
  where: [],
  through: null,
  intuition: '',
  ledger: null,
  cause: null,
};

function explainAll({ circuit, graph, tape }: Study, question: Question): Answered {
  const none = NOTHING;
  if (!circuit || !graph || !tape) return none;
  const { edge, of } = question;
  const folded = circuit.fold();
  const wire = folded.edges.find(({ id }) => id === edge);
  const node = wire?.source ?? question.node;
  const cause = causeOf(graph, tape, node, of);
  if (of === 'value') {
    const intuition = join(
      intuitionOfValue(graph, tape, node),
      tellZero(graph, tape, 'value', node),
    );
    return { ...none, lines: [...explainValue(graph, tape, node)], intuition, cause };
  }
  if (wire && wire.edges.length > 1) {
    return { ...none, lines: [...explainWires(graph, tape, wire.edges)], cause };
  }
  const wires = flowingBack(graph, tape, node);
  const seeded = node === graph.output || !graph.varies[node];
  // One wire brings the whole gradient: then its rule is what is explained.
  const through = edge ?? (wires.length === 1 && !seeded ? (wires[0]?.id ?? null) : null);
  const lines =
    edge === null ? explainGradient(graph, tape, node) : explainWires(graph, tape, [edge]);
  return {
    lines: [...lines],
    where: through === null ? [] : signsOf(graph, tape, through).map(defined(graph)),
    through,
    intuition: join(
      intuitionOfGradient(graph, tape, node, edge),
      tellZero(graph, tape, edge === null ? 'gradient' : 'contribution', edge ?? node),
    ),
    ledger: edge === null ? pathsOf(graph, tape, node, folded) : null,
    cause,
  };
}

function join(...sentences: readonly string[]): string {
  return sentences.filter(Boolean).join(' ');
}

/** What the zero that is shown was before. */
function tellZero(
  graph: Graph,
  tape: Tape,
  of: 'value' | 'gradient' | 'contribution',
  at: number,
): string {
  if (!zerosAt(graph, tape)(of, at)) return '';
  return `This is 0 but for rounding: with 64 bits it came out as ${sayNumber(tape[of][at] ?? NaN)}.`;
}

/** The contributions of wires that are drawn as one, and what they add up to. */
function explainWires(graph: Graph, tape: Tape, ids: readonly number[]): readonly Formula[] {
  const wires = ids.flatMap((id) => graph.edges[id] ?? []);
  const value = wires.reduce((sum, { id }) => sum + (tape.contribution[id] ?? NaN), -0);
  return explainContributions(graph, tape, wires, { form: 'number', value, role: 'gradient' });
}

/** in = 1 + exp(…) */
function defined(graph: Graph): (sign: Sign) => Formula {
  return ({ sign, node }) => ({ form: 'row', parts: [sign, '=', writeBriefly(graph, node)] });
}

/** The paths of a gradient that comes along more than one. */
function pathsOf(graph: Graph, tape: Tape, node: number, folded: Folded): Explained['ledger'] {
  const ledger = ledgerOf(graph, tape, node);
  if (!ledger || ledger.rows.length < 2) return null;
  return { ...ledger, rows: ledger.rows.map((path) => foldPath(folded, path)) };
}

/** A path as it is drawn: a local derivative for every wire, through a group the product of its own. */
function foldPath({ shownAs, edges }: Folded, path: Path): Row {
  const wires = new Map(edges.flatMap((wire) => wire.edges.map((id) => [id, wire.id] as const)));
  const row: Row = { nodes: [], edges: [], locals: [], product: path.product };
  let local = 1;
  path.nodes.forEach((node, i) => {
    const shown = shownAs[node] ?? node;
    if (row.nodes.at(-1) !== shown) {
      if (i > 0) row.locals.push(local);
      row.nodes.push(shown);
      local = 1;
    }
    local *= path.locals[i] ?? 1;
    const wire = wires.get(path.edges[i] ?? -1);
    if (wire !== undefined) row.edges.push(wire);
  });
  return row;
}

/** The gradients by reverse mode, forward mode and differences, none of them rounded. */
export function checkStudy(study: Study): Check | null {
  const exactly = unroundedOf(study);
  return exactly && checkGradients(exactly.graph, exactly.tape);
}

/** What becomes of the output when a node is nudged. */
export function wiggleNode(study: Study, node: number, h: number): Wiggle | null {
  const exactly = unroundedOf(study);
  return exactly && wiggle(exactly.graph, exactly.tape, node, h);
}

/** The number that a text is, such as pi/2 or 1/3; null if it is none, or needs others to be known. */
export function evaluate(text: string): number | null {
  const { output, inputs } = analyze(text, { language: 'plaintext' });
  return output === null || Number.isNaN(output) || inputs.length > 0 ? null : output;
}

/** The backward pass in two orders. */
export function ordersOf({ graph, tape }: Study): Orders | null {
  return graph && tape ? replayOrders(graph, tape) : null;
}

/** The input that the lens looks along, if it is there. */
export function inputAlong({ graph, options }: Study): InputNode | null {
  const name = options.lens?.along ?? null;
  const named = graph?.nodes.find((node) => node.kind === 'input' && node.name === name);
  return named?.kind === 'input' ? named : null;
}

/** Tangents and second derivatives along the input that the lens names, if it is there. */
export function tangentsOf(study: Study): Extract<HostMessage, { kind: 'tape' }>['along'] {
  const input = inputAlong(study);
  const exactly = input && unroundedOf(study);
  if (!exactly) return null;
  const { name } = input;
  const { nodes } = exactly.circuit.fold();
  const { tangent, second } = runSecond(exactly.graph, exactly.tape, input.id);
  const shown = (numbers: Float64Array): Float64Array =>
    Float64Array.from(nodes, ({ id }) => numbers[id] ?? NaN);
  return { name, tangent: shown(tangent), second: shown(second) };
}

/** The numbers as fractions, if the lens shows them so. */
export function fractionsOf(study: Study): Extract<HostMessage, { kind: 'tape' }>['exact'] {
  const exactly = study.options.lens?.digits?.kind === 'exact' ? unroundedOf(study) : null;
  if (!exactly) return null;
  const { value, gradient, local, contribution } = runExact(exactly.graph, exactly.tape);
  const { nodes, edges } = exactly.circuit.fold();
  return {
    value: nodes.map(({ id }) => value[id] ?? null),
    gradient: nodes.map(({ id }) => gradient[id] ?? null),
    carried: edges.map(({ source }) => (source === null ? null : (value[source] ?? null))),
    local: edges.map(({ id, edges: all }) => (all.length === 1 ? (local[id] ?? null) : null)),
    contribution: edges.map(({ id, edges: all }) =>
      all.length === 1 ? (contribution[id] ?? null) : null,
    ),
  };
}

/** The numbers of the picture that are 0 but for rounding. */
export function zerosOf(study: Study): readonly number[] {
  const exactly = unroundedOf(study);
  const wires = exactly?.circuit.fold().edges.map(({ edges }) => edges);
  return exactly ? zerosBut(exactly.graph, exactly.tape, wires) : [];
}

/** How the picture writes a study's numbers; `decimals` is what the settings say. */
export function shownDigits(study: Study, decimals: number): Digits {
  const zeros = new Set(zerosOf(study));
  const digits = { ...digitsOf(study.options.lens ?? plainLens, decimals), zeros };
  const exactly = unroundedOf(study);
  const exact = fractionsOf(study);
  if (!exactly || !exact) return digits;
  const numbers = shownTape(exactly.circuit.fold(), exactly.tape);
  return { ...digits, fractions: fractionsByNumber(numbers, exact) };
}

/** A study's circuit with its numbers before any rounding. */
function unroundedOf({ circuit, graph, tape, unrounded }: Study) {
  return circuit && graph && tape && { circuit, graph, tape: unrounded ?? tape };
}
