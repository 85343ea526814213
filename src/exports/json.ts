/** The circuit as JSON for other programs. */
import { inOneLine, type Exported } from './subject';

/** JSON has no NaN, ∞ and −0: they are the strings "NaN", "Infinity", "-Infinity", "-0". */
type JsonNumber = number | string;

/**
 * Version 1. `nodes` are in topological order: the operands of a node come before it, and ids count
 * from 0. `edges` are the uses of a node as operand number `operand` of another. A gradient is
 * d output / d node times `seed`; it is null where nothing varies. `contribution` is upstream gradient
 * × local derivative; a gradient is the sum of the contributions of the edges that leave the node.
 */
export interface JsonCircuit {
  readonly format: 'backprop-graph';
  readonly version: 1;
  readonly title: string;
  /** The text that was read. */
  readonly text: string;
  /** Id of the node that is differentiated. */
  readonly output: number;
  readonly seed: JsonNumber;
  readonly nodes: readonly JsonNode[];
  readonly edges: readonly JsonEdge[];
}

interface JsonNode {
  readonly id: number;
  readonly kind: 'input' | 'constant' | 'op';
  /** What the text calls it. */
  readonly name?: string;
  /** Key of the operation: "mul", "exp"; its operands are ids. */
  readonly op?: string;
  readonly operands?: readonly number[];
  /** A value was set here by hand; the operands have no part in it. */
  readonly held?: true;
  readonly value: JsonNumber;
  readonly gradient: JsonNumber | null;
}

interface JsonEdge {
  readonly from: number;
  readonly to: number;
  readonly operand: number;
  readonly local: JsonNumber | null;
  readonly contribution: JsonNumber | null;
}

/** A JSON document, indented, one node or edge a line. */
export function printJson(what: Exported): string {
  const { graph, tape } = what;
  const nodes = graph.nodes.map((node): JsonNode => {
    const gradient = graph.varies[node.id] || tape.held.has(node.id);
    return {
      id: node.id,
      kind: node.kind,
      ...(node.kind !== 'constant' && node.name !== undefined ? { name: node.name } : {}),
      ...(node.kind === 'op' ? { op: node.op, operands: node.operands } : {}),
      ...(tape.held.has(node.id) ? { held: true } : {}),
      value: number(tape.value[node.id]),
      gradient: gradient ? number(tape.gradient[node.id]) : null,
    };
  });
  const edges = graph.edges.map(({ id, from, to, operand }): JsonEdge => {
    const flows = graph.varies[from] === true && !tape.held.has(to);
    return {
      from,
      to,
      operand,
      local: flows ? number(tape.local[id]) : null,
      contribution: flows ? number(tape.contribution[id]) : null,
    };
  });
  const circuit: JsonCircuit = {
    format: 'backprop-graph',
    version: 1,
    title: inOneLine(what.title),
    text: what.text,
    output: graph.output,
    seed: number(tape.gradient[graph.output]),
    nodes,
    edges,
  };
  const members = Object.entries(circuit).map(([key, value]) => `  "${key}": ${member(value)}`);
  return visible(`{\n${members.join(',\n')}\n}\n`);
}

function member(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[${value.map((item) => `\n    ${JSON.stringify(item)}`).join(',')}\n  ]`;
}

/** Marks that are not seen and could reorder the text become their codes. */
function visible(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => {
      return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}

function number(value = NaN): JsonNumber {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}
