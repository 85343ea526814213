/** Statements of C and its relatives, Julia, R and MATLAB, run one after the other. */
import { normal, type Completion } from '../code/flow';
import { fieldsOf } from '../code/objects';
import { giveUnread } from '../code/meant';
import { computed } from '../code/printed';
import type { Outcome } from '../code/program';
import {
  type Cell,
  asItems,
  asScalar,
  constant,
  nothing,
  Refusal,
  unsupported,
  type Value,
} from '../code/value';
import { store } from './assignments';
import { listOf } from './elements';
import { evaluate, evaluateCondition, functionValue, pathOf } from './evaluate';
import { asWhole, blockOf, converted, isWhole, type Reader } from './reader';
import { copied } from './owned';
import { hasVectors } from './profile';
import { isMatrix, numbersOf } from './shapes';
import type { Range, Statement, Term } from './tree';
import type { Span } from '../syntax';

/** Calls that only show something, or set something up. */
const SHOWING =
  /^(?:printf|fprintf|puts|print|println|display|disp|cat|message|warning|set\.seed|sink|assert|static_assert|require|check|precondition|stopifnot|figure|plot|hold|fmt\.Print(?:ln|f)?|log\.Print(?:ln|f)?|System\.out\.print(?:ln|f)?|Console\.Write(?:Line)?|Debug\.(?:Log|Assert|Write(?:Line)?)|std\.(?:print|println|printf))$/; // prettier-ignore

/** Those of them that print a value. */
const PRINTING = /print|disp|Write|cat|puts/i;

/** Runs statements in order until one jumps away; functions are known from the start. */
export function runStatements(statements: readonly Statement[], reader: Reader): Outcome {
  for (const statement of statements) {
    if (statement.kind === 'function')
      reader.scope.own(statement.name).value = functionValue(statement, reader);
  }
  let result: Value | undefined;
  for (const statement of statements) {
    const outcome = attempt(statement, reader);
    const isLast = statement === statements.at(-1) && !reader.scope.parent;
    const shown = isLast && statement.kind === 'evaluate' ? statement.term : undefined;
    const printed = shown && printedBy(shown, reader, result === undefined);
    result = outcome.result ?? printed ?? result;
    if (outcome.completion.kind !== 'normal')
      return { completion: outcome.completion, ...(result ? { result } : {}) };
  }
  return { completion: normal, ...(result ? { result } : {}) };
}

/** A statement that cannot be read is no problem until its value is used. */
function attempt(statement: Statement, reader: Reader): Outcome {
  try {
    reader.recorder.step(statement.span);
    return runStatement(statement, reader);
  } catch (error) {
    const name = nameGiven(statement);
    const isContained =
      name !== undefined && error instanceof Refusal && error.concerns !== 'whole';
    if (!isContained) throw error;
    const failed: Value = { kind: 'unknown', problem: error.problem };
    const cell = reader.scope.find(name) ?? reader.scope.own(name);
    giveUnread(reader, cell, failed, statement.span);
    return { completion: normal, result: failed };
  }
}

/** The one variable that a statement gives a value, if it does nothing else. */
function nameGiven(statement: Statement): string | undefined {
  if (statement.kind === 'declare') return statement.name;
  const term = statement.kind === 'evaluate' ? statement.term : undefined;
  return term?.kind === 'assign' && term.target.kind === 'word' ? term.target.name : undefined;
}

function runStatement(statement: Statement, reader: Reader): Outcome {
  const { span } = statement;
  switch (statement.kind) {
    case 'evaluate':
      return runExpression(statement.term, reader);
    case 'declare':
      return declare(statement, reader);
    case 'keep':
      keep(reader, statement.name, evaluate(statement.value, reader), span);
      return { completion: normal };
    case 'function':
      return { completion: normal, result: reader.scope.own(statement.name).value ?? nothing };
    case 'return':
      return {
        completion: {
          kind: 'return',
          value: statement.value ? evaluate(statement.value, reader) : nothing,
        },
      };
    case 'if':
      return trailing(reader, () => runIf(statement, reader));
    case 'while':
      return trailing(reader, () => runWhile(statement, reader));
    case 'count':
      return trailing(reader, () => runCount(statement, reader));
    case 'block':
      return trailing(reader, () => runBlock(statement.body, reader));
    case 'jump':
      if (!reader.flow.inLoop())
        return unsupported(
          `\`${statement.to}\` stands outside a loop. Select the loop, too.`,
          span,
        );
      return { completion: { kind: statement.to } };
  }
}

function runBlock(body: readonly Statement[], reader: Reader): Completion {
  return runStatements(body, blockOf(reader)).completion;
}

/** A block whose value, if it comes last, is the variable assigned last in it. */
function trailing({ flow }: Reader, run: () => Completion): Outcome {
  const before = flow.lastAssigned;
  flow.lastAssigned = null;
  const completion = run();
  const cell = flow.lastAssigned as Cell | null;
  flow.lastAssigned ??= before;
  return { completion, ...(cell?.value ? { result: cell.value } : {}) };
}

/** Whether a call only shows something, or sets something up. */
function isShowing(path: string | undefined, reader: Reader): boolean {
  return path !== undefined && SHOWING.test(path) && !reader.scope.find(path)?.value;
}

/**
 * The value that the last statement of a text computes to print it, if it depends on an input; what has a
 * name is only shown, unless there is nothing else.
 */
function printedBy(term: Term, reader: Reader, isAlone: boolean): Value | undefined {
  const path = term.kind === 'call' ? pathOf(term.callee) : undefined;
  if (term.kind !== 'call' || !isShowing(path, reader) || !PRINTING.test(path ?? ''))
    return undefined;
  const [given, ...more] = term.args.filter(({ value }) => value.kind !== 'text');
  if (!given || more.length > 0 || !(isAlone || given.value.kind === 'row')) return undefined;
  return computed(reader.recorder, given.value.span, () => evaluate(given.value, reader));
}

function runExpression(term: Term, reader: Reader): Outcome {
  const path = term.kind === 'call' ? pathOf(term.callee) : undefined;
  if (isShowing(path, reader)) return { completion: normal };
  const isThrow =
    path === 'panic' ||
    path === 'error' ||
    path === 'stop' ||
    path === 'fatalError' ||
    path === 'throw';
  if (isThrow)
    return {
      completion: reader.flow.openBranches > 0 || reader.scope.parent ? { kind: 'never' } : normal,
    };
  const value = evaluate(term, reader);
  return { completion: normal, result: reader.recorder.share(value, term.span) };
}

function declare(statement: Statement & { readonly kind: 'declare' }, reader: Reader): Outcome {
  const { name, type, value, parts, span } = statement;
  const cell = reader.scope.own(name);
  if (!value) {
    reader.kinds.set(cell, type);
    const isLocal = reader.scope.owner !== reader.scope.root().owner;
    const empty = parts === 'fields' ? fieldsOf([]) : parts && listOf([], parts.element);
    // Elsewhere it may be what is not selected, unless the text fills it.
    const { text } = reader.source;
    const isFilled = [`${name}.push_back`, `${name}.emplace_back`].some((each) =>
      text.includes(each),
    );
    reader.flow.set(cell, isLocal || isFilled ? empty : undefined);
    return { completion: normal };
  }
  const read = evaluate(value, reader);
  if (type === 'other' && read.kind !== 'function' && read.kind !== 'list') {
    return unsupported(
      `\`${name}\` is declared with a type that is not a number. Declare its numbers one by one.`,
      span,
    );
  }
  const from = value.kind === 'word' ? reader.scope.find(value.name) : undefined;
  const isPointer = type === 'open' && from && reader.kinds.get(from) === 'pointer';
  const kind = isPointer ? 'pointer' : type === 'other' ? 'open' : type;
  return { completion: normal, result: store(reader, cell, read, kind, span) };
}

function runIf(statement: Statement & { readonly kind: 'if' }, reader: Reader): Completion {
  const { condition, yes, no } = statement;
  if (condition.kind === 'assign' && condition.operator === '=')
    unsupported('`=` gives a name a value here. Write `==` to compare.', condition.span);
  const run = (body: readonly Statement[]) => (): Completion =>
    reader.recorder.nest(statement.span, () => runBlock(body, reader));
  return reader.flow.branch(
    evaluateCondition(condition, reader),
    condition.span,
    run(yes),
    run(no),
  );
}

function runWhile(statement: Statement & { readonly kind: 'while' }, reader: Reader): Completion {
  const { condition, body, update, checksFirst, span } = statement;
  const { flow } = reader;
  const goesOn = (): boolean =>
    condition === undefined || flow.goesOn(evaluateCondition(condition, reader), condition.span);
  const isEndless =
    condition === undefined || condition.kind === 'truth' || condition.kind === 'number';
  const passes = (run: () => Completion): Completion =>
    isEndless ? flow.endlessly(() => flow.loop(span, run)) : flow.loop(span, run);
  return passes(() => {
    for (let first = true; (first && !checksFirst) || goesOn(); first = false) {
      const completion = flow.pass(span, () => runBlock(body, reader));
      if (completion.kind !== 'normal') return completion;
      const assigned = flow.lastAssigned;
      runStatements(update, { ...reader, site: { ...reader.site, top: false } });
      flow.lastAssigned = assigned;
    }
    return normal;
  });
}

function runCount(statement: Statement & { readonly kind: 'count' }, reader: Reader): Completion {
  const { name, body, span } = statement;
  const values = valuesOf(statement.range, reader, span);
  return reader.flow.loop(span, () => {
    for (const value of values) {
      const completion = reader.flow.pass(span, () => {
        const inner = blockOf(reader);
        const own = statement.copies ? copied(value) : value;
        keep(inner, name, converted(reader, own, statement.type ?? 'open', span), span);
        return runBlock(body, inner);
      });
      if (completion.kind !== 'normal') return completion;
    }
    return normal;
  });
}

/** Gives a name of this block a value that is no step of the circuit. */
function keep(reader: Reader, name: string, value: Value, span: Span): void {
  const cell = reader.scope.own(name);
  reader.kinds.set(cell, isWhole(value) ? 'whole' : 'open');
  // Go's loops hand over copies of arrays.
  const own = value.kind === 'list' && value.apart ? copied(value) : value;
  reader.flow.set(cell, reader.recorder.share(own, span));
}

const LONGEST_RANGE = 20000;

/** What a loop counts through; its bounds have to be known. */
export function valuesOf(range: Range, reader: Reader, span: Statement['span']): readonly Value[] {
  if (range.kind === 'elements') {
    const list = evaluate(range.list, reader);
    if (isMatrix(list) && reader.profile.library === 'matlab')
      unsupported("In MATLAB a loop takes whole columns. Turn a column into a row with `'`.", span);
    return isMatrix(list) && hasVectors(reader.profile)
      ? numbersOf(list, reader.profile)
      : [...asItems(list, range.list.span)];
  }
  const bound = (term: Term): number =>
    reader.recorder.shape(evaluate(term, reader), term.span, 'This bound');
  const [from, to] = [bound(range.from), bound(range.to)];
  const isBack = range.down || (reader.profile.library === 'r' && !range.by && from > to);
  const by = (range.by ? bound(range.by) : 1) * (isBack ? -1 : 1);
  if (by === 0) return unsupported('A loop needs a step other than 0. Write another.', span);
  const values: Value[] = [];
  const isLast = (value: number): boolean =>
    (by > 0 ? value > to : value < to) || (!range.inclusive && value === to);
  for (let i = 0, value = from; !isLast(value); i++, value = from + i * by) {
    if (i > LONGEST_RANGE || !Number.isFinite(value)) return reader.recorder.tooLarge(span);
    const counter = constant(value, span);
    values.push(
      reader.profile.wholeDivision === 'none' ? counter : asWhole(asScalar(counter, span)),
    );
  }
  return values;
}
