// Brings in what a fresh clone lacks: the packages, the pinned VS Code server, a browser.
// It runs before anything is installed, so it imports nothing but Node.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const cache = resolve('.vscode-test');

/** Installs node_modules unless it already is what package-lock.json says. */
export async function installPackages() {
  const wanted = await lockedVersions('package-lock.json');
  const present = await lockedVersions('node_modules/.package-lock.json');
  // A package for another system is locked but not installed.
  const fresh = [...wanted].every(([path, { version, optional }]) => {
    const found = present.get(path);
    return found ? found.version === version : optional;
  });
  if (!fresh) npm(['ci'], '.', 'Installing packages');
}

/** The VS Codes that are used: the oldest that the extension is for, and the newest. */
export const editions = { oldest: 'server', newest: 'newest' };

/**
 * A VS Code server, pinned by a lockfile of its own; answers its main script and the Node that runs it, which for the
 * newest comes with it.
 */
export async function installServer(edition = 'oldest') {
  const folder = await installPinned(editions[edition], (root) => {
    // Its own shrinkwrap pins these; `npm ci` refuses it because an optional peer is absent.
    const inner = join(root, 'node_modules/code-server/lib/vscode');
    npm(['install', '--omit=dev', '--ignore-scripts'], inner, 'Installing its modules');
  });
  const packages = join(folder, 'node_modules');
  const brought = [join(packages, `node-${process.platform}-${process.arch}`, 'bin/node')];
  return {
    main: join(packages, 'code-server/lib/vscode/out/server-main.js'),
    node: brought.find((path) => existsSync(path)) ?? process.execPath,
  };
}

/** A Chrome or Chromium: the installed one if there is one, else the one packed for npm. */
export async function installBrowser() {
  const installed = installedBrowser();
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform !== 'linux') {
    throw new Error('No Chrome found. Install Chrome or Chromium, or set CHROME_PATH.');
  }
  const folder = await installPinned('browser', unpackBrowser);
  const executablePath = join(folder, 'unpacked/chromium');
  const env = {};
  const linked = spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout ?? 'not found';
  if (linked.includes('not found')) env.LD_LIBRARY_PATH = join(folder, 'unpacked/lib');
  if (!existsSync('/etc/fonts')) env.FONTCONFIG_PATH = join(folder, 'unpacked/fonts');
  return { executablePath, env };
}

async function unpackBrowser(root) {
  const tar = createRequire(join(root, 'package.json'))('tar-fs');
  const packed = join(root, 'node_modules/@sparticuz/chromium/bin');
  const unpacked = join(root, 'unpacked');
  const unpack = (archive, target) =>
    pipeline(createReadStream(join(packed, archive)), createBrotliDecompress(), target);
  await mkdir(unpacked, { recursive: true });
  await Promise.all([
    unpack('chromium.br', createWriteStream(join(unpacked, 'chromium'))),
    ...['fonts', 'swiftshader', 'al2023'].map((name) =>
      unpack(`${name}.tar.br`, tar.extract(unpacked)),
    ),
  ]);
  await chmod(join(unpacked, 'chromium'), 0o755);
}

function installedBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ].find((path) => existsSync(path));
}

/** What the bench measures us against; answers the folder. */
export function installPeers() {
  return installPinned('peers', () => {}, 'bench/pinned');
}

/** Installs a folder of pinned packages into the cache, once per version of its lockfile. */
async function installPinned(name, finish, pinned = join('test/vscode/pinned', name)) {
  const folder = join(cache, name);
  const lock = await readFile(join(pinned, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'installed.json');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === lock) return folder;
  await mkdir(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    await copyFile(join(pinned, file), join(folder, file));
  }
  npm(['ci', '--ignore-scripts'], folder, `Installing the ${name}`);
  await finish(folder);
  await writeFile(stamp, lock);
  return folder;
}

async function lockedVersions(file) {
  if (!existsSync(file)) return new Map();
  const { packages } = JSON.parse(await readFile(file, 'utf8'));
  return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

function npm(args, cwd, purpose) {
  console.log(`${purpose} (npm ${args.join(' ')}) …`);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  const [command, ...start] = script ? [process.execPath, script] : ['npm'];
  const { status } = spawnSync(command, [...start, ...args, ...quiet], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: !script && process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed. Is the network reachable?`);
}
