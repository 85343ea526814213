/** The values of the op table as code. Written by `npm run kernels` from src/ops.ts; a test says when it is out of date. */
import { ops } from '../../ops';
import type { Computed } from '../wiring';

type One = (x: number) => number;
type Two = (x: number, y: number) => number;

const root = ops.root.value as Two;
const exp2 = ops.exp2.value as One;
const logsigmoid = ops.logsigmoid.value as One;
const selu = ops.selu.value as One;
const gelu = ops.gelu.value as One;
const gelu_tanh = ops.gelu_tanh.value as One;
const silu = ops.silu.value as One;
const mish = ops.mish.value as One;
const erf = ops.erf.value as One;
const erfc = ops.erfc.value as One;
const ndtr = ops.ndtr.value as One;
const gamma = ops.gamma.value as One;
const lgamma = ops.lgamma.value as One;
const digamma = ops.digamma.value as One;
const polygamma = ops.polygamma.value as Two;
const factorial = ops.factorial.value as One;
const binom = ops.binom.value as Two;
const round = ops.round.value as One;

/** Fills the values of all nodes that are not given theirs, in order, each shortened before it is used. */
export function fillValues({ codes, first, second, third }: Computed, value: Float64Array, shorten: One | null): void {
  for (let id = 0; id < codes.length; id++) {
    const x = value[first[id] ?? 0] ?? NaN;
    const y = value[second[id] ?? 0] ?? NaN;
    let out = 0;
    const code = codes[id] ?? NaN;
    if (code === 0) { out = x + y; }
    else if (code === 1) { out = x - y; }
    else if (code === 2) { out = x * y; }
    else if (code === 3) { out = x / y; }
    else if (code === 4) { out = -x; }
    else switch (code) {
      case 5: { out = 1 / x; break; }
      case 6: { out = x - y * Math.floor(x / y); break; }
      case 7: { out = x % y; break; }
      case 8: { out = x === 1 ? 1 : Math.pow(x, y); break; }
      case 9: { out = Math.sqrt(x); break; }
      case 10: { out = Math.cbrt(x); break; }
      case 11: { out = root(x, y); break; }
      case 12: { out = Math.hypot(x, y); break; }
      case 13: { out = Math.exp(x); break; }
      case 14: { out = exp2(x); break; }
      case 15: { out = Math.expm1(x); break; }
      case 16: { out = Math.log(x); break; }
      case 17: { out = Math.log2(x); break; }
      case 18: { out = Math.log10(x); break; }
      case 19: { out = Math.log1p(x); break; }
      case 20: { out = Math.log(x) / Math.log(y); break; }
      case 21: { out = x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))); break; }
      case 22: { out = Math.log(x / (1 - x)); break; }
      case 23: { out = x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y); break; }
      case 24: { out = Math.sin(x); break; }
      case 25: { out = Math.cos(x); break; }
      case 26: { out = Math.tan(x); break; }
      case 27: { out = 1 / Math.cos(x); break; }
      case 28: { out = 1 / Math.sin(x); break; }
      case 29: { out = 1 / Math.tan(x); break; }
      case 30: { out = Math.asin(x); break; }
      case 31: { out = Math.acos(x); break; }
      case 32: { out = Math.atan(x); break; }
      case 33: { out = Math.acos(1 / x); break; }
      case 34: { out = Math.asin(1 / x); break; }
      case 35: { out = Math.atan(1 / x); break; }
      case 36: { out = Math.atan2(x, y); break; }
      case 37: { out = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x); break; }
      case 38: { out = x * (180 / Math.PI); break; }
      case 39: { out = x * (Math.PI / 180); break; }
      case 40: { out = Math.sinh(x); break; }
      case 41: { out = Math.cosh(x); break; }
      case 42: { out = Math.tanh(x); break; }
      case 43: { out = 1 / Math.cosh(x); break; }
      case 44: { out = 1 / Math.sinh(x); break; }
      case 45: { out = 1 / Math.tanh(x); break; }
      case 46: { out = Math.asinh(x); break; }
      case 47: { out = Math.acosh(x); break; }
      case 48: { out = Math.atanh(x); break; }
      case 49: { out = Math.acosh(1 / x); break; }
      case 50: { out = Math.asinh(1 / x); break; }
      case 51: { out = Math.atanh(1 / x); break; }
      case 52: { out = 1 / (1 + Math.exp(-x)); break; }
      case 53: { out = logsigmoid(x); break; }
      case 54: { out = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))); break; }
      case 55: { out = x > 0 || Number.isNaN(x) ? x : 0; break; }
      case 56: { out = Math.min(Math.max(x, 0), 6); break; }
      case 57: { out = x > 0 ? x : y * x; break; }
      case 58: { out = x > 0 ? x : y * Math.expm1(x); break; }
      case 59: { out = x > 0 ? x : y * Math.expm1(x / y); break; }
      case 60: { out = selu(x); break; }
      case 61: { out = gelu(x); break; }
      case 62: { out = gelu_tanh(x); break; }
      case 63: { out = silu(x); break; }
      case 64: { out = mish(x); break; }
      case 65: { out = x / (1 + Math.abs(x)); break; }
      case 66: { out = x - Math.tanh(x); break; }
      case 67: { out = Math.min(Math.max(x, -1), 1); break; }
      case 68: { out = Math.min(Math.max(x / 6 + 0.5, 0), 1); break; }
      case 69: { out = x * Math.min(Math.max(x / 6 + 0.5, 0), 1); break; }
      case 70: { out = erf(x); break; }
      case 71: { out = erfc(x); break; }
      case 72: { out = ndtr(x); break; }
      case 73: { out = gamma(x); break; }
      case 74: { out = lgamma(x); break; }
      case 75: { out = digamma(x); break; }
      case 76: { out = polygamma(x, y); break; }
      case 77: { out = factorial(x); break; }
      case 78: { out = binom(x, y); break; }
      case 79: { out = Math.abs(x); break; }
      case 80: { out = Math.sign(x); break; }
      case 81: { out = x === 0 ? y : Number(x > 0); break; }
      case 82: { out = Math.floor(x); break; }
      case 83: { out = Math.ceil(x); break; }
      case 84: { out = round(x); break; }
      case 85: { out = Math.trunc(x); break; }
      case 86: { out = Math.max(x, y); break; }
      case 87: { out = Math.min(x, y); break; }
      case 88: { const z = value[third[id] ?? 0] ?? NaN; out = Math.min(Math.max(x, y), z); break; }
      case 89: { out = y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x); break; }
      case 90: { out = Number(x < y); break; }
      case 91: { out = Number(x <= y); break; }
      case 92: { out = Number(x > y); break; }
      case 93: { out = Number(x >= y); break; }
      case 94: { out = Number(x === y); break; }
      case 95: { out = Number(x !== y); break; }
      case 96: { out = Number(x !== 0 && y !== 0); break; }
      case 97: { out = Number(x !== 0 || y !== 0); break; }
      case 98: { out = Number(x === 0); break; }
      case 99: { const z = value[third[id] ?? 0] ?? NaN; out = x !== 0 ? y : z; break; }
      case 100: { out = x; break; }
      default: continue;
    }
    value[id] = shorten ? shorten(out) : out;
  }
}
