// Bundles the extension for both hosts and the webview's script and styles into dist/.
import { context } from 'esbuild';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** What every bundle has in common. */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  target: 'es2022',
  logLevel: 'warning',
};

const styles = (await readdir('webview')).filter((file) => file.endsWith('.css')).sort();

/** The layout engine's file lies beside the bundles as it was published. */
const enginePlugin = {
  name: 'layout engine',
  setup({ onResolve }) {
    onResolve({ filter: /\/elk-worker\.min\.js$/ }, () => ({
      path: './elk-worker.min.js',
      external: true,
    }));
  },
};

export const bundles = [
  // The Node extension host, and the desk in a thread of it.
  {
    ...shared,
    entryPoints: ['src/node/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: ['src/node/desk.ts'],
    outfile: 'dist/desk.js',
    platform: 'node',
    format: 'cjs',
  },
  // The layout engine in another.
  {
    ...shared,
    entryPoints: ['src/node/layout.ts'],
    outfile: 'dist/layout.js',
    platform: 'node',
    format: 'cjs',
    plugins: [enginePlugin],
  },
  // The web-worker extension host: no Node module may be reachable from here.
  {
    ...shared,
    entryPoints: ['src/web/extension.ts'],
    outfile: 'dist/web/extension.js',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    // It loads the layout engine itself where it has no thread for it.
    supported: { 'dynamic-import': true },
  },
  // The desk in a worker of that host; it has no source beside it to map to.
  {
    ...shared,
    sourcemap: false,
    entryPoints: ['src/web/desk.ts'],
    outfile: 'dist/web/desk.js',
    platform: 'browser',
    format: 'iife',
  },
  {
    ...shared,
    entryPoints: ['webview/main.tsx'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  // What an exported page runs; it has no source beside it to map to.
  {
    ...shared,
    minify: true,
    sourcemap: false,
    entryPoints: ['webview/standalone.tsx'],
    outfile: 'dist/standalone.js',
    platform: 'browser',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  // Every webview/*.css, in the order of their names; scripts import no styles.
  {
    ...shared,
    stdin: {
      contents: styles.map((file) => `@import './${file}';`).join('\n'),
      resolveDir: 'webview',
      loader: 'css',
    },
    outfile: 'dist/webview.css',
  },
];

// Imported, this file only says what is bundled; the list of licences is made from that.
if (resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await mkdir('dist', { recursive: true });
  // The layout engine runs as a worker of its own, so its file stays as it was published.
  await copyFile('node_modules/elkjs/lib/elk-worker.min.js', 'dist/elk-worker.min.js');
  const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
  if (watch) {
    await Promise.all(contexts.map((bundle) => bundle.watch()));
  } else {
    await Promise.all(contexts.map((bundle) => bundle.rebuild()));
    await Promise.all(contexts.map((bundle) => bundle.dispose()));
  }
}
