// What a release holds: every bundle as it is built for the package, in memory, and its inputs.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { bundles } from '../../esbuild.mjs';

/** The layout engine's script, which is copied and not bundled. */
const copied = {
  'dist/elk-worker.min.js': 'node_modules/elkjs/lib/elk-worker.min.js',
};

/** The texts of dist/ by path, and the folders of the packages whose code is in them. */
export async function buildRelease() {
  const built = await Promise.all(
    bundles.map((bundle) =>
      build({ ...bundle, minify: true, sourcemap: false, write: false, metafile: true }),
    ),
  );
  const texts = new Map(
    built.flatMap(({ outputFiles }) =>
      outputFiles.map(({ path, text }) => [relative('.', path).replaceAll('\\', '/'), text]),
    ),
  );
  const inputs = built.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => path),
    ),
  );
  for (const [path, source] of Object.entries(copied)) {
    texts.set(path, readFileSync(source, 'utf8'));
    inputs.push(source);
  }
  const folders = new Set(
    inputs.flatMap((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  return { texts, folders: [...folders].sort() };
}
