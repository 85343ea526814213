/** JavaScript's operators: `??` and `||` over `&&` over comparisons over arithmetic. */
import { type OpName } from '../ops';
import {
  apply,
  asCondition,
  connect,
  equals,
  negate,
  negateCondition,
  shifted,
} from './code/arithmetic';
import {
  type Operator,
  type OperatorTable,
  type Token,
  climb,
  flatten,
  isRow,
  split,
} from './code/operators';
import { parts } from './code/source';
import { type Scalar, type Value, asScalar, isLiteral, nothing, unsupported } from './code/value';
import { type Script } from './javascript-script';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** The value of a condition, where any number may stand for true. */
export function evaluateCondition(node: SyntaxNode, script: Script): Scalar {
  if (node.name === 'ParenthesizedExpression') {
    const [inner] = parts(node).slice(1, -1);
    if (inner) return evaluateCondition(inner, script);
  }
  const value = isRow(node)
    ? evaluateRow(flatten(node, script.source), script, true)
    : script.evaluate(node, script);
  return asCondition(script.recorder, value, script.source.span(node));
}

/** `??` and `||` over `&&` over everything else; Lezer's tree has `**` from the left, ours has not. */
export function evaluateRow(tokens: readonly Token[], script: Script, inCondition: boolean): Value {
  const [first, last] = [tokens[0], tokens.at(-1)];
  const span =
    first && last
      ? script.source.span({ from: first.node.from, to: last.node.to })
      : { start: 0, end: 0 };
  const written = new Set(tokens.map((token) => token.operator));
  if (written.has('??')) {
    const { rows } = split(tokens, (token) => token.operator === '??');
    for (const row of rows) {
      const value = evaluateRow(row, script, inCondition);
      if (value.kind !== 'nothing') return value;
    }
    return nothing;
  }
  for (const [symbol, op] of [
    ['||', 'or'],
    ['&&', 'and'],
  ] as const) {
    if (!written.has(symbol)) continue;
    const { rows } = split(tokens, (token) => token.operator === symbol);
    return connect(
      script,
      op,
      rows,
      (row) => evaluateRow(row, script, inCondition),
      inCondition,
      span,
    );
  }
  return climb(tokens, operators, script, (node, at) => at.evaluate(node, at)).value;
}

type Apply = Operator<Script>['apply'];

const infix =
  (op: OpName): Apply =>
  ({ recorder }, [a = nothing, b = nothing], span) =>
    apply(recorder, op, [asScalar(a, span), asScalar(b, span)], span);

const same: Apply = ({ recorder }, [a = nothing, b = nothing], span) =>
  equals(recorder, a, b, span);

const different: Apply = (script, operands, span, at) =>
  negateEqual(same(script, operands, span, at), operands, script, span);

const refused =
  (message: string, advice?: string, put?: string): Apply =>
  (_, __, ___, at) =>
    unsupported(message, at, {
      ...(advice === undefined ? {} : { advice }),
      ...(put === undefined ? {} : { fixes: [{ span: at, text: put }] }),
    });

const bits = refused('Operations on bits have no derivative. Write it with arithmetic.');

const shift =
  (operator: string): Apply =>
  (script, operands, span, at) =>
    shifted(operator, operands[0] ?? nothing, operands[1] ?? nothing, span) ??
    bits(script, operands, span, at);

/** `x | 0` is written to cut off what is behind the point. */
const towardsZero: Apply = (script, operands, span, at) => {
  const [x = nothing, zero] = operands;
  return zero?.kind === 'scalar' && isLiteral(zero) && zero.known === 0
    ? script.recorder.op('trunc', [asScalar(x, span)], span)
    : bits(script, operands, span, at);
};

/** `typeof x`: what a value is, as a text. */
const typeOf: Apply = (_, [x = nothing]) => ({
  kind: 'text',
  text:
    TYPES.get(x.kind) ??
    (x.kind === 'scalar' && x.truth ? 'boolean' : x.kind === 'scalar' ? 'number' : 'object'),
});

const TYPES: ReadonlyMap<Value['kind'], string> = new Map([
  ['nothing', 'undefined'],
  ['text', 'string'],
  ['function', 'function'],
]);

const opposite: Apply = ({ recorder }, [x = nothing], span) =>
  negateCondition(recorder, asCondition(recorder, x, span), span);

/** JavaScript's operators, loosest first. */
const operators: OperatorTable<Script> = {
  prefix: new Map<string, Operator<Script>>([
    [
      '-',
      { precedence: 15, apply: ({ recorder }, [x = nothing], span) => negate(recorder, x, span) },
    ],
    [
      '+',
      {
        precedence: 15,
        apply: (_, [x = nothing], span) => ({ ...asScalar(x, span), truth: false }),
      },
    ],
    ['!', { precedence: 15, apply: opposite }],
    ['~', { precedence: 15, apply: bits }],
    ['typeof', { precedence: 15, apply: typeOf }],
    ['void', { precedence: 15, apply: () => nothing }],
  ]),
  infix: new Map<string, Operator<Script>>([
    ['|', { precedence: 5, apply: towardsZero }],
    [
      '^',
      {
        precedence: 6,
        apply: refused('`^` is exclusive-or in JavaScript.', 'Write `**` for a power.', '**'),
      },
    ],
    ['&', { precedence: 7, apply: bits }],
    ['==', { precedence: 8, apply: same }],
    ['===', { precedence: 8, apply: same }],
    ['!=', { precedence: 8, apply: different }],
    ['!==', { precedence: 8, apply: different }],
    ['<', { precedence: 9, apply: infix('lt') }],
    ['<=', { precedence: 9, apply: infix('le') }],
    ['>', { precedence: 9, apply: infix('gt') }],
    ['>=', { precedence: 9, apply: infix('ge') }],
    ['<<', { precedence: 10, apply: shift('<<') }],
    ['>>', { precedence: 10, apply: shift('>>') }],
    ['>>>', { precedence: 10, apply: shift('>>>') }],
    ['+', { precedence: 11, apply: infix('add') }],
    ['-', { precedence: 11, apply: infix('sub') }],
    ['*', { precedence: 12, apply: infix('mul') }],
    ['/', { precedence: 12, apply: infix('div') }],
    ['%', { precedence: 12, apply: infix('fmod') }],
    ['**', { precedence: 14, fromRight: true, noSign: true, apply: infix('pow') }],
  ]),
};

function negateEqual(
  equal: Value,
  [a = nothing, b = nothing]: readonly Value[],
  script: Script,
  span: Span,
): Value {
  const answer = asScalar(equal, span);
  if (answer.fixed) return negateCondition(script.recorder, answer, span);
  return script.recorder.op('ne', [asScalar(a, span), asScalar(b, span)], span);
}
