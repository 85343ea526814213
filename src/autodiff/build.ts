/** Program -> Graph: nodes in topological order by construction, edges by operand. */
import { ops } from '../ops';
import { walk, type Expr, type Program, type Span } from '../language/syntax';
import { chooseGate } from './gates';
import type { Edge, Graph, Mention, Node } from './graph';

/** What grows while a program is turned into nodes. */
interface Draft {
  readonly nodes: Node[];
  readonly mentions: Mention[];
  readonly inputs: Map<string, number>;
  /** Names that the text itself binds to a bare number. */
  readonly initials: ReadonlyMap<string, number>;
}

/**
 * Builds the circuit of a program's output, or null if it has no bindings. Every occurrence of a name
 * is the same node; anonymous equal subexpressions are not merged; what the output does not need is
 * left out.
 */
export function buildGraph(program: Program): Graph | null {
  const initials = program.bindings.flatMap(({ name, value, input }) =>
    input && name !== undefined ? [[name, constantValue(value)] as const] : [],
  );
  const draft: Draft = { nodes: [], mentions: [], inputs: new Map(), initials: new Map(initials) };
  const bound: number[] = [];
  for (const { name, value, span, input } of program.bindings) {
    const leaf = input && name !== undefined;
    const id = leaf ? addInput(draft, name, span) : addExpr(draft, value, bound);
    const node = draft.nodes[id];
    if (name !== undefined && node?.kind === 'op' && node.name === undefined) {
      draft.nodes[id] = { ...node, name };
    }
    draft.mentions.push({ node: id, span });
    bound.push(id);
  }
  const output = bound.at(-1);
  return output === undefined ? null : keepNeeded(draft, output);
}

function addInput({ nodes, inputs, initials }: Draft, name: string, span: Span): number {
  const known = inputs.get(name);
  if (known !== undefined) return known;
  const id = nodes.length;
  nodes.push({ kind: 'input', id, name, initial: initials.get(name) ?? null, span });
  inputs.set(name, id);
  return id;
}

/** Adds the nodes of one expression and returns its root. Iterative, so any depth is fine. */
function addExpr(draft: Draft, root: Expr, bound: readonly number[]): number {
  const { nodes, mentions } = draft;
  const ids: number[] = [];
  walk(root, (expr) => {
    const { span } = expr;
    const id = nodes.length;
    if (expr.kind === 'name' || expr.kind === 'ref') {
      const node =
        expr.kind === 'name' ? addInput(draft, expr.name, span) : (bound[expr.binding] ?? 0);
      mentions.push({ node, span });
      ids.push(node);
    } else {
      if (expr.kind === 'number') {
        nodes.push({ ...expr, kind: 'constant', id });
      } else {
        const operands = ids.splice(ids.length - expr.args.length);
        nodes.push({ kind: 'op', id, ...chooseGate(expr.op, operands, nodes), span });
      }
      mentions.push({ node: id, span });
      ids.push(id);
    }
  });
  return ids[0] ?? 0;
}

/** The number that an expression without names stands for: −2, 1/3. */
function constantValue(root: Expr): number {
  const values: number[] = [];
  walk(root, (expr) => {
    if (expr.kind === 'call') {
      const [x = NaN, y = NaN, z = NaN] = values.splice(values.length - expr.args.length);
      values.push(ops[expr.op].value(x, y, z));
    } else {
      values.push(expr.kind === 'number' ? expr.value : NaN);
    }
  });
  return values[0] ?? NaN;
}

/** Drops what the output does not depend on and numbers the rest in the same order. */
function keepNeeded({ nodes: all, mentions }: Draft, output: number): Graph {
  const needed = new Uint8Array(all.length);
  needed[output] = 1;
  for (const node of all.toReversed()) {
    if (needed[node.id] && node.kind === 'op') for (const id of node.operands) needed[id] = 1;
  }
  const renumbered = new Map<number, number>();
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const varies: boolean[] = [];
  for (const node of all) {
    if (!needed[node.id]) continue;
    const id = nodes.length;
    renumbered.set(node.id, id);
    if (node.kind === 'op') {
      const operands = node.operands.map((old) => renumbered.get(old) ?? 0);
      operands.forEach((from, operand) => edges.push({ id: edges.length, from, to: id, operand }));
      nodes.push({ ...node, id, operands });
      varies.push(operands.some((from) => varies[from]));
    } else {
      nodes.push({ ...node, id });
      varies.push(node.kind === 'input');
    }
  }
  const kept = mentions.flatMap(({ node, span }) => {
    const id = renumbered.get(node);
    return id === undefined ? [] : [{ node: id, span }];
  });
  return { nodes, edges, output: nodes.length - 1, varies, mentions: kept };
}
