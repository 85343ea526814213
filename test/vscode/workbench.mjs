// Starts the real VS Code (code-server) with the extension in it and hands out the open page.
import axe from 'axe-core';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { findViolations, launchBrowser } from '../browser.mjs';
import { installServer } from '../install.mjs';

export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

/** What a newcomer's first look should not be hidden behind. */
const calm = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
};

/**
 * A server of its own, with fresh settings; `host` web moves the extension into a web worker, `edition`
 * chooses the VS Code, and `beside` is a folder of other extensions to install.
 */
export async function startServer({
  settings = {},
  host = 'node',
  edition = 'oldest',
  port = 0,
  tests,
  beside,
} = {}) {
  const { main, node } = await installServer(edition);
  const folder = await mkdtemp(join(tmpdir(), 'backprop-graph-'));
  const chosen = port || (await freePort());
  const extension = await stageExtension(folder, tests);
  if (beside) await cp(beside, join(folder, 'extensions'), { recursive: true });
  const user = join(folder, 'data/User');
  await mkdir(user, { recursive: true });
  const kind = { 'remote.extensionKind': { 'backprop-graph.backprop-graph': ['web'] } };
  const all = { ...calm, ...(host === 'web' ? kind : {}), ...settings };
  await writeFile(join(user, 'settings.json'), JSON.stringify(all));
  const child = spawn(
    node,
    [
      ...[main, '--host', '127.0.0.1', '--port', String(chosen), '--server-data-dir', folder],
      ...['--without-connection-token', '--accept-server-license-terms', '--disable-telemetry'],
      '--enable-smoke-test-driver',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // However this process ends, the server ends with it.
  process.once('exit', () => child.kill());
  // Its log is only worth reading when it does not come up.
  let log = '';
  const ended = new Promise((settle) => child.once('exit', settle));
  await new Promise((ready, fail) => {
    const read = (chunk) => {
      log += chunk;
      if (log.includes('Extension host agent listening')) ready();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => fail(new Error(`The VS Code server stopped:\n${log}`)));
  });
  return {
    port: chosen,
    /** The page with a folder open and, if told, the cursor at `FILE:LINE:COLUMN` in it. */
    url(workspace, place) {
      const address = `http://127.0.0.1:${chosen}`;
      const remote = (path) => `vscode-remote://127.0.0.1:${chosen}${resolve(path)}`;
      const payload = [
        ['extensionDevelopmentPath', remote(extension)],
        ...(tests ? [['extensionTestsPath', remote(join(extension, 'tests.js'))]] : []),
        ['skipWelcome', 'true'],
        ...(place
          ? [
              ['gotoLineMode', 'true'],
              ['openFile', remote(join(workspace, place))],
            ]
          : []),
      ];
      const query = { folder: resolve(workspace), payload: JSON.stringify(payload) };
      return `${address}/?${new URLSearchParams(query)}`;
    },
    async stop() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server, a browser and the workbench page with the extension, ready for typing. */
export async function startWorkbench(options = {}) {
  const { theme = 'dark', settings = {}, width = 1280, height = 800, scale = 1 } = options;
  const { workspace = 'test/workspace', onLog = () => {}, onExit = () => {} } = options;
  const server = await startServer({
    ...options,
    settings: { 'workbench.colorTheme': themes[theme], ...settings },
  });
  const browser = await launchBrowser();
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
  });
  // A machine that does much else besides is slow, not wrong.
  page.setDefaultTimeout(60_000);
  const violations = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await page.exposeFunction('codeAutomationLog', (type, values) => onLog(type, values));
  await page.exposeFunction('codeAutomationExit', (code) => onExit(code));
  await page.goto(server.url(workspace));
  // The theme comes from an extension: once it is on, extensions have been read.
  await page.locator('.monaco-workbench[class*=vscode-theme-]').waitFor();

  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  return {
    page,
    violations,
    panelFrame: () => panel,
    panelReady: () => panel.locator('html[data-state=ready]').waitFor({ state: 'attached' }),
    /** Resolves to what VS Code says once it shows no graph but a warning of the extension. */
    async refused() {
      const message = page
        .locator('.notifications-toasts .notification-list-item-message', {
          hasText: /^(?:Line \d+: |There is no formula|No text is active)/,
        })
        .first();
      await message.waitFor();
      return message.innerText();
    },
    async panelAxe() {
      await panel.locator('html').evaluate(axe.source);
      return panel.locator('html').evaluate(findViolations);
    },
    /** Runs a command as a person does: F1, its title, a click. */
    runCommand: (title) => pick(page, 'F1', `>${title}`, title),
    async closeEditors() {
      await pick(page, 'F1', '>View: Close All Editors', 'View: Close All Editors');
      const tab = page.locator('.editor-group-container .tab').first();
      const discard = page.getByRole('dialog').getByRole('button', { name: "Don't Save" });
      while (await tab.isVisible()) {
        if (await discard.isVisible()) await discard.click();
        await tab.waitFor({ state: 'detached', timeout: 1_000 }).catch(() => {});
      }
    },
    /** Opens a file of the workspace, by its path: a search would need ripgrep's own download. */
    async openFile(name, line = 1, column = 1) {
      const file = basename(name);
      await pick(page, 'Control+P', resolve(workspace, name), file);
      const group = page.locator('.editor-group-container', {
        has: page.locator(`.tab.active[data-resource-name="${file}"]`),
      });
      // What was closed just before may take the focus with it, now or a moment later.
      const focused = group.locator('.monaco-editor.focused');
      while (!(await focused.isVisible())) {
        await group.locator('.monaco-editor .view-lines').first().click();
        await focused.waitFor({ timeout: 3_000 }).catch(() => {});
      }
      const place = new RegExp(`line ${line}\\b.* ${column}\\b`);
      await pick(page, 'Control+G', `:${line}:${column}`, place);
      await page.locator(`.statusbar-item`, { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    },
    /** An untitled text with this typed into it, once its editor is there and empty. */
    async typeFile(text) {
      const group = page.locator('.editor-group-container.active');
      const count = await group.locator('.tab').count();
      await pick(page, 'F1', '>File: New Untitled Text File', /^File: New Untitled Text File/);
      await group.locator('.tab').nth(count).waitFor();
      await group.locator('.monaco-editor.focused .view-lines', { hasText: /^\s*$/ }).waitFor();
      await page.keyboard.type(text);
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/**
 * A copy of the extension in a folder of its own. VS Code takes every theme below the folder of an
 * extension in development for that extension's own, and the server's themes live in .vscode-test/.
 * (Links would not do: by the real path of its script, VS Code would no longer know the extension.)
 */
async function stageExtension(folder, tests) {
  const staged = join(folder, 'extension');
  await mkdir(staged);
  for (const part of ['package.json', 'dist', 'media', 'l10n'].filter((name) => existsSync(name))) {
    await cp(part, join(staged, part), { recursive: true });
  }
  // VS Code runs tests in the host of the extension whose folder they are in.
  if (tests) await copyFile(tests, join(staged, 'tests.js'));
  return staged;
}

/**
 * Chooses a row of the quick input; opens it again while the extensions are still being read. Enter
 * would take the first row, which is another until what is typed has arrived, or for good.
 */
async function pick(page, key, text, row) {
  const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first();
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press(key);
    const chosen = await page
      .locator('.quick-input-widget input[type=text]')
      .fill(text, { timeout: 3_000 })
      .then(() => choice.click({ timeout: 3_000 }))
      .then(
        () => true,
        () => false,
      );
    if (chosen) return;
    if (attempt === 10) throw new Error(`VS Code offers no "${row}".`);
    await page.keyboard.press('Escape');
  }
}

async function freePort() {
  const probe = createServer();
  await new Promise((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}
