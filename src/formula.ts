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
