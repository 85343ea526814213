/** Near misses: which known word somebody meant who mistyped it. */
import { functionSpellings } from '../ops';
import type { Fix, Mending, Span } from './syntax';

/** What one slip of the fingers costs; people swap, double and drop letters more than they mistake them. */
const SWAPPED = 0.6;
const DOUBLED = 0.5;
const DROPPED = 0.9;
const MISTAKEN = 1;
/** Capitals and underscores: leakyRelu, leaky_relu. */
const STYLED = 0.3;

const SHORTEST = 3;
/** From so many letters on, two slips still leave one word. */
const LONG = 6;
const CLEAR = 0.05;

/** Real words of other languages that two of ours are near to. */
const UNSURE: ReadonlySet<string> = new Set(['sqr']);

/** The one of `known` that `word` is a slip away from, or undefined if none or several are. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length < SHORTEST || word.length > 40 || UNSURE.has(word)) return undefined;
  const most = word.length < LONG ? MISTAKEN : 2 * DROPPED;
  let best: string | undefined;
  let least = Infinity;
  let second = Infinity;
  for (const candidate of new Set(known)) {
    if (candidate.length < 2 || Math.abs(candidate.length - word.length) > 2) continue;
    const cost = distance(word, candidate);
    if (cost < least) [best, second, least] = [candidate, least, cost];
    else second = Math.min(second, cost);
  }
  return least <= most && second - least > CLEAR ? best : undefined;
}

/** Damerau's distance between neighbours, weighted. */
function distance(from: string, to: string): number {
  let [older, old]: [number[], number[]] = [[], [0]];
  for (let j = 1; j <= to.length; j++) old.push((old[j - 1] ?? 0) + drop(to, j - 1));
  for (let i = 1; i <= from.length; i++) {
    const row = [(old[0] ?? 0) + drop(from, i - 1)];
    for (let j = 1; j <= to.length; j++) {
      const [a, b] = [from.charAt(i - 1), to.charAt(j - 1)];
      const changed = a === b ? 0 : a.toLowerCase() === b.toLowerCase() ? STYLED : MISTAKEN;
      let cost = Math.min(
        (old[j] ?? 0) + drop(from, i - 1),
        (row[j - 1] ?? 0) + drop(to, j - 1),
        (old[j - 1] ?? 0) + changed,
      );
      const isSwap =
        i > 1 && j > 1 && a === to.charAt(j - 2) && b === from.charAt(i - 2) && a !== b;
      if (isSwap) cost = Math.min(cost, (older[j - 2] ?? 0) + SWAPPED);
      row.push(cost);
    }
    [older, old] = [old, row];
  }
  return old[to.length] ?? Infinity;
}

/** What a letter costs that is in one word and not in the other. */
function drop(word: string, at: number): number {
  const letter = word.charAt(at);
  if (letter === '_') return STYLED;
  return letter === word.charAt(at - 1) ? DOUBLED : DROPPED;
}

/** Functions of whole arrays, which no circuit of numbers has. */
const TENSORS =
  /^(?:.*(?:conv|pool|linear|embedding|batch|layer_?norm|matmul|einsum|attention|dropout).*|dot|mm|bmm|[iub]?vec[234]|d?mat[234]|softmax|argmax|argmin|norm|cross|inv|det|trace)\d*[dD]?$/i;

/** Functions whose value is another one every time. */
const RANDOM = /^(?:rand(?:n|int|om|perm)?|r(?:norm|unif|binom|pois|exp)|sample|curand\w*)$/i;

/** Whether people call a function to see a value: it computes none, and is no slip of one that does. */
export function onlyShows(name: string): boolean {
  return /^(?:print(?:ln|f)?|disp|display|echo)$/.test(name);
}

/** What to do about a function that nobody knows: `written` at `span`, where `known` are functions. */
export function unknownFunction(
  written: string,
  span: Span,
  known: Iterable<string> = functionSpellings,
  otherwise = 'Write it out with arithmetic.',
): Mending {
  if (onlyShows(written)) {
    const advice = 'Write what stands in its brackets, alone.';
    return { fixes: [{ span: pick(span), text: '' }], advice };
  }
  if (RANDOM.test(written))
    return { advice: 'It draws random numbers, which a picture cannot. Write numbers instead.' };
  if (TENSORS.test(written)) {
    return {
      advice: `\`${written}\` needs tensors; here every number stands alone. Write it out.`,
    };
  }
  const near = nearest(written, known);
  // C# and Go write them with a capital.
  const isCapital = near !== undefined && /^[A-Z]/.test(written) && /^[a-z]/.test(near);
  const meant = isCapital ? [near.charAt(0).toUpperCase() + near.slice(1), near] : [near];
  const fixes = meant.flatMap((text): Fix[] =>
    text === undefined ? [] : [{ span: pick(span), text }],
  );
  return { fixes, advice: otherwise };
}

/** The last part of a path: `sin` of `math.sin`. */
export function lastOf({ start, end }: Span, name: string): Span {
  return { start: Math.max(start, end - name.length), end };
}

function pick({ start, end }: Span): Span {
  return { start, end };
}
