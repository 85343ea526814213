// TensorFlow.js on its CPU backend: reads a circuit, then runs it as often as each line says.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// It greets whoever loads it, where the answers go.
console.log = () => {};
console.warn = () => {};
const tf = createRequire(join(process.env.BENCH_PEERS, 'package.json'))('@tensorflow/tfjs');
await tf.setBackend('cpu');

let run;
for await (const line of createInterface(process.stdin)) {
  if (run) {
    const before = process.cpuUsage();
    for (let i = 0; i < Number(line); i++) run();
    const { user, system } = process.cpuUsage(before);
    answer((user + system) / 1000);
  } else {
    run = differentiate(JSON.parse(line));
    answer(run());
  }
}

function differentiate({ nodes, output }) {
  const values = nodes.flatMap(([op, value]) => (op === 'input' ? [value] : []));
  const compute = (...inputs) => {
    const rest = [...inputs];
    const tensors = [];
    for (const [op, argument] of nodes) {
      if (op === 'input') tensors.push(rest.shift());
      else if (op === 'constant') tensors.push(tf.scalar(argument));
      else tensors.push(tf[op](...argument.map((id) => tensors[id])));
    }
    return tensors[output];
  };
  const gradients = tf.valueAndGrads(compute);
  return () =>
    tf.tidy(() => {
      const { value, grads } = gradients(values.map((value) => tf.scalar(value)));
      for (const gradient of grads) gradient.dataSync();
      return value.dataSync()[0];
    });
}

function answer(number) {
  process.stdout.write(`${number}\n`);
}
