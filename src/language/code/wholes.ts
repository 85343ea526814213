/** What the text names as one thing and uses in parts: elements of a list, fields of an object. */
import { walk, type Binding, type Span } from '../syntax';
import { refuse, type Value } from './value';

/** The name of a number about which the text says nothing but its name; null for any other value. */
export function freeName(
  { bindings }: { readonly bindings: readonly Binding[] },
  value: Value,
): string | null {
  let expr = value.kind === 'scalar' ? value.expr : undefined;
  while (expr?.kind === 'ref' && !bindings[expr.binding]?.input)
    expr = bindings[expr.binding]?.value;
  return expr?.kind === 'name' ? expr.name : null;
}

export class Wholes {
  /** Names that stand for a vector, of which elements are inputs; where the first of them is used. */
  readonly vectors = new Map<string, Span>();
  /** Whether there are parts of arrays that share their numbers. */
  hasSlices = false;
  /** Whether there are lists, objects or tensors that are one of several. */
  hasChoices = false;
  /** Names of objects and lists outside the text, with the part that was given a value last. */
  readonly #parts = new Map<string, string>();

  /** Notes that an element of what is called `name` is used. */
  noteElement(name: string, span: Span): void {
    if (!this.vectors.has(name)) this.vectors.set(name, span);
  }

  /** Notes that `part` of what is called `name` is given a value. */
  notePart(name: string, part: string): void {
    this.#parts.delete(name);
    this.#parts.set(name, part);
  }

  /** The field that was given a value last: of what is called `whole`, or of anything. */
  lastField(whole: string | null): string | undefined {
    const last = whole === null ? [...this.#parts.values()].at(-1) : this.#parts.get(whole);
    return last?.endsWith(']') ? undefined : last;
  }

  /** Refuses what is used in parts in one place and as one number in another. */
  refuseMixed(bindings: readonly Binding[]): void {
    if (this.vectors.size + this.#parts.size === 0) return;
    for (const { value } of bindings) {
      walk(value, (expr) => {
        if (expr.kind !== 'name') return;
        const { name, span } = expr;
        const part = this.#parts.get(name);
        if (part !== undefined)
          refuse(
            'unsupported',
            `\`${name}\` is no number here, for its parts are given values. Select one of them, such as \`${part}\`.`,
            span,
          );
        if (this.vectors.has(name))
          refuse(
            'unsupported',
            `\`${name}\` is one number here, and a list elsewhere. Give it its elements first, such as \`${name} = [1, 2]\`.`,
            span,
          );
      });
    }
  }
}
