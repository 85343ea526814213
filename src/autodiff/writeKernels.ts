/** Writes kernels/: the op table as loops that a compiler can turn into straight machine code. */
import { arity, opNames, ops, type OpName } from '../ops';
import { walk, type Expr } from '../language/syntax';
import { rulesOf } from './rules';
import { ways, type Way } from './ways';

/**
 * The texts of the kernels by name of file. Each op is a choice of its own, by its row in the table, and
 * what the row computes stands there in full: a call that all ops shared would put every number in a box.
 */
export function writeKernels(): Readonly<Record<string, string>> {
  const values = choose(opNames.map((op) => loopForward(op, writeValue(op))));
  const gradients = choose(ways.map((way) => loopBackward(way.op, writeWay(way, send))));
  const locals = choose(ways.map((way) => loopBackward(way.op, writeWay(way, keep))));
  return {
    'values.ts': `${begin('The values', values)}
/** Fills the values of all nodes that are not given theirs, run by run. */
export function fillValues(plan: Plan, value: Float64Array): void {
  let i = 0;
  while (i < plan.length) {
    const row = plan[i];
    const end = plan[i + 1] ?? 0;
    i += 2;
    switch (row) {
${values}
    }
    i = end + 2;
  }
}
`,
    'gradients.ts': `${begin('The chain rule', gradients)}
/** Hands gradients down, run by run in reverse order, each way as its rules say. */
export function fillGradients(plan: Plan, value: Float64Array, gradient: Float64Array): void {
${backward(gradients)}
}
`,
    'locals.ts': `${begin('The local derivatives', locals)}
/**
 * Fills the local derivatives of all wires through which something flows back, from the values alone;
 * \`starts\`: by node, the first of the wires into it.
 */
export function fillLocals(plan: Plan, starts: Uint32Array, value: Float64Array, local: Float64Array): void {
${backward(locals)}
}
`,
  };
}

/** Through the runs in reverse order; without the `| 0` a compiler counts in floating point. */
function backward(cases: string): string {
  return `  let i = plan.length | 0;
  while (i > 0) {
    const way = plan[i - 2];
    const start = plan[i - 1] ?? 0;
    i -= 2;
    switch (way) {
${cases}
    }
    i = start - 2;
  }`;
}

/** What a file starts with: what it is for, and the ops that its code calls. */
function begin(what: string, code: string): string {
  const called = opNames.filter((op) => new RegExp(`(?<![.\\w])${op}\\(`).test(code));
  const types = called.length === 0 ? [] : ["import { ops } from '../../ops';"];
  const calls = called.map((op) => `const ${op} = ops.${op}.value${TYPES[arity(op)] ?? ''};`);
  return `/** ${what} of the op table as code. Written by \`npm run kernels\` from src/ops.ts; a test says when it is out of date. */
${[...types, `import type { Plan } from '../plan';`].join('\n')}

type One = (x: number) => number;
type Two = (x: number, y: number) => number;

${calls.join('\n')}
`;
}

/** A compiler must not wonder about operands that an op does not have. */
const TYPES: Readonly<Record<number, string>> = { 1: ' as One', 2: ' as Two' };
const OPERANDS = ['x', 'y', 'z'];
const OPERAND_NODES = OPERANDS.map((_, i) => `plan[i + ${i + 1}] ?? 0`);
const PLACES = ['a', 'b', 'c'];

/** The cases by number; what does nothing has none. */
function choose(loops: readonly string[]): string {
  const cases = loops.flatMap((loop, number) =>
    loop === '' ? [] : [`      case ${number}: ${loop} break;`],
  );
  return cases.join('\n');
}

function loopForward(op: OpName, body: string): string {
  return `do { ${body} i += ${arity(op) + 1}; } while (i < end);`;
}

function loopBackward(op: OpName, body: string): string {
  return body === '' ? '' : `do { i -= ${arity(op) + 1}; ${body} } while (i > start);`;
}

function writeValue(op: OpName): string {
  const operands = OPERANDS.slice(0, arity(op));
  const loads = operands.map((x, i) => `const ${x} = value[${OPERAND_NODES[i]}] ?? NaN;`);
  return [...loads, `value[plan[i] ?? 0] = ${apply(op, operands)};`].join(' ');
}

/** What is done with a rule. */
type Use = (rule: string, operand: number, closes: boolean) => string;

/** Its operand gets a share of the gradient; times 1 is no step. */
const send: Use = (rule, operand, closes) => {
  const share = rule === '1' ? 'up' : `up * ${rule}`;
  const statement = `gradient[${PLACES[operand]}] = (gradient[${PLACES[operand]}] ?? NaN) + ${share};`;
  return closes ? `if (${rule} !== 0) ${statement}` : statement;
};

/** It is kept by its wire. */
const keep: Use = (rule, operand) => `local[wire${operand > 0 ? ` + ${operand}` : ''}] = ${rule};`;

/** The rules of a way, after the numbers they speak of and the steps they share. */
function writeWay({ op, varies }: Way, use: Use): string {
  const steps = new Map<string, string>();
  const rules = rulesOf(op).local.map(({ expr, closes }, operand) =>
    varies[operand] && !isZero(expr) ? use(writeExpr(expr, steps), operand, closes) : '',
  );
  const computed = [...steps].map(([text, name]) => `const ${name} = ${text};`);
  return declare([...computed, ...rules].filter(Boolean).join(' '), LOADS);
}

/** What a rule may speak of, the later in words of the earlier. */
const LOADS: readonly (readonly [name: string, load: string])[] = [
  ['id', 'plan[i] ?? 0'],
  ['wire', 'starts[id] ?? 0'],
  ...PLACES.map((place, i) => [place, OPERAND_NODES[i] ?? ''] as const),
  ...OPERANDS.map((x, i) => [x, `value[${PLACES[i]}] ?? NaN`] as const),
  ['out', 'value[id] ?? NaN'],
  ['up', 'gradient[id] ?? NaN'],
];

/** The statements after what they speak of. */
function declare(body: string, loads: typeof LOADS): string {
  return loads.reduceRight((said, [name, load]) => {
    return new RegExp(`\\b${name}\\b`).test(said) ? `const ${name} = ${load}; ${said}` : said;
  }, body);
}

const isZero = (expr: Expr): boolean => expr.kind === 'number' && expr.value === 0;

/** A rule in steps of one op each, so that it is what the closures of rules.ts compute. */
function writeExpr(root: Expr, steps: Map<string, string>): string {
  const written: string[] = [];
  walk(root, (expr) => {
    if (expr.kind === 'number') written.push(String(expr.value));
    else if (expr.kind === 'name') written.push(expr.name);
    else if (expr.kind === 'call') {
      const args = written.splice(-expr.args.length);
      const numbers = args.map(Number);
      if (!numbers.some(Number.isNaN)) {
        const [x = NaN, y = NaN, z = NaN] = numbers;
        written.push(String(ops[expr.op].value(x, y, z)));
        return;
      }
      const text = apply(expr.op, args);
      const name = steps.get(text) ?? `s${steps.size}`;
      steps.set(text, name);
      written.push(name);
    }
  });
  return written[0] ?? 'NaN';
}

const ARROW = /^\(?([xyz, ]*)\)? => ([^{][^]*)$/;

/** The expression of a row's value if it speaks of nothing but its operands and of Math. */
function bodyOf(op: OpName): string | null {
  const [, parameters = '', body = ''] = ARROW.exec(String(ops[op].value)) ?? [];
  const names =
    body.replace(/\b(?:Math|Number|Object)(?:\.\w+)?/g, '').match(/[A-Za-z_$][\w$]*/g) ?? [];
  const own = parameters.split(', ');
  return body !== '' && names.every((name) => own.includes(name)) ? body : null;
}

/** An op with names or numbers for its operands. */
function apply(op: OpName, args: readonly string[]): string {
  const body = bodyOf(op);
  if (body === null) return `${op}(${args.join(', ')})`;
  return body.replace(/(?<![.\w])[xyz]\b/g, (name) => args[OPERANDS.indexOf(name)] ?? 'NaN');
}
