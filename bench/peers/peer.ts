/** Loads what the bench measures us against, from the folder it was installed in. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The folder is handed over by run.mjs. */
export function peer(name: string): unknown {
  const require = createRequire(join(process.env['BENCH_PEERS'] ?? '', 'package.json'));
  return require(name);
}
