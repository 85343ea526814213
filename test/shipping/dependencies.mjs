// What the project depends on: nothing at run time, and every tool at one exact version.
import { readFileSync } from 'node:fs';

const registry = 'https://registry.npmjs.org/';
/** Tools that run a script when they are installed; none of them is shipped. */
const scripted = ['node_modules/@vscode/vsce-sign', 'node_modules/esbuild', 'node_modules/keytar'];
const lockfiles = ['.', 'test/vscode/pinned/server', 'test/vscode/pinned/browser'];

export function dependencyFaults() {
  const { dependencies = {}, devDependencies } = read('package.json');
  const faults = Object.keys(dependencies).map((name) => `${name} would be installed by users`);
  for (const folder of lockfiles) {
    const { devDependencies: dev = {}, dependencies: own = {} } = read(`${folder}/package.json`);
    const { packages } = read(`${folder}/package-lock.json`);
    for (const [name, version] of Object.entries({ ...dev, ...own })) {
      const locked = packages[`node_modules/${name}`]?.version;
      if (!/^\d+\.\d+\.\d+$/.test(version)) faults.push(`${name} is not pinned: ${version}`);
      if (locked !== version) faults.push(`${name} is locked at ${locked}, not at ${version}`);
    }
    for (const [path, { resolved, integrity, link }] of Object.entries(packages)) {
      if (path === '' || link) continue;
      // Without an address npm takes its own registry; the checksum says what it has to find there.
      const isPinned = integrity && (resolved ?? registry).startsWith(registry);
      if (!isPinned)
        faults.push(`${folder}: ${path} is locked without a checksum, or from elsewhere`);
    }
  }
  const { packages } = read('package-lock.json');
  for (const [path, { hasInstallScript }] of Object.entries(packages)) {
    if (hasInstallScript && !scripted.includes(path)) faults.push(`${path} runs a script`);
  }
  if (Object.keys(devDependencies).length > 40) faults.push('there are more than 40 dependencies');
  return faults;
}

function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
