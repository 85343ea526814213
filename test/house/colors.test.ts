/** The colours the picture lives by can be read in every theme kind. */
import assert from 'node:assert/strict';
import themes from '../webview/themes.json';

/** Relative luminance as WCAG defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const names = [
  '--vscode-backprop-value',
  '--vscode-backprop-gradient',
  '--vscode-backprop-tangent',
  '--vscode-backprop-safeValue',
  '--vscode-backprop-safeGradient',
] as const;

describe('colours', () => {
  for (const [theme, { style }] of Object.entries(themes)) {
    for (const name of names) {
      it(`${name} stands out by 4.5:1 in ${theme}`, () => {
        const measured = contrast(style[name], style['--vscode-editor-background']);
        assert.ok(measured >= 4.5, `${measured.toFixed(2)}:1`);
      });
    }
  }
});
