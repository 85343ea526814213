/** Writes kernels.ts: the op table as two loops that a compiler can turn into straight machine code. */
import { arity, opNames, type OpName } from '../ops';
import { walk, type Expr } from '../language/syntax';
import { rulesOf } from './rules';

/**
 * The text of kernels.ts. Each op is a choice of its own, by its row in the table: so each call is of
 * one function only, which is inlined; a call that all ops shared would put every number in a box.
 */
export function writeKernels(): string {
  return `/** The op table as code. Written by \`npm run kernels\` from ../ops.ts; a test says when it is out of date. */
import { ops } from '../ops';
import { operandCounts, type Wiring } from './wiring';

type One = (x: number) => number;
type Two = (x: number, y: number) => number;

${opNames.map((op) => `const ${op} = ops.${op}.value${TYPES[arity(op)] ?? ''};`).join('\n')}

/** Fills the values of all nodes that are not given theirs, in order, each shortened before it is used. */
export function fillValues({ codes, from }: Wiring, value: Float64Array, shorten: One | null): void {
  for (let id = 0, edge = 0; id < codes.length; id++) {
    const code = codes[id] ?? NaN;
    const x = value[from[edge] ?? 0] ?? NaN;
    const y = value[from[edge + 1] ?? 0] ?? NaN;
    edge += operandCounts[code] ?? 0;
    let out = 0;
${choose(opNames.map(writeValue))}
    value[id] = shorten ? shorten(out) : out;
  }
}

/** Fills the local derivatives of all wires through which something flows back, from the values alone. */
export function fillLocals({ codes, from, passes }: Wiring, value: Float64Array, local: Float64Array): void {
  for (let id = 0, edge = 0; id < codes.length; id++) {
    const code = codes[id] ?? NaN;
    const x = value[from[edge] ?? 0] ?? NaN;
    const y = value[from[edge + 1] ?? 0] ?? NaN;
    const out = value[id] ?? NaN;
    const first = edge;
    edge += operandCounts[code] ?? 0;
${choose(opNames.map(writeLocals))}
  }
}
`;
}

/** A compiler must not wonder about operands that an op does not have. */
const TYPES: Readonly<Record<number, string>> = { 1: ' as One', 2: ' as Two' };
const OPERANDS = ['x', 'y', 'z'];
const THIRD = 'const z = value[from[edge - 1] ?? 0] ?? NaN;';
/** So many rows are asked for one by one, which a processor foresees better than a table of jumps. */
const FIRST = 5;

/** The statements of the op that has the code; none if its value is given. */
function choose(statements: readonly string[]): string {
  const first = statements.slice(0, FIRST).map((said, code) => `if (code === ${code}) { ${said} }`);
  const others = statements
    .slice(FIRST)
    .map((said, i) => `      case ${FIRST + i}: ${said} break;`);
  return `    ${first.join('\n    else ')}
    else switch (code) {
${others.join('\n')}
      default: continue;
    }`;
}

function writeValue(op: OpName): string {
  const operands = OPERANDS.slice(0, arity(op));
  return withThird(`out = ${op}(${operands.join(', ')});`);
}

function writeLocals(op: OpName): string {
  const rules = rulesOf(op).local.map(({ expr }) => writeExpr(expr));
  const statements = rules.flatMap((rule, i) => {
    const edge = i === 0 ? 'first' : `first + ${i}`;
    return rule === '0' ? [] : [`if (passes[${edge}]) local[${edge}] = ${rule};`];
  });
  return withThird(statements.join(' '));
}

function withThird(statements: string): string {
  return /\bz\b/.test(statements) ? `{ ${THIRD} ${statements} }` : statements;
}

/** A rule as calls of the table's own values, so that it is what the closures of rules.ts compute. */
function writeExpr(root: Expr): string {
  const written: string[] = [];
  walk(root, (expr) => {
    if (expr.kind === 'number') written.push(String(expr.value));
    else if (expr.kind === 'name') written.push(expr.name);
    else if (expr.kind === 'call') {
      const args = written.splice(-expr.args.length);
      written.push(`${expr.op}(${args.join(', ')})`);
    }
  });
  return written[0] ?? 'NaN';
}
