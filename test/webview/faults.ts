/** What is wrong with the places of things in the open picture, measured on what the browser drew. */
import type { Page } from 'playwright-core';

/** Runs in the page, in the picture's own pixels, so that the zoom does not matter. */
function look(): string[] {
  interface Box {
    readonly what: string;
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  const scene = document.querySelector<SVGGElement>('.scene > g');
  const stage = document.querySelector('.stage');
  // Digits that are too small for this zoom have their places all the same.
  stage?.classList.remove('far');
  const toPicture = scene?.getScreenCTM()?.inverse();
  if (!scene || !stage || !toPicture) return ['nothing is drawn'];
  const boxOf = (element: Element, what: string): Box => {
    const rect = element.getBoundingClientRect();
    const { x: left, y: top } = new DOMPoint(rect.left, rect.top).matrixTransform(toPicture);
    const end = new DOMPoint(rect.right, rect.bottom).matrixTransform(toPicture);
    return { what, left, top, right: end.x, bottom: end.y };
  };
  const placeOf = (element: Element): string => {
    const own = element.closest('[data-edge], [data-id]');
    return own?.getAttribute('data-edge') ?? own?.getAttribute('data-id') ?? '';
  };
  const texts = [...scene.querySelectorAll('text')].map((text) =>
    boxOf(text, `“${text.textContent}” at ${placeOf(text)}`),
  );
  const fields = [...document.querySelectorAll<HTMLInputElement>('.field input')].map((field) =>
    boxOf(field, `the field of ${field.getAttribute('aria-label')}`),
  );
  const shapes = [...scene.querySelectorAll('.shape')].flatMap((shape) => {
    const body = shape.querySelector(':scope > .body, .fold > .body');
    return body ? [{ shape, box: boxOf(body, `the gate ${shape.getAttribute('data-id')}`) }] : [];
  });
  const overlap = (a: Box, b: Box): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const found = new Set<string>();

  const labels = [...texts, ...fields];
  for (const [i, a] of labels.entries()) {
    for (const b of labels.slice(i + 1)) {
      if (overlap(a, b)) found.add(`${a.what} overlaps ${b.what}`);
    }
  }

  const sheet = boxOf(stage, 'the stage');
  for (const { what, left, top, right, bottom } of labels) {
    const out = left < sheet.left || top < sheet.top || right > sheet.right;
    if (out || bottom > sheet.bottom) found.add(`${what} leaves the picture`);
  }

  /** The pieces of a line from corner to corner, as boxes without width or height. */
  const piecesOf = (line: SVGPathElement): Box[] => {
    const toScreen = line.getScreenCTM();
    const own = toScreen && toPicture.multiply(toScreen);
    const points: DOMPoint[] = [];
    for (const [, command, written = ''] of (line.getAttribute('d') ?? '').matchAll(
      /([MLHQ])([^MLHQ]*)/g,
    )) {
      const [x = NaN, y = NaN] = written.trim().split(/[ ,]+/).slice(-2).map(Number);
      const height = command === 'H' ? (points.at(-1)?.y ?? NaN) : y;
      points.push(new DOMPoint(command === 'H' ? Number(written) : x, height));
    }
    const placed = points.map((point) => point.matrixTransform(own ?? undefined));
    return placed.slice(1).map((end, i) => {
      const start = placed[i] ?? end;
      return {
        what: 'a piece',
        left: Math.min(start.x, end.x),
        right: Math.max(start.x, end.x),
        top: Math.min(start.y, end.y),
        bottom: Math.max(start.y, end.y),
      };
    });
  };
  const grown = (box: Box, by: number, upAndDown = by): Box => ({
    what: box.what,
    left: box.left - by,
    right: box.right + by,
    top: box.top - upAndDown,
    bottom: box.bottom + upAndDown,
  });
  const meets = (pieces: readonly Box[], box: Box): boolean =>
    pieces.some(
      ({ left, right, top, bottom }) =>
        right > box.left && left < box.right && bottom > box.top && top < box.bottom,
    );
  for (const line of scene.querySelectorAll<SVGPathElement>('.line')) {
    const pieces = piecesOf(line);
    const last = pieces.slice(-1);
    const name = `the wire at ${placeOf(line)}`;
    for (const text of texts) {
      // A line box has empty space above and below its digits.
      const ink = grown(text, 0, -0.2 * (text.bottom - text.top));
      if (meets(pieces, ink)) found.add(`${name} crosses ${text.what}`);
    }
    for (const { shape, box } of shapes) {
      // A wire ends before the gate that it leads to, and a stem begins in its own.
      const own = shape.contains(line) || meets(last, grown(box, 10, -1));
      if (!own && meets(pieces, grown(box, -1))) found.add(`${name} runs through ${box.what}`);
    }
    for (const number of line.closest('.wire')?.querySelectorAll('.number') ?? []) {
      const box = boxOf(number, `“${number.textContent}”`);
      if (!meets(pieces, grown(box, 0, 8))) found.add(`${box.what} does not stand at ${name}`);
    }
  }
  return [...found];
}

/**
 * Labels that overlap one another, leave the picture, or stand at no wire of theirs; and wires that run
 * through a label or through a gate that they do not lead to. Shows the whole picture first.
 */
export async function placeFaults(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Fit the picture' }).click();
  return page.evaluate(look);
}
