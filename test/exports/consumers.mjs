// Hands exports to the programs they are written for, wherever these are installed, and says what ran.
// `npm run check:exports`; `-- --modules FOLDER` looks for npm packages in FOLDER/node_modules too, and
// `--cases FILE` takes the circuits of a file instead: a line of JSON for each, {source, language, inputs}.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { launchBrowser } from '../browser.mjs';

const packages = given('--modules');
const cases = given('--cases');
const modules = [
  ...(packages === undefined ? [] : [resolve(packages, 'node_modules')]),
  resolve('node_modules'),
];
const folder = resolve('out', `exports-${process.pid}`);

await mkdir(folder, { recursive: true });
try {
  await build({
    stdin: {
      contents: `export { formats } from './src/exports/formats';
                 export * from './test/exports/subjects';`,
      resolveDir: '.',
      loader: 'ts',
    },
    outfile: join(folder, 'exports.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  const made = await import(join(folder, 'exports.mjs'));
  const { formats, drawn } = made;
  const subjects = cases === undefined ? ours(made) : theirs(made, await readFile(cases, 'utf8'));
  const { few, all } = subjects;
  console.log(`${all.length} circuits`);
  await write(formats, all, ['pytorch', 'jax', 'numpy', 'tensorflow', 'dot', 'mermaid']);
  const traced = few.map(({ name, what }) => ({
    name: `${name}, drawn`,
    what: { ...what, drawing: drawn(what) },
  }));
  await write(formats, [...few, ...traced], ['tikz-document']);

  runPython('pytorch', 'torch');
  runPython('numpy', 'numpy, scipy', 'numpy');
  runPython('jax', 'jax');
  await runTensorflow();
  runEach('dot', 'dot', ['-Tsvg', '-oout.svg'], listed('dot'));
  await runLatex('pdflatex');
  await runMermaid();
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** All circuits, and the few for what takes long. */
function ours({ famous, shown, special, hostile, random, everyOp, lenses }) {
  const all = [...famous, ...shown, ...special, hostile, ...random, ...everyOp];
  return { few: [...famous, ...oneLensEach(shown, lenses), ...special, hostile], all };
}

/** Those of a file under every lens. */
function theirs({ casesIn, lenses }, text) {
  const all = casesIn(text);
  return { few: oneLensEach(all, lenses), all };
}

/** Of circuits that stand there under every lens, each under another. */
function oneLensEach(subjects, { length }) {
  return subjects.filter((_, i) => i % length === Math.floor(i / length) % length);
}

/** What stands behind an option of the command line. */
function given(option) {
  const at = process.argv.indexOf(option);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Writes one file for every subject, named by number, with the subject's name as its title. */
async function write(formats, subjects, keys) {
  for (const key of keys) {
    const { print, extension } = formats.find((format) => format.key === key);
    await mkdir(join(folder, key), { recursive: true });
    for (const [i, { name, what }] of subjects.entries()) {
      const file = join(folder, key, `${String(i).padStart(3, '0')}.${extension}`);
      await writeFile(file, print({ ...what, title: name }));
    }
  }
}

/** Tells what ran; anything that failed fails the command. */
function tell(consumer, version, count, failures) {
  console.log(`${consumer} ${version}: ${count} run, ${failures.length} failed`);
  for (const failure of failures) console.log(`  ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

/** Runs every file in one process of the first Python that has the modules. */
function runPython(key, imports, module = imports) {
  const command = which('python3').find((python) => succeeds(python, ['-c', `import ${imports}`]));
  if (!command) return void console.log(`${module}: not found`);
  const version = `import ${module}, platform; print(${module}.__version__, 'on Python', platform.python_version())`;
  const runner = `
import glob, json, runpy, sys, warnings
warnings.simplefilter('ignore')
failures = []
files = sorted(glob.glob(sys.argv[1] + '/*.py'))
for file in files:
    try:
        runpy.run_path(file)
    except BaseException as error:
        title = open(file, encoding='utf8').readline().strip()
        failures.append(f'{title}: {type(error).__name__} {error}')
print(json.dumps([len(files), failures]))
`;
  const output = execFileSync(command, ['-c', runner, join(folder, key)], { encoding: 'utf8' });
  const [count, failures] = JSON.parse(output.trim().split('\n').at(-1));
  const told = execFileSync(command, ['-c', version], { encoding: 'utf8' }).trim();
  tell(module, told, count, failures);
}

async function runTensorflow() {
  const found = modules.find((path) => existsSync(join(path, '@tensorflow/tfjs')));
  if (!found) return void console.log('@tensorflow/tfjs: not found');
  await symlink(found, join(folder, 'node_modules'));
  const files = listed('tensorflow');
  const failures = [];
  const { warn } = console;
  console.warn = () => undefined;
  for (const file of files) {
    await import(file).catch((error) => failures.push(`${file}: ${error.message}`));
  }
  console.warn = warn;
  tell(
    '@tensorflow/tfjs',
    await versionOf(join(found, '@tensorflow/tfjs')),
    files.length,
    failures,
  );
}

/** Sets all pictures that stand in one document; where one fails, each by itself. */
async function runLatex(command) {
  const [key, options] = ['tikz-document', ['-interaction=nonstopmode', '-halt-on-error']];
  const files = listed(key);
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const body = /(?<=\\begin\{document\}\n)[^]*?(?=\\end\{document\})/;
  const all = (texts[0] ?? '').replace(body, () =>
    texts.map((text) => body.exec(text)?.[0]).join(''),
  );
  const whole = join(folder, 'all.tex');
  await writeFile(whole, all);
  const done = spawnSync(command, [...options, whole], { cwd: folder }).status === 0;
  if (done) tell(command, '(in one document)', files.length, []);
  else runEach(key, command, options, files);
}

/** Runs a command on every file, in a folder where it may leave what it makes. */
function runEach(key, command, options, files) {
  if (which(command).length === 0) return void console.log(`${command}: not found`);
  const failures = files.flatMap((file) => {
    const { status, stdout, stderr } = spawnSync(command, [...options, file], {
      cwd: join(folder, key),
      encoding: 'utf8',
    });
    return status === 0 ? [] : [`${file}: ${(stderr + stdout).slice(-300)}`];
  });
  const { stdout, stderr } = spawnSync(command, [command === 'dot' ? '-V' : '--version'], {
    encoding: 'utf8',
  });
  tell(command, `(${(stdout + stderr).split('\n')[0]})`, files.length, failures);
}

async function runMermaid() {
  const found = modules.find((path) => existsSync(join(path, 'mermaid/dist/mermaid.min.js')));
  if (!found) return void console.log('mermaid: not found');
  const texts = await Promise.all(listed('mermaid').map((file) => readFile(file, 'utf8')));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: join(found, 'mermaid/dist/mermaid.min.js') });
    const failures = await page.evaluate(async (all) => {
      const { mermaid } = globalThis;
      mermaid.initialize({ startOnLoad: false });
      const failed = [];
      for (const text of all) {
        await mermaid.parse(text).catch((error) => failed.push(`${text.split('\n')[0]}: ${error}`));
      }
      return failed;
    }, texts);
    tell('mermaid', await versionOf(join(found, 'mermaid')), texts.length, failures);
  } finally {
    await browser.close();
  }
}

function listed(key) {
  return readdirSync(join(folder, key))
    .sort()
    .map((file) => join(folder, key, file));
}

/** Every program of that name on the path, first come first. */
function which(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((path) => join(path, program)).filter((path) => existsSync(path));
}

function succeeds(command, options) {
  return spawnSync(command, options).status === 0;
}

async function versionOf(path) {
  return JSON.parse(await readFile(join(path, 'package.json'), 'utf8')).version;
}
