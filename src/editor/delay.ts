/** Something that is done a moment later, once, unless it is called off. */

export class Delay {
  readonly #wait: number;
  readonly #act: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `wait` in milliseconds. */
  constructor(wait: number, act: () => void) {
    this.#wait = wait;
    this.#act = act;
  }

  get pending(): boolean {
    return this.#timer !== undefined;
  }

  /** Acts after the wait; if that is pending already, then. */
  start(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#act();
    }, this.#wait);
  }

  /** Acts after the wait from now on. */
  restart(): void {
    this.cancel();
    this.start();
  }

  dispose(): void {
    this.cancel();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
