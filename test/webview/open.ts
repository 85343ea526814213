/** A panel in a real browser: the product's page, script, styles and policy, and a stand-in for VS Code. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { panelPage } from '../../src/editor/page';
import type { HostMessage, ViewMessage } from '../../src/protocol';
import { launchBrowser } from '../browser.mjs';
import { themes, type Theme } from './themes';

export interface PanelOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What `getState` answers, as after a window reload. */
  readonly state?: unknown;
}

/** One open page. Every test closes what it opened. */
export interface Panel {
  readonly page: Page;
  /** Sends as the extension would. */
  send(message: HostMessage): Promise<void>;
  /** Sends a graph and waits until it is drawn. */
  draw(message: HostMessage): Promise<void>;
  /** What the page has sent so far, of that kind. */
  sent<K extends ViewMessage['kind']>(kind: K): Promise<Extract<ViewMessage, { kind: K }>[]>;
  /** What the page kept with `setState`. */
  kept(): Promise<unknown>;
  /** Violations of the content policy, uncaught errors and console errors: always none. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

declare global {
  interface Window {
    /** The stand-in's records. */
    sentMessages: ViewMessage[];
    keptState: unknown;
  }
}

const files: Readonly<Record<string, [path: string, type: string]>> = {
  '/webview.js': ['dist/webview.js', 'text/javascript'],
  '/webview.css': ['dist/webview.css', 'text/css'],
  '/elk-worker.min.js': ['dist/elk-worker.min.js', 'text/javascript'],
};

let shared: Promise<{ browser: Browser; server: Server; origin: string }> | undefined;

async function start() {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    if (file) {
      void readFile(file[0]).then((body) => {
        response.writeHead(200, { 'content-type': file[1] }).end(body);
      });
    } else if (request.url === '/') {
      const origin = `http://${request.headers.host ?? ''}`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(
        panelPage({
          cspSource: origin,
          nonce: 'panel',
          script: `${origin}/webview.js`,
          style: `${origin}/webview.css`,
          elkWorker: `${origin}/elk-worker.min.js`,
        }),
      );
    } else {
      response.writeHead(204).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { browser: await launchBrowser(), server, origin: `http://127.0.0.1:${port}` };
}

/** Ends the browser and the server; call after the last test of a run. */
export async function closeBrowser(): Promise<void> {
  const started = await shared;
  shared = undefined;
  await started?.browser.close();
  started?.server.close();
}

/** Opens a panel of its own, and waits until it listens. */
export async function openPanel(options: PanelOptions = {}): Promise<Panel> {
  const { theme = 'light', width = 1000, height = 640, state = null } = options;
  shared ??= start();
  const { browser, origin } = await shared;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.addInitScript(
    ([kind, colors, kept]) => {
      window.sentMessages = [];
      window.keptState = kept;
      Object.assign(window, {
        acquireVsCodeApi: () => ({
          postMessage: (message: ViewMessage) => window.sentMessages.push(message),
          getState: () => window.keptState,
          setState: (next: unknown) => (window.keptState = next),
        }),
      });
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
      document.addEventListener('DOMContentLoaded', () => {
        document.body.classList.add(...kind.split(" "));
        document.body.dataset['vscodeThemeKind'] = kind;
        for (const [name, value] of Object.entries(colors)) {
          document.documentElement.style.setProperty(name, value);
        }
      });
    },
    [themes[theme].kind, themes[theme].colors, state] as const,
  );
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => window.sentMessages.length > 0);

  const send = (message: HostMessage): Promise<void> =>
    page.evaluate((data) => {
      window.postMessage(data, '*');
    }, message);
  return {
    page,
    faults,
    send,
    draw: async (message) => {
      await send(message);
      await page.waitForSelector('html[data-state=ready] .shape');
    },
    sent: async <K extends ViewMessage['kind']>(kind: K) =>
      (await page.evaluate(() => window.sentMessages)).filter(
        (message): message is Extract<ViewMessage, { kind: K }> => message.kind === kind,
      ),
    kept: () => page.evaluate(() => window.keptState),
    close: () => context.close(),
  };
}
