/** The limit: the circuit and its backward pass written out as one JavaScript function, ahead of time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpName } from '../../src/ops';
import type { Case } from '../circuits';

type Written = (x: string, y: string, out: string) => readonly [value: string, ...slopes: string[]];

const written: Partial<Record<OpName, Written>> = {
  add: (x, y) => [`${x} + ${y}`, '1', '1'],
  sub: (x, y) => [`${x} - ${y}`, '1', '-1'],
  mul: (x, y) => [`${x} * ${y}`, y, x],
  div: (x, y) => [`${x} / ${y}`, `1 / ${y}`, `-${x} / (${y} * ${y})`],
  neg: (x) => [`-${x}`, '-1'],
  recip: (x) => [`1 / ${x}`, `-1 / (${x} * ${x})`],
  pow: (x, y) => [`${x} ** ${y}`, `${y} * ${x} ** (${y} - 1)`],
  relu: (x) => [`Math.max(0, ${x})`, `Number(${x} > 0)`],
  exp: (x, _y, out) => [`Math.exp(${x})`, out],
  tanh: (x, _y, out) => [`Math.tanh(${x})`, `1 - ${out} * ${out}`],
};

/** Writes the function into a module of its own and loads it; the gradients land in an array. */
export async function straight({ graph, at }: Case): Promise<() => number> {
  const inputs = graph.nodes.filter((node) => node.kind === 'input');
  const place = new Map(inputs.map(({ id }, index) => [id, index]));
  const forward: string[] = [];
  const backward: string[] = [];
  for (const node of graph.nodes) {
    const out = `v${node.id}`;
    if (node.kind === 'input') forward.push(`const ${out} = x[${place.get(node.id) ?? -1}];`);
    else if (node.kind === 'constant') forward.push(`const ${out} = ${node.value};`);
    else {
      const [x = '', y = ''] = node.operands.map((id) => `v${id}`);
      const [value, ...slopes] = written[node.op]?.(x, y, out) ?? ['NaN'];
      forward.push(`const ${out} = ${value};`);
      const own = slopes.map(
        (slope, i) => `g${node.operands[i] ?? -1} += g${node.id} * (${slope});`,
      );
      backward.push(own.join(' '));
    }
  }
  const source = `export function run(x, g) {
${forward.join('\n')}
${graph.nodes.map(({ id }) => `let g${id} = ${id === graph.output ? 1 : 0};`).join(' ')}
${backward.toReversed().join('\n')}
${inputs.map(({ id }, index) => `g[${index}] = g${id};`).join(' ')}
return v${graph.output};
}`;
  const folder = await mkdtemp(join(tmpdir(), 'backprop-bench-'));
  const file = join(folder, 'straight.mjs');
  await writeFile(file, source);
  const { run } = (await import(pathToFileURL(file).href)) as {
    run: (x: Float64Array, g: Float64Array) => number;
  };
  await rm(folder, { recursive: true });
  const x = Float64Array.from(inputs, ({ name }) => at(name));
  return () => run(x, new Float64Array(x.length));
}
