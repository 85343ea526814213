/** The rules of the house that no tool checks by itself. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Source {
  readonly path: string;
  readonly text: string;
}

const code = /\.(ts|tsx|mts|mjs|cjs)$/;

const below = (folder: string, kind = code): Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => kind.test(path) && !path.startsWith('test/workspace/'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const product = [...below('src'), ...below('webview')];
const all = [...product, ...below('test'), ...below('bench')];

/** Where a pattern stands, as `path:line`, outside the files it is allowed in. */
function places(files: readonly Source[], pattern: RegExp, allowed = /^$/): string[] {
  return files
    .filter(({ path }) => !allowed.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line}`] : [])),
    );
}

// Joined from pieces, so that this file does not break the rules it states.
const word = (...pieces: string[]) => new RegExp(pieces.join(''));

describe('house', () => {
  it('keeps every file within 400 lines', () => {
    const long = all.filter(({ text }) => text.split('\n').length > 401);
    assert.deepEqual(
      long.map(({ path }) => path),
      [],
    );
  });

  it('opens every file with a comment that says what it is for', () => {
    const silent = all.filter(({ text }) => !/^(\/\*\*\s+(\* )?|\/\/ )\S/.test(text));
    assert.deepEqual(
      silent.map(({ path }) => path),
      [],
    );
  });

  it('suppresses no check', () => {
    const suppressions = word('eslint', '-disable|@ts', '-(ignore|expect-error|nocheck)');
    assert.deepEqual(places(all, suppressions), []);
  });

  it('leaves no mark of a merge, in texts either', () => {
    const told = ['README.md', 'CHANGELOG.md'].map((path) => ({
      path,
      text: readFileSync(path, 'utf8'),
    }));
    const texts = [...told, ...below('test', /\.(txt|md)$/)];
    assert.deepEqual(places([...all, ...texts], /^(?:<{7}|>{7})(?: |$)/), []);
  });

  it('uses no any', () => {
    assert.deepEqual(places(all, word('(: |as |<)a', 'ny\\b(?! [a-z])')), []);
  });

  it('leaves nothing unfinished', () => {
    assert.deepEqual(places(all, word('TO', 'DO|FIX', 'ME|XX', 'X')), []);
  });

  it('waits for conditions, never for a time', () => {
    assert.deepEqual(places(below('test'), word('waitFor', 'Timeout|set', 'Timeout\\(')), []);
  });

  it('knows vscode only in the editor', () => {
    const allowed = /^src\/(editor\/|extension\.ts$)/;
    assert.deepEqual(places(product, /from 'vscode'|require\('vscode'\)/, allowed), []);
  });

  it('acquires the VS Code API in one file', () => {
    const files = below('webview').filter(({ text }) => text.includes('acquireVsCodeApi'));
    assert.deepEqual(
      files.map(({ path }) => path),
      ['webview/host.ts'],
    );
  });

  it('runs no text as code and asks no network', () => {
    assert.deepEqual(places(product, /\beval\(|\bnew Function\b/), []);
    assert.deepEqual(places(product, /XMLHttpRequest|WebSocket|sendBeacon|\bfetch\(/), []);
  });

  it('writes user text only as text', () => {
    assert.deepEqual(places(product, /innerHTML|outerHTML|insertAdjacentHTML|document\.write/), []);
  });
});
