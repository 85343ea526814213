/** `einsum('ij,j->i', A, x)`: sums of products over the letters that the result does not have. */
import { fold } from './arithmetic';
import type { Builtin, BuiltinCall } from './lists';
import { asItems, constant, list, nothing, unsupported, type Value } from './value';

/** The letters of every operand and of the result; without an arrow those that stand once, in order. */
function lettersIn({ args: [written], span }: BuiltinCall): { from: string[]; to: string } {
  const text = written?.kind === 'text' ? written.text.replace(/\s/g, '') : '';
  if (!/^[a-z]*(?:,[a-z]*)*(?:->[a-z]*)?$/i.test(text) || text === '')
    return unsupported('Only letters, commas and `->` are read here. Write such.', span);
  const [inputs = '', to] = text.split('->');
  const from = inputs.split(',');
  const all = Array.from(inputs.replace(/,/g, '')).sort();
  const once = all.filter((letter) => all.indexOf(letter) === all.lastIndexOf(letter));
  return { from, to: to ?? once.join('') };
}

/** How long the axis of every letter is. */
function sizesOf(call: BuiltinCall, from: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  from.forEach((letters, i) => {
    let value: Value = call.args[i + 1] ?? nothing;
    for (const letter of letters) {
      const { length } = asItems(value, call.span);
      if ((sizes.get(letter) ?? length) !== length)
        unsupported(`The axes that are called \`${letter}\` have different lengths.`, call.span);
      sizes.set(letter, length);
      value = asItems(value, call.span)[0] ?? nothing;
    }
    if (value.kind === 'list')
      unsupported('This array has more axes than letters here. Write one for each.', call.span);
  });
  return sizes;
}

export const einsum: Builtin = (call) => {
  const { recorder, args, span } = call;
  const { from, to } = lettersIn(call);
  if (from.length !== args.length - 1)
    return unsupported('There must be as many arrays as groups of letters. Write as many.', span);
  const sizes = sizesOf(call, from);
  const operands = args.slice(1).map((arg) => recorder.share(arg, span));
  const summed = [...new Set(from.join(''))].filter((letter) => !to.includes(letter));
  const at = (value: Value, letters: string, places: ReadonlyMap<string, number>): Value =>
    Array.from(letters).reduce<Value>(
      (inner, letter) => asItems(inner, span)[places.get(letter) ?? 0] ?? nothing,
      value,
    );
  const terms = (left: readonly string[], places: ReadonlyMap<string, number>): Value[] => {
    const [letter, ...rest] = left;
    if (letter !== undefined)
      return Array.from({ length: sizes.get(letter) ?? 0 }, (_, i) =>
        terms(rest, new Map([...places, [letter, i]])),
      ).flat();
    const factors = operands.map((operand, i) => at(operand, from[i] ?? '', places));
    return [fold(recorder, 'mul', factors, span) ?? constant(1, span)];
  };
  const build = (left: readonly string[], places: ReadonlyMap<string, number>): Value => {
    const [letter, ...rest] = left;
    if (letter === undefined)
      return fold(recorder, 'add', terms(summed, places), span) ?? constant(0, span);
    if (!sizes.has(letter))
      return unsupported(`No array has an axis called \`${letter}\`. Write one that has.`, span);
    const items = Array.from({ length: sizes.get(letter) ?? 0 }, (_, i) =>
      recorder.share(build(rest, new Map([...places, [letter, i]])), span),
    );
    return list(items, true, call.module.split('.')[0]);
  };
  recorder.count(
    [...sizes.values()].reduce((all, size) => all * Math.max(1, size), 1),
    span,
  );
  return build(Array.from(to), new Map());
};
