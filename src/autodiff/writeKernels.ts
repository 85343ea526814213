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
  const values = choose(opNames.map(writeValue), 'codes[id]');
  const gradients = choose(
    ways.map((way) => writeWay(way, send)),
    'ways[id]',
  );
  const locals = choose(
    ways.map((way) => writeWay(way, keep)),
    'ways[id]',
  );
  return {
    'values.ts': `${begin('The values', 'Computed', values)}
/** Fills the values of all nodes that are not given theirs, in order, each shortened before it is used. */
export function fillValues({ codes, first, second, third }: Computed, value: Float64Array, shorten: One | null): void {
  for (let id = 0; id < codes.length; id++) {
    const x = value[first[id] ?? 0] ?? NaN;
    const y = value[second[id] ?? 0] ?? NaN;
    let out = 0;
${values}
    value[id] = shorten ? shorten(out) : out;
  }
}
`,
    'gradients.ts': `${begin('The chain rule', 'Wiring', gradients)}
/** Hands gradients down from a node on, in reverse order, each way as its rules say. */
export function fillGradients({ ways, first, second, third }: Wiring, value: Float64Array, gradient: Float64Array, output: number): void {
  for (let id = output; id >= 0; id--) {
    const up = gradient[id] ?? NaN;
    const a = first[id] ?? 0;
    const b = second[id] ?? 0;
${gradients}
  }
}
`,
    'locals.ts': `${begin('The local derivatives', 'Wiring', locals)}
/** Fills the local derivatives of all wires through which something flows back, from the values alone. */
export function fillLocals({ ways, starts, first, second, third }: Wiring, value: Float64Array, local: Float64Array): void {
  for (let id = 0; id < ways.length; id++) {
    const start = starts[id] ?? 0;
    const a = first[id] ?? 0;
    const b = second[id] ?? 0;
${locals}
  }
}
`,
  };
}

/** What a file starts with: what it is for, and the ops that its code calls. */
function begin(what: string, reads: string, code: string): string {
  const called = opNames.filter((op) => new RegExp(`(?<![.\\w])${op}\\(`).test(code));
  const types = called.length === 0 ? [] : ["import { ops } from '../../ops';"];
  const calls = called.map((op) => `const ${op} = ops.${op}.value${TYPES[arity(op)] ?? ''};`);
  return `/** ${what} of the op table as code. Written by \`npm run kernels\` from src/ops.ts; a test says when it is out of date. */
${[...types, `import type { ${reads} } from '../wiring';`].join('\n')}

type One = (x: number) => number;
type Two = (x: number, y: number) => number;

${calls.join('\n')}
`;
}

/** A compiler must not wonder about operands that an op does not have. */
const TYPES: Readonly<Record<number, string>> = { 1: ' as One', 2: ' as Two' };
const OPERANDS = ['x', 'y', 'z'];
const PLACES = ['a', 'b', 'third[id] ?? 0'];
/** So many rows are asked for one by one, which a processor foresees better than a table of jumps. */
const FIRST = 5;

/** The statements of the op that has the code; none if its value is given. */
function choose(statements: readonly string[], code: string): string {
  const first = statements.slice(0, FIRST).map((said, i) => `if (code === ${i}) { ${said} }`);
  const others = statements
    .slice(FIRST)
    .map((said, i) => `      case ${FIRST + i}: { ${said} break; }`);
  return `    const code = ${code} ?? NaN;
    ${first.join('\n    else ')}
    else switch (code) {
${others.join('\n')}
      default: continue;
    }`;
}

function writeValue(op: OpName): string {
  const operands = OPERANDS.slice(0, arity(op));
  const z = operands.length > 2 ? 'const z = value[third[id] ?? 0] ?? NaN; ' : '';
  return `${z}out = ${apply(op, operands)};`;
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
const keep: Use = (rule, operand) => `local[start${operand > 0 ? ` + ${operand}` : ''}] = ${rule};`;

/** The rules of a way, after the numbers they speak of and the steps they share. */
function writeWay({ op, varies }: Way, use: Use): string {
  const steps = new Map<string, string>();
  const rules = rulesOf(op).local.map(({ expr, closes }, operand) =>
    varies[operand] && !isZero(expr) ? use(writeExpr(expr, steps), operand, closes) : '',
  );
  const computed = [...steps].map(([text, name]) => `const ${name} = ${text};`);
  const body = [...computed, ...rules].filter(Boolean).join(' ');
  const loads = [...OPERANDS.map((x, i) => [x, PLACES[i] ?? '']), ['out', 'id']].flatMap(
    ([name = '', place = '']) =>
      new RegExp(`\\b${name}\\b`).test(body) ? [`const ${name} = value[${place}] ?? NaN;`] : [],
  );
  return [...loads, body].join(' ');
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
