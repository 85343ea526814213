/** What to write for an op where a library has no function for it. */
import { readRule } from '../autodiff/rules';
import type { Expr } from '../language/syntax';
import { ops, opSpelled, type OpName } from '../ops';

/**
 * Rows that the table does not write out, and rows whose textbook expansion overflows, cancels or
 * has a kink of its own where the op has none. In the plain language over x, y, z, like the rules of
 * the table; the tests hold every line to the value of its row.
 */
const lines = `
  recip       1/x
  masked_sqrt  x == 0 ? 0 : sqrt(x)
  binary_cross_entropy  -(y*max(log(x), -100) + (1 - y)*max(log1p(-x), -100))
  logaddexp   y + softplus(x - y)
  xlogy       x == 0 and y <= 0 ? 0 : x*log(y)
  sinc        x == 0 ? 1 : sin(pi*x)/(pi*x)
  softplus    logaddexp(x, 0)
  leaky_relu  x > 0 ? x : y*x
  elu         x > 0 ? x : y*expm1(x)
  celu        x > 0 ? x : y*expm1(x/y)
  selu        1.0507009873554805*(x > 0 ? x : 1.6732632423543772*expm1(x))
  gamma       x > 0 ? exp(lgamma(x)) : pi/(sin(pi*x)*exp(lgamma(1 - x)))
  lgamma      (x + 7.5)*log(x + 8) - x - 8 + log(2*pi)/2 + 1/(12*(x + 8)) - 1/(360*(x + 8)^3) + 1/(1260*(x + 8)^5) - log(abs(x*(x + 1)*(x + 2)*(x + 3)*(x + 4)*(x + 5)*(x + 6)*(x + 7)))
  digamma     log(x + 6) - 1/(2*(x + 6)) - 1/(12*(x + 6)^2) + 1/(120*(x + 6)^4) - 1/(252*(x + 6)^6) - 1/x - 1/(x + 1) - 1/(x + 2) - 1/(x + 3) - 1/(x + 4) - 1/(x + 5)
  polygamma   detach(x) == 0 ? digamma(y) : (-1)^(detach(x) + 1)*gamma(detach(x) + 1)*(1/(detach(x)*(y + 6)^detach(x)) + 1/(2*(y + 6)^(detach(x) + 1)) + (detach(x) + 1)/(12*(y + 6)^(detach(x) + 2)) - (detach(x) + 1)*(detach(x) + 2)*(detach(x) + 3)/(720*(y + 6)^(detach(x) + 4)) + 1/y^(detach(x) + 1) + 1/(y + 1)^(detach(x) + 1) + 1/(y + 2)^(detach(x) + 1) + 1/(y + 3)^(detach(x) + 1) + 1/(y + 4)^(detach(x) + 1) + 1/(y + 5)^(detach(x) + 1))
  binom       y < x + 1 ? exp(lgamma(x + 1) - lgamma(y + 1) - lgamma(x - y + 1)) : gamma(x + 1)/(gamma(y + 1)*gamma(x - y + 1))
  step        x == 0 ? y : x > 0 ? 1 : 0
  trunc       x < 0 ? ceil(x) : floor(x)
  copysign    y < 0 or 1/y < 0 ? -abs(x) : abs(x)
  not         x == 0
  detach      x
`;

const texts = new Map(
  Array.from(lines.matchAll(/^ +(\w+) +(.+)$/gm), ([, spelling = '', text = '']) => [
    opSpelled(spelling),
    text,
  ]),
);

const known = new Map<OpName, Expr>();

/** The op written in others, over x, y, z; undefined if it is one of the simplest. */
export function definitionOf(op: OpName): Expr | undefined {
  const before = known.get(op);
  if (before) return before;
  const text = texts.get(op) ?? ops[op].expansion;
  if (text === undefined) return undefined;
  const definition = readRule(text);
  known.set(op, definition);
  return definition;
}
