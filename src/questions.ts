/** What can be asked about a study beside its numbers: why, what if, is it so, and in which order. */
import { writeBriefly } from './autodiff/calling';
import { causeOf } from './autodiff/causes';
import { checkGradients, type Check } from './autodiff/check';
import {
  explainContribution,
  explainGradient,
  explainValue,
  flowingBack,
  signsOf,
  type Sign,
} from './autodiff/explain';
import { runExact } from './autodiff/exact';
import type { Graph } from './autodiff/graph';
import { intuitionOf, intuitionOfGradient } from './autodiff/intuition';
import { replayOrders, type Orders } from './autodiff/order';
import { ledgerOf } from './autodiff/paths';
import { runSecond } from './autodiff/second';
import type { Tape } from './autodiff/tape';
import { wiggle, type Wiggle } from './autodiff/wiggle';
import type { Formula } from './formula';
import type { HostMessage, ViewMessage } from './protocol';
import { analyze, type Study } from './session';

type Explained = Extract<HostMessage, { kind: 'explanation' }>;

/** Which number of which node or wire. */
export type Question = Pick<Extract<ViewMessage, { kind: 'explain' }>, 'node' | 'edge' | 'of'>;

type Answered = Pick<Explained, 'lines' | 'where' | 'through' | 'intuition' | 'ledger' | 'cause'>;

/** The steps that lead to a number, what its gate does, its paths, and why it is not finite. */
export function explain({ graph, tape }: Study, { node, edge, of }: Question): Answered {
  const none = { lines: [], where: [], through: null, intuition: '', ledger: null, cause: null };
  if (!graph || !tape) return none;
  const cause = causeOf(graph, tape, node, of);
  if (of === 'value') {
    const intuition = intuitionOf(graph, tape, node);
    return { ...none, lines: [...explainValue(graph, tape, node)], intuition, cause };
  }
  const wires = flowingBack(graph, tape, node);
  const seeded = node === graph.output || !graph.varies[node];
  // One wire brings the whole gradient: then its rule is what is explained.
  const through = edge ?? (wires.length === 1 && !seeded ? (wires[0]?.id ?? null) : null);
  const lines =
    edge === null ? explainGradient(graph, tape, node) : explainContribution(graph, tape, edge);
  return {
    lines: [...lines],
    where: through === null ? [] : signsOf(graph, tape, through).map(defined(graph)),
    through,
    intuition: intuitionOfGradient(graph, tape, node, edge),
    ledger: edge === null ? pathsOf(graph, tape, node) : null,
    cause,
  };
}

/** in = 1 + exp(…) */
function defined(graph: Graph): (sign: Sign) => Formula {
  return ({ sign, node }) => ({ form: 'row', parts: [sign, '=', writeBriefly(graph, node)] });
}

/** The paths of a gradient that comes along more than one. */
function pathsOf(graph: Graph, tape: Tape, node: number): Explained['ledger'] {
  const ledger = ledgerOf(graph, tape, node);
  if (!ledger || ledger.rows.length < 2) return null;
  const rows = ledger.rows.map(({ nodes, edges, locals, product }) => ({
    nodes: [...nodes],
    edges: [...edges],
    locals: [...locals],
    product,
  }));
  return { ...ledger, rows };
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

/** Tangents and second derivatives along the input that the lens names, if it is there. */
export function tangentsOf(study: Study): Extract<HostMessage, { kind: 'tape' }>['along'] {
  const name = study.options.lens?.along ?? null;
  const exactly = name === null ? null : unroundedOf(study);
  const input = exactly?.graph.nodes.find((node) => node.kind === 'input' && node.name === name);
  return name !== null && exactly && input
    ? { name, ...runSecond(exactly.graph, exactly.tape, input.id) }
    : null;
}

/** The numbers as fractions, if the lens shows them so. */
export function fractionsOf(study: Study): Extract<HostMessage, { kind: 'tape' }>['exact'] {
  const exactly = study.options.lens?.digits?.kind === 'exact' ? unroundedOf(study) : null;
  if (!exactly) return null;
  const { value, gradient, local, contribution } = runExact(exactly.graph, exactly.tape);
  return {
    value: [...value],
    gradient: [...gradient],
    local: [...local],
    contribution: [...contribution],
  };
}

/** A study's circuit with its numbers before any rounding. */
function unroundedOf({ graph, tape, unrounded }: Study) {
  return graph && tape && { graph, tape: unrounded ?? tape };
}
