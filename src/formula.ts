/** Mathematics ready to be typeset: what the notation writes and the picture shows. Imports nothing. */

/** What a number is, so that the picture can colour and round it. */
export type Role = 'plain' | 'value' | 'gradient' | 'local';

/**
 * A string is one symbol: a name, an operator or a function name, already as it is shown.
 * `number` leaves rounding to the picture. `script` is base and subscript; `power` base and
 * exponent; `root` radicand and, if not square, degree; `brackets` and `bars` hold one part.
 */
export type Formula =
  | string
  | { readonly form: 'number'; readonly value: number; readonly role: Role }
  | {
      readonly form: 'row' | 'fraction' | 'power' | 'script' | 'root' | 'bars' | 'brackets';
      readonly parts: readonly Formula[];
    };

const RAISED = new Map(zip('0123456789n', '⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ'));
const LOWERED = new Map(zip('0123456789+-−aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'));

function zip(signs: string, others: string): [string, string][] {
  const places = Array.from(others);
  return Array.from(signs, (sign, i) => [sign, places[i] ?? sign]);
}

/** Exponents and subscripts that Unicode has become letters of their own: x₀ for x with a 0 below. */
export function liftScripts(formula: Formula, write: (script: Formula) => string): Formula {
  if (typeof formula === 'string' || formula.form === 'number') return formula;
  const parts = formula.parts.map((part) => liftScripts(part, write));
  const [base = '', script = ''] = parts;
  const map = formula.form === 'power' ? RAISED : formula.form === 'script' ? LOWERED : null;
  const letters = Array.from(map ? write(script) : '', (letter) => map?.get(letter));
  if (map === null || letters.length === 0 || letters.includes(undefined))
    return { ...formula, parts };
  return { form: 'row', parts: [base, letters.join('')] };
}
