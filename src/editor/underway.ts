/** Values on their way to the desk: what is remembered counts them as given. Pure. */
import type { Values } from '../session';

export class Underway {
  /** By name, what was given last; null: the value without the person. */
  readonly #given = new Map<string, { readonly value: number | null }>();

  /**
   * A value goes to the desk; call the result once the desk took it, refused it or was lost. It says
   * whether no other value of that name was given since, and does so once.
   */
  give(name: string, value: number | null): () => boolean {
    const given = { value };
    this.#given.set(name, given);
    return () => {
      const isLast = this.#given.get(name) === given;
      if (isLast) this.#given.delete(name);
      return isLast;
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
