/** The first study goes all the way. */
import assert from 'node:assert/strict';
import { warmUp } from '../../../src/editor/desk/warm';

describe('the study that nobody sees', () => {
  it('goes all the way to a picture, with a problem to nobody', () => {
    const shown = warmUp();
    assert.ok(shown.kind === 'drawn');
    const [graph] = shown.told.messages;
    assert.ok(graph?.kind === 'graph' && graph.problems.length === 0);
  });
});
