/** Which argument a parameter gets. */
import { sayCount } from '../counts';
import type { Span } from '../syntax';
import type { Place } from './place';
import { fieldsOf } from './objects';
import { list, unsupported, type Arguments, type Cell, type Value } from './value';

/** Before the name of a function that only one library has, as our definitions spell it. */
const LIBRARY = /^[a-z]+__/;

export interface Parameter {
  readonly name: string;
  readonly span?: Span;
  /** Must be given by name. */
  readonly onlyNamed?: boolean;
  /** Takes all remaining arguments, as `*args` and `...rest`. */
  readonly rest?: boolean;
  /** Takes all remaining arguments given by name, as `**options`. */
  readonly allNamed?: boolean;
  /** The default, read when it is needed, where earlier parameters are known. */
  readonly fallback?: (inner: Place) => Value;
  /** What holds a default that all calls share. */
  readonly held?: Cell;
  /** JavaScript's `undefined` asks for the default. */
  readonly skipsNothing?: boolean;
  /** Takes a value apart into several names. */
  readonly bind?: (value: Value, inner: Place) => void;
  /** The value with inputs for its parts. */
  readonly open?: (inner: Place) => Value;
}

/** Arguments by parameter, in the order of the parameters; an absent one is undefined. */
export function bindArguments(
  callee: string,
  parameters: readonly Parameter[],
  args: Arguments,
  span: Span,
): (Value | undefined)[] {
  const positional = [...args.positional];
  const named = new Map(args.named);
  const values = parameters.map((parameter) => {
    if (parameter.rest) return list(positional.splice(0));
    if (parameter.allNamed) {
      const rest = fieldsOf(named);
      named.clear();
      return rest;
    }
    const byName = named.get(parameter.name);
    named.delete(parameter.name);
    if (parameter.onlyNamed || positional.length === 0) return byName;
    if (byName)
      return unsupported(
        `\`${callee}\` gets \`${parameter.name}\` twice. Delete one of them.`,
        span,
      );
    return positional.shift();
  });
  const [extra] = named.keys();
  if (extra !== undefined)
    unsupported(
      `\`${callee.replace(LIBRARY, '')}\` has no parameter \`${extra}\`. Delete it, or give it another name.`,
      span,
    );
  if (positional.length > 0) {
    const { message, advice } = sayCount(callee, parameters.length, args.positional.length);
    unsupported(message, span, { advice });
  }
  return values;
}
