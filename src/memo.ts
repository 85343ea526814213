/** Remembers the last answer of a pure function, for texts that are asked about again and again. */

/** The same function; asked the same as the last time, it gives the same answer without computing. */
export function rememberLast<Given extends readonly unknown[], Answer>(
  compute: (...given: Given) => Answer,
): (...given: Given) => Answer {
  let last: { readonly given: Given; readonly answer: Answer } | null = null;
  return (...given) => {
    if (last?.given.every((one, i) => one === given[i]) !== true) {
      last = { given, answer: compute(...given) };
    }
    return last.answer;
  };
}
