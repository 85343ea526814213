/** Hostile documents are opened, shown, hovered and edited, and the host goes on answering. */
import * as vscode from 'vscode';
import * as assert from './suite/assert';
import { watchBusy } from './suite/busy';
import { hoverAt } from './suite/editor';

const product = (count: number, factor: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => factor(i)).join('*');
const documents: [name: string, language: string, content: string][] = [
  ['brackets that never close', 'plaintext', '('.repeat(20_000)],
  ['bars', 'markdown', `$${'|x'.repeat(5000)}$`],
  ['a loop that never ends', 'python', 'while True:\n    x = x * 0.5 + 1\nx'],
  [
    'a recursion that explodes',
    'python',
    'def f(n):\n    return f(n - 1) + f(n - 2) if n > 1 else x\nf(40)',
  ],
  ['a macro that doubles itself', 'latex', '\\def\\a{\\a\\a}\n$\\a$'],
  ['a sum of thousands', 'latex', '$\\sum_{i=1}^{3000} x^i$'],
  [
    'thousands of definitions',
    'plaintext',
    Array.from({ length: 3000 }, (_, i) => `a${i + 1} = a${i} + 1`).join('\n'),
  ],
  ['a megabyte', 'plaintext', 'x+'.repeat(524_288)],
  [
    'markup and inherited names',
    'javascript',
    'const f = constructor * __proto__ + toString; // <img src=x onerror=alert(1)>',
  ],
  ['dollars', 'markdown', '$ '.repeat(50_000)],
  ['a product of ten thousand factors', 'plaintext', product(10_000, () => 'x')],
  ['a product of ten thousand inputs', 'plaintext', product(10_000, (i) => `x${i}`)],
];

describe('a hostile document', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  for (const [name, language, content] of documents) {
    it(`of ${name} is answered`, async () => {
      const document = await vscode.workspace.openTextDocument({ language, content });
      const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      const stop = watchBusy();
      for (const at of [0, content.length / 2, content.length - 2].map(Math.floor)) {
        const position = document.positionAt(Math.max(at, 0));
        const whole = new vscode.Selection(0, 0, document.lineCount, 0);
        // What stands at the cursor, but for the middle: there the whole text.
        const isMiddle = at > 0 && at < content.length - 2;
        editor.selection = isMiddle ? whole : new vscode.Selection(position, position);
        await vscode.commands.executeCommand('backprop.show');
        await hoverAt(document, Math.max(at, 0));
        await editor.edit((edit) => {
          edit.insert(position, ' ');
        });
      }
      const longest = stop();
      console.log(
        `figure ${JSON.stringify({ what: `VS Code: ${name}`, tried: 3, remark: `busy for ${longest.toFixed(0)} ms at most` })}`,
      );
      const sound = await vscode.workspace.openTextDocument({
        language: 'markdown',
        content: '$x + y$',
      });
      assert.match(await hoverAt(sound, 1), /value 1\.00 · gradient 1\.00/);
    });
  }
});

describe('settings that were spoilt by hand', () => {
  const spoilt: [setting: string, value: unknown][] = [
    ['backprop.decimals', 'many'],
    ['backprop.decimals', -3],
    ['backprop.palette', 7],
    ['backprop.palette', { toString: null }],
    ['backprop.hover.enabled', 'perhaps'],
    ['backprop.limits.text', 'long'],
    ['backprop.limits.depth', -1],
    ['backprop.limits.nodes', [1, 2]],
    ['markdown.math.macros', 'none'],
    ['markdown.math.macros', { '\\x': 3, '\\y': null, __proto__: 'x' }],
  ];
  for (const [setting, value] of spoilt) {
    it(`${setting}: ${JSON.stringify(value)} counts as not set`, async () => {
      const settings = vscode.workspace.getConfiguration();
      await settings.update(setting, value, vscode.ConfigurationTarget.Global);
      const document = await vscode.workspace.openTextDocument({
        language: 'markdown',
        content: '$x + y$',
      });
      const text = await hoverAt(document, 1);
      await settings.update(setting, undefined, vscode.ConfigurationTarget.Global);
      assert.match(text, /value 1\.00 · gradient 1\.00/);
    });
  }
});
