/** The layout engine of a page, standing in the process of the tests: it starts once, not with each page. */
import ELK, { type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Page } from 'playwright-core';

/** What the page's half of ELK asks of its worker. */
interface Question {
  readonly id: number;
  readonly cmd: string;
  readonly graph?: ElkNode;
}

const elk = new ELK();

async function answer({ id, graph }: Question): Promise<object> {
  try {
    return { id, data: graph && (await elk.layout(graph)) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

/** Every worker that the page starts from now on asks the engine that is here. */
export async function lendEngine(page: Page): Promise<void> {
  await page.exposeFunction('askEngine', answer);
  await page.addInitScript(() => {
    const { askEngine } = window as unknown as { askEngine: typeof answer };
    class Lent extends EventTarget {
      onmessage: ((message: { data: object }) => void) | null = null;
      #ended = false;
      postMessage(question: Question): void {
        void askEngine(question).then((data) => {
          if (!this.#ended) this.onmessage?.({ data });
        });
      }
      terminate(): void {
        this.#ended = true;
      }
    }
    Object.assign(window, { Worker: Lent });
  });
}
