/** Variables that are handed to functions which give them other values: `double &x`, `ref x`, `inout`, `&mut x`. */
import { Refusal, type Arguments, type Cell } from '../code/value';
import type { Span } from '../syntax';
import type { Reader } from './reader';
import { handedOn, targets, type FunctionStatement, type Term } from './tree';

/** The variables among the arguments of a call. */
export function cellsOf(
  { args }: Term & { readonly kind: 'call' },
  reader: Reader,
): (Cell | undefined)[] {
  return args.map(({ value }) => {
    const named = value.kind === 'address' ? value.object : value;
    return named.kind === 'word' ? reader.scope.find(named.name) : undefined;
  });
}

/**
 * The parameters through which a function gives variables of its caller other values: itself, or perhaps
 * through a function that it calls with them.
 */
export function sharedBy({ parameters, body }: FunctionStatement): Shared[] {
  const assigned = new Set(targets(body));
  const handed = new Set(handedOn(body));
  const all = parameters.map(({ name, shares }, at) => ({ name, at, shares }));
  return all
    .filter(({ name, shares }) => shares === true && (assigned.has(name) || handed.has(name)))
    .map(({ name, at }) => ({ name, at, isSure: assigned.has(name) }));
}

interface Shared {
  readonly name: string;
  readonly at: number;
  readonly isSure: boolean;
}

/** The variable that is handed over; undefined: what is handed over is none, and need be none. */
export function cellAt(
  { cells }: Arguments,
  { at, name: own, isSure }: Shared,
  callee: string,
  span: Span,
): Cell | undefined {
  const cell = cells?.[at];
  if (cell?.value?.kind === 'scalar') return cell;
  if (!isSure) return undefined;
  const message = `\`${callee}\` changes what it is given as \`${own}\`, which is not read. Return the new value, and assign it.`;
  throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
}
