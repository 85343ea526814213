/** Functions of the text: every call reads the body anew, with the arguments as its names. */
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../syntax';
import type { Completion, Frame } from './flow';
import { bindArguments, type Parameter } from './parameters';
import { within, type Place } from './place';
import { Scope } from './scope';
import type { Source } from './source';
import { isLiteral, unsupported, type Arguments, type Func, type Value } from './value';

export interface Definition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Where it is defined: its body sees the names there. */
  readonly place: Place;
  readonly recursive: boolean;
}

/** A function over the names around it. */
export function makeFunction(definition: Definition, body: (inner: Place) => Completion): Func {
  const { name, parameters, place, recursive } = definition;
  const invoke = (
    valueOf: (parameter: Parameter, i: number, inner: Place) => Value,
    span: Span,
  ): Value => {
    const frame: Frame = { exits: [], waiting: [], recursive, caller: place.flow.frame };
    const scope = new Scope(place.scope, frame);
    frame.names = scope;
    const inner = within(place, scope);
    parameters.forEach((parameter, i) => {
      const name = parameter.bind ? undefined : parameter.name;
      const value = place.recorder.share(valueOf(parameter, i, inner), span, name);
      if (parameter.bind) parameter.bind(value, inner);
      else inner.scope.own(parameter.name).value = value;
    });
    return place.recorder.nest(span, () => place.flow.call(frame, span, () => body(inner)));
  };
  return {
    kind: 'function',
    name,
    around: aroundOf(parameters, place),
    call: (args, span) => {
      const values = bindArguments(name, parameters, args, span);
      return invoke((parameter, i, inner) => {
        const given = values[i];
        if (given && !(given.kind === 'nothing' && parameter.fallback && parameter.skipsNothing))
          return given;
        return (
          parameter.fallback?.(inner) ??
          unsupported(
            `\`${name}\` needs a value for \`${parameter.name}\`. Write another argument.`,
            span,
          )
        );
      }, span);
    },
    open: (span, given = []) =>
      invoke((parameter, i, inner) => {
        const value = given[i] ?? openParameter(parameter, place, inner, span);
        place.recorder.sign(value);
        return value;
      }, span),
  };
}

/** What a function still has when it is called: the names around it, and its defaults. */
function aroundOf(parameters: readonly Parameter[], { scope }: Place): Scope {
  const around = new Scope(scope, {});
  for (const { name, held } of parameters) if (held) around.cells.set(name, held);
  return around.cells.size > 0 ? around : scope;
}

/**
 * The arguments of a call that happens once and in any case: numbers that are written there are inputs,
 * called as the parameters are.
 */
export function asInputs(
  callee: Func,
  args: Arguments,
  { flow, recorder, source }: Place,
): Arguments {
  if (!callee.open || !flow.isOutermost()) return args;
  const leaf = (value: Value): Value => recorder.leaf(value, (span) => source.hasNumber(span));
  return {
    positional: args.positional.map(leaf),
    named: new Map(Array.from(args.named, ([name, value]) => [name, leaf(value)])),
  };
}

/** A parameter as an input, with its default as initial value. */
function openParameter(
  parameter: Parameter,
  { recorder, scope }: Place,
  inner: Place,
  span: Span,
): Value {
  const { name } = parameter;
  if (parameter.rest)
    return unsupported(
      `How many values \`${name}\` has is not known. Write a parameter for each.`,
      span,
    );
  if (parameter.open) return parameter.open(inner);
  const outer = scope.root().find(name)?.value;
  const isInput =
    outer?.kind === 'scalar' &&
    outer.expr.kind === 'ref' &&
    recorder.bindings[outer.expr.binding]?.input;
  if (isInput && !parameter.fallback) return outer;
  const fallback = parameter.fallback?.(inner);
  if (!fallback) return recorder.input(name, parameter.span ?? span);
  if (isLiteral(fallback)) return recorder.literalInput(name, fallback, fallback.expr.span);
  return recorder.isGiven(name) ? recorder.input(name, parameter.span ?? span) : fallback;
}

/** How often the code in `node` names `name`. */
export function countNames(node: SyntaxNode, kind: string, name: string, source: Source): number {
  return countWhere(node, (each) => each.name === kind && source.slice(each) === name);
}

/** How many nodes of one kind there are in `node`. */
export function countKind(node: SyntaxNode, kind: string): number {
  return countWhere(node, (each) => each.name === kind);
}

function countWhere(node: SyntaxNode, holds: (each: SyntaxNode) => boolean): number {
  let count = 0;
  const cursor = node.cursor();
  do {
    if (holds(cursor.node)) count++;
  } while (cursor.next() && cursor.from < node.to);
  return count;
}
