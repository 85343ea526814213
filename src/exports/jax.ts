/** The circuit in JAX: a function, its value and gradients, and checks of every number. */
import { library } from './library';
import { inBlocks, writeProgram } from './program';
import { checks, comments, float, python, pythonReserved } from './python';
import { inOneLine, type Exported } from './subject';

const jax = python(
  'jnp',
  library({
    'jnp.*':
      'abs acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh deg2rad exp exp2 expm1 floor fmod heaviside hypot log log10 log1p log2 logaddexp maximum minimum rad2deg round sign sin sinc sinh sqrt tan tanh trunc',
    'jnp.*(x, y, z)': 'clip',
    'jnp.*(jnp.array([...]))': 'max min',
    'jax.nn.*':
      'celu elu hard_sigmoid hard_swish hard_tanh leaky_relu log_sigmoid mish relu relu6 selu sigmoid silu soft_sign softplus',
    'jax.nn.gelu(x, approximate=False)': 'gelu',
    'jax.nn.gelu(x, approximate=True)': 'gelu_tanh',
    'jax.scipy.special.*': 'digamma erf erfc gamma gammaln log_ndtr logit ndtr xlogy',
    'jax.scipy.special.*(#x, y)': 'polygamma',
    'jax.scipy.special.*(int(x), y)': 'polygamma',
    'jax.lax.*': 'stop_gradient',
  }),
  (number) => `jnp.float64(${number})`,
);

const RESERVED = [...pythonReserved, 'circuit', 'gradients', 'inputs', 'jax', 'jnp', 'np', 'pull'];

/** A Python file that runs with JAX and the NumPy that it brings. */
export function printJax(what: Exported): string {
  const program = writeProgram(what, jax, RESERVED, 'own');
  const { leaves, lines, output, outputName, compared, seed, notes } = program;
  const gradientOf = new Map(leaves.map(({ node, name }) => [node, program.name(`d_${name}`)]));
  const targets = leaves.map(({ node }) => gradientOf.get(node) ?? '');
  const places = leaves.map((_, i) => String(i));
  const differentiate =
    seed === 1
      ? [
          `value, gradients = jax.value_and_grad(circuit, argnums=${tuple(places)})(*inputs)`,
          `${tuple(targets)} = gradients`,
        ]
      : [
          'value, pull = jax.vjp(circuit, *inputs)',
          `${tuple(targets)} = pull(jnp.float64(${float(seed, 'np')}))`,
        ];
  return inBlocks(
    [`# ${inOneLine(what.title)}`, 'import jax', 'import jax.numpy as jnp', 'import numpy as np'],
    ["jax.config.update('jax_enable_x64', True)", ''],
    [
      `def circuit(${leaves.map(({ name }) => name).join(', ')}):`,
      ...lines.map(({ name, text }) => `    ${name} = ${text}`),
      `    return ${output.kind === 'name' ? output.name : outputName}`,
      '',
    ],
    leaves.length === 0
      ? ['value = circuit()']
      : [`inputs = ${tuple(leaves.map(({ value }) => float(value, 'np')))}`, ...differentiate],
    [
      ...comments(notes),
      ...checks(
        [
          ['value', program.value],
          ...compared.map(({ node, gradient }) => [gradientOf.get(node) ?? '', gradient] as const),
        ],
        'np',
        'np.testing.assert_allclose(actual, expected, rtol=1e-7, atol=1e-7)',
      ),
    ],
  );
}

function tuple(items: readonly string[]): string {
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
}
