/** Formula -> MathML. */
import type { ComponentChildren } from 'preact';
import type { Formula } from '../src/formula';
import { approximately, formatNumber, formatPlain, type Digits } from '../src/numbers';

interface FormulaProps {
  readonly formula: Formula;
  readonly digits: Digits;
  readonly block?: boolean;
}

/** A formula as the browser's own math typesetting shows it. */
export function Typeset({ formula, digits, block = false }: FormulaProps) {
  const shown = approximately(formula, digits);
  return <math display={block ? 'block' : 'inline'}>{typeset(shown, digits)}</math>;
}

/** A formula that a narrow panel may break before the signs of its sum. */
export function Breakable({ formula, digits }: Omit<FormulaProps, 'block'>) {
  return termsOf(approximately(formula, digits)).map(({ sign, parts }, index) => (
    <math key={index}>
      {/* At the beginning of a line, too, as between two terms. */}
      {sign && (
        <mo lspace="0.22em" rspace="0.22em">
          {sign}
        </mo>
      )}
      {parts.map((part) => typeset(part, digits))}
    </math>
  ));
}

/** The terms of a row, the first with what stands before the sum. */
function termsOf(formula: Formula): { sign: string; parts: readonly Formula[] }[] {
  if (typeof formula === 'string' || formula.form !== 'row')
    return [{ sign: '', parts: [formula] }];
  const { parts } = formula;
  const begins = parts.flatMap((part, i) => (i > 0 && isSign(part) ? [i] : []));
  return [0, ...begins].map((from, i) => {
    const sign = i > 0 ? parts[from] : '';
    const term = parts.slice(i > 0 ? from + 1 : 0, begins[i]);
    return { sign: typeof sign === 'string' ? sign : '', parts: term };
  });
}

function isSign(part: Formula): boolean {
  return part === '+' || part === '−';
}

const WORD = /^[\p{L}\p{N}#]/u;
const NUMBER = /^[\p{N}.]+$/u;

function typeset(formula: Formula, digits: Digits): ComponentChildren {
  if (typeof formula === 'string') {
    if (NUMBER.test(formula)) return <mn>{formula}</mn>;
    if (WORD.test(formula)) return <mi>{formula}</mi>;
    return TIGHT.has(formula) ? closely(formula) : <mo>{formula}</mo>;
  }
  if (formula.form === 'number') {
    const { value, role } = formula;
    return (
      <mn class={role === 'plain' ? undefined : role}>
        {role === 'plain' ? formatPlain(value) : formatNumber(value, digits)}
      </mn>
    );
  }
  const parts = formula.parts.map((part, index) => (
    <mrow key={index}>{typeset(part, digits)}</mrow>
  ));
  switch (formula.form) {
    case 'row':
      return <mrow>{formula.parts.map((part) => typeset(part, digits))}</mrow>;
    case 'fraction':
      return <mfrac>{parts}</mfrac>;
    case 'power':
      return <msup>{parts}</msup>;
    case 'script':
      return <msub>{parts}</msub>;
    case 'root':
      return parts.length > 1 ? <mroot>{parts}</mroot> : <msqrt>{parts}</msqrt>;
    case 'bars':
      return enclose('|', parts, '|');
    case 'brackets':
      return enclose('(', parts, ')');
  }
}

/** Signs that stand close to what they belong to, as in ∂f/∂x. */
const TIGHT = new Set(['∂', '/']);

function closely(sign: string) {
  return (
    <mo lspace="0" rspace="0">
      {sign}
    </mo>
  );
}

function enclose(open: string, parts: ComponentChildren, close: string) {
  return (
    <mrow>
      {closely(open)}
      {parts}
      {closely(close)}
    </mrow>
  );
}

/** Whether a formula is one number, with nothing to compute. */
export function isNumber(formula: Formula): boolean {
  return typeof formula === 'string' ? /^[−-]?[\d.]+$/.test(formula) : formula.form === 'number';
}
