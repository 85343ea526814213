/** Values on their way to the desk: what is remembered counts them as given. Pure. */
import type { Values } from '../session';

export class Underway {
  /** By name, what was given last; null: the value without the person. */
  readonly #given = new Map<string, { readonly value: number | null }>();

  /** A value goes to the desk; call the result once the desk took it, refused it or was lost. */
  give(name: string, value: number | null): () => void {
    const given = { value };
    this.#given.set(name, given);
    return () => {
      if (this.#given.get(name) === given) this.#given.delete(name);
    };
  }

  /** Values as they will be once everything has arrived; what is not finite cannot be kept. */
  over(values: Values): Values {
    const all = new Map(Object.entries(values));
    for (const [name, { value }] of this.#given) {
      if (value === null) all.delete(name);
      else if (Number.isFinite(value)) all.set(name, value);
    }
    return Object.fromEntries(all);
  }
}
