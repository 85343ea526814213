/** The loops around the statement being read: their labels, and how many passes they make. */
import type { Span } from '../syntax';
import { refuse } from './value';

const MOST_PASSES = 2000;

export class Loops {
  /** Innermost last. */
  readonly #labels: (string | undefined)[] = [];
  /** The label of the loop that is about to begin. */
  #next: string | undefined;
  #passes = 0;

  get isInside(): boolean {
    return this.#labels.length > 0;
  }

  /**
   * Runs a loop under a label; undefined: a call in what stands before the passes of a loop, for whose
   * loops its label is not.
   */
  under<T>(label: string | undefined, run: () => T): T {
    const next = this.#next;
    this.#next = label;
    try {
      return run();
    } finally {
      this.#next = next;
    }
  }

  /** Runs the passes of a loop. */
  inside<T>(run: () => T): T {
    this.#labels.push(this.#next);
    this.#next = undefined;
    try {
      return run();
    } finally {
      this.#labels.pop();
    }
  }

  /** One more pass of any loop. */
  count(span: Span): void {
    if (++this.#passes > MOST_PASSES)
      refuse('too large', `Loops are unrolled for at most ${MOST_PASSES} passes. Use fewer.`, span);
  }

  /** Whether a jump concerns the innermost loop. */
  isMeant({ label }: { readonly label?: string }): boolean {
    return label === undefined || label === this.#labels.at(-1);
  }
}
