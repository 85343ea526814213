/** A folder of texts that VS Code opens while something is measured. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes texts into a folder of their own, by name, for as long as `act` takes. */
export async function inWorkspace(
  texts: readonly (readonly [file: string, text: string])[],
  act: (workspace: string) => Promise<void>,
): Promise<void> {
  const workspace = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    for (const [file, text] of texts) await writeFile(join(workspace, file), text);
    await act(workspace);
  } finally {
    await rm(workspace, { recursive: true });
  }
}
