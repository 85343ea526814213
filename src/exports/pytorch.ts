/** The circuit in PyTorch: the forward pass, `backward()`, and checks of every number. */
import { library } from './library';
import { inBlocks, writeProgram } from './program';
import { checks, comments, float, python, pythonReserved } from './python';
import { inOneLine, type Exported } from './subject';

const pytorch = python(
  'torch',
  library({
    'torch.*':
      'abs acos acosh asin asinh atan atan2 atanh ceil copysign cos cosh deg2rad digamma erf erfc exp exp2 expm1 floor fmod hypot lgamma log log10 log1p log2 logaddexp logit maximum minimum rad2deg relu round sigmoid sign sin sinc sinh sqrt tan tanh trunc xlogy',
    'torch.special.*': 'log_ndtr ndtr',
    'torch.*(x, #y, #z)': 'clamp',
    'torch.*(x, y, z)': 'clamp',
    'torch.*(torch.stack((...)), 0)': 'amax amin',
    'torch.*(#x, y)': 'polygamma',
    'torch.*(int(x), y)': 'polygamma',
    'F.*':
      'binary_cross_entropy gelu hardsigmoid hardswish hardtanh logsigmoid mish relu6 selu silu softplus softsign tanhshrink',
    'F.*(x, #y)': 'celu elu leaky_relu',
    "F.gelu(x, approximate='tanh')": 'gelu_tanh',
    'x.detach()': 'detach',
  }),
  (number) => `torch.tensor(${/^-?\d+$/.test(number) ? `${number}.0` : number})`,
  true,
);

const RESERVED = [...pythonReserved, 'torch', 'F'];

/** A Python file that runs with PyTorch alone. */
export function printPyTorch(what: Exported): string {
  const program = writeProgram(what, pytorch, RESERVED, 'like the table');
  const { leaves, lines, outputName, reached, compared, seed, notes } = program;
  const usesF = lines.some(({ text }) => /\bF\./.test(text));
  const upstream = seed === 1 ? '' : `torch.tensor(${float(seed, 'torch')})`;
  return inBlocks(
    [
      `# ${inOneLine(what.title)}`,
      'import torch',
      ...(usesF ? ['import torch.nn.functional as F'] : []),
    ],
    ['torch.set_default_dtype(torch.float64)'],
    leaves.map(
      ({ name, value }) => `${name} = torch.tensor(${float(value, 'torch')}, requires_grad=True)`,
    ),
    lines.map(({ name, text }) => `${name} = ${text}`),
    reached.length > 0 ? [`${outputName}.backward(${upstream})`] : [],
    [
      ...comments(notes),
      ...checks(
        [
          [outputName, program.value],
          ...compared.map(({ name, gradient }) => [`${name}.grad`, gradient] as const),
        ],
        'torch',
        'torch.testing.assert_close(actual.item(), expected, equal_nan=True)',
      ),
    ],
  );
}
