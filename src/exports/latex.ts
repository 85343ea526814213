/** Formula -> LaTeX that LaTeX with amsmath and xcolor, KaTeX and MathJax all read. */
import { writeName } from '../autodiff/notation';
import type { Formula, Role } from '../formula';
import { approximateLines, formatNumber, formatPlain, type Digits } from '../numbers';
import { opSpelled } from '../ops';
import { BLANK } from './figure';

const COLORS: Readonly<Record<Role, string | null>> = {
  plain: null,
  value: 'green',
  gradient: 'red',
  local: null,
};

/** One formula without the signs of mathematics mode around it. */
export function writeLatex(formula: Formula, digits: Digits): string {
  if (typeof formula === 'string') return writeSymbol(formula);
  if (formula.form === 'number') {
    const { value, role } = formula;
    const text = role === 'plain' ? formatPlain(value) : formatNumber(value, digits);
    const color = COLORS[role];
    const number = writeNumber(text);
    return color === null ? number : String.raw`\textcolor{${color}}{${number}}`;
  }
  const parts = formula.parts.map((part) => writeLatex(part, digits));
  const [first = '', second = ''] = parts;
  switch (formula.form) {
    case 'row':
      return parts.join(' ');
    case 'fraction':
      return String.raw`\frac{${first}}{${second}}`;
    case 'power':
      return `{${first}}^{${second}}`;
    case 'script':
      return `{${first}}_{${second}}`;
    case 'root':
      return second === '' ? String.raw`\sqrt{${first}}` : String.raw`\sqrt[${second}]{${first}}`;
    case 'bars':
      return String.raw`\left|${first}\right|`;
    case 'brackets':
      return String.raw`\left(${first}\right)`;
  }
}

/** The steps of an explanation, one below the other at their signs of equality. */
export function writeExplanation(lines: readonly Formula[], digits: Digits): string {
  const written = approximateLines(lines, digits).map((line) => {
    const parts = typeof line === 'object' && line.form === 'row' ? line.parts : [line];
    const texts = parts.map((part) => writeLatex(part, digits));
    const sign = Math.max(
      parts.findIndex((part) => part === '=' || part === '≈'),
      0,
    );
    return [...texts.slice(0, sign), `&${texts[sign] ?? ''}`, ...texts.slice(sign + 1)].join(' ');
  });
  const body = written.map((line) => `  ${line}`).join(' \\\\\n');
  return [
    String.raw`% needs \usepackage{amsmath, xcolor}; for a darker green \definecolor{green}{HTML}{15711B}`,
    String.raw`\begin{aligned}`,
    body,
    String.raw`\end{aligned}`,
    '',
  ].join('\n');
}

/** "−3.9e−5" becomes -3.9 × 10^{-5}; what is no number, as "3 wires", stays text; a blank is a line to write on. */
export function writeNumber(text: string): string {
  if (text === BLANK) return String.raw`\underline{\hspace{1.8em}}`;
  if (/ /.test(text)) return String.raw`\text{${text}}`;
  if (text.startsWith('≈')) return String.raw`\approx ${writeNumber(text.slice(1))}`;
  const [mantissa = '', exponent] = text.replaceAll('−', '-').split('e');
  if (mantissa === 'NaN') return String.raw`\mathrm{NaN}`;
  const head = mantissa.replace('∞', String.raw`\infty `).trim();
  return exponent === undefined ? head : String.raw`${head} \times 10^{${exponent}}`;
}

const SIGNS = new Map([
  ['−', '-'],
  ['*', String.raw`\times`],
  ['×', String.raw`\times`],
  ['·', String.raw`\cdot`],
  ['÷', String.raw`\div`],
  ['∂', String.raw`\partial`],
  ['∞', String.raw`\infty`],
  ['≈', String.raw`\approx`],
  ['≤', String.raw`\le`],
  ['≥', String.raw`\ge`],
  ['≠', String.raw`\ne`],
  ['==', '='],
  ['√', String.raw`\sqrt{\cdot}`],
  ['∛', String.raw`\sqrt[3]{\cdot}`],
  ['…', String.raw`\dots`],
  ['and', String.raw`\;\text{and}\;`],
  ['or', String.raw`\;\text{or}\;`],
  ['not', String.raw`\text{not}\;`],
  ['mod', String.raw`\bmod`],
  ['upstream', String.raw`\text{upstream}`],
  ['contribution', String.raw`\text{contribution}`],
  ['\\', String.raw`\backslash`],
  ['{', String.raw`\{`],
  ['}', String.raw`\}`],
  ['~', String.raw`\sim`],
  ['^', String.raw`\hat{}`],
  ['°', String.raw`^\circ`],
  ['⊖', String.raw`^\ominus`],
  ['‡', String.raw`^\ddagger`],
  ...Array.from('#$%&_', (sign) => [sign, `\\${sign}`] as const),
]);

/** Functions that LaTeX has commands for. */
const COMMANDS = new Set(
  'arccos arcsin arctan cos cosh cot coth csc exp lg ln log max min sec sin sinh tan tanh'.split(
    ' ',
  ),
);

const GREEK = new Map(
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell hbar vartheta varrho varpi varsigma'
    .split(' ')
    .map((command) => [writeName(command), `\\${command}`]),
);

/** Combining marks, as LaTeX has them. */
const ACCENTS = new Map([
  ['\u0302', 'hat'],
  ['\u0304', 'bar'],
  ['\u0303', 'tilde'],
  ['\u20d7', 'vec'],
  ['\u0307', 'dot'],
  ['\u0308', 'ddot'],
]);

/** One symbol: a sign, a function, a name, or the few signs that stand in a gate. */
function writeSymbol(text: string): string {
  const sign = SIGNS.get(text);
  if (sign !== undefined) return sign;
  if (/^[\p{L}\p{M}]+$/u.test(text)) return writeWord(text);
  // Read back, the parts of a function's name would be factors.
  if (/^[a-z]\w*$/i.test(text) && opSpelled(text) !== undefined) {
    return `\\operatorname{${text.replaceAll('_', '\\_')}}`;
  }
  if (/^[=+<>?:,()|/!.\d-]$/.test(text)) return text;
  // Signs beside each other are no operators between operands: braces take their spaces away.
  const tokens = text.match(/\p{L}[\p{L}\p{M}\p{N}]*|[\d.]+|./gsu) ?? [];
  return tokens
    .map((token) => (/^[\d.]+$/.test(token) ? token : `{${writeToken(token)}}`))
    .join('');
}

function writeToken(token: string): string {
  if (/^\p{L}/u.test(token)) return writeWord(token);
  return SIGNS.get(token) ?? (/^[!-~]$/.test(token) ? token : unknown(token));
}

/** `x`, `\sin`, `\operatorname{relu}`, `\hat{y}`, `\mathrm{bias}`. */
function writeWord(word: string): string {
  const [base = '', mark = '', ...more] = Array.from(word.normalize('NFD'));
  const accent = ACCENTS.get(mark);
  if (accent !== undefined && more.length === 0) return `\\${accent}{${writeLetters(base)}}`;
  if (COMMANDS.has(word)) return `\\${word}`;
  if (Array.from(word).length === 1) return writeLetters(word);
  const font = opSpelled(word) === undefined ? 'mathrm' : 'operatorname';
  return `\\${font}{${writeLetters(word)}}`;
}

function writeLetters(text: string): string {
  return Array.from(text, (letter) => {
    const greek = GREEK.get(letter);
    if (greek !== undefined) return text.length > 1 ? `${greek} ` : greek;
    return /^[ -~]$/.test(letter) ? letter : unknown(letter);
  }).join('');
}

/** A letter that not every LaTeX has is named by its number. */
function unknown(letter: string): string {
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return String.raw`\mathtt{U{+}${code}}`;
}
