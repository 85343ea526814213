/** Numbers of TeX: digits in groups of three, decimal commas, and exponents as programs write them. */
import { emit, inSubscript, settled, type Cook } from './latexCook';
import type { Raw } from './latexSource';
import { fail } from './reading';

/** A number as it was written, with the sign at which its decimals begin as a point. */
interface Written {
  readonly text: string;
  /** How many raw tokens it takes. */
  readonly length: number;
  /** Another number that it may be: 1{,}234 as 1.234. */
  readonly otherwise?: number;
}

/** Whether a number begins here. */
export function startsNumber(c: Cook, { text }: Raw): boolean {
  const next = c.raw[c.at + 1];
  return isDigit.test(text) || (text === '.' && next?.glued === true && isDigit.test(next.text));
}

const isDigit = /^\d$/;

export function cookNumber(c: Cook, first: Raw): void {
  const single = c.arguments > 0 && c.script === '';
  const { text, length, otherwise } = single
    ? { text: first.text, length: 1 }
    : withExponent(c, decimalNumber(c));
  const { end } = c.raw[c.at + length - 1] ?? first;
  c.at += length;
  emit(c, 'number', text, { start: first.start, end }, Number(text), otherwise);
  settled(c);
}

function decimalNumber(c: Cook): Written {
  const whole = digitsAt(c, 0);
  // In a subscript a comma lists indices, and a script without braces ends with its digits.
  const plain = c.script !== '' || inSubscript(c);
  const groups = plain ? [] : groupsAfter(c, whole);
  const grouped = whole + groups.map(({ digits }) => digits).join('');
  const length = whole.length + groups.reduce((sum, group) => sum + group.length, 0);
  const [only] = groups;
  const commas = groups.filter(({ comma }) => comma).length;
  const point = pointAt(c, length, plain || commas > 0);
  if (point) return { text: `${grouped}.${point.digits}`, length: length + point.length };
  if (commas > 0 && commaAt(c, length) && isDigit.test(c.raw[c.at + length + 3]?.text ?? '')) {
    fail(
      'syntax',
      'This number has a comma for its thousands and another for its decimals. Write `.` for one.',
      { start: c.raw[c.at]?.start ?? 0, end: c.raw[c.at + length + 3]?.end ?? 0 },
    );
  }
  if (commas !== 1 || groups.length > 1 || !only) return { text: grouped, length };
  return { text: grouped, length, otherwise: Number(`${whole}.${only.digits}`) };
}

function digitsAt({ raw, at }: Cook, from: number): string {
  let digits = '';
  for (
    let next = raw[at + from];
    next && isDigit.test(next.text);
    next = raw[at + from + digits.length]
  ) {
    if (digits !== '' && !next.glued) break;
    digits += next.text;
  }
  return digits;
}

interface Group {
  readonly digits: string;
  readonly length: number;
  /** Set off by {,} and not by \,. */
  readonly comma: boolean;
}

/** 12{,}000 and 12\,000: three digits each, after one to three that are no 0. */
function groupsAfter(c: Cook, whole: string): readonly Group[] {
  if (!/^[1-9]\d{0,2}$/.test(whole)) return [];
  const groups: Group[] = [];
  for (let from = whole.length; from < 40;) {
    const comma = commaAt(c, from);
    const separator = comma ? 3 : thinSpaceAt(c, from) ? 1 : 0;
    const digits = separator === 0 ? '' : digitsAt(c, from + separator);
    const alike = (groups[0]?.comma ?? comma) === comma;
    if (digits.length !== 3 || !alike) break;
    groups.push({ digits, length: separator + 3, comma });
    from += separator + 3;
  }
  return groups;
}

function commaAt({ raw, at }: Cook, from: number): boolean {
  const [open, comma, close, next] = raw.slice(at + from, at + from + 4);
  const braced = open?.text === '{' && comma?.text === ',' && close?.text === '}';
  return braced && open.glued && next?.glued === true && isDigit.test(next.text);
}

function thinSpaceAt({ raw, at }: Cook, from: number): boolean {
  const [space, next] = raw.slice(at + from, at + from + 2);
  return space?.text === '\\,' && space.glued && next?.glued === true;
}

/** The decimals after a point, or after {,} unless that sets off thousands. */
function pointAt(
  c: Cook,
  from: number,
  noComma: boolean,
): { readonly digits: string; readonly length: number } | undefined {
  const point = c.raw[c.at + from];
  const isPoint = point?.text === '.' && (point.glued || from === 0);
  const separator = isPoint ? 1 : !noComma && from > 0 && commaAt(c, from) ? 3 : 0;
  if (separator === 0 || !c.raw[c.at + from + separator]?.glued) return undefined;
  const digits = digitsAt(c, from + separator);
  return digits === '' ? undefined : { digits, length: separator + digits.length };
}

/** 1e-8 as programs write it; the sign or digits must follow without a blank. */
function withExponent(c: Cook, written: Written): Written {
  const { text, length } = written;
  const [e, sign] = c.raw.slice(c.at + length, c.at + length + 2);
  if (!e?.glued || !/^[eE]$/.test(e.text) || c.script !== '' || !sign?.glued) return written;
  const signed = /^[-+]$/.test(sign.text);
  const from = length + (signed ? 2 : 1);
  const digits = c.raw[c.at + from]?.glued ? digitsAt(c, from) : '';
  if (digits === '') return written;
  return { text: `${text}e${signed ? sign.text : ''}${digits}`, length: from + digits.length };
}
