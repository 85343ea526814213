/** The one list of ways to write a circuit down, with what writes: exports and tests derive from it. */
import { printDot } from './dot';
import { printJax } from './jax';
import { printJson } from './json';
import { listedFormats, type ListedFormat } from './listed';
import { printMermaid } from './mermaid';
import { printNumpy } from './numpy';
import { printQuiz } from './quiz';
import { printPyTorch } from './pytorch';
import type { Exported } from './subject';
import { printTable } from './table';
import { printTensorflow } from './tensorflow';
import { printTikz, printTikzDocument, printWorksheet } from './tikz';

type Print = (what: Exported) => string;

/** A way to write a circuit down as text. */
export interface Format extends ListedFormat {
  readonly print: Print;
}

const printers: Readonly<Record<(typeof listedFormats)[number]['key'], Print>> = {
  pytorch: printPyTorch,
  jax: printJax,
  numpy: printNumpy,
  tensorflow: printTensorflow,
  tikz: printTikz,
  'tikz-document': printTikzDocument,
  worksheet: printWorksheet,
  mermaid: printMermaid,
  dot: printDot,
  markdown: printTable,
  quiz: printQuiz,
  json: printJson,
};

/** In the order in which they are offered. */
export const formats: readonly Format[] = listedFormats.map((format) => ({
  ...format,
  print: printers[format.key],
}));
