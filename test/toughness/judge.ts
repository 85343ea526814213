/** What every answer has to be, whatever the text: a list of what is wrong with it, best empty. */
import { refuses, type ProblemKind } from '../../src/language/syntax';
import { analyze, type Analysis } from '../../src/session';
import type { Sample } from './samples';

const kinds: Readonly<Record<ProblemKind, true>> = {
  syntax: true,
  unsupported: true,
  'too large': true,
  kink: true,
  domain: true,
  ambiguous: true,
  empty: true,
};

/** Analyzes a text and says what is wrong with the answer, an exception included. */
export function faultsOf({ text, language, inputs }: Sample): string[] {
  const before = shared.map(count);
  try {
    const faults = faultsIn(analyze(text, { language, inputs }), text);
    // Reading may leave nothing behind where nothing may be left.
    const isClean = shared.every((it, i) => count(it) === before[i]);
    return isClean ? faults : [...faults, 'a shared object was changed'];
  } catch (error) {
    return [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

function faultsIn(analysis: Analysis, text: string): string[] {
  const { output, inputs, problems, graph, tape } = analysis;
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const inside = ({ start, end }: { start: number; end: number }): boolean =>
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    0 <= start &&
    start <= end &&
    end <= text.length;

  for (const problem of problems) {
    const { kind, message } = problem;
    expect(Object.hasOwn(kinds, kind), `a problem is of kind ${kind}`);
    expect(/^\S[^]*[.!?…]$/.test(message), `a problem says no sentence: ${message}`);
    expect(!/\[object |(?<!\w)undefined(?!\w)/.test(message) || /object|undef/.test(text), message);
    expect(inside(problem), `a problem stands at ${problem.start}–${problem.end}: ${message}`);
  }
  if (output === null) {
    expect(problems.some(refuses), 'nothing was computed and no problem says why');
    return faults;
  }
  if (!graph || !tape) return [...faults, 'a number without a graph'];
  const domain = problems.some(({ kind }) => kind === 'domain');
  expect(Number.isFinite(output) || domain, `${output} without a domain problem`);
  expect(Object.is(output, tape.value[graph.output]), 'the output is not the value at the output');
  expect(new Set(inputs.map(({ name }) => name)).size === inputs.length, 'two inputs of one name');
  for (const { name, value, gradient } of inputs) {
    expect(typeof value === 'number' && typeof gradient === 'number', `no numbers at ${name}`);
  }
  const { nodes, edges } = graph;
  expect(
    [tape.value, tape.gradient].every(({ length }) => length === nodes.length),
    'nodes',
  );
  expect(
    [tape.local, tape.contribution].every(({ length }) => length === edges.length),
    'edges',
  );
  for (const node of nodes) {
    expect(inside(node.span), `node ${node.id} stands at ${node.span.start}–${node.span.end}`);
    if (node.kind !== 'op') continue;
    expect(
      node.operands.every((operand) => operand < node.id),
      `node ${node.id} comes too early`,
    );
  }
  return faults;
}

const shared: readonly object[] = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Number.prototype,
  RegExp.prototype,
  Map.prototype,
  Math,
  globalThis,
];
const count = (it: object): number => Reflect.ownKeys(it).length;
