/** Rows -> output: which row a text is about, and which of its names are inputs. */
import { hasNames, isWrittenNumber } from './chains';
import { NOTHING } from './characters';
import type { Reading } from './reading';
import type { Statement } from './statements';
import type { Binding, Finding } from './syntax';

/** How far a statement has been read. */
export interface Row {
  readonly statement: Statement;
  readonly index: number;
  state: 'new' | 'busy' | 'done' | 'failed';
  problem: Finding | null;
  binding: number;
  /** Another row refers to it. */
  used: boolean;
  /** The names that it, or a row it uses, takes from other rows, and leaves without a value though rows of a chain have one. */
  readonly taken: Set<string>;
  readonly open: Set<string>;
}

/** A row of which nothing has been read. */
export function newRow(statement: Statement, index: number): Row {
  return {
    statement,
    index,
    state: 'new',
    problem: null,
    binding: -1,
    used: false,
    taken: new Set(),
    open: new Set(),
  };
}

/** The bindings, with names that others use as inputs where they are one number such as π/2. */
export function withWrittenNumbers(r: Reading, rows: readonly Row[]): Binding[] {
  const numbers = new Map(
    rows.flatMap(({ used, statement, binding }) =>
      used && !statement.params && statement.update === undefined
        ? [[binding, statement.stated] as const]
        : [],
    ),
  );
  const times = (id: string): number => r.bindings.filter(({ name: other }) => other === id).length;
  return r.bindings.map((binding, at) => {
    const { name: id, value } = binding;
    const isNumber = numbers.get(at) ? !hasNames(value) : isWrittenNumber(value);
    const isInput = numbers.has(at) && id !== undefined && isNumber;
    return isInput && times(id) === 1 ? { ...binding, input: true } : binding;
  });
}

/** What is told of a text in which nothing is to be read. */
export function nothingHere(text: string): Finding {
  return {
    kind: 'empty',
    message: NOTHING,
    span: { start: 0, end: text.length },
  };
}

/** The last row that no other row uses; a bare number only if there is nothing else. */
export function chooseOutput(r: Reading, rows: readonly Row[]): number {
  const read = rows.filter((row) => row.binding >= 0 && !row.used);
  const computed = read.filter((row) => !r.bindings[row.binding]?.input);
  const subject = computed.filter((row) => !row.statement.clause);
  return (subject.at(-1) ?? computed.at(-1) ?? read.at(-1))?.binding ?? r.bindings.length - 1;
}
