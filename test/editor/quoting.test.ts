/** What stands between backticks is quoted where nothing is set as code. */
import assert from 'node:assert/strict';
import { quoteCode } from '../../src/editor/quoting';

describe('a message outside the panel', () => {
  const rows: [message: string, shown: string][] = [
    ['`a/bc` is read as `a/(bc)`.', '“a/bc” is read as “a/(bc)”.'],
    ['Write `x`. The ` is no sign.', 'Write “x”. The ` is no sign.'],
    ['Nothing can be drawn.', 'Nothing can be drawn.'],
  ];
  for (const [message, shown] of rows) {
    it(`says ${shown}`, () => {
      assert.equal(quoteCode(message), shown);
    });
  }
});
