/** Program -> Graph: nodes in topological order by construction, edges by operand. */
import { ops } from '../ops';
import { walk, type Expr, type Program, type Span } from '../language/syntax';
import { chooseGate } from './gates';
import type { Edge, Graph, Mention, Node, Tie } from './graph';

/** What grows while a program is turned into nodes. */
interface Draft {
  readonly nodes: Node[];
  readonly mentions: Mention[];
  /** The operations that go on through a list. */
  readonly steps: Set<number>;
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
  const draft: Draft = {
    nodes: [],
    mentions: [],
    steps: new Set(),
    inputs: new Map(),
    initials: new Map(initials),
  };
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
  const { nodes, mentions, steps } = draft;
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
        if (expr.goesOn) steps.add(id);
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
function keepNeeded({ nodes: all, mentions, steps }: Draft, output: number): Graph {
  const needed = new Uint8Array(all.length);
  needed[output] = 1;
  for (let id = output; id >= 0; id--) {
    const node = all[id];
    if (needed[id] && node?.kind === 'op') for (const from of node.operands) needed[from] = 1;
  }
  const numbers = new Int32Array(all.length).fill(-1);
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const varies: boolean[] = [];
  const ties = new Map<number, Tie>();
  for (const node of all) {
    if (!needed[node.id]) continue;
    const id = nodes.length;
    numbers[node.id] = id;
    if (node.kind !== 'op') {
      nodes.push(node.id === id ? node : { ...node, id });
      varies.push(node.kind === 'input');
      continue;
    }
    const same = node.operands.every((old) => numbers[old] === old);
    const operands = same ? node.operands : node.operands.map((old) => numbers[old] ?? 0);
    nodes.push(same && node.id === id ? node : { ...node, id, operands });
    if (steps.has(node.id)) ties.set(id, 'evenly');
    let moves = false;
    for (let operand = 0; operand < operands.length; operand++) {
      const from = operands[operand] ?? 0;
      edges.push({ id: edges.length, from, to: id, operand });
      moves ||= varies[from] === true;
    }
    varies.push(moves);
  }
  const kept = mentions.flatMap(({ node, span }) => {
    const id = numbers[node] ?? -1;
    return id < 0 ? [] : [{ node: id, span }];
  });
  const graph = { nodes, edges, output: nodes.length - 1, varies, mentions: kept };
  return ties.size > 0 ? { ...graph, ties } : graph;
}
