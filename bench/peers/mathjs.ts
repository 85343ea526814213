/** math.js: derivatives by every input as it simplifies them, compiled ahead of time; and its reader. */
import { peer } from './peer';

interface Compiled {
  readonly evaluate: (scope: Readonly<Record<string, number>>) => number;
}
interface MathNode {
  readonly compile: () => Compiled;
}
interface Mathjs {
  readonly parse: (text: string) => MathNode;
  readonly derivative: (expression: MathNode, variable: string) => MathNode;
}

export function mathjs(): {
  readonly read: (text: string) => unknown;
  readonly differentiate: (text: string, values: Readonly<Record<string, number>>) => () => number;
} {
  const { parse, derivative } = peer('mathjs') as Mathjs;
  return {
    read: parse,
    differentiate: (text, values) => {
      const expression = parse(text);
      const value = expression.compile();
      const slopes = Object.keys(values).map((name) => derivative(expression, name).compile());
      return () => {
        for (const slope of slopes) slope.evaluate(values);
        return value.evaluate(values);
      };
    },
  };
}
