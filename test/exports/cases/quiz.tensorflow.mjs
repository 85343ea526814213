// f = 1/(1 + exp(-(w_0 x_0 + w_1 x_1 + w_2)))
import * as tf from '@tensorflow/tfjs';

const number = (x) => (typeof x === 'number' ? x : x.dataSync()[0]);

const circuit = (w_0, x_0, w_1, x_1, w_2) => {
  const v1 = tf.mul(w_0, x_0);
  const v2 = tf.mul(w_1, x_1);
  const v3 = tf.add(v1, v2);
  const v4 = tf.add(v3, w_2);
  const v5 = tf.neg(v4);
  const v6 = tf.exp(v5);
  const v7 = tf.add(1, v6);
  const f = tf.reciprocal(v7);
  return f;
};

const inputs = [2, -1, -3, -2, -3].map((input) => tf.scalar(input));
const { value, grads } = tf.valueAndGrads(circuit)(inputs);
const [d_w_0, d_x_0, d_w_1, d_x_1, d_w_2] = grads;

// TensorFlow.js computes with 32-bit numbers.
for (const [actual, expected] of [
  [value, 0.7310585786300049],
  [d_w_0, -0.19661193324148188],
  [d_x_0, 0.39322386648296376],
  [d_w_1, -0.39322386648296376],
  [d_x_1, -0.5898357997244457],
  [d_w_2, 0.19661193324148188],
]) {
  const [got, wanted] = [number(actual), Math.fround(expected)];
  const close = Math.abs(got - wanted) <= 1e-3 * Math.max(1, Math.abs(wanted));
  if (!close && !Object.is(got, wanted)) throw new Error(`${got} is not ${wanted}`);
}
