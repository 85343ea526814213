/** The operators of each language and how tight they bind. */
import type { OpName } from '../../ops';
import type { Profile } from './profile';

/** What an operator does: an op of the table, a sign, a connection of conditions, or a refusal. */
export interface Sign {
  readonly precedence: number;
  readonly fromRight?: true;
  /** Of vectors it is element by element. */
  readonly each?: true;
  readonly op:
    | OpName
    | 'positive'
    | 'trunc division'
    | 'floor division'
    | 'bits'
    | '<<'
    | '>>'
    | 'exclusive'
    | 'pipe'
    | 'matrix product'
    | 'dot product'
    | 'rational';
}

const COMMON: readonly (readonly [string, Sign])[] = [
  ['||', { precedence: 1, op: 'or' }],
  ['&&', { precedence: 2, op: 'and' }],
  ['==', { precedence: 8, op: 'eq' }],
  ['!=', { precedence: 8, op: 'ne' }],
  ['<', { precedence: 9, op: 'lt' }],
  ['<=', { precedence: 9, op: 'le' }],
  ['>', { precedence: 9, op: 'gt' }],
  ['>=', { precedence: 9, op: 'ge' }],
  ['+', { precedence: 11, op: 'add' }],
  ['-', { precedence: 11, op: 'sub' }],
  ['*', { precedence: 12, op: 'mul' }],
  ['/', { precedence: 12, op: 'div' }],
];

const BRACES: readonly (readonly [string, Sign])[] = [
  ['%', { precedence: 12, op: 'fmod' }],
  ['|', { precedence: 5, op: 'bits' }],
  ['^', { precedence: 6, op: 'exclusive' }],
  ['&', { precedence: 7, op: 'bits' }],
  ['<<', { precedence: 10, op: '<<' }],
  ['>>', { precedence: 10, op: '>>' }],
];

const DOTS: readonly (readonly [string, Sign])[] = [
  ['.*', { precedence: 12, op: 'mul', each: true }],
  ['./', { precedence: 12, op: 'div', each: true }],
];

const JULIA: readonly (readonly [string, Sign])[] = [
  ...DOTS,
  ['.+', { precedence: 11, op: 'add', each: true }],
  ['.-', { precedence: 11, op: 'sub', each: true }],
  ['.==', { precedence: 8, op: 'eq', each: true }],
  ['.<=', { precedence: 9, op: 'le', each: true }],
  ['.>=', { precedence: 9, op: 'ge', each: true }],
  ['.<', { precedence: 9, op: 'lt', each: true }],
  ['.>', { precedence: 9, op: 'gt', each: true }],
  ['%', { precedence: 12, op: 'fmod' }],
  ['÷', { precedence: 12, op: 'trunc division' }],
  ['//', { precedence: 13, op: 'rational' }],
  ['≤', { precedence: 9, op: 'le' }],
  ['≥', { precedence: 9, op: 'ge' }],
  ['≠', { precedence: 9, op: 'ne' }],
  ['⋅', { precedence: 12, op: 'dot product' }],
  ['.!=', { precedence: 8, op: 'ne', each: true }],
  ['|>', { precedence: 4, op: 'pipe' }],
  ['^', { precedence: 14, fromRight: true, op: 'pow' }],
  ['.^', { precedence: 14, fromRight: true, op: 'pow', each: true }],
];

const R: readonly (readonly [string, Sign])[] = [
  ['&', { precedence: 2, op: 'and' }],
  ['|', { precedence: 1, op: 'or' }],
  ['%%', { precedence: 12.5, op: 'mod' }],
  ['%*%', { precedence: 12.5, op: 'matrix product' }],
  ['%/%', { precedence: 12.5, op: 'floor division' }],
  ['|>', { precedence: 12.5, op: 'pipe' }],
  ['%>%', { precedence: 12.5, op: 'pipe' }],
  ['^', { precedence: 14, fromRight: true, op: 'pow' }],
  ['**', { precedence: 14, fromRight: true, op: 'pow' }],
];

const MATLAB: readonly (readonly [string, Sign])[] = [
  ...DOTS,
  ['&', { precedence: 4, op: 'and' }],
  ['|', { precedence: 3, op: 'or' }],
  ['~=', { precedence: 8, op: 'ne' }],
  ['^', { precedence: 14, op: 'pow' }],
  ['**', { precedence: 14, op: 'pow' }],
  ['.^', { precedence: 14, op: 'pow', each: true }],
];

const own: ReadonlyMap<string, readonly (readonly [string, Sign])[]> = new Map([['julia', JULIA], ['r', R], ['matlab', MATLAB]]); // prettier-ignore

/** Operators between operands. */
export function infixes({ library }: Profile): ReadonlyMap<string, Sign> {
  const found = infixTables.get(library);
  if (found) return found;
  const table = new Map([...COMMON, ...(own.get(library) ?? BRACES)]);
  infixTables.set(library, table);
  return table;
}

const infixTables = new Map<string, ReadonlyMap<string, Sign>>();

const SIGNS: readonly (readonly [string, Sign])[] = [
  ['-', { precedence: 15, op: 'neg' }],
  ['+', { precedence: 15, op: 'positive' }],
  ['!', { precedence: 15, op: 'not' }],
];
const bracePrefixes: ReadonlyMap<string, Sign> = new Map([
  ...SIGNS,
  ['~', { precedence: 15, op: 'bits' }],
]);
// Before a power the sign comes last: -x^2 is -(x^2).
const powerPrefixes: ReadonlyMap<string, Sign> = new Map([
  ['-', { precedence: 13, op: 'neg' }],
  ['+', { precedence: 13, op: 'positive' }],
  ['!', { precedence: 13, op: 'not' }],
]);
const prefixTables: ReadonlyMap<string, ReadonlyMap<string, Sign>> = new Map<
  string,
  ReadonlyMap<string, Sign>
>([
  ['julia', powerPrefixes],
  // In R !x == y is !(x == y).
  ['r', new Map([...powerPrefixes, ['!', { precedence: 7, op: 'not' }]])],
  ['matlab', new Map([...powerPrefixes, ['~', { precedence: 13, op: 'not' }]])],
]);

/** Operators before an operand. */
export function prefixes({ library }: Profile): ReadonlyMap<string, Sign> {
  return prefixTables.get(library) ?? bracePrefixes;
}
