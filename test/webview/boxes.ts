/** What a reader sees of the open picture: its numbers, and the boxes that texts and fields take. */
import type { Page } from 'playwright-core';

export interface Box {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Boxes of all texts, fields and gates in the drawing. */
export function labelBoxes(page: Page): Promise<Box[]> {
  return page.evaluate(() => {
    const all = document.querySelectorAll('.scene text, .field input');
    return [...all].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const id = element.closest('[data-id]')?.getAttribute('data-id') ?? '';
      const text = element instanceof HTMLInputElement ? element.value : element.textContent;
      return { what: `${text} at ${id}`, left, top, right, bottom };
    });
  });
}

/** Every element's box in the drawing, so that any movement shows. */
export function everyBox(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.scene g, .scene path, .scene rect, .field, .inputs li')].map(
      (element) => {
        const box = element.getBoundingClientRect();
        // A group's box follows its digits; the place it hangs from may not move.
        const place = element.getAttribute('transform') ?? '';
        return element.localName === 'g'
          ? `g ${place}`
          : `${element.localName} ${[box.x, box.y, box.width, box.height].join(' ')}`;
      },
    ),
  );
}

/** Pairs of boxes that share more than a hair. */
export function overlaps(boxes: readonly Box[]): string[] {
  const hair = 0.5;
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > hair &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > hair,
      )
      .map((b) => `${a.what} / ${b.what}`),
  );
}

/** Texts that a wire runs through. */
export function crossed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll('.scene text')].map((text) => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
    }));
    const found = new Set<string>();
    for (const line of document.querySelectorAll<SVGPathElement>('.scene .line')) {
      const toScreen = line.getScreenCTM();
      const length = line.getTotalLength();
      for (let at = 0; toScreen && at <= length; at += 2) {
        const { x, y } = line.getPointAtLength(at).matrixTransform(toScreen);
        for (const { text, box } of texts) {
          // A line box has empty space above and below its digits.
          const slack = box.height * 0.2;
          if (x > box.left && x < box.right && y > box.top + slack && y < box.bottom - slack) {
            found.add(text);
          }
        }
      }
    }
    return [...found];
  });
}

/** Values and gradients as written, by node: "2.00/−0.20"; constants have no second number. */
export function readNumbers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.shape:not(.reference)')].map((shape) => {
      const id = shape.getAttribute('data-id') ?? '';
      const field = document.querySelector<HTMLInputElement>(`.field input[data-node="${id}"]`);
      const numbers = [...shape.querySelectorAll('.number')].map((text) => text.textContent);
      return [...(field ? [field.value] : []), ...numbers].join('/');
    }),
  );
}
