/** Circuits of the field, from five nodes to three hundred: what every picture must be able to show. */
import { circuits } from '../circuits';
import { quiz } from './circuits';

export interface Exhibit {
  readonly name: string;
  readonly language: string;
  readonly text: string;
  readonly inputs: Readonly<Record<string, number>>;
}

const python = (name: string, ...lines: readonly string[]): Exhibit => ({
  name,
  language: 'python',
  text: lines.join('\n'),
  inputs: {},
});

const readme = circuits.find(({ name }) => name === 'the micrograd README block');

const gate = (name: string, squash: string): string =>
  `${name} = ${squash}(W_${name}*x + U_${name}*h + b_${name})`;

export const gallery: readonly Exhibit[] = [
  {
    name: 'a product of a sum',
    language: 'plaintext',
    text: 'f = (x + y)*z',
    inputs: { x: -2, y: 5, z: -4 },
  },
  { name: 'the quiz circuit', language: 'latex', ...quiz },
  python(
    'a polynomial by Horner',
    'x = 1.5',
    ...[3, -1, 0.5, 2, -0.25, 1, -2].map((a, i) => `a${i} = ${a}`),
    'p = a0 + x*(a1 + x*(a2 + x*(a3 + x*(a4 + x*(a5 + x*a6)))))',
  ),
  { name: 'the README of micrograd', language: 'python', text: readme?.text ?? '', inputs: {} },
  python(
    'a batch norm of three',
    ...['x1 = 0.5', 'x2 = -1.25', 'x3 = 2', 'gamma = 1.5', 'beta = 0.1', 'eps = 1e-5'],
    'mu = (x1 + x2 + x3)/3',
    'var = ((x1 - mu)**2 + (x2 - mu)**2 + (x3 - mu)**2)/3',
    'y1 = gamma*(x1 - mu)/math.sqrt(var + eps) + beta',
    'y2 = gamma*(x2 - mu)/math.sqrt(var + eps) + beta',
    'loss = y1*y2',
  ),
  python(
    'an LSTM cell',
    ...['x = 0.5', 'h = -0.3', 'c = 0.8'],
    ...['f', 'i', 'o'].map((name) => gate(name, 'torch.sigmoid')),
    gate('g', 'torch.tanh'),
    'c_next = f*c + i*g',
    'h_next = o*torch.tanh(c_next)',
  ),
  python(
    'cross-entropy of four classes',
    ...['x1 = 1.2', 'x2 = -0.7'],
    ...[1, 2, 3, 4].map((k) => `z${k} = w${k}1*x1 + w${k}2*x2 + b${k}`),
    's = math.exp(z1) + math.exp(z2) + math.exp(z3) + math.exp(z4)',
    ...[1, 2, 3, 4].map((k) => `p${k} = math.exp(z${k})/s`),
    'loss = -(t1*math.log(p1) + t2*math.log(p2) + t3*math.log(p3) + t4*math.log(p4))',
  ),
  python(
    'attention of two tokens',
    ...['x1 = 0.5', 'x2 = -1', 'y1 = 0.3', 'y2 = 0.7'],
    ...['q', 'k', 'v'].flatMap((m) =>
      ['x', 'y'].flatMap((t) =>
        [1, 2].map((d) => `${m}${t}${d} = ${m}1${d}*${t}1 + ${m}2${d}*${t}2`),
      ),
    ),
    ...['xx', 'xy', 'yx', 'yy'].map(
      ([a, b]) => `s${a}${b} = (q${a}1*k${b}1 + q${a}2*k${b}2)/math.sqrt(2)`,
    ),
    ...['x', 'y'].flatMap((t) => [
      `p${t} = math.exp(s${t}x)/(math.exp(s${t}x) + math.exp(s${t}y))`,
      `o${t}1 = p${t}*vx1 + (1 - p${t})*vy1`,
      `o${t}2 = p${t}*vx2 + (1 - p${t})*vy2`,
    ]),
    'loss = ox1**2 + ox2**2 + oy1**2 + oy2**2',
  ),
  python(
    'three steps of a GRU with two units',
    'h1 = 0.1',
    'h2 = -0.2',
    ...[1, 2, 3].flatMap((t) => [
      ...[1, 2].flatMap((u) => [
        `z${u} = torch.sigmoid(Wz${u}*x${t} + Uz${u}1*h1 + Uz${u}2*h2)`,
        `r${u} = torch.sigmoid(Wr${u}*x${t} + Ur${u}1*h1 + Ur${u}2*h2)`,
      ]),
      ...[1, 2].map((u) => `n${u} = torch.tanh(Wn${u}*x${t} + r${u}*(Un${u}1*h1 + Un${u}2*h2))`),
      'h1 = (1 - z1)*n1 + z1*h1',
      'h2 = (1 - z2)*n2 + z2*h2',
    ]),
    'loss = (h1 - h2)**2',
  ),
  python(
    'a wide sum of squares',
    `loss = ${Array.from({ length: 26 }, (_, i) => `(w*x${i} + b - y${i})**2`).join(' + ')}`,
  ),
  python(
    'a residual network of three channels',
    ...['h1 = 0.4', 'h2 = -0.9', 'h3 = 0.2'],
    ...[1, 2, 3, 4, 5, 6, 7].flatMap((layer) => [
      ...[1, 2, 3].map(
        (u) =>
          `a${u} = torch.relu(${[1, 2, 3].map((v) => `w${layer}${u}${v}*h${v}`).join(' + ')} + b${layer}${u})`,
      ),
      ...[1, 2, 3].map((u) => `h${u} = h${u} + v${layer}${u}*a${u}`),
    ]),
    'loss = (h1 - t1)**2 + (h2 - t2)**2 + (h3 - t3)**2',
  ),
];
