/** Refuses rows in which a side of an equation is missing. */
import { fail, quote } from './reading';
import type { Reading } from './reading';
import type { Statement } from './statements';
import { cover } from './syntax';

/** Every side of a row must be there. */
export function refuseEmptySides(r: Reading, statement: Statement): void {
  const end = r.tokens[statement.from - 1];
  if (statement.from >= statement.to) {
    const place = end ?? statement.span;
    const { sides, names, root } = statement;
    const isSecond = sides.length + names.length + Number(root !== undefined) > 1;
    fail('syntax', `Nothing is written after this \`${end?.text ?? '='}\`.`, place, {
      fixes: isSecond ? [{ span: { start: place.start, end: place.end }, text: '' }] : [],
      advice: 'Write the value there.',
    });
  }
  for (const [from, to] of statement.sides) {
    const place = r.tokens[to];
    if (from < to) continue;
    const sign = place ?? statement.span;
    const before = r.tokens[from - 1];
    const first = from === 0 || before?.kind !== 'operator';
    if (before && !first && before.text === place?.text)
      fail('syntax', `\`${before.text}\` stands here twice.`, cover(before, sign), {
        fixes: [{ span: { start: sign.start, end: sign.end }, text: '' }],
        advice: 'Delete one of the two.',
      });
    fail('syntax', `Nothing is written before this \`${quote(r, sign)}\`.`, sign, {
      fixes: [{ span: { start: sign.start, end: sign.end }, text: '' }],
      advice: first ? 'Write a name there.' : 'Write a value there.',
    });
  }
}
