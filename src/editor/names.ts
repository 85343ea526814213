/** One key for all the ways people write the same name: w_0, w0, w_{0}, w₀, w[0]; \alpha, alpha, α. */

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho ' +
  'sigma tau upsilon phi chi psi omega';
const LETTERS = 'αβγδεζηθικλμνξοπρστυφχψω';
const spelled = new Map(GREEK.split(' ').map((word, i) => [LETTERS.charAt(i), word]));

const FONT =
  /\\(?:mathbf|mathrm|mathit|mathsf|mathcal|mathbb|boldsymbol|bm|text|textbf|textit)\s*(?=\{)/g;
const ACCENT = /\\(hat|widehat|bar|overline|tilde|widetilde|dot|vec)\s*(?:\{([^{}]*)\}|(\w))/g;

/** The key under which `name` is looked up; two spellings of one name have the same key. */
export function nameKey(name: string): string {
  return name
    .replace(FONT, '')
    .replace(ACCENT, (_, accent: string, braced?: string, bare?: string) => {
      return `${braced ?? bare ?? ''}${accent.replace('wide', '')}`;
    })
    .replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080))
    .replace(/[α-ω]/g, (letter) => spelled.get(letter) ?? letter)
    .replace(/[Δ∆]/g, 'Delta')
    .replace(/^(?:self|this)\./, '')
    .replace(/[^\p{L}\p{N}'.,+-]/gu, '');
}
