/** Activation, in the real VS Code as a window opens: ours beside an extension that does nothing. */
import { startWorkbench } from '../test/vscode/workbench.mjs';
import { median } from './race';
import { short, type Section } from './report';

const ROUNDS = 5;
/** What VS Code calls ours and the peer. */
const NAMES = ['backprop-graph.backprop-graph', 'idle'];

export async function activation(): Promise<Section> {
  const took = NAMES.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    const code = await startWorkbench({ beside: 'bench/beside' });
    try {
      await code.openFile('quiz.md', 5, 14);
      await code.runCommand('Developer: Show Running Extensions');
      for (const [i, name] of NAMES.entries()) {
        const row = code.page.locator('.runtime-extensions-editor .extension').filter({
          has: code.page.locator('.name', { hasText: new RegExp(`^${name}$`) }),
        });
        const said = await row.locator('.activation-time').textContent();
        took[i]?.push(Number(/(\d+)\s*ms/.exec(said ?? '')?.[1]));
      }
    } finally {
      await code.stop();
    }
  }
  const [ours = NaN, peer = NaN] = took.map(median);
  return {
    key: 'activation',
    title: 'Activation',
    head: ['in the real VS Code', 'peer, ms', 'ours, ms', 'ratio'],
    rows: [['with a Markdown file', short(peer), short(ours), short(ours / peer)]],
    note: `What VS Code itself says in its list of running extensions; of ${ROUNDS} windows. The peer is an
extension that does nothing.`,
  };
}
