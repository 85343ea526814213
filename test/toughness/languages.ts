/** Printers for the four languages, from the op table and from what the readers take for each op. */
import { toText, write } from '../../src/autodiff/notation';
import { writeLatex } from '../../src/exports/latex';
import type { Library } from '../../src/exports/library';
import { isTruth } from '../../src/exports/library';
import { writeValue, type Language } from '../../src/exports/writing';
import { read } from '../../src/language/read';
import { call, name, type Expr, type Program } from '../../src/language/syntax';
import { arity, opNames, ops, type OpName } from '../../src/ops';
import { printTree } from '../trees';

/** How expressions are written in a language. */
export interface Printer {
  /** VS Code language id. */
  readonly language: string;
  readonly print: (expr: Expr) => string;
  /** The ops that the language has a sign or a word for. */
  readonly ops: readonly OpName[];
  /** Comparisons and logic, which stand in conditions only. */
  readonly conditions: readonly OpName[];
}

const NOWHERE = { start: 0, end: 0 };
const variables = ['a', 'b', 'c'];
export const known = { a: 0.7, b: -1.3, c: 0.4 };

/**
 * A tree as every reader writes it: the second and the third root are ops of their own, a sign before a
 * number belongs to it, two equal branches are no choice, and what is denied twice is said.
 */
export function normal(expr: Expr): Expr {
  if (expr.kind !== 'call') return expr;
  const args = expr.args.map(normal);
  const [first, second] = args;
  const degree = expr.op === 'root' && second?.kind === 'number' ? second.value : undefined;
  if (first && (degree === 2 || degree === 3)) {
    return call(degree === 2 ? 'sqrt' : 'cbrt', [first], expr.span);
  }
  if (expr.op === 'neg' && first?.kind === 'number') return { ...first, value: -first.value };
  const [, then, otherwise] = args;
  if (expr.op === 'select' && then && otherwise && printTree(then) === printTree(otherwise)) {
    return then;
  }
  const denied = expr.op === 'not' && first?.kind === 'call' && first.op === 'not';
  return (denied ? first.args[0] : undefined) ?? { ...expr, args };
}

/** The tree of the last line, with every other line put in where it is used. */
function treeOf({ bindings }: Program): string {
  const inline = (expr: Expr): Expr => {
    const binding = expr.kind === 'ref' ? bindings[expr.binding] : undefined;
    if (binding) return inline(binding.value);
    return expr.kind === 'call' ? { ...expr, args: expr.args.map(inline) } : expr;
  };
  const output = bindings.at(-1);
  return output ? printTree(normal(inline(output.value))) : '';
}

/** What a reader takes a text for, if it takes it without a problem. */
export function readTree(text: string, language: string): string {
  const program = read(text, language, { values: known });
  const refused = program.problems.find(({ kind }) => kind !== 'ambiguous');
  return refused ? `${refused.kind}: ${refused.message}` : treeOf(program);
}

const alone = (op: OpName): Expr =>
  call(
    op,
    variables.slice(0, arity(op)).map((variable) => name(variable, NOWHERE)),
    NOWHERE,
  );

/** The first spelling of an op, behind one of the modules, that reads as a call of it. */
function libraryOf(
  language: string,
  modules: readonly string[],
  signs: readonly string[],
): Library {
  const found = new Map<OpName, string[]>();
  for (const op of opNames) {
    const { form } = ops[op];
    const sign =
      'symbol' in form ? form.symbol : { fraction: '/', power: '^' }[form.kind as string];
    if (isTruth(op) || (sign !== undefined && signs.includes(sign))) continue;
    const called = (word: string, list: readonly string[]): string =>
      `${word}(${list.slice(0, arity(op)).join(', ')})`;
    const word = modules
      .flatMap((module) => [op, ...ops[op].spellings].map((each) => module + each))
      .find((each) =>
        // Some read a whole number in place of an operand as an axis.
        [variables, ['1', '2', '3']].every((operands) => {
          return (
            readTree(called(each, operands), language) ===
            `(${[op, ...operands.slice(0, arity(op))].join(' ')})`
          );
        }),
      );
    if (word !== undefined) found.set(op, [called(word, ['x', 'y', 'z'])]);
  }
  return found;
}

const comparisons = { '<': '<', '<=': '<=', '>': '>', '>=': '>=' };
const operators = { '+': '+', '-': '-', '*': '*', '/': '/' };
const shared = {
  number: String,
  box: (number: string) => number,
  boxes: false,
  look: (value: string) => value,
  count: (condition: string) => condition,
};

const python: Language = {
  ...shared,
  library: libraryOf('python', ['torch.', 'np.', 'F.', ''], ['+', '-', '*', '/', '^', 'mod']),
  operators: { ...operators, '^': '**', mod: '%' },
  logic: { ...comparisons, '==': '==', '!=': '!=', and: 'and', or: 'or', not: 'not ' },
  choose: (condition, then, otherwise) => `${then} if ${condition} else ${otherwise}`,
};

const javascript: Language = {
  ...shared,
  // No sign may stand before its `**`, so powers are calls.
  library: libraryOf('javascript', ['Math.', ''], ['+', '-', '*', '/']),
  operators,
  logic: { ...comparisons, '==': '===', '!=': '!==', and: '&&', or: '||' },
  choose: (condition, then, otherwise) => `${condition} ? ${then} : ${otherwise}`,
};

const printers = [
  { language: 'plaintext', lacks: [], print: (expr: Expr) => toText(write(expr).formula) },
  {
    language: 'latex',
    // It writes = for `==` too, and reads words for logic nowhere but in cases.
    lacks: ['eq', 'ne', 'and', 'or', 'not'],
    print: (expr: Expr) => writeLatex(write(expr).formula, { kind: 'decimals', count: 2 }),
  },
  { language: 'python', lacks: [], print: (expr: Expr) => writeValue(expr, python) },
  // Its sign for `not` binds tighter than that of the table.
  { language: 'javascript', lacks: ['not'], print: (expr: Expr) => writeValue(expr, javascript) },
];

/** Each language with the ops that it can say alone. */
export const languages: readonly Printer[] = printers.map(({ language, print, lacks }) => ({
  language,
  print,
  ops: opNames.filter((op) => readTree(print(alone(op)), language) === printTree(alone(op))),
  conditions: opNames.filter((op) => isTruth(op) && !lacks.includes(op)),
}));
