/** What is on its way to the desk is remembered with what is there. */
import assert from 'node:assert/strict';
import { Underway } from '../../src/editor/underway';

describe('what is on its way', () => {
  it('is over what is there until it has arrived, whichever comes first', () => {
    const underway = new Underway();
    const settleX = underway.give('x', 1);
    const settleY = underway.give('y', 2);
    assert.deepEqual(underway.over({ x: 0, z: 3 }), { x: 1, y: 2, z: 3 });
    settleX();
    assert.deepEqual(underway.over({ x: 1, z: 3 }), { x: 1, y: 2, z: 3 });
    settleY();
    assert.deepEqual(underway.over({ z: 3 }), { z: 3 });
  });

  it('is the last value of a name; one that is given back is none', () => {
    const underway = new Underway();
    const settle = underway.give('x', 1);
    underway.give('x', null);
    settle();
    assert.deepEqual(underway.over({ x: 0 }), {});
  });

  it('has arrived once, and not before the last value of its name has', () => {
    const underway = new Underway();
    const settle = underway.give('x', 1);
    const settleLast = underway.give('x', 1);
    assert.deepEqual([settle(), settleLast(), settleLast()], [false, true, false]);
  });

  it('is not kept where it is not finite', () => {
    const underway = new Underway();
    underway.give('x', Infinity);
    assert.deepEqual(underway.over({ x: 0 }), { x: 0 });
  });
});
