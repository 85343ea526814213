/** Leaves out of a text in parts those that cannot be read. Pure. */
import { openStudy, type StudyOptions } from '../session';
import { refuses, type Span } from '../language/syntax';

/** As many parts are left out, one after another: each costs a reading. */
const MOST_LEFT_OUT = 6;

/** Parts as one text, and where each of them is in it. */
export interface Joined {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** The parts that can be read together; none where too many stand in the way. */
export function readableParts<Part>(
  parts: readonly Part[],
  join: (parts: readonly Part[]) => Joined,
  options: StudyOptions,
): readonly Part[] {
  let kept = parts;
  for (let i = 0; i <= MOST_LEFT_OUT && kept.length > 0; i++) {
    const { text, spans } = join(kept);
    const problem = openStudy(text, options).program.problems.find(refuses);
    if (!problem) {
      return kept;
    }
    const { start } = problem.span;
    const at = spans.findIndex((span) => span.start <= start && start < span.end);
    kept = at < 0 ? [] : kept.toSpliced(at, 1);
  }
  return [];
}
