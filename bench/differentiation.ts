/** Value and all gradients of a circuit: ours beside the peers that can do it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Graph } from '../src/autodiff/graph';
import { fillGradients } from '../src/autodiff/kernels/gradients';
import { fillValues } from '../src/autodiff/kernels/values';
import { forward, run } from '../src/autodiff/tape';
import { wiringOf } from '../src/autodiff/wiring';
import type { OpName } from '../src/ops';
import { classics, opCount, random, type Case } from './circuits';
import { mathjs } from './peers/mathjs';
import { micrograd } from './peers/micrograd';
import { node, python } from './peers/process';
import { straight } from './peers/straight';
import { contender, race, type Contender } from './race';
import { short, type Chart, type Section } from './report';

const SIZES = [1e3, 1e4, 1e5, 1e6];
/** Beyond so many ops a peer takes minutes or breaks. */
const LIMITS = { straight: 1e4, tfjs: 1e4, micrograd: 1e5, torch: 1e5 };
const OURS = 'ours';
const SWEEP = 'sweep';
const FORWARD = 'forward';
const WIRES = 'with its wires';
const PEERS = ['straight JavaScript', 'micrograd', 'math.js', 'PyTorch', 'TensorFlow.js'];

export async function differentiation(): Promise<Section> {
  const rows: string[][] = [];
  const chart: Chart = { title: 'Value and all gradients, ns per op', series: new Map() };
  // Made one after the other: a large circuit that waits makes everybody's garbage dear.
  const cases = [
    ...classics.map((circuit) => () => circuit),
    ...[0, 0.2].flatMap((shared) => SIZES.map((n) => () => random(n, shared))),
  ];
  for (const make of cases) {
    const circuit = make();
    const ops = opCount(circuit.graph);
    const times = await compare(circuit, ops);
    const own = times.get(OURS) ?? NaN;
    const perOp = (name: string): number => (times.get(name) ?? NaN) / ops;
    const ratio = (name: string): string => {
      const quotient = perOp(name) / perOp(OURS);
      return Number.isNaN(quotient) ? '' : `${short(quotient)}×`;
    };
    rows.push([
      circuit.name,
      short(perOp(OURS)),
      short(perOp(SWEEP)),
      short(own / (times.get(FORWARD) ?? NaN)),
      short(perOp(WIRES)),
      ...PEERS.map(ratio),
    ]);
    if (ops >= 1e3 && circuit.name.startsWith('DAG')) {
      for (const name of [OURS, ...PEERS]) {
        const points = chart.series.get(name) ?? [];
        if (!Number.isNaN(perOp(name))) chart.series.set(name, [...points, [ops, perOp(name)]]);
      }
    }
  }
  const head = ['circuit', 'ours, ns per op', SWEEP, 'of forward', WIRES, ...PEERS];
  const [alone, wired] = bytesPerOp();
  const calls = await pricesOfCalls();
  const note = `Peers as multiples of our time: 10× took ten times as long. Ours is the value and the
gradient of every node; ${SWEEP}: the same into arrays that are there, with the inputs in place; of forward: how often the forward pass alone fits in. The local derivatives and
contributions of the wires are computed when somebody looks; ${WIRES}: ns per op if somebody does. Memory at
10⁶ ops: ${short(alone)} bytes per op, of which value and gradient are 16; ${short(wired)} ${WIRES}. No number: the
peer takes minutes there, or breaks; math.js knows no relu and differentiates one expression by one name.
What cannot be saved: a tape of its own for every run (two arrays) and the inputs by name, which is most of a
small circuit; Node's own functions, of which a call takes ${calls} ns here, and 15 of 100 random ops
are a tanh; from 10⁵ ops on the way to memory.`;
  return { key: 'differentiation', title: 'Differentiation', head, rows, note, chart };
}

async function compare(circuit: Case, ops: number): Promise<ReadonlyMap<string, number>> {
  const { graph, at } = circuit;
  const contenders: Contender[] = [
    contender(OURS, () => run(graph, at)),
    contender(SWEEP, sweep(graph, run(graph, at).value)),
    contender(FORWARD, () => forward(graph, at)),
    contender(WIRES, () => run(graph, at).contribution),
  ];
  if (ops <= LIMITS.straight)
    contenders.push(contender('straight JavaScript', await straight(circuit)));
  if (ops <= LIMITS.micrograd) contenders.push(contender('micrograd', micrograd(circuit)));
  const { text, values } = circuit;
  if (text && values) contenders.push(contender('math.js', mathjs().differentiate(text, values)));
  const others = [
    ops <= LIMITS.torch ? await python('PyTorch', 'torch_peer.py', told(circuit)) : null,
    ops <= LIMITS.tfjs ? await node('TensorFlow.js', 'tensorflow.mjs', told(circuit)) : null,
  ].filter((peer) => peer !== null);
  contenders.push(...others);
  const times = await race(contenders, ops > 1e5 ? 5 : 7);
  for (const peer of others) peer.stop();
  return times;
}

/** Both passes and nothing else, over the same numbers again and again. */
function sweep(graph: Graph, value: Float64Array): () => void {
  const { plan } = wiringOf(graph, new Map());
  const gradient = new Float64Array(value.length);
  return () => {
    fillValues(plan, value);
    gradient.fill(0);
    gradient[graph.output] = 1;
    fillGradients(plan, value, gradient);
  };
}

/** Ops that the other processes call otherwise. */
const SPELLED: Partial<Record<OpName, string>> = { recip: 'reciprocal' };

/** A circuit as another process reads it. */
function told({ graph, at }: Case): unknown {
  const nodes = graph.nodes.map((node) => {
    if (node.kind === 'input') return ['input', at(node.name)];
    return node.kind === 'constant'
      ? ['constant', node.value]
      : [SPELLED[node.op] ?? node.op, node.operands];
  });
  return { nodes, output: graph.output };
}

/** What Node takes for a call of each function of `FUNCTIONS`, in words. */
async function pricesOfCalls(): Promise<string> {
  const points = Float64Array.from({ length: 1000 }, (_, i) => 0.001 + i / 300);
  const contenders = Object.entries(FUNCTIONS).map(([name, call]) =>
    contender(name, () => points.reduce((sum, x) => sum + call(x), 0)),
  );
  const times = await race(contenders);
  return [...times].map(([name, time]) => `${name} ${short(time / points.length)}`).join(', ');
}

const FUNCTIONS = {
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  'pow (a cube)': (x: number) => Math.pow(x, 3),
};

/** What a tape and its wiring take for each op of a large circuit, before and after its wires are asked for. */
function bytesPerOp(): readonly [alone: number, wired: number] {
  const { graph, at } = random(1e6, 0.2);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const taken = (): number => {
    // What was needed on the way only does not count.
    collect();
    return process.memoryUsage().arrayBuffers / graph.nodes.length;
  };
  const before = taken();
  const tape = run(graph, at);
  const alone = taken() - before;
  return tape.contribution.length > 0 ? [alone, taken() - before] : [alone, alone];
}
