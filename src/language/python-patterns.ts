/** Python's `match`: whether a value is what a case describes. */
import { equals } from './code/arithmetic';
import { type Place } from './code/place';
import { part, parts } from './code/source';
import { type Scalar, type Value, asScalar, nothing, truth, unsupported } from './code/value';
import { evaluateCondition } from './python-rows';
import { type SyntaxNode } from '@lezer/common';

/** Whether `value` is what `case …` describes; the names in it stand for its parts from then on. */
export function matches(clause: SyntaxNode, value: Value, place: Place): Scalar {
  const [, pattern] = parts(clause);
  const span = place.source.span(clause);
  if (!pattern) return truth(false, span);
  const fits = matchesPattern(pattern, value, place);
  const guard = part(clause, 'Guard')?.lastChild;
  return guard ? both(fits, () => evaluateCondition(guard, place), place, clause) : fits;
}

function both(a: Scalar, next: () => Scalar, place: Place, node: SyntaxNode): Scalar {
  if (a.fixed && a.known === 0) return a;
  const b = next();
  if (a.fixed) return b;
  return b.fixed && b.known !== 0 ? a : place.recorder.op('and', [a, b], place.source.span(node));
}

function matchesPattern(pattern: SyntaxNode, value: Value, place: Place): Scalar {
  const span = place.source.span(pattern);
  const { recorder } = place;
  switch (pattern.name) {
    case 'CapturePattern': {
      const name = place.source.slice(pattern);
      if (name !== '_') place.flow.set(place.scope.own(name), recorder.share(value, span, name));
      return truth(true, span);
    }
    case 'LiteralPattern':
      return equals(recorder, value, literal(pattern, place), span);
    case 'GroupPattern': {
      const [, inside] = parts(pattern);
      return inside ? matchesPattern(inside, value, place) : truth(false, span);
    }
    case 'OrPattern':
      return parts(pattern)
        .filter((child) => child.name !== 'LogicOp')
        .reduce<Scalar>(
          (found, each) => {
            const fits = matchesPattern(each, value, place);
            if (found.fixed) return found.known === 0 ? fits : found;
            return fits.fixed && fits.known === 0 ? found : recorder.op('or', [found, fits], span);
          },
          truth(false, span),
        );
    case 'SequencePattern':
      return matchesSequence(pattern, value, place);
    default:
      return unsupported('This pattern is not read. Write the `match` with `if`.', span);
  }
}

function matchesSequence(pattern: SyntaxNode, value: Value, place: Place): Scalar {
  const span = place.source.span(pattern);
  const inside = parts(pattern).filter((child) => !'()[],'.includes(child.name));
  if (inside.some((child) => child.name === 'StarPattern'))
    return unsupported('`*` in a pattern is not read. Name its elements.', span);
  if (value.kind !== 'list' || value.items.length !== inside.length) return truth(false, span);
  const { items } = value;
  return inside.reduce<Scalar>(
    (all, each, i) =>
      both(all, () => matchesPattern(each, items[i] ?? nothing, place), place, pattern),
    truth(true, span),
  );
}

/** `'relu'`, `-1.5`, `True` and `None`. */
function literal(pattern: SyntaxNode, place: Place): Value {
  const children = parts(pattern);
  const last = children.at(-1);
  if (!last) return nothing;
  const value = place.evaluate(last, place);
  if (children.length === 1) return value;
  const { recorder } = place;
  return recorder.op('neg', [asScalar(value, place.source.span(last))], place.source.span(pattern));
}
