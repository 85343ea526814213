/**
 * THE TABLE: every op's form, value, local derivatives and spellings. What reads, evaluates,
 * differentiates, prints or explains an op derives from its row; no op is named elsewhere, except by
 * the readers, which must produce `neg`, `mul`, `div` … for signs and fractions.
 */
import {
  down,
  equal,
  less,
  minus,
  only,
  over,
  plus,
  squareRoot,
  times,
  toPower,
  type Exactly,
} from './fractions';
import { binomial, erf, erfc, gamma, lgamma, logNdtr, polygamma } from './special';

/** How an op is written. Higher precedence binds tighter. */
export type Form =
  | { readonly kind: 'infix'; readonly symbol: string; readonly precedence: number }
  | { readonly kind: 'prefix' | 'postfix'; readonly symbol: string; readonly precedence: number }
  | {
      readonly kind: 'fraction' | 'reciprocal' | 'power' | 'root' | 'bars' | 'conditional' | 'call';
    };

/** Closed interval an operand is sampled from when the row's rules are tested. */
export type Interval = readonly [number, number];

/** One row of the table. */
export interface Op {
  readonly form: Form;
  /** The value (primal) for operands x, y, z. Never throws; NaN and ±∞ are results. */
  readonly value: (x: number, y: number, z: number) => number;
  /**
   * Local derivative by operand, written in the plain language over `x, y, z` (operands) and `out`
   * (result). Their number is the op's arity. They are differentiated themselves for second
   * derivatives, so a branch around a point (sinc at 0) has the right slope there, not only the value.
   */
  readonly rules: readonly string[];
  /** True where the derivative does not exist (kink, tie, jump), in the plain language. */
  readonly kink?: string;
  /**
   * This gate routes: where a rule is 0 the wire is closed and nothing flows back through it, not
   * even 0 × ∞. So the branch that was not taken contributes 0 and never NaN.
   */
  readonly routes?: true;
  /** The gate that textbooks draw instead when the first operand is this constant. */
  readonly gate?: { readonly first: number; readonly op: string };
  /** A branch is decided here: a kink in an operand matters although the rule is 0. */
  readonly decides?: true;
  /** By operand, the number that makes the op return its other operand: u·1, u^1, u + 0. */
  readonly neutral?: readonly (number | null)[];
  /**
   * The op written out in simpler ones, in the plain language over `x, y, z`. Mathematically the same;
   * where it overflows or cancels its numbers honestly differ. At a tie the first operand gets the
   * gradient, so that at its kinks it has the derivative of the row.
   */
  readonly expansion?: string;
  /**
   * Figures draw this as one gate, so its expansion is recognised in what people write; so are these
   * other ways to write it out. Absent: what is written out stays written out.
   */
  readonly recognised?: readonly string[];
  /**
   * The value for fractions, or the op written in others that have one. Absent: what its expansion
   * gives. A conditional is its taken branch.
   */
  readonly exact?: Exactly | string;
  /** Folded over a list, it shares the gradient evenly among all that tie for the result. */
  readonly sharesEvenly?: true;
  /** What the gate does to a gradient, in one sentence; absent: the rule says it all. */
  readonly intuition?: string;
  /** What figures write in the gate, if not the key. */
  readonly symbol?: string;
  /** Where the rules hold, by operand: the tests sample there. One point: not differentiated. */
  readonly on: readonly Interval[];
  /** Names under which any language may call it, beside its key. */
  readonly spellings: readonly string[];
}

type Extra = Partial<Omit<Op, 'form' | 'value' | 'rules' | 'spellings'>>;

const ANY: Interval = [-3, 3];
const POSITIVE: Interval = [0.1, 3];
const UNIT: Interval = [-0.9, 0.9];
// One point: an operand that is deliberately not differentiated.
const AT_ONE: Interval = [1, 1];

function op(
  form: Form,
  value: Op['value'],
  rules: readonly string[],
  extra: Extra = {},
  ...spellings: string[]
): Op {
  return { form, value, rules, on: rules.map(() => ANY), spellings, ...extra };
}

function fn(
  value: Op['value'],
  rules: readonly string[],
  extra: Extra = {},
  ...spellings: string[]
): Op {
  return op({ kind: 'call' }, value, rules, extra, ...spellings);
}

/** Binding strengths of the written forms, loosest first. */
export const precedences = {
  conditional: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  sum: 6,
  product: 7,
  sign: 8,
  power: 9,
  postfix: 10,
  atom: 11,
} as const;
const P = precedences;

const infix = (symbol: string, precedence: number): Form => ({ kind: 'infix', symbol, precedence });
const prefix = (symbol: string, precedence: number): Form => ({
  kind: 'prefix',
  symbol,
  precedence,
});
const POSTFIX_BANG: Form = { kind: 'postfix', symbol: '!', precedence: P.postfix };
const positive: Extra = { on: [POSITIVE] };
const unit: Extra = { on: [UNIT] };

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const halfToEven = (x: number): number => {
  const low = Math.floor(x);
  return x - low === 0.5 ? (low % 2 === 0 ? low : low + 1) : Math.round(x);
};
/** C's pow: 1 to any power is 1; JavaScript's ** says NaN for 1 ** ±∞. */
const power = (x: number, y: number): number => (x === 1 ? 1 : Math.pow(x, y));
const logaddexp = (x: number, y: number): number =>
  x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
/** Of a probability x where the truth is y; its logarithms end at −100, as PyTorch has it. */
const binaryCrossEntropy = (x: number, y: number): number =>
  -(y * Math.max(Math.log(x), -100) + (1 - y) * Math.max(Math.log1p(-x), -100));
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
const GELU_SCALE = Math.sqrt(2 / Math.PI);

const STEPS = 'Steps are flat but for their jumps: nothing flows back.';
const CONDITION = 'A condition is 1 or 0 and flat in between: nothing flows back.';

const table = {
  // arithmetic
  add:         op(infix('+', P.sum),           (x, y) => x + y,                     ['1', '1'], { neutral: [0, 0], exact: plus, intuition: '+ hands the gradient on to every operand unchanged.' }),
  sub:         op(infix('-', P.sum),           (x, y) => x - y,                     ['1', '-1'], { neutral: [null, 0], exact: minus, intuition: '− hands the gradient on to its first operand unchanged, and to its second with the sign turned.' }, 'subtract'),
  mul:         op(infix('*', P.product),       (x, y) => x * y,                     ['y', 'x'], { neutral: [1, 1], exact: times, intuition: '* swaps: each operand gets the gradient times the other operand.' }, 'multiply'),
  div:         op({ kind: 'fraction' },        (x, y) => x / y,                     ['1/y', '-x/y^2'], { neutral: [null, 1], gate: { first: 1, op: 'recip' }, on: [ANY, POSITIVE], exact: over, intuition: '/ gives the numerator the gradient divided by the denominator; the denominator gets the opposite sign, since a larger one makes the quotient smaller.' }, 'divide', 'true_divide'),
  neg:         op(prefix('-', P.sign),         x => -x,                             ['-1'], { exact: '0 - x', intuition: 'A minus turns the sign of the gradient.' }, 'negative'),
  recip:       op({ kind: 'reciprocal' },      x => 1 / x,                          ['-1/x^2'], { ...positive, exact: '1/x', intuition: '1/x turns the sign of the gradient and divides it by x²: much near 0, little far from it.' }, 'reciprocal'),
  mod:         op(infix('mod', P.product),    (x, y) => x - y * Math.floor(x / y), ['1', '-floor(x/y)'],     { kink: 'out == 0', on: [[2.1, 2.3], [0.6, 0.65]], expansion: 'x - y*floor(x/y)' }, 'remainder'),
  fmod:        fn(                             (x, y) => x % y,                     ['1', '-trunc(x/y)'],     { kink: 'out == 0 and x != 0', on: [[2.1, 2.9], [1.1, 1.9]], expansion: 'x - y*trunc(x/y)' }),

  // powers and roots
  pow:         op({ kind: 'power' },           power,                               ['x == 0 and y == 0 ? 0 : y*x^(y - 1)', 'out == 0 or x == 0 and y >= 0 ? 0 : out*log(x)'], { neutral: [null, 1], gate: { first: Math.E, op: 'exp' }, on: [POSITIVE, ANY], exact: toPower, intuition: 'A power brings its exponent down as a factor: the base gets the gradient times y·x^(y − 1).' }, 'power', 'float_power'),
  sqrt:        op({ kind: 'root' },            x => Math.sqrt(x),                   ['1/(2*out)'], { ...positive, symbol: '√', exact: squareRoot, intuition: '√ divides the gradient by twice its result: near 0 the root is steep.' }),
  masked_sqrt: op({ kind: 'root' },            x => Math.sqrt(x),                   ['out == 0 ? 0 : 1/(2*out)'], { ...positive, kink: 'out == 0', routes: true, symbol: '√', exact: squareRoot, intuition: 'A length or a spread: √ divides the gradient by twice its result; where all that was squared is 0, nothing flows back.' }),
  cbrt:        fn(                             x => Math.cbrt(x),                   ['1/(3*out^2)'], { ...positive, expansion: 'sign(x)*abs(x)^(1/3)', symbol: '∛' }),
  root:        op({ kind: 'root' },            (x, y) => power(x, 1 / y),           ['out/(y*x)', '-out*log(x)/y^2'], { on: [POSITIVE, POSITIVE], expansion: 'x^(1/y)' }),
  hypot:       fn(                             (x, y) => Math.hypot(x, y),          ['out == 0 ? 0 : x/out', 'out == 0 ? 0 : y/out'], { kink: 'out == 0', expansion: 'sqrt(x^2 + y^2)', intuition: 'A length shares the gradient by direction: each operand gets its part of the length, x/out.' }),

  // exponentials and logarithms
  exp:         fn(                             x => Math.exp(x),                    ['out'], { exact: only(0n, 1n), intuition: 'exp scales the gradient by its own result: what is large grows fastest.' }),
  exp2:        fn(                             x => power(2, x),                    ['out*log(2)'], { expansion: '2^x' }),
  expm1:       fn(                             x => Math.expm1(x),                  ['out + 1'], { expansion: 'exp(x) - 1' }),
  log:         fn(                             x => Math.log(x),                    ['1/x'], { ...positive, exact: only(1n, 0n), intuition: 'log divides the gradient by its operand: it is steep near 0 and flat far out.' }, 'ln'),
  log2:        fn(                             x => Math.log2(x),                   ['1/(x*log(2))'], { ...positive, expansion: 'log(x)/log(2)' }, 'lb'),
  log10:       fn(                             x => Math.log10(x),                  ['1/(x*log(10))'], { ...positive, expansion: 'log(x)/log(10)' }, 'lg'),
  log1p:       fn(                             x => Math.log1p(x),                  ['1/(1 + x)'], { ...positive, expansion: 'log(1 + x)' }),
  logb:        fn(                             (x, y) => Math.log(x) / Math.log(y), ['1/(x*log(y))', '-out/(y*log(y))'], { on: [POSITIVE, [1.5, 3]], expansion: 'log(x)/log(y)' }),
  logaddexp:   fn(                             logaddexp,                           ['exp(x - out)', 'exp(y - out)'], { expansion: 'log(exp(x) + exp(y))', intuition: 'Shares the gradient as softmax does: the shares are positive and sum up to 1.' }),
  logit:       fn(                             x => Math.log(x / (1 - x)),          ['1/(x*(1 - x))'], { on: [[0.1, 0.9]], expansion: 'log(x/(1 - x))' }),
  xlogy:       fn(                             (x, y) => (x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y)), ['x == 0 and y <= 0 ? 0 : log(y)', 'x/y'], { on: [ANY, POSITIVE], expansion: 'x*log(y)' }),
  binary_cross_entropy: fn(                    binaryCrossEntropy,                  ['(x - y)/max(x*(1 - x), 10^(-12))', 'log(1 - x) - log(x)'], { on: [[0.1, 0.9], [0.1, 0.9]], expansion: '-(y*log(x) + (1 - y)*log(1 - x))', symbol: 'BCE', intuition: 'Cross entropy scales the gradient by (x − y)/(x(1 − x)); behind a σ only x − y is left of it.' }),

  // trigonometric
  sin:         fn(                             x => Math.sin(x),                    ['cos(x)'], { exact: only(0n, 0n), intuition: 'sin scales the gradient by the cosine of its operand: all of it at 0, none at the top of the wave.' }),
  cos:         fn(                             x => Math.cos(x),                    ['-sin(x)'], { exact: only(0n, 1n), intuition: 'cos scales the gradient by minus the sine of its operand: none of it at 0, at the top of the wave.' }),
  tan:         fn(                             x => Math.tan(x),                    ['1 + out^2'], { ...unit, expansion: 'sin(x)/cos(x)' }, 'tg'),
  sec:         fn(                             x => 1 / Math.cos(x),                ['out*tan(x)'], { ...unit, expansion: '1/cos(x)' }),
  csc:         fn(                             x => 1 / Math.sin(x),                ['-out/tan(x)'], { ...positive, expansion: '1/sin(x)' }, 'cosec'),
  cot:         fn(                             x => 1 / Math.tan(x),                ['-1 - out^2'], { ...positive, expansion: 'cos(x)/sin(x)' }, 'ctg', 'cotg'),
  asin:        fn(                             x => Math.asin(x),                   ['1/sqrt(1 - x^2)'], { ...unit, exact: only(0n, 0n) }, 'arcsin'),
  acos:        fn(                             x => Math.acos(x),                   ['-1/sqrt(1 - x^2)'], unit, 'arccos'),
  atan:        fn(                             x => Math.atan(x),                   ['1/(1 + x^2)'], { exact: only(0n, 0n) }, 'arctan', 'arctg'),
  asec:        fn(                             x => Math.acos(1 / x),               ['1/(abs(x)*sqrt(x^2 - 1))'], { on: [[1.1, 3]], expansion: 'acos(1/x)' }, 'arcsec'),
  acsc:        fn(                             x => Math.asin(1 / x),               ['-1/(abs(x)*sqrt(x^2 - 1))'], { on: [[1.1, 3]], expansion: 'asin(1/x)' }, 'arccsc'),
  acot:        fn(                             x => Math.atan(1 / x),               ['-1/(1 + x^2)'], { kink: 'x == 0', on: [POSITIVE], expansion: 'atan(1/x)' }, 'arccot', 'arcctg'),
  atan2:       fn(                             (x, y) => Math.atan2(x, y),          ['y/(x^2 + y^2)', '-x/(x^2 + y^2)'], { kink: 'x == 0 and y == 0', on: [POSITIVE, POSITIVE] }, 'arctan2'),
  sinc:        fn(                             x => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)), ['abs(x) < 1/1000 ? pi^4*x^3/30 - pi^2*x/3 : (cos(pi*x) - out)/x'], { expansion: 'sin(pi*x)/(pi*x)' }),
  degrees:     fn(                             x => x * (180 / Math.PI),            ['180/pi'], { expansion: 'x*180/pi' }, 'rad2deg'),
  radians:     fn(                             x => x * (Math.PI / 180),            ['pi/180'], { expansion: 'x*pi/180' }, 'deg2rad'),

  // hyperbolic
  sinh:        fn(                             x => Math.sinh(x),                   ['cosh(x)'], { expansion: '(exp(x) - exp(-x))/2', recognised: [] }, 'sh'),
  cosh:        fn(                             x => Math.cosh(x),                   ['sinh(x)'], { expansion: '(exp(x) + exp(-x))/2', recognised: [] }, 'ch'),
  tanh:        fn(                             x => Math.tanh(x),                   ['1 - out^2'], { expansion: '(exp(2*x) - 1)/(exp(2*x) + 1)', recognised: ['(exp(x) - exp(-x))/(exp(x) + exp(-x))', '(1 - exp(-2*x))/(1 + exp(-2*x))', '(1 - exp(-(2*x)))/(1 + exp(-(2*x)))'], intuition: 'tanh scales the gradient by 1 − out²: all of it at 0, next to nothing far out, where it is saturated.' }, 'th'),
  sech:        fn(                             x => 1 / Math.cosh(x),               ['-out*tanh(x)'], { expansion: '1/cosh(x)' }),
  csch:        fn(                             x => 1 / Math.sinh(x),               ['-out/tanh(x)'], { ...positive, expansion: '1/sinh(x)' }, 'cosech'),
  coth:        fn(                             x => 1 / Math.tanh(x),               ['1 - out^2'], { ...positive, expansion: 'cosh(x)/sinh(x)' }, 'cth'),
  asinh:       fn(                             x => Math.asinh(x),                  ['1/sqrt(x^2 + 1)'], { expansion: 'log(x + sqrt(x^2 + 1))' }, 'arcsinh', 'arsinh'),
  acosh:       fn(                             x => Math.acosh(x),                  ['1/sqrt(x^2 - 1)'], { on: [[1.1, 3]], expansion: 'log(x + sqrt(x^2 - 1))' }, 'arccosh', 'arcosh'),
  atanh:       fn(                             x => Math.atanh(x),                  ['1/(1 - x^2)'], { ...unit, expansion: 'log((1 + x)/(1 - x))/2' }, 'arctanh', 'artanh'),
  asech:       fn(                             x => Math.acosh(1 / x),              ['-1/(x*sqrt(1 - x^2))'], { on: [[0.1, 0.9]], expansion: 'acosh(1/x)' }, 'arcsech', 'arsech'),
  acsch:       fn(                             x => Math.asinh(1 / x),              ['-1/(abs(x)*sqrt(1 + x^2))'], { ...positive, expansion: 'asinh(1/x)' }, 'arccsch', 'arcsch'),
  acoth:       fn(                             x => Math.atanh(1 / x),              ['1/(1 - x^2)'], { on: [[1.1, 3]], expansion: 'atanh(1/x)' }, 'arccoth', 'arcoth'),

  // activations
  sigmoid:     fn(                             sigmoid,                             ['out*(1 - out)'], { expansion: '1/(1 + exp(-x))', recognised: ['exp(x)/(1 + exp(x))'], symbol: 'σ', intuition: 'σ scales the gradient by out·(1 − out): never more than ¼, next to nothing far out.' }, 'σ', 'expit', 'logistic'),
  logsigmoid:  fn(                             x => -softplus(-x),                  ['sigmoid(-x)'], { expansion: '-softplus(-x)' }, 'log_sigmoid', 'LogSigmoid', 'log_expit'),
  softplus:    fn(                             softplus,                            ['sigmoid(x)'], { expansion: 'log(1 + exp(x))', recognised: ['log1p(exp(x))'], intuition: 'softplus is a smooth relu: it scales the gradient by σ(x), from 0 on the left to 1 on the right.' }),
  relu:        fn(                             x => (x > 0 || Number.isNaN(x) ? x : 0), ['x > 0'],            { kink: 'x == 0', routes: true, expansion: 'max(0, x)', recognised: ['x > 0 ? x : 0'], symbol: 'ReLU', intuition: 'relu is a switch: above 0 the gradient passes unchanged, below 0 nothing does.' }, 'ReLU'),
  relu6:       fn(                             x => Math.min(Math.max(x, 0), 6),    ['0 < x and x < 6'],      { kink: 'x == 0 or x == 6', routes: true, expansion: 'min(6, max(0, x))', symbol: 'ReLU6', intuition: 'relu6 is a switch: between 0 and 6 the gradient passes unchanged, outside nothing does.' }, 'ReLU6'),
  leaky_relu:  fn(                             (x, y) => (x > 0 ? x : y * x),       ['x > 0 ? 1 : y', 'x > 0 ? 0 : x'], { kink: 'x == 0', routes: true, expansion: 'max(0, x) + y*min(x, 0)', intuition: 'A leaky switch: above 0 the gradient passes unchanged, below 0 times the slope.' }),
  elu:         fn(                             (x, y) => (x > 0 ? x : y * Math.expm1(x)), ['x > 0 ? 1 : y*exp(x)', 'x > 0 ? 0 : expm1(x)'], { kink: 'x == 0 and y != 1', routes: true, expansion: 'x > 0 ? x : y*(exp(x) - 1)', symbol: 'ELU', intuition: 'A soft switch: above 0 the gradient passes unchanged, below 0 it fades away.' }),
  celu:        fn(                             (x, y) => (x > 0 ? x : y * Math.expm1(x / y)), ['x > 0 ? 1 : exp(x/y)', 'x > 0 ? 0 : expm1(x/y) - exp(x/y)*x/y'], { routes: true, on: [ANY, POSITIVE], expansion: 'max(x, 0) + min(0, y*(exp(x/y) - 1))', symbol: 'CELU' }),
  selu:        fn(                             x => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)), [`x > 0 ? ${String(SELU_SCALE)} : out + ${String(SELU_SCALE * SELU_ALPHA)}`], { kink: 'x == 0', routes: true, expansion: `${String(SELU_SCALE)}*(x > 0 ? x : ${String(SELU_ALPHA)}*(exp(x) - 1))`, symbol: 'SELU' }),
  gelu:        fn(                             x => (x / 2) * erfc(-x / Math.SQRT2), ['erfc(-x/sqrt(2))/2 + x*exp(-x^2/2)/sqrt(2*pi)'], { expansion: 'x*ndtr(x)', recognised: ['x*(1 + erf(x/sqrt(2)))/2', 'x/2*(1 + erf(x/sqrt(2)))', '1/2*x*(1 + erf(x/sqrt(2)))', '0.5*x*(1 + erf(x/sqrt(2)))'], symbol: 'GELU' }, 'GELU'),
  gelu_tanh:   fn(                             x => (x / 2) * (1 + Math.tanh(GELU_SCALE * (x + 0.044715 * x ** 3))), ['(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))/2 + x/2*sech(sqrt(2/pi)*(x + 0.044715*x^3))^2*sqrt(2/pi)*(1 + 0.134145*x^2)'], { expansion: 'x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))', recognised: ['0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))'] }),
  silu:        fn(                             x => x * sigmoid(x),                 ['sigmoid(x)*(1 + x*(1 - sigmoid(x)))'], { expansion: 'x*sigmoid(x)', recognised: ['x/(1 + exp(-x))'], symbol: 'SiLU' }, 'swish', 'SiLU'),
  mish:        fn(                             x => x * Math.tanh(softplus(x)),     ['tanh(softplus(x)) + x*sigmoid(x)*sech(softplus(x))^2'], { expansion: 'x*tanh(softplus(x))', recognised: [] }),
  softsign:    fn(                             x => x / (1 + Math.abs(x)),          ['1/(1 + abs(x))^2'], { expansion: 'x/(1 + abs(x))', recognised: [] }, 'soft_sign'),
  tanhshrink:  fn(                             x => x - Math.tanh(x),               ['tanh(x)^2'], { expansion: 'x - tanh(x)' }),
  hardtanh:    fn(                             x => Math.min(Math.max(x, -1), 1),   ['-1 < x and x < 1'],     { kink: 'abs(x) == 1', routes: true, expansion: 'min(1, max(-1, x))', intuition: 'A switch: between −1 and 1 the gradient passes unchanged, outside nothing does.' }, 'hard_tanh'),
  hardsigmoid: fn(                             x => Math.min(Math.max(x / 6 + 0.5, 0), 1), ['-3 < x and x < 3 ? 1/6 : 0'], { kink: 'abs(x) == 3', routes: true, expansion: 'min(1, max(0, x/6 + 1/2))' }, 'hard_sigmoid'),
  hardswish:   fn(                             x => x * Math.min(Math.max(x / 6 + 0.5, 0), 1), ['x <= -3 ? 0 : x < 3 ? x/3 + 1/2 : 1'], { kink: 'abs(x) == 3', routes: true, expansion: 'x*hardsigmoid(x)' }, 'hard_swish', 'hard_silu'),

  // special functions
  erf:         fn(                             erf,                                 ['2/sqrt(pi)*exp(-x^2)'], { exact: only(0n, 0n) }),
  erfc:        fn(                             erfc,                                ['-2/sqrt(pi)*exp(-x^2)'], { expansion: '1 - erf(x)' }),
  ndtr:        fn(                             x => erfc(-x / Math.SQRT2) / 2,      ['exp(-x^2/2)/sqrt(2*pi)'], { expansion: '(1 + erf(x/sqrt(2)))/2', symbol: 'Φ' }, 'normcdf'),
  log_ndtr:    fn(                             logNdtr,                             ['exp(-x^2/2 - out)/sqrt(2*pi)'], { expansion: 'log(ndtr(x))' }, 'logcdf'),
  gamma:       fn(                             gamma,                               ['out*digamma(x)'], { ...positive, symbol: 'Γ' }, 'Γ', 'tgamma'),
  lgamma:      fn(                             lgamma,                              ['digamma(x)'], positive, 'gammaln', 'loggamma'),
  digamma:     fn(                             x => polygamma(0, x),                ['polygamma(1, x)'], positive, 'psi'),
  polygamma:   fn(                             polygamma,                           ['0', 'polygamma(x + 1, y)'], { on: [AT_ONE, POSITIVE] }),
  factorial:   op(POSTFIX_BANG,                x => gamma(x + 1),                   ['out*digamma(x + 1)'], { ...positive, expansion: 'gamma(x + 1)' }),
  binom:       fn(                             binomial,                            ['out*(digamma(x + 1) - digamma(x - y + 1))', 'out*(digamma(x - y + 1) - digamma(y + 1))'], { on: [[3.1, 6], [0.1, 2.9]], expansion: 'gamma(x + 1)/(gamma(y + 1)*gamma(x - y + 1))' }, 'binomial', 'comb'),

  // piecewise
  abs:         op({ kind: 'bars' },            x => Math.abs(x),                    ['sign(x)'],              { kink: 'x == 0', exact: 'x < 0 ? -x : x', intuition: '|x| hands the gradient on with the sign of its operand.' }, 'fabs', 'absolute'),
  sign:        fn(                             x => Math.sign(x),                   ['0'],                    { kink: 'x == 0', exact: '(x > 0) - (x < 0)', intuition: 'sign is flat but for its jump at 0: nothing flows back.' }, 'sgn', 'signum'),
  step:        fn(                             (x, y) => (x === 0 ? y : Number(x > 0)), ['0', 'x == 0'],      { kink: 'x == 0', exact: 'x == 0 ? y : x > 0' }, 'heaviside'),
  floor:       fn(                             x => Math.floor(x),                  ['0'],                    { kink: 'x == out', exact: down, intuition: STEPS }),
  ceil:        fn(                             x => Math.ceil(x),                   ['0'],                    { kink: 'x == out', exact: '-floor(-x)', intuition: STEPS }),
  round:       fn(                             halfToEven,                          ['0'],                    { kink: 'abs(x - out) == 1/2', exact: 'x - floor(x) == 1/2 ? 2*floor((x + 1/2)/2) : floor(x + 1/2)', intuition: STEPS }, 'rint', 'around'),
  trunc:       fn(                             x => Math.trunc(x),                  ['0'],                    { kink: 'x == out and x != 0', exact: 'x < 0 ? ceil(x) : floor(x)', intuition: STEPS }, 'fix'),
  max:         fn(                             (x, y) => Math.max(x, y),            ['x == y ? 1/2 : x > y', 'x == y ? 1/2 : y > x'], { kink: 'x == y', routes: true, sharesEvenly: true, exact: 'x < y ? y : x', intuition: 'max routes: the larger operand gets the whole gradient, the other nothing.' }, 'maximum', 'fmax', 'amax'),
  min:         fn(                             (x, y) => Math.min(x, y),            ['x == y ? 1/2 : x < y', 'x == y ? 1/2 : y < x'], { kink: 'x == y', routes: true, sharesEvenly: true, exact: 'y < x ? y : x', intuition: 'min routes: the smaller operand gets the whole gradient, the other nothing.' }, 'minimum', 'fmin', 'amin'),
  clip:        fn(                             (x, y, z) => Math.min(Math.max(x, y), z), ['y <= x and x <= z', 'x < y and y <= z', 'z < x or z < y'], { kink: 'x == y or x == z', routes: true, on: [ANY, [-2, -1], [1, 2]], expansion: 'min(max(x, y), z)', intuition: 'clip routes: between its bounds the operand gets the whole gradient, outside them the bound does.' }, 'clamp'),
  copysign:    fn(                             (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x)), ['x == 0 ? 0 : out/x', '0'], { kink: 'x == 0 or y == 0', exact: 'y < 0 ? -abs(x) : abs(x)' }),

  // conditions are 1 or 0
  lt:          op(infix('<', P.comparison),    (x, y) => Number(x < y),             ['0', '0'],               { kink: 'x == y', exact: less, intuition: CONDITION }, 'less'),
  le:          op(infix('<=', P.comparison),   (x, y) => Number(x <= y),            ['0', '0'],               { kink: 'x == y', exact: 'not y < x', intuition: CONDITION }, 'less_equal'),
  gt:          op(infix('>', P.comparison),    (x, y) => Number(x > y),             ['0', '0'],               { kink: 'x == y', exact: 'y < x', intuition: CONDITION }, 'greater'),
  ge:          op(infix('>=', P.comparison),   (x, y) => Number(x >= y),            ['0', '0'],               { kink: 'x == y', exact: 'not x < y', intuition: CONDITION }, 'greater_equal'),
  eq:          op(infix('==', P.comparison),   (x, y) => Number(x === y),           ['0', '0'], { exact: equal, intuition: CONDITION }, 'equal'),
  ne:          op(infix('!=', P.comparison),   (x, y) => Number(x !== y),           ['0', '0'], { exact: 'not x == y', intuition: CONDITION }, 'not_equal'),
  and:         op(infix('and', P.and),         (x, y) => Number(x !== 0 && y !== 0), ['0', '0'], { decides: true, exact: 'x == 0 ? 0 : y != 0', intuition: CONDITION }, 'logical_and'),
  or:          op(infix('or', P.or),           (x, y) => Number(x !== 0 || y !== 0), ['0', '0'], { decides: true, exact: 'x == 0 ? y != 0 : 1', intuition: CONDITION }, 'logical_or'),
  not:         op(prefix('not', P.not),        x => Number(x === 0),                ['0'], { decides: true, exact: 'x == 0', intuition: CONDITION }, 'logical_not'),
  select:      op({ kind: 'conditional' },     (x, y, z) => (x !== 0 ? y : z),      ['0', 'x != 0', 'x == 0'], { routes: true, decides: true, intuition: 'A conditional routes: the branch that is taken gets the whole gradient, the other nothing.' }, 'where'),

  // cuts the gradient, as detach() and no_grad do
  detach:      fn(                             x => x,                              ['0'], { on: [AT_ONE], exact: 'x', intuition: 'detach lets the value through and stops the gradient.' }, 'stop_gradient'),
} satisfies Record<string, Op>;

/** The key of a row. */
export type OpName = keyof typeof table;

/** The table by key. */
export const ops: Readonly<Record<OpName, Op>> = table;

/** Row keys in table order. */
export const opNames = Object.keys(table) as readonly OpName[];

const spelled = new Map<string, OpName>(
  opNames.flatMap((key) => [key, ...table[key].spellings].map((s) => [s, key] as const)),
);

/** Every function name that any language may call an op by. */
export const functionSpellings: readonly string[] = [...spelled.keys()];

/** The op that a function name means in every language, or undefined; inherited names mean nothing. */
export function opSpelled(spelling: string): OpName | undefined {
  return spelled.get(spelling);
}

/** Number of operands. */
export function arity(key: OpName): number {
  return table[key].rules.length;
}
