/** Which languages are prose with math in it rather than code. */

const PROSE =
  /^(markdown|plaintext|quarto|rmd|latex|tex|latex-expl3|doctex|rsweave|jlweave|restructuredtext|asciidoc|mdx|html|git-commit|scminput)$/;

/** Whether text of this VS Code language id is prose with math in it rather than code. */
export function isProse(language: string): boolean {
  return PROSE.test(language);
}

const TEX = /^(?:latex|tex|latex-expl3|doctex|rsweave|jlweave)$/;

/** Whether the prose itself is TeX. */
export function isTeX(language: string): boolean {
  return TEX.test(language);
}
