/** The link of a hover that shows the graph of a place: a command and what it is given. Pure. */
import * as v from 'valibot';
import type { Span } from '../language/syntax';

export const showCommand = 'backprop.show';

/** What the link hands over: a place of a document. */
export const target = v.object({
  uri: v.string(),
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
  end: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type Target = v.InferOutput<typeof target>;

/** The link that shows the graph of a place. */
export function showLink(uri: string, { start, end }: Span): string {
  const place: Target = { uri, start, end };
  return `command:${showCommand}?${encodeURIComponent(JSON.stringify([place]))}`;
}
