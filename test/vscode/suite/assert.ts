/** The few assertions that also run in a web worker, where Node's own do not exist. */

export function ok(value: unknown, message = 'expected something'): asserts value {
  if (!value) throw new Error(message);
}

export function equal<T>(actual: T, expected: T, message = ''): void {
  if (!Object.is(actual, expected)) {
    throw new Error(`${message} expected ${show(expected)}, got ${show(actual)}`.trim());
  }
}

/** Compares plain data by its JSON. */
export function match(actual: string, pattern: RegExp): void {
  ok(pattern.test(actual), `${show(actual)} does not match ${String(pattern)}`);
}

const show = (value: unknown) => JSON.stringify(value);
