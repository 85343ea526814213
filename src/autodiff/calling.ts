/** What a node is called in a sentence: its name, or else its operation in brief. */
import type { Formula } from '../formula';
import { precedences } from '../ops';
import type { Graph } from './graph';
import { toText, writeCall, writeConstant, writeName, type Written } from './notation';

/** Operations within operations that are written; what is deeper is an ellipsis. */
const DEPTH = 4;

/** The name of a node, or its operation: 1/(1 + exp(−…)). */
export function writeBriefly(graph: Graph, id: number): Formula {
  return writeTo(DEPTH, graph, id).formula;
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
  return toText(lifted(formula)).replaceAll(/(?<![\w)\]}])-/g, '−');
}

function writeTo(depth: number, graph: Graph, id: number): Written {
  const node = graph.nodes[id];
  if (node?.kind === 'constant') return writeConstant(node);
  if (node?.name !== undefined) return atom(writeName(node.name));
  if (node?.kind !== 'op' || depth === 0) return atom('…');
  return writeCall(
    node.op,
    node.operands.map((operand) => writeTo(depth - 1, graph, operand)),
  );
}

const atom = (formula: Formula): Written => ({ formula, precedence: precedences.atom });

const RAISED = new Map(zip('0123456789n', '⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ'));
const LOWERED = new Map(zip('0123456789+-−aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'));

function zip(signs: string, others: string): [string, string][] {
  const places = Array.from(others);
  return Array.from(signs, (sign, i) => [sign, places[i] ?? sign]);
}

/** Exponents and subscripts that Unicode has become letters of their own. */
function lifted(formula: Formula): Formula {
  if (typeof formula === 'string' || formula.form === 'number') return formula;
  const parts = formula.parts.map(lifted);
  const [base = '', script = ''] = parts;
  const map = formula.form === 'power' ? RAISED : formula.form === 'script' ? LOWERED : null;
  const letters = Array.from(map ? toText(script) : '', (letter) => map?.get(letter));
  if (map === null || letters.length === 0 || letters.includes(undefined))
    return { ...formula, parts };
  return { form: 'row', parts: [base, letters.join('')] };
}
