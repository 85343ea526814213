/** Rows that say what a power of a name is, such as σ² = …: σ² stands for that, and σ for a root of it. */
import { choose } from './reading';
import type { Reading } from './reading';
import type { Root } from './statements';
import { call, num, ref } from './syntax';
import type { Expr, Span } from './syntax';

/** The name of which the binding `of` is a power: a root of that, which is bound once. */
export function useRoot(r: Reading, root: Root, of: number, span: Span): Expr {
  const [known] = [...r.roots].find(([, use]) => use.of === of) ?? [];
  const at = known ?? r.bindings.length;
  if (known === undefined) {
    const place = r.bindings[of]?.span ?? span;
    r.bindings.push({ name: root.name, value: writeRoot(r, root, ref(of, place)), span: place });
    r.roots.set(at, { ...root, of, bare: 0 });
  }
  const use = r.roots.get(at);
  if (use) use.bare++;
  return ref(at, span);
}

/** Says where a name stands for one of the two roots of what its even power is. */
export function tellRoots(r: Reading): void {
  for (const { name, power, of, bare } of r.roots.values()) {
    const span = r.bindings[of]?.span;
    if (bare <= 0 || power % 2 === 1 || !span) continue;
    const message = `\`${name}\` is a root of what \`${name}^${power}\` is, of which there are two.`;
    choose(r, keyOf(name), span, message, [
      { reading: 'positive', label: 'the positive one' },
      { reading: NEGATIVE, label: 'the negative one' },
    ]);
  }
}

const NEGATIVE = 'negative';
const keyOf = (name: string): string => `root:${name}`;

function writeRoot({ options }: Reading, { name, power }: Root, of: Expr): Expr {
  const { span } = of;
  const root =
    power === 2
      ? call('sqrt', [of], span)
      : call('pow', [of, call('div', [num(1, span), num(power, span)], span)], span);
  const isOther = power % 2 === 0 && options.readings?.[keyOf(name)] === NEGATIVE;
  return isOther ? call('neg', [root], span) : root;
}
