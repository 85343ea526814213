/** A stand-in for micrograd: no port of it is on npm, so this is its 94 lines of Python in TypeScript. */
import type { OpName } from '../../src/ops';
import type { Case } from '../circuits';

/** A scalar that remembers what it was made from, and how to hand its gradient on. */
class Value {
  grad = 0;
  backward: (() => void) | null = null;
  constructor(
    readonly data: number,
    readonly from: readonly Value[] = [],
  ) {}
}

function apply(data: number, from: readonly Value[], ...slopes: (() => number)[]): Value {
  const out = new Value(data, from);
  out.backward = () => {
    from.forEach((value, i) => (value.grad += (slopes[i]?.() ?? NaN) * out.grad));
  };
  return out;
}

const none = new Value(NaN);
type Op = (x: Value, y: Value) => Value;

const operations: Partial<Record<OpName, Op>> = {
  add: (x, y) =>
    apply(
      x.data + y.data,
      [x, y],
      () => 1,
      () => 1,
    ),
  sub: (x, y) =>
    apply(
      x.data - y.data,
      [x, y],
      () => 1,
      () => -1,
    ),
  mul: (x, y) =>
    apply(
      x.data * y.data,
      [x, y],
      () => y.data,
      () => x.data,
    ),
  div: (x, y) =>
    apply(
      x.data / y.data,
      [x, y],
      () => 1 / y.data,
      () => -x.data / y.data ** 2,
    ),
  neg: (x) => apply(-x.data, [x], () => -1),
  recip: (x) => apply(1 / x.data, [x], () => -1 / x.data ** 2),
  pow: (x, y) => apply(x.data ** y.data, [x], () => y.data * x.data ** (y.data - 1)),
  relu: (x) => apply(Math.max(0, x.data), [x], () => Number(x.data > 0)),
  exp: (x) => ((e) => apply(e, [x], () => e))(Math.exp(x.data)),
  tanh: (x) => ((t) => apply(t, [x], () => 1 - t ** 2))(Math.tanh(x.data)),
};

/** Builds the expression anew and differentiates it, as a training step of micrograd does. */
export function micrograd({ graph, at }: Case): () => number {
  return () => {
    const values: Value[] = [];
    for (const node of graph.nodes) {
      if (node.kind === 'input') values.push(new Value(at(node.name)));
      else if (node.kind === 'constant') values.push(new Value(node.value));
      else {
        const [x = none, y = none] = node.operands.map((id) => values[id] ?? none);
        values.push(operations[node.op]?.(x, y) ?? none);
      }
    }
    const output = values[graph.output] ?? none;
    output.grad = 1;
    for (const value of sort(output).reverse()) value.backward?.();
    return output.data;
  };
}

/** In topological order; by a stack of its own, for a recursion as deep as micrograd's would break. */
function sort(output: Value): Value[] {
  const order: Value[] = [];
  const seen = new Set<Value>();
  const pending: [value: Value, ready: boolean][] = [[output, false]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [value, ready] = next;
    if (ready) order.push(value);
    else if (!seen.has(value)) {
      seen.add(value);
      pending.push([value, true], ...value.from.map((from): [Value, boolean] => [from, false]));
    }
  }
  return order;
}
