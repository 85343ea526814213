/** A card leaves the number it explains in sight wherever there is room. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bringInto,
  choosePlace,
  makeWay,
  overlap,
  type Box,
  type Place,
} from '../../webview/place';

const frame: Box = { left: 0, top: 50, right: 900, bottom: 550 };

function boxOf(
  { side, edge, height }: Place,
  width: number,
  { left, top, right, bottom }: Box,
): Box {
  const x = side === 'left' ? left + 8 : right - 8 - width;
  const y = edge === 'top' ? top + 8 : bottom - 8 - height;
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function boxAt(x: number, y: number, width = 50, height = 20): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

describe('choosePlace', () => {
  const card = { width: 400, height: 200 };
  const cases: [what: string, target: Box, shapes: Box[], side: string, edge: string][] = [
    ['the lower right', boxAt(100, 100), [], 'right', 'bottom'],
    ['the lower left, off the number', boxAt(700, 500), [], 'left', 'bottom'],
    ['the top, off what is drawn below', boxAt(100, 300), [boxAt(10, 500, 880)], 'right', 'top'],
  ];
  for (const [what, target, shapes, side, edge] of cases) {
    it(`takes ${what}`, () => {
      const place = choosePlace(frame, card, target, [], [target, ...shapes]);
      assert.deepEqual([place.side, place.edge, place.height], [side, edge, 200]);
    });
  }

  it('is lower rather than on the number in a narrow panel', () => {
    const narrow = { ...frame, right: 300 };
    const target = boxAt(120, 250);
    const place = choosePlace(narrow, { width: 284, height: 400 }, target, [], [target]);
    assert.ok(place.height < 400);
    assert.equal(overlap(boxOf(place, 284, narrow), target), 0);
  });

  it('never lies on the number if one side has room', () => {
    const inside = { x: fc.integer({ min: 0, max: 850 }), y: fc.integer({ min: 50, max: 530 }) };
    const size = {
      width: fc.integer({ min: 300, max: 600 }),
      height: fc.integer({ min: 60, max: 800 }),
    };
    fc.assert(
      fc.property(fc.record(inside), fc.record(size), ({ x, y }, card) => {
        const target = boxAt(x, y);
        const place = choosePlace(frame, card, target, [], [target]);
        assert.equal(overlap(boxOf(place, card.width, frame), target), 0);
      }),
    );
  });
});

describe('makeWay', () => {
  const card = { left: 500, top: 300, right: 892, bottom: 542 };
  const cases: [what: string, kept: Box, way: { x: number; y: number } | null][] = [
    ['leaves alone what is not covered', boxAt(100, 100), { x: 0, y: 0 }],
    ['moves it up by the shortest way', boxAt(520, 290), { x: 0, y: -18 }],
    ['moves it to the left by the shortest way', boxAt(480, 450), { x: -38, y: 0 }],
    ['brings into the frame what reaches out of it', boxAt(-20, 100), { x: 28, y: 0 }],
    ['gives up where there is no room', boxAt(100, 100, 700, 400), null],
  ];
  for (const [what, kept, way] of cases) {
    it(what, () => {
      assert.deepEqual(makeWay(frame, card, kept), way);
    });
  }
});

describe('bringInto', () => {
  const cases: [what: string, kept: Box[], way: { x: number; y: number }][] = [
    ['leaves alone what is in sight', [boxAt(100, 100)], { x: 0, y: 0 }],
    ['moves what is not by the shortest way', [boxAt(-20, 540)], { x: 28, y: -18 }],
    [
      'brings all that is not too wide in its height',
      [boxAt(0, 540, 2000, 90), boxAt(870, 560)],
      { x: -28, y: -88 },
    ],
    ['brings nothing that is too large', [boxAt(-20, 0, 2000, 900)], { x: 0, y: 0 }],
  ];
  for (const [what, kept, way] of cases) {
    it(what, () => {
      assert.deepEqual(bringInto(frame, kept), way);
    });
  }
});
