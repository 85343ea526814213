/** Variables that are handed to functions which give them other values: `double &x`, `ref x`, `inout`, `&mut x`. */
import { Refusal, type Arguments, type Cell } from '../code/value';
import type { Span } from '../syntax';
import type { Reader } from './reader';
import { targets, type FunctionStatement, type Term } from './tree';

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

/** The parameters through which a function gives variables of its caller other values. */
export function sharedBy({ parameters, body }: FunctionStatement): { name: string; at: number }[] {
  const assigned = new Set(targets(body));
  const all = parameters.map(({ name, shares }, at) => ({ name, at, shares }));
  return all.filter(({ name, shares }) => shares === true && assigned.has(name));
}

/** The variable that is handed over. */
export function cellAt(
  { cells }: Arguments,
  at: number,
  own: string,
  callee: string,
  span: Span,
): Cell {
  const cell = cells?.[at];
  if (cell?.value?.kind === 'scalar') return cell;
  const message = `\`${callee}\` changes what it is given as \`${own}\`, which is not read. Return the new value, and assign it.`;
  throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
}
