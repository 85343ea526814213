// `npm start`: VS Code with the extension in it, on a fresh clone and without any setup.
// With --screenshot FILE it shows the picture of a sample headless, writes a PNG and ends.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPackages } from '../install.mjs';

const { values: options } = parseArgs({
  options: {
    /** The PNG to write. */
    screenshot: { type: 'string' },
    /** dark, light, hc-dark or hc-light. */
    theme: { type: 'string', default: 'dark' },
    /** A file of test/workspace. */
    file: { type: 'string', default: 'quiz.md' },
    /** Where the cursor goes, LINE:COLUMN; into the first formula unless told. */
    at: { type: 'string' },
    /** A quiz with these answers, parted by commas, in the first of its blanks. */
    quiz: { type: 'string' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '800' },
    /** Picture points per screen point: 2 for a sharp picture. */
    scale: { type: 'string', default: '1' },
    /** Use the VS Code server even if desktop VS Code is installed. */
    browser: { type: 'boolean', default: false },
  },
});

chdir(fileURLToPath(new URL('../..', import.meta.url)));
const workspace = 'test/workspace';
if (!existsSync(join(workspace, options.file))) {
  const samples = readdirSync(workspace).join(', ');
  console.error(`There is no sample ${options.file}. --file is one of ${samples}.`);
  process.exit(2);
}
const at = options.at ?? firstFormula(join(workspace, options.file));
const place = `${options.file}:${at}`;

await installPackages();
const built = spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const { startServer, startWorkbench, themes } = await import('./workbench.mjs');

if (!(options.theme in themes)) {
  console.error(`--theme is one of ${Object.keys(themes).join(', ')}.`);
  process.exit(2);
}
if (options.screenshot) await screenshot(options.screenshot);
else if (options.browser || !openDesktop()) await serve();

/** Desktop VS Code, if its command is on the path, with the cursor in the formula. */
function openDesktop() {
  const development = `--extensionDevelopmentPath=${process.cwd()}`;
  const args = [development, '--new-window', workspace, '--goto', join(workspace, place)];
  const { status } = spawnSync('code', args, { shell: process.platform === 'win32' });
  if (status === 0) console.log(`Opened ${workspace} in VS Code with Backprop Graph.`);
  return status === 0;
}

/** The same VS Code, served to the browser of whoever started this, until Ctrl+C. */
async function serve() {
  const settings = { 'workbench.colorTheme': themes[options.theme] };
  const server = await startServer({ settings });
  const url = server.url(workspace, place);
  console.log(`VS Code with Backprop Graph runs at\n\n  ${url}\n\nCtrl+C stops it.`);
  openInBrowser(url);
  await new Promise((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  await server.stop();
}

function openInBrowser(url) {
  const openers = { darwin: 'open', win32: 'explorer' };
  const opener = spawn(openers[process.platform] ?? 'xdg-open', [url], { stdio: 'ignore' });
  // Without one, the printed address is all there is.
  opener.on('error', () => {});
}

async function screenshot(path) {
  const [line, column] = at.split(':').map(Number);
  const workbench = await startWorkbench({
    theme: options.theme,
    width: Number(options.width),
    height: Number(options.height),
    scale: Number(options.scale),
  });
  const shows = `${path} shows ${options.file} in the ${options.theme} theme.`;
  let said = shows;
  try {
    await workbench.page.keyboard.press('Control+B');
    await workbench.openFile(options.file, line, column);
    await workbench.runCommand('Show Backprop Graph');
    const refusal = await Promise.race([
      workbench.panelReady().then(() => null),
      workbench.refused(),
    ]);
    said = refusal === null ? shows : `No graph is in the picture: ${refusal}`;
    if (refusal === null && options.quiz !== undefined) await fillIn(workbench.panelFrame());
    // Nothing is pointed at, so that no tooltip lies on what is shown.
    await workbench.page.mouse.move(24, Number(options.height) / 2);
    await workbench.page.locator('.workbench-hover-container').waitFor({ state: 'detached' });
    await workbench.page.screenshot({ path, animations: 'disabled', caret: 'initial' });
  } finally {
    await workbench.stop();
  }
  console.log(
    said === shows ? said : `${said}\n${path} shows what VS Code says of ${options.file}.`,
  );
}

/** Begins a quiz and types the answers. */
async function fillIn(frame) {
  await frame.getByRole('button', { name: 'Quiz', exact: true }).click();
  const blanks = frame.locator('[data-blank]');
  await blanks.first().waitFor();
  for (const [i, answer] of options.quiz.split(',').filter(Boolean).entries()) {
    await blanks.nth(i).fill(answer);
    await blanks.nth(i).press('Enter');
    await frame.locator('.blank:not(.is-open)').nth(i).waitFor();
  }
}

/** LINE:COLUMN inside the first formula of a file: after a dollar sign or an equals sign. */
function firstFormula(path) {
  const before = /^[^]*?(\$+\s*|\\\[\s*|=\s*)/.exec(readFileSync(path, 'utf8'))?.[0] ?? '';
  const lines = before.split('\n');
  return `${lines.length}:${lines.at(-1).length + 1}`;
}
