/** The hover card: numbers, escaping, and what it holds. */
import assert from 'node:assert/strict';
import { cardOf, escape } from '../../src/editor/card';
import type { Settings } from '../../src/protocol';
import { openStudy } from '../../src/session';

describe('the hover card', () => {
  const settings: Settings = { decimals: 2, palette: 'classic' };
  const study = openStudy('(x + y) * z', {
    language: 'plaintext',
    surroundings: { x: -2, y: 5 },
    inputs: { z: -4 },
  });
  const card = cardOf(study, study.graph?.output ?? 0, settings, 'command:backprop.show?1');

  it('has the value in green, the gradient in red and a table of inputs', () => {
    const green = (text: string): string =>
      `<span style="color:var(--vscode-backprop-value);">${text}</span>`;
    const red = (text: string): string =>
      `<span style="color:var(--vscode-backprop-gradient);">${text}</span>`;
    assert.ok(card.includes(`value ${green('−12.00')} · gradient ${red('1.00')}`), card);
    assert.ok(card.includes(`| x | ${green('−2.00')} | ${red('−4.00')} |`), card);
    assert.ok(card.includes(`| z | ${green('−4.00')} | ${red('3.00')} |`), card);
  });

  it('has a zero where numbers cancel', () => {
    const zero = openStudy('0.1*x + 0.2*x - 0.3*x', { language: 'plaintext' });
    const text = cardOf(zero, zero.graph?.output ?? 0, settings, 'command:x');
    assert.equal(text.match(/>0\.00</g)?.length, 2);
    assert.ok(!text.includes('e−'), text);
  });

  it('has the colours of the other palette where that is set', () => {
    const output = study.graph?.output ?? 0;
    const safe = cardOf(study, output, { ...settings, palette: 'safe' }, 'command:x');
    assert.match(safe, /--vscode-backprop-safeValue\);">−12\.00/);
    assert.match(safe, /--vscode-backprop-safeGradient\);">1\.00/);
  });

  it('calls an input by its name, and an exponent without its braces', () => {
    const power = openStudy('e^{-{z_1} x}', { language: 'latex' });
    const nodes = power.graph?.nodes ?? [];
    const heads = nodes.map(({ id }) => cardOf(power, id, settings, 'c').split('\n')[0]);
    assert.ok(heads.includes(escape('z₁')), String(heads));
    assert.ok(heads.includes(escape('-{z_1} x')), String(heads));
  });

  it('has exactly one link', () => {
    assert.equal(card.match(/command:/g)?.length, 1);
  });

  it('marks what is assumed and leaves out most of a long list', () => {
    const names = Array.from({ length: 20 }, (_, i) => `x_${i + 1}`);
    const long = openStudy(names.join(' + '), { language: 'plaintext' });
    const text = cardOf(long, long.graph?.output ?? 0, settings, 'command:x');
    assert.ok(text.includes('(assumed)'));
    assert.ok(text.includes('and 8 more inputs'));
  });

  it('lets no text of the person be Markdown or HTML', () => {
    const escaped = escape('a*b_c `d` <img src=x> [l](command:x) | $e$ \\f &amp;');
    assert.doesNotMatch(escaped.replace(/&#\d+;/g, ''), /[^\p{L}\p{N} ]/u);
  });
});
