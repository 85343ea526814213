/** What the three Python printers share: the language, its reserved words, the checks at the end. */
import type { Library } from './library';
import type { Language } from './writing';

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try type while with yield _';

/** Were statements in Python 2, which some tools still colour and read. */
const STATEMENTS = 'exec print';

/** Names that are not given away: keywords and what the printed program itself uses. */
export const pythonReserved: readonly string[] =
  `${KEYWORDS} ${STATEMENTS} actual bool expected float int value`.split(' ');

/** The table's operators in Python: among values, and in conditions. */
const OPERATORS = { '+': '+', '-': '-', '*': '*', '/': '/', '^': '**', mod: '%' };
const COMPARISONS = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '==': '==', '!=': '!=' };
const LOGIC = { ...COMPARISONS, and: 'and', or: 'or' };

/** Python with a library imported as `module`, whose values are made by `box`. */
export function python(
  module: string,
  library: Library,
  box: Language['box'],
  boxes = false,
): Language {
  return {
    library,
    operators: OPERATORS,
    logic: LOGIC,
    number: (value) => number(value, module),
    box,
    boxes,
    look: (value) => value,
    choose: (condition, then, otherwise) => `${then} if ${condition} else ${otherwise}`,
    count: (condition) => `1.0 * (${condition})`,
  };
}

const CONSTANTS = new Map([
  [Infinity, 'inf'],
  [Math.PI, 'pi'],
  [Math.E, 'e'],
]);

/** A number among operators: whole ones without a point, π by name. */
function number(value: number, module: string): string {
  const known = CONSTANTS.get(Math.abs(value));
  if (known) return `${value < 0 ? '-' : ''}${module}.${known}`;
  const whole = Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0);
  return whole ? String(value) : float(value, module);
}

/** A number as a float literal, with all its digits; `module` has nan and inf. */
export function float(value: number, module: string): string {
  if (Number.isNaN(value)) return `${module}.nan`;
  if (!Number.isFinite(value)) return `${value < 0 ? '-' : ''}${module}.inf`;
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A loop over what was computed and what it must be. */
export function checks(
  rows: readonly (readonly [actual: string, expected: number])[],
  module: string,
  compare: string,
): string[] {
  const lines = rows.map(([actual, expected]) => `    (${actual}, ${float(expected, module)}),`);
  return ['for actual, expected in [', ...lines, ']:', `    ${compare}`];
}

/** Lines as Python comments. */
export function comments(lines: readonly string[]): string[] {
  return lines.map((line) => `# ${line}`);
}
