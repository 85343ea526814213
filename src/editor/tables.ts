/** Finds in Markdown tables what says that a name has a number. */
import type { Definition } from './definitions';
import type { Span } from '../language/syntax';
import { literalAt } from './literal';
import { nameKey } from './names';

/** A header, the line under it, and the rows. */
const TABLE =
  /^([^\n|]*\|[^\n]*)\n([ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*)\n((?:[^\n|]*\|[^\n]*(?:\n|$(?![^])))+)/gm;

/** Column titles that say which of several columns of numbers is meant. */
const VALUE = /^(?:initial |input |given )?(?:values?|numbers?|init(?:ial)?|wert|valeur|valor)$/i;

interface Cell extends Span {
  readonly text: string;
}

/** Definitions in tables; `text` is a stretch of a document that starts at `offset`. */
export function definitionsInTables(text: string, offset: number): readonly Definition[] {
  return [...text.matchAll(TABLE)].flatMap((table) => {
    const [, head = '', rule = '', body = ''] = table;
    const titles = cellsOf(head, offset + table.index);
    const start = offset + table.index + head.length + rule.length + 2;
    const rows = rowsOf(body, start);
    const [first = [], ...others] = rows;
    const across = others.length === 0 && first.every((cell) => cell.text === '' || isNumber(cell));
    return across ? definitionsAcross(titles, first) : definitionsDown(titles, rows);
  });
}

/** `| w | x |` over `| 2 | 3 |`. */
function definitionsAcross(titles: readonly Cell[], row: readonly Cell[]): readonly Definition[] {
  return titles.flatMap((title, i) => definitionOf(title, row[i]));
}

/** `| w | 2 |` under `| name | value |`; of several columns of numbers the one of values. */
function definitionsDown(
  titles: readonly Cell[],
  rows: readonly (readonly Cell[])[],
): readonly Definition[] {
  const columns = titles.map((_, i) => i).slice(1);
  const numeric = columns.filter((i) => rows.every((row) => isNumber(row[i])));
  const named = columns.filter((i) => VALUE.test(titles[i]?.text ?? ''));
  const [column] = named.length === 1 ? named : numeric.length === 1 ? numeric : [];
  return column === undefined
    ? []
    : rows.flatMap((row) => (row[0] ? definitionOf(row[0], row[column]) : []));
}

function definitionOf(name: Cell, value: Cell | undefined): readonly Definition[] {
  const number = numberIn(value);
  // What a name means may stand behind it: b (bias).
  const [bare = ''] = name.text.split(/[`$*]*[ \t]+\(/);
  const key = NAME.test(bare) ? nameKey(bare) : '';
  return value && number !== null && key !== ''
    ? [{ key, value: number, span: value, literals: [{ start: value.start, end: value.end }] }]
    : [];
}

const NAME =
  /^\\?\p{L}[\p{L}\p{N}]*(?:_(?:\{[\p{L}\p{N}]+\}|[\p{L}\p{N}]+)|['′₀-₉])*$|^\\\w+\{\w+\}(?:_\w+|_\{\w+\})?$/u;

function isNumber(cell: Cell | undefined): boolean {
  return numberIn(cell) !== null;
}

function numberIn(cell: Cell | undefined): number | null {
  const literal = cell ? literalAt(cell.text, 0) : null;
  return literal?.end === cell?.text.length ? (literal?.value ?? null) : null;
}

function rowsOf(body: string, start: number): readonly (readonly Cell[])[] {
  let at = start;
  return body.split('\n').flatMap((line) => {
    const cells = line.includes('|') ? [cellsOf(line, at)] : [];
    at += line.length + 1;
    return cells;
  });
}

/** The cells of a row without what marks them as code, math or bold. */
function cellsOf(row: string, start: number): readonly Cell[] {
  const inner = /^([ \t>]*\|?)([^\r]*?)\|?[ \t\r]*$/.exec(row);
  let at = start + (inner?.[1]?.length ?? 0);
  return (inner?.[2] ?? '').split('|').map((cell) => {
    const bare = cell.replace(/^[\s$`*]+|[\s$`*]+$/g, '');
    const from = at + (bare === '' ? 0 : cell.indexOf(bare));
    at += cell.length + 1;
    return { text: bare, start: from, end: from + bare.length };
  });
}
