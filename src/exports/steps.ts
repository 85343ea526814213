/** A circuit as the lines of a program: leaves with their numbers, then one operation a line. */
import type { Graph, Node } from '../autodiff/graph';
import { rulesOf } from '../autodiff/rules';
import { specialise } from '../autodiff/specialise';
import { call, name, num, type CallExpr, type Expr } from '../language/syntax';
import { ops } from '../ops';
import { isTruth } from './library';
import { evenShare, listsOf } from './lists';
import { namer, temporaries, type Namer } from './names';
import type { Exported } from './subject';
import { isList, substitute } from './writing';

/** An input, or an inner node that the person holds at a value. */
export interface Leaf {
  readonly node: number;
  readonly name: string;
  readonly value: number;
  readonly gradient: number;
  readonly held: boolean;
}

/** One operation; its operands are identifiers and numbers. */
export interface Step {
  readonly node: number;
  readonly name: string;
  readonly operation: CallExpr;
}

export interface Steps {
  readonly leaves: readonly Leaf[];
  readonly steps: readonly Step[];
  /** What the program computes: the name of its last step or a leaf, or a number. */
  readonly output: Expr;
  readonly outputName: string;
  readonly value: number;
  /** The gradient that the output starts with. */
  readonly seed: number;
  /** Gives further names that are free. */
  readonly name: Namer;
  /** The value of an identifier. */
  readonly valueOf: (identifier: string) => number;
}

/** What the output needs, in order, under names that are legal and free. */
export function listSteps(what: Exported, reserved: Iterable<string>): Steps {
  const { graph, tape } = what;
  const give = namer(reserved);
  const lists = listsOf(graph, tape.held);
  const needed = neededNodes(graph, tape.held, lists);
  const isHeld = (id: number): boolean => tape.held.has(id);
  const named = new Map<number, string>();
  const wish = (node: Node): string | undefined => (node.kind === 'constant' ? '' : node.name);
  const giveTo = (node: Node, wanted: string): void => void named.set(node.id, give(wanted));
  const isLeaf = (node: Node): boolean => node.kind === 'input' || isHeld(node.id);
  for (const node of needed) if (node.kind === 'input') giveTo(node, node.name);
  for (const node of needed) {
    if (node.kind === 'op' && node.name !== undefined) giveTo(node, node.name);
  }
  const last = graph.nodes[graph.output];
  if (last?.kind !== 'input' && !named.has(graph.output)) named.set(graph.output, give('f'));
  const next = temporaries(give);
  for (const node of needed) {
    if (node.kind === 'op' && !wish(node) && !named.has(node.id)) named.set(node.id, next());
  }
  const nameOf = (id: number): string => named.get(id) ?? '';
  const read = (id: number): Expr => {
    const node = graph.nodes[id];
    if (node?.kind !== 'constant') return name(nameOf(id), NOWHERE);
    return num(node.value, NOWHERE);
  };
  const identifiers = new Map(Array.from(named, ([id, given]) => [given, tape.value[id] ?? NaN]));
  return {
    leaves: needed.filter(isLeaf).map(({ id }) => ({
      node: id,
      name: nameOf(id),
      value: tape.value[id] ?? NaN,
      gradient: tape.gradient[id] ?? NaN,
      held: isHeld(id),
    })),
    steps: needed.flatMap((node) =>
      node.kind === 'op' && !isHeld(node.id)
        ? [
            {
              node: node.id,
              name: nameOf(node.id),
              operation: call(node.op, (lists.get(node.id) ?? node.operands).map(read), NOWHERE),
            },
          ]
        : [],
    ),
    output: read(graph.output),
    outputName: nameOf(graph.output),
    value: tape.value[graph.output] ?? NaN,
    seed: tape.gradient[graph.output] ?? NaN,
    name: give,
    valueOf: (identifier) => identifiers.get(identifier) ?? NaN,
  };
}

const NOWHERE = { start: 0, end: 0 };

/** The nodes that the output depends on, in order; what is held depends on nothing. */
function neededNodes(
  { nodes, output }: Graph,
  held: ReadonlyMap<number, number>,
  lists: ReadonlyMap<number, readonly number[]>,
): readonly Node[] {
  const needed = new Set([output]);
  for (const node of nodes.slice(0, output + 1).toReversed()) {
    if (node.kind !== 'op' || held.has(node.id) || !needed.has(node.id)) continue;
    for (const id of lists.get(node.id) ?? node.operands) needed.add(id);
  }
  return nodes.filter(({ id }) => needed.has(id));
}

/** The names through which a gradient flows back from an expression at this point. */
export function flowsTo(expr: Expr, valueOf: Steps['valueOf']): ReadonlySet<string> {
  if (expr.kind === 'name') return new Set([expr.name]);
  if (expr.kind !== 'call' || isTruth(expr.op)) return new Set();
  if (ops[expr.op].form.kind === 'conditional') {
    const [question, then, otherwise] = expr.args;
    const taken = question && evaluate(question, valueOf) !== 0 ? then : otherwise;
    return taken ? flowsTo(taken, valueOf) : new Set();
  }
  const { local } = rulesOf(expr.op);
  const parts = expr.args.filter((_, i) => local[i]?.constant !== 0);
  return new Set(parts.flatMap((part) => [...flowsTo(part, valueOf)]));
}

/**
 * The local derivative of a step by one of its operands, over the identifiers of the program; null
 * where nothing ever flows back.
 */
export function localDerivative({ name: result, operation }: Step, operand: number): Expr | null {
  const out = name(result, operation.span);
  if (isList(operation)) return evenShare(operation, operand, out);
  const rule = rulesOf(operation.op).local[operand];
  if (!rule || rule.constant === 0) return null;
  const [x = NONE, y = NONE, z = NONE] = operation.args;
  // The names are to stay names: the program runs at other numbers too.
  return specialise(substitute(rule.expr, [x, y, z, out]), NOTHING_KNOWN);
}

const NOTHING_KNOWN = { values: new Map(), constants: new Map() };
const NONE: Expr = num(NaN, NOWHERE);

/** The value of an expression of the program. */
export function evaluate(expr: Expr, valueOf: Steps['valueOf']): number {
  if (expr.kind === 'number') return expr.value;
  if (expr.kind === 'name') return valueOf(expr.name);
  if (expr.kind === 'ref') return NaN;
  const [x = NaN, y = NaN, z = NaN] = expr.args.map((arg) => evaluate(arg, valueOf));
  return ops[expr.op].value(x, y, z);
}
