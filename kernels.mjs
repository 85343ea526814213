// Writes src/autodiff/kernels/ from the op table: `npm run kernels`, after a change of src/ops.ts.
import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';

const { outputFiles } = await build({
  entryPoints: ['src/autodiff/writeKernels.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { writeKernels } = await import(`data:text/javascript;base64,${code}`);
for (const [name, text] of Object.entries(writeKernels())) {
  await writeFile(`src/autodiff/kernels/${name}`, text);
}
