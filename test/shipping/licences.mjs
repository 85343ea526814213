// The licences of everything that is shipped: their texts, and whether MIT can be shipped with them.
import { readdirSync, readFileSync } from 'node:fs';

/** Licences (SPDX) that ask for their text and nothing of our own code. */
const compatible = new Set([
  'MIT',
  'ISC',
  'BSD-3-Clause',
  '0BSD',
  // Asks for the source of its own files only; elkjs's stays a file of its own, as it was published.
  'EPL-2.0 OR GPL-3.0-or-later',
]);

export function licenceFaults(folders) {
  return folders.flatMap((folder) => {
    const { name, license } = readPackage(folder);
    return compatible.has(license) ? [] : [`${name} is licensed ${license}`];
  });
}

/** Names, licences and licence texts of the packages whose code is in the bundles. */
export function thirdPartyNotices(folders) {
  const sections = folders.map(notice);
  return `Backprop Graph contains code of these projects.\n\n${sections.join('\n')}`;
}

function notice(folder) {
  const { name, version, license, repository } = readPackage(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const source = (repository.url ?? repository).replace(/^git\+|\.git$/g, '');
  const text = file
    ? readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim()
    : `Its package carries no licence file; its package.json says ${license}.`;
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n${source}\n\n${text}\n`;
}

function readPackage(folder) {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
}
