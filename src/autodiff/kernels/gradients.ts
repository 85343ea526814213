/** The chain rule of the op table as code. Written by `npm run kernels` from src/ops.ts; a test says when it is out of date. */
import { ops } from '../../ops';
import type { Wiring } from '../wiring';

type One = (x: number) => number;
type Two = (x: number, y: number) => number;

const erfc = ops.erfc.value as One;
const digamma = ops.digamma.value as One;
const polygamma = ops.polygamma.value as Two;

/** Hands gradients down from a node on, in reverse order, each way as its rules say. */
export function fillGradients({ ways, first, second, third }: Wiring, value: Float64Array, gradient: Float64Array, output: number): void {
  for (let id = output; id >= 0; id--) {
    const up = gradient[id] ?? NaN;
    const a = first[id] ?? 0;
    const b = second[id] ?? 0;
    const code = ways[id] ?? NaN;
    if (code === 0) { gradient[a] = (gradient[a] ?? NaN) + up; gradient[b] = (gradient[b] ?? NaN) + up; }
    else if (code === 1) { gradient[a] = (gradient[a] ?? NaN) + up; gradient[b] = (gradient[b] ?? NaN) + up * -1; }
    else if (code === 2) { const x = value[a] ?? NaN; const y = value[b] ?? NaN; gradient[a] = (gradient[a] ?? NaN) + up * y; gradient[b] = (gradient[b] ?? NaN) + up * x; }
    else if (code === 3) { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = 1 / y; const s1 = -x; const s2 = y === 1 ? 1 : Math.pow(y, 2); const s3 = s1 / s2; gradient[a] = (gradient[a] ?? NaN) + up * s0; gradient[b] = (gradient[b] ?? NaN) + up * s3; }
    else if (code === 4) { gradient[a] = (gradient[a] ?? NaN) + up * -1; }
    else switch (code) {
      case 5: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = -1 / s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 6: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x / y; const s1 = Math.floor(s0); const s2 = -s1; gradient[a] = (gradient[a] ?? NaN) + up; gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 7: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x / y; const s1 = Math.trunc(s0); const s2 = -s1; gradient[a] = (gradient[a] ?? NaN) + up; gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 8: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(x === 0); const s1 = Number(y === 0); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = y - 1; const s4 = x === 1 ? 1 : Math.pow(x, s3); const s5 = y * s4; const s6 = s2 !== 0 ? 0 : s5; const s7 = Number(out === 0); const s8 = Number(y >= 0); const s9 = Number(s0 !== 0 && s8 !== 0); const s10 = Number(s7 !== 0 || s9 !== 0); const s11 = Math.log(x); const s12 = out * s11; const s13 = s10 !== 0 ? 0 : s12; gradient[a] = (gradient[a] ?? NaN) + up * s6; gradient[b] = (gradient[b] ?? NaN) + up * s13; break; }
      case 9: { const out = value[id] ?? NaN; const s0 = 2 * out; const s1 = 1 / s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 10: { const out = value[id] ?? NaN; const s0 = out === 1 ? 1 : Math.pow(out, 2); const s1 = 3 * s0; const s2 = 1 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 11: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = y * x; const s1 = out / s0; const s2 = -out; const s3 = Math.log(x); const s4 = s2 * s3; const s5 = y === 1 ? 1 : Math.pow(y, 2); const s6 = s4 / s5; gradient[a] = (gradient[a] ?? NaN) + up * s1; gradient[b] = (gradient[b] ?? NaN) + up * s6; break; }
      case 12: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(out === 0); const s1 = x / out; const s2 = s0 !== 0 ? 0 : s1; const s3 = y / out; const s4 = s0 !== 0 ? 0 : s3; gradient[a] = (gradient[a] ?? NaN) + up * s2; gradient[b] = (gradient[b] ?? NaN) + up * s4; break; }
      case 13: { const out = value[id] ?? NaN; gradient[a] = (gradient[a] ?? NaN) + up * out; break; }
      case 14: { const out = value[id] ?? NaN; const s0 = out * 0.6931471805599453; gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 15: { const out = value[id] ?? NaN; const s0 = out + 1; gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 16: { const x = value[a] ?? NaN; const s0 = 1 / x; gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 17: { const x = value[a] ?? NaN; const s0 = x * 0.6931471805599453; const s1 = 1 / s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 18: { const x = value[a] ?? NaN; const s0 = x * 2.302585092994046; const s1 = 1 / s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 19: { const x = value[a] ?? NaN; const s0 = 1 + x; const s1 = 1 / s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 20: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = Math.log(y); const s1 = x * s0; const s2 = 1 / s1; const s3 = -out; const s4 = y * s0; const s5 = s3 / s4; gradient[a] = (gradient[a] ?? NaN) + up * s2; gradient[b] = (gradient[b] ?? NaN) + up * s5; break; }
      case 21: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = x - out; const s1 = Math.exp(s0); const s2 = y - out; const s3 = Math.exp(s2); gradient[a] = (gradient[a] ?? NaN) + up * s1; gradient[b] = (gradient[b] ?? NaN) + up * s3; break; }
      case 22: { const x = value[a] ?? NaN; const s0 = 1 - x; const s1 = x * s0; const s2 = 1 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 23: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === 0); const s1 = Number(y <= 0); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = Math.log(y); const s4 = s2 !== 0 ? 0 : s3; const s5 = Number(y === 0); const s6 = Number(s0 !== 0 && s5 !== 0); const s7 = x / y; const s8 = s6 !== 0 ? 0 : s7; gradient[a] = (gradient[a] ?? NaN) + up * s4; gradient[b] = (gradient[b] ?? NaN) + up * s8; break; }
      case 24: { const x = value[a] ?? NaN; const s0 = Math.cos(x); gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 25: { const x = value[a] ?? NaN; const s0 = Math.sin(x); const s1 = -s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 26: { const out = value[id] ?? NaN; const s0 = out === 1 ? 1 : Math.pow(out, 2); const s1 = 1 + s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 27: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = Math.tan(x); const s1 = out * s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 28: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = -out; const s1 = Math.tan(x); const s2 = s0 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 29: { const out = value[id] ?? NaN; const s0 = out === 1 ? 1 : Math.pow(out, 2); const s1 = -1 - s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 30: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = 1 - s0; const s2 = Math.sqrt(s1); const s3 = 1 / s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 31: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = 1 - s0; const s2 = Math.sqrt(s1); const s3 = -1 / s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 32: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = 1 + s0; const s2 = 1 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 33: { const x = value[a] ?? NaN; const s0 = Math.abs(x); const s1 = x === 1 ? 1 : Math.pow(x, 2); const s2 = s1 - 1; const s3 = Math.sqrt(s2); const s4 = s0 * s3; const s5 = 1 / s4; gradient[a] = (gradient[a] ?? NaN) + up * s5; break; }
      case 34: { const x = value[a] ?? NaN; const s0 = Math.abs(x); const s1 = x === 1 ? 1 : Math.pow(x, 2); const s2 = s1 - 1; const s3 = Math.sqrt(s2); const s4 = s0 * s3; const s5 = -1 / s4; gradient[a] = (gradient[a] ?? NaN) + up * s5; break; }
      case 35: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = 1 + s0; const s2 = -1 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 36: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = y === 1 ? 1 : Math.pow(y, 2); const s2 = s0 + s1; const s3 = y / s2; const s4 = -x; const s5 = s4 / s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; gradient[b] = (gradient[b] ?? NaN) + up * s5; break; }
      case 37: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = Math.abs(x); const s1 = Number(s0 < 0.001); const s2 = x === 1 ? 1 : Math.pow(x, 3); const s3 = 97.40909103400242 * s2; const s4 = s3 / 30; const s5 = 9.869604401089358 * x; const s6 = s5 / 3; const s7 = s4 - s6; const s8 = 3.141592653589793 * x; const s9 = Math.cos(s8); const s10 = s9 - out; const s11 = s10 / x; const s12 = s1 !== 0 ? s7 : s11; gradient[a] = (gradient[a] ?? NaN) + up * s12; break; }
      case 38: { gradient[a] = (gradient[a] ?? NaN) + up * 57.29577951308232; break; }
      case 39: { gradient[a] = (gradient[a] ?? NaN) + up * 0.017453292519943295; break; }
      case 40: { const x = value[a] ?? NaN; const s0 = Math.cosh(x); gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 41: { const x = value[a] ?? NaN; const s0 = Math.sinh(x); gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 42: { const out = value[id] ?? NaN; const s0 = out === 1 ? 1 : Math.pow(out, 2); const s1 = 1 - s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 43: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = -out; const s1 = Math.tanh(x); const s2 = s0 * s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 44: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = -out; const s1 = Math.tanh(x); const s2 = s0 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 45: { const out = value[id] ?? NaN; const s0 = out === 1 ? 1 : Math.pow(out, 2); const s1 = 1 - s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 46: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = s0 + 1; const s2 = Math.sqrt(s1); const s3 = 1 / s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 47: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = s0 - 1; const s2 = Math.sqrt(s1); const s3 = 1 / s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 48: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = 1 - s0; const s2 = 1 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 49: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = 1 - s0; const s2 = Math.sqrt(s1); const s3 = x * s2; const s4 = -1 / s3; gradient[a] = (gradient[a] ?? NaN) + up * s4; break; }
      case 50: { const x = value[a] ?? NaN; const s0 = Math.abs(x); const s1 = x === 1 ? 1 : Math.pow(x, 2); const s2 = 1 + s1; const s3 = Math.sqrt(s2); const s4 = s0 * s3; const s5 = -1 / s4; gradient[a] = (gradient[a] ?? NaN) + up * s5; break; }
      case 51: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = 1 - s0; const s2 = 1 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 52: { const out = value[id] ?? NaN; const s0 = 1 - out; const s1 = out * s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 53: { const x = value[a] ?? NaN; const s0 = -x; const s1 = 1 / (1 + Math.exp(-s0)); gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 54: { const x = value[a] ?? NaN; const s0 = 1 / (1 + Math.exp(-x)); gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 55: { const x = value[a] ?? NaN; const s0 = Number(x > 0); if (s0 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 56: { const x = value[a] ?? NaN; const s0 = Number(0 < x); const s1 = Number(x < 6); const s2 = Number(s0 !== 0 && s1 !== 0); if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 57: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x > 0); const s1 = s0 !== 0 ? 1 : y; const s2 = s0 !== 0 ? 0 : x; if (s1 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s1; if (s2 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 58: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x > 0); const s1 = Math.exp(x); const s2 = y * s1; const s3 = s0 !== 0 ? 1 : s2; const s4 = Math.expm1(x); const s5 = s0 !== 0 ? 0 : s4; if (s3 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s3; if (s5 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s5; break; }
      case 59: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x > 0); const s1 = x / y; const s2 = Math.exp(s1); const s3 = s0 !== 0 ? 1 : s2; const s4 = Math.expm1(s1); const s5 = s2 * x; const s6 = s5 / y; const s7 = s4 - s6; const s8 = s0 !== 0 ? 0 : s7; if (s3 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s3; if (s8 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s8; break; }
      case 60: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(x > 0); const s1 = out + 1.7580993408473766; const s2 = s0 !== 0 ? 1.0507009873554805 : s1; if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 61: { const x = value[a] ?? NaN; const s0 = -x; const s1 = s0 / 1.4142135623730951; const s2 = erfc(s1); const s3 = s2 / 2; const s4 = x === 1 ? 1 : Math.pow(x, 2); const s5 = -s4; const s6 = s5 / 2; const s7 = Math.exp(s6); const s8 = x * s7; const s9 = s8 / 2.5066282746310002; const s10 = s3 + s9; gradient[a] = (gradient[a] ?? NaN) + up * s10; break; }
      case 62: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 3); const s1 = 0.044715 * s0; const s2 = x + s1; const s3 = 0.7978845608028654 * s2; const s4 = Math.tanh(s3); const s5 = 1 + s4; const s6 = s5 / 2; const s7 = x / 2; const s8 = 1 / Math.cosh(s3); const s9 = s8 === 1 ? 1 : Math.pow(s8, 2); const s10 = s7 * s9; const s11 = s10 * 0.7978845608028654; const s12 = x === 1 ? 1 : Math.pow(x, 2); const s13 = 0.134145 * s12; const s14 = 1 + s13; const s15 = s11 * s14; const s16 = s6 + s15; gradient[a] = (gradient[a] ?? NaN) + up * s16; break; }
      case 63: { const x = value[a] ?? NaN; const s0 = 1 / (1 + Math.exp(-x)); const s1 = 1 - s0; const s2 = x * s1; const s3 = 1 + s2; const s4 = s0 * s3; gradient[a] = (gradient[a] ?? NaN) + up * s4; break; }
      case 64: { const x = value[a] ?? NaN; const s0 = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))); const s1 = Math.tanh(s0); const s2 = 1 / (1 + Math.exp(-x)); const s3 = x * s2; const s4 = 1 / Math.cosh(s0); const s5 = s4 === 1 ? 1 : Math.pow(s4, 2); const s6 = s3 * s5; const s7 = s1 + s6; gradient[a] = (gradient[a] ?? NaN) + up * s7; break; }
      case 65: { const x = value[a] ?? NaN; const s0 = Math.abs(x); const s1 = 1 + s0; const s2 = s1 === 1 ? 1 : Math.pow(s1, 2); const s3 = 1 / s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 66: { const x = value[a] ?? NaN; const s0 = Math.tanh(x); const s1 = s0 === 1 ? 1 : Math.pow(s0, 2); gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 67: { const x = value[a] ?? NaN; const s0 = Number(-1 < x); const s1 = Number(x < 1); const s2 = Number(s0 !== 0 && s1 !== 0); if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 68: { const x = value[a] ?? NaN; const s0 = Number(-3 < x); const s1 = Number(x < 3); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = s2 !== 0 ? 0.16666666666666666 : 0; if (s3 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 69: { const x = value[a] ?? NaN; const s0 = Number(x <= -3); const s1 = Number(x < 3); const s2 = x / 3; const s3 = s2 + 0.5; const s4 = s1 !== 0 ? s3 : 1; const s5 = s0 !== 0 ? 0 : s4; if (s5 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s5; break; }
      case 70: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = -s0; const s2 = Math.exp(s1); const s3 = 1.1283791670955126 * s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 71: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = -s0; const s2 = Math.exp(s1); const s3 = -1.1283791670955126 * s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 72: { const x = value[a] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = -s0; const s2 = s1 / 2; const s3 = Math.exp(s2); const s4 = s3 / 2.5066282746310002; gradient[a] = (gradient[a] ?? NaN) + up * s4; break; }
      case 73: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = digamma(x); const s1 = out * s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 74: { const x = value[a] ?? NaN; const s0 = digamma(x); gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 75: { const x = value[a] ?? NaN; const s0 = polygamma(1, x); gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 76: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x + 1; const s1 = polygamma(s0, y); gradient[b] = (gradient[b] ?? NaN) + up * s1; break; }
      case 77: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = x + 1; const s1 = digamma(s0); const s2 = out * s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 78: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = x + 1; const s1 = digamma(s0); const s2 = x - y; const s3 = s2 + 1; const s4 = digamma(s3); const s5 = s1 - s4; const s6 = out * s5; const s7 = y + 1; const s8 = digamma(s7); const s9 = s4 - s8; const s10 = out * s9; gradient[a] = (gradient[a] ?? NaN) + up * s6; gradient[b] = (gradient[b] ?? NaN) + up * s10; break; }
      case 79: { const x = value[a] ?? NaN; const s0 = Math.sign(x); gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 80: {  break; }
      case 81: { const x = value[a] ?? NaN; const s0 = Number(x === 0); gradient[b] = (gradient[b] ?? NaN) + up * s0; break; }
      case 82: {  break; }
      case 83: {  break; }
      case 84: {  break; }
      case 85: {  break; }
      case 86: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === y); const s1 = Number(x > y); const s2 = s0 !== 0 ? 0.5 : s1; const s3 = Number(y > x); const s4 = s0 !== 0 ? 0.5 : s3; if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; if (s4 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s4; break; }
      case 87: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === y); const s1 = Number(x < y); const s2 = s0 !== 0 ? 0.5 : s1; const s3 = Number(y < x); const s4 = s0 !== 0 ? 0.5 : s3; if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; if (s4 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s4; break; }
      case 88: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const z = value[third[id] ?? 0] ?? NaN; const s0 = Number(y <= x); const s1 = Number(x <= z); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = Number(x < y); const s4 = Number(y <= z); const s5 = Number(s3 !== 0 && s4 !== 0); const s6 = Number(z < x); const s7 = Number(z < y); const s8 = Number(s6 !== 0 || s7 !== 0); if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; if (s5 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s5; if (s8 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s8; break; }
      case 89: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(x === 0); const s1 = out / x; const s2 = s0 !== 0 ? 0 : s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 90: {  break; }
      case 91: {  break; }
      case 92: {  break; }
      case 93: {  break; }
      case 94: {  break; }
      case 95: {  break; }
      case 96: {  break; }
      case 97: {  break; }
      case 98: {  break; }
      case 99: { const x = value[a] ?? NaN; const s0 = Number(x !== 0); const s1 = Number(x === 0); if (s0 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s0; if (s1 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s1; break; }
      case 100: {  break; }
      case 101: { gradient[a] = (gradient[a] ?? NaN) + up; break; }
      case 102: { gradient[b] = (gradient[b] ?? NaN) + up; break; }
      case 103: { gradient[a] = (gradient[a] ?? NaN) + up; break; }
      case 104: { gradient[b] = (gradient[b] ?? NaN) + up * -1; break; }
      case 105: { const y = value[b] ?? NaN; gradient[a] = (gradient[a] ?? NaN) + up * y; break; }
      case 106: { const x = value[a] ?? NaN; gradient[b] = (gradient[b] ?? NaN) + up * x; break; }
      case 107: { const y = value[b] ?? NaN; const s0 = 1 / y; gradient[a] = (gradient[a] ?? NaN) + up * s0; break; }
      case 108: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = -x; const s1 = y === 1 ? 1 : Math.pow(y, 2); const s2 = s0 / s1; gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 109: { gradient[a] = (gradient[a] ?? NaN) + up; break; }
      case 110: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x / y; const s1 = Math.floor(s0); const s2 = -s1; gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 111: { gradient[a] = (gradient[a] ?? NaN) + up; break; }
      case 112: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x / y; const s1 = Math.trunc(s0); const s2 = -s1; gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 113: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === 0); const s1 = Number(y === 0); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = y - 1; const s4 = x === 1 ? 1 : Math.pow(x, s3); const s5 = y * s4; const s6 = s2 !== 0 ? 0 : s5; gradient[a] = (gradient[a] ?? NaN) + up * s6; break; }
      case 114: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(out === 0); const s1 = Number(x === 0); const s2 = Number(y >= 0); const s3 = Number(s1 !== 0 && s2 !== 0); const s4 = Number(s0 !== 0 || s3 !== 0); const s5 = Math.log(x); const s6 = out * s5; const s7 = s4 !== 0 ? 0 : s6; gradient[b] = (gradient[b] ?? NaN) + up * s7; break; }
      case 115: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = y * x; const s1 = out / s0; gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 116: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = -out; const s1 = Math.log(x); const s2 = s0 * s1; const s3 = y === 1 ? 1 : Math.pow(y, 2); const s4 = s2 / s3; gradient[b] = (gradient[b] ?? NaN) + up * s4; break; }
      case 117: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(out === 0); const s1 = x / out; const s2 = s0 !== 0 ? 0 : s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 118: { const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(out === 0); const s1 = y / out; const s2 = s0 !== 0 ? 0 : s1; gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 119: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Math.log(y); const s1 = x * s0; const s2 = 1 / s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 120: { const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = -out; const s1 = Math.log(y); const s2 = y * s1; const s3 = s0 / s2; gradient[b] = (gradient[b] ?? NaN) + up * s3; break; }
      case 121: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = x - out; const s1 = Math.exp(s0); gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 122: { const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = y - out; const s1 = Math.exp(s0); gradient[b] = (gradient[b] ?? NaN) + up * s1; break; }
      case 123: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === 0); const s1 = Number(y <= 0); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = Math.log(y); const s4 = s2 !== 0 ? 0 : s3; gradient[a] = (gradient[a] ?? NaN) + up * s4; break; }
      case 124: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === 0); const s1 = Number(y === 0); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = x / y; const s4 = s2 !== 0 ? 0 : s3; gradient[b] = (gradient[b] ?? NaN) + up * s4; break; }
      case 125: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x === 1 ? 1 : Math.pow(x, 2); const s1 = y === 1 ? 1 : Math.pow(y, 2); const s2 = s0 + s1; const s3 = y / s2; gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 126: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = -x; const s1 = x === 1 ? 1 : Math.pow(x, 2); const s2 = y === 1 ? 1 : Math.pow(y, 2); const s3 = s1 + s2; const s4 = s0 / s3; gradient[b] = (gradient[b] ?? NaN) + up * s4; break; }
      case 127: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x > 0); const s1 = s0 !== 0 ? 1 : y; if (s1 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s1; break; }
      case 128: { const x = value[a] ?? NaN; const s0 = Number(x > 0); const s1 = s0 !== 0 ? 0 : x; if (s1 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s1; break; }
      case 129: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x > 0); const s1 = Math.exp(x); const s2 = y * s1; const s3 = s0 !== 0 ? 1 : s2; if (s3 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 130: { const x = value[a] ?? NaN; const s0 = Number(x > 0); const s1 = Math.expm1(x); const s2 = s0 !== 0 ? 0 : s1; if (s2 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 131: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x > 0); const s1 = x / y; const s2 = Math.exp(s1); const s3 = s0 !== 0 ? 1 : s2; if (s3 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s3; break; }
      case 132: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x > 0); const s1 = x / y; const s2 = Math.expm1(s1); const s3 = Math.exp(s1); const s4 = s3 * x; const s5 = s4 / y; const s6 = s2 - s5; const s7 = s0 !== 0 ? 0 : s6; if (s7 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s7; break; }
      case 133: {  break; }
      case 134: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = x + 1; const s1 = polygamma(s0, y); gradient[b] = (gradient[b] ?? NaN) + up * s1; break; }
      case 135: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = x + 1; const s1 = digamma(s0); const s2 = x - y; const s3 = s2 + 1; const s4 = digamma(s3); const s5 = s1 - s4; const s6 = out * s5; gradient[a] = (gradient[a] ?? NaN) + up * s6; break; }
      case 136: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const out = value[id] ?? NaN; const s0 = x - y; const s1 = s0 + 1; const s2 = digamma(s1); const s3 = y + 1; const s4 = digamma(s3); const s5 = s2 - s4; const s6 = out * s5; gradient[b] = (gradient[b] ?? NaN) + up * s6; break; }
      case 137: {  break; }
      case 138: { const x = value[a] ?? NaN; const s0 = Number(x === 0); gradient[b] = (gradient[b] ?? NaN) + up * s0; break; }
      case 139: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === y); const s1 = Number(x > y); const s2 = s0 !== 0 ? 0.5 : s1; if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 140: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === y); const s1 = Number(y > x); const s2 = s0 !== 0 ? 0.5 : s1; if (s2 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 141: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === y); const s1 = Number(x < y); const s2 = s0 !== 0 ? 0.5 : s1; if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 142: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const s0 = Number(x === y); const s1 = Number(y < x); const s2 = s0 !== 0 ? 0.5 : s1; if (s2 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 143: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const z = value[third[id] ?? 0] ?? NaN; const s0 = Number(y <= x); const s1 = Number(x <= z); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = Number(x < y); const s4 = Number(y <= z); const s5 = Number(s3 !== 0 && s4 !== 0); if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; if (s5 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s5; break; }
      case 144: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const z = value[third[id] ?? 0] ?? NaN; const s0 = Number(y <= x); const s1 = Number(x <= z); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = Number(z < x); const s4 = Number(z < y); const s5 = Number(s3 !== 0 || s4 !== 0); if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; if (s5 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s5; break; }
      case 145: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const z = value[third[id] ?? 0] ?? NaN; const s0 = Number(y <= x); const s1 = Number(x <= z); const s2 = Number(s0 !== 0 && s1 !== 0); if (s2 !== 0) gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 146: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const z = value[third[id] ?? 0] ?? NaN; const s0 = Number(x < y); const s1 = Number(y <= z); const s2 = Number(s0 !== 0 && s1 !== 0); const s3 = Number(z < x); const s4 = Number(z < y); const s5 = Number(s3 !== 0 || s4 !== 0); if (s2 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s2; if (s5 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s5; break; }
      case 147: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const z = value[third[id] ?? 0] ?? NaN; const s0 = Number(x < y); const s1 = Number(y <= z); const s2 = Number(s0 !== 0 && s1 !== 0); if (s2 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s2; break; }
      case 148: { const x = value[a] ?? NaN; const y = value[b] ?? NaN; const z = value[third[id] ?? 0] ?? NaN; const s0 = Number(z < x); const s1 = Number(z < y); const s2 = Number(s0 !== 0 || s1 !== 0); if (s2 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s2; break; }
      case 149: { const x = value[a] ?? NaN; const out = value[id] ?? NaN; const s0 = Number(x === 0); const s1 = out / x; const s2 = s0 !== 0 ? 0 : s1; gradient[a] = (gradient[a] ?? NaN) + up * s2; break; }
      case 150: {  break; }
      case 151: {  break; }
      case 152: {  break; }
      case 153: {  break; }
      case 154: {  break; }
      case 155: {  break; }
      case 156: {  break; }
      case 157: {  break; }
      case 158: {  break; }
      case 159: {  break; }
      case 160: {  break; }
      case 161: {  break; }
      case 162: {  break; }
      case 163: {  break; }
      case 164: {  break; }
      case 165: {  break; }
      case 166: {  break; }
      case 167: { const x = value[a] ?? NaN; const s0 = Number(x !== 0); if (s0 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s0; break; }
      case 168: { const x = value[a] ?? NaN; const s0 = Number(x === 0); if (s0 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s0; break; }
      case 169: {  break; }
      case 170: { const x = value[a] ?? NaN; const s0 = Number(x !== 0); const s1 = Number(x === 0); if (s0 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s0; if (s1 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s1; break; }
      case 171: { const x = value[a] ?? NaN; const s0 = Number(x !== 0); if (s0 !== 0) gradient[b] = (gradient[b] ?? NaN) + up * s0; break; }
      case 172: { const x = value[a] ?? NaN; const s0 = Number(x === 0); if (s0 !== 0) gradient[third[id] ?? 0] = (gradient[third[id] ?? 0] ?? NaN) + up * s0; break; }
      default: continue;
    }
  }
}
