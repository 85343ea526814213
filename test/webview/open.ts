/** Opens the panel's page in a real browser: the product's HTML, policy and bundle, without VS Code. */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { panelPage } from '../../src/editor/page';
import type { HostMessage, Saved, ViewMessage } from '../../src/protocol';
import { findViolations, launchBrowser } from '../browser.mjs';
import { engine } from './engine';
import themes from './themes.json';

export type Theme = keyof typeof themes;

export interface Panel {
  readonly page: Page;
  /** Everything the page has said so far, `ready` included, but what it asked to be laid out. */
  said(): Promise<ViewMessage[]>;
  /** Waits until the page has said something of this kind; answers the latest. */
  hears<K extends ViewMessage['kind']>(kind: K): Promise<Extract<ViewMessage, { kind: K }>>;
  /** Hands everything the page says from now on to a listener. */
  listen(listener: (message: ViewMessage) => void): Promise<void>;
  /** Sends a message as the extension does. */
  send(message: HostMessage): Promise<void>;
  /** Resolves when the picture with its numbers stands. */
  ready(): Promise<void>;
  /** What the page gave VS Code to keep. */
  kept(): Promise<unknown>;
  /** Breaches of the policy and errors the page threw; a test should find none. */
  readonly faults: readonly string[];
  /** What axe finds wrong, in the whole page or a part of it, one line each. */
  axe(part?: string): Promise<string[]>;
  close(): Promise<void>;
}

export interface PanelOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What an earlier page had kept, as after a reload of the window. */
  readonly saved?: Saved;
  /** How what the page asks to be laid out is answered; at once unless told. */
  readonly layOut?: (question: LayOut) => Promise<unknown>;
}

type LayOut = Extract<ViewMessage, { kind: 'layOut' }>;

/** What stands in for VS Code in the page, before the bundle runs. */
interface Stage {
  said: ViewMessage[];
  kept: unknown;
  acquireVsCodeApi: () => unknown;
}

const origin = 'https://panel.test';
const nonce = 'panel-test-nonce';

/** The part of VS Code's own style sheet for webviews that changes what a page looks like. */
const webviewStyle = `
  body { margin: 0; padding: 0 20px; background: transparent; color: var(--vscode-editor-foreground);
    font: var(--vscode-font-weight) var(--vscode-font-size) var(--vscode-font-family); }
  a { color: var(--vscode-textLink-foreground); }`;

let browser: Promise<Browser> | undefined;

after(async () => {
  await (await browser)?.close();
});

export async function openPanel(options: PanelOptions = {}): Promise<Panel> {
  const { theme = 'dark', width = 900, height = 700, saved } = options;
  const { layOut = (question: LayOut) => engine.answer(question) } = options;
  browser ??= launchBrowser();
  const page = await (await browser).newPage({ viewport: { width, height } });
  const faults = watch(page);
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') await route.fulfill({ contentType: 'text/html', body: html(theme) });
    else await route.fulfill({ path: `dist/${name}` });
  });
  await page.exposeFunction('layOut', layOut);
  await page.addInitScript((kept) => {
    const { layOut } = window as unknown as { layOut: (question: LayOut) => Promise<unknown> };
    const layOutHere = async (question: LayOut): Promise<void> => {
      window.postMessage(await layOut(question), '*');
    };
    const stage: Stage = {
      said: [],
      kept,
      acquireVsCodeApi: () => ({
        postMessage: (message: ViewMessage) => {
          if (message.kind === 'layOut') void layOutHere(message);
          else stage.said.push(message);
        },
        getState: () => stage.kept,
        setState: (state: unknown) => (stage.kept = state),
      }),
    };
    Object.assign(window, { stage, acquireVsCodeApi: stage.acquireVsCodeApi });
  }, saved && { saved });
  await page.goto(`${origin}/`);

  const stage = () => page.evaluateHandle<Stage>('stage');
  const said = async () => (await stage()).evaluate(({ said }) => said);
  return {
    page,
    said,
    faults,
    kept: async () => (await stage()).evaluate(({ kept }) => kept),
    async hears<K extends ViewMessage['kind']>(kind: K) {
      await page.waitForFunction(
        ([stage, kind]) => stage.said.some((message) => message.kind === kind),
        [await stage(), kind] as const,
      );
      const ofKind = (message: ViewMessage): message is Extract<ViewMessage, { kind: K }> =>
        message.kind === kind;
      const latest = (await said()).findLast(ofKind);
      if (!latest) throw new Error(`the page said no ${kind}`);
      return latest;
    },
    async listen(listener) {
      await page.exposeFunction('hear', listener);
      await page.evaluate(() => {
        const { stage, hear } = window as unknown as {
          stage: Stage;
          hear: (message: ViewMessage) => unknown;
        };
        const { push } = stage.said;
        stage.said.push = (...messages: ViewMessage[]) => {
          for (const message of messages) void hear(message);
          return push.apply(stage.said, messages);
        };
      });
    },
    send: (message) =>
      page.evaluate((data) => {
        window.postMessage(data, '*');
      }, message),
    ready: () => page.locator('html[data-state=ready]').waitFor({ state: 'attached' }),
    async axe(part) {
      if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
      return page.evaluate(findViolations, part);
    },
    close: () => page.close(),
  };
}

/** The product's page as a webview shows it: with the theme's variables and VS Code's styles. */
function html(theme: Theme): string {
  const { kind, classes, style } = themes[theme];
  const variables = Object.entries(style).map(([name, value]) => `${name}: ${value};`);
  return panelPage({
    cspSource: origin,
    nonce,
    script: `${origin}/webview.js`,
    style: `${origin}/webview.css`,
  })
    .replace(
      '<link rel="stylesheet"',
      `<style nonce="${nonce}">html { ${variables.join(' ')} } ${webviewStyle}</style>\n    $&`,
    )
    .replace('<body>', `<body class="${classes}" data-vscode-theme-kind="${kind}">`);
}

function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
}
