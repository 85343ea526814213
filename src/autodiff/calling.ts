/** What a node is called, by sight and by ear: its name, or else its operation in brief. */
import { liftScripts, type Formula } from '../formula';
import { precedences } from '../ops';
import type { Graph } from './graph';
import { listedOperands } from './lists';
import { toText, writeCall, writeConstant, writeName, type Written } from './notation';
import { speak } from './speaking';

/** Operations within operations that are written; what is deeper is an ellipsis. */
const DEPTH = 4;

/** Signs and names in what a picture calls an operation; more would not be read. */
const SHORT = 12;
/** Levels that may be in so few. */
const DEEPEST = 6;

/** How a name is written within an operation. */
type Naming = (name: string) => Formula;

/** What an operation is called: typeset, in one line of Unicode, and in words for a screen reader. */
export interface Called {
  readonly formula: Formula;
  readonly line: string;
  readonly words: string;
}

/**
 * What a node does, whatever its own name is, as deep as is short: w₀·x₀, "w_0 times x_0". Of an
 * input it is the name, of a constant the number.
 */
export function callOperation(graph: Graph, id: number): Called {
  let depth = DEEPEST;
  while (depth > 1 && countSigns(writeOperation(graph, id, depth, writeName)) > SHORT) depth--;
  const formula = writeOperation(graph, id, depth, writeName);
  // The ear takes names as the text spells them.
  const spelled = writeOperation(graph, id, depth, (name) => name);
  return { formula, line: inLine(formula), words: speak(spelled) };
}

/** The name of a node, or its operation: 1/(1 + exp(−…)). */
export function writeBriefly(graph: Graph, id: number): Formula {
  return writeTo(DEPTH, graph, id, writeName).formula;
}

/** The same in one line of Unicode: w₀, hₜ₋₁, x² + y. */
export function callNode(graph: Graph, id: number): string {
  return inLine(writeBriefly(graph, id));
}

/** A name of the text as a sentence has it: x_1 as x₁, y_hat as ŷ. */
export function callName(name: string): string {
  return inLine(writeName(name));
}

function inLine(formula: Formula): string {
  return toText(liftScripts(formula, toText)).replaceAll(/(?<![\w)\]}])-/g, '−');
}

function writeTo(depth: number, graph: Graph, id: number, naming: Naming): Written {
  const node = graph.nodes[id];
  if (node?.kind === 'constant') return writeConstant(node);
  if (node?.name !== undefined) return atom(naming(node.name));
  if (node?.kind !== 'op' || depth === 0) return atom('…');
  return writeCall(
    node.op,
    listedOperands(graph, node).map((operand) => writeTo(depth - 1, graph, operand, naming)),
  );
}

function writeOperation(graph: Graph, id: number, depth: number, naming: Naming): Formula {
  const node = graph.nodes[id];
  if (node?.kind !== 'op') return writeTo(depth, graph, id, naming).formula;
  const operands = listedOperands(graph, node).map((operand) =>
    writeTo(depth - 1, graph, operand, naming),
  );
  return writeCall(node.op, operands).formula;
}

function countSigns(formula: Formula): number {
  if (typeof formula === 'string' || formula.form === 'number' || formula.form === 'script')
    return 1;
  return formula.parts.reduce((sum, part) => sum + countSigns(part), 0);
}

const atom = (formula: Formula): Written => ({ formula, precedence: precedences.atom });
