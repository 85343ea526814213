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
  /** To how many decimals every step is rounded in what stands under `byHand`; absent: nothing does. */
  readonly byHand?: number;
  readonly nodes: readonly JsonNode[];
  readonly edges: readonly JsonEdge[];
}

/** Numbers of a node or an edge that stand beside the true ones. */
interface JsonShown {
  /** Every step rounded before it is used; only where the screen shows that. */
  readonly byHand?: Readonly<Record<string, JsonNumber | null>>;
  /** Exact fractions, -3/4; only where the screen shows them, and null for what is none. */
  readonly exact?: Readonly<Record<string, string | null>>;
}

interface JsonNode extends JsonShown {
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

interface JsonEdge extends JsonShown {
  readonly from: number;
  readonly to: number;
  readonly operand: number;
  readonly local: JsonNumber | null;
  readonly contribution: JsonNumber | null;
}

/** A JSON document, indented, one node or edge a line. */
export function printJson(what: Exported): string {
  const { graph, tape, byHand, exact } = what;
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
      ...beside(
        byHand && {
          value: number(byHand.tape.value[node.id]),
          gradient: gradient ? number(byHand.tape.gradient[node.id]) : null,
        },
        exact && {
          value: fraction(exact.value[node.id]),
          gradient: gradient ? fraction(exact.gradient[node.id]) : null,
        },
      ),
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
      ...beside(
        byHand && {
          local: flows ? number(byHand.tape.local[id]) : null,
          contribution: flows ? number(byHand.tape.contribution[id]) : null,
        },
        exact && {
          local: flows ? fraction(exact.local[id]) : null,
          contribution: flows ? fraction(exact.contribution[id]) : null,
        },
      ),
    };
  });
  const circuit: JsonCircuit = {
    format: 'backprop-graph',
    version: 1,
    title: inOneLine(what.title),
    text: what.text,
    output: graph.output,
    seed: number(tape.gradient[graph.output]),
    ...(byHand ? { byHand: byHand.decimals } : {}),
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

function beside(byHand: JsonShown['byHand'] | null, exact: JsonShown['exact'] | null): JsonShown {
  return { ...(byHand ? { byHand } : {}), ...(exact ? { exact } : {}) };
}

/** With the minus of a keyboard. */
function fraction(text: string | null | undefined): string | null {
  return text?.replace('−', '-') ?? null;
}

function number(value = NaN): JsonNumber {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}
