/** The one list of ways to write a circuit down: commands, menus and tests derive from it. */
import { printDot } from './dot';
import { printJax } from './jax';
import { printJson } from './json';
import { printMermaid } from './mermaid';
import { printNumpy } from './numpy';
import { printPyTorch } from './pytorch';
import type { Exported } from './subject';
import { printTable } from './table';
import { printTensorflow } from './tensorflow';
import { printTikz, printTikzDocument } from './tikz';

/** A way to write a circuit down as text. */
export interface Format {
  /** Stable: messages, settings and tests name a format by it. */
  readonly key: string;
  readonly label: string;
  /** Of a file, without the dot. */
  readonly extension: string;
  /** VS Code's language id of the text. */
  readonly language: string;
  /** Whether it is a program, a figure or data. */
  readonly kind: 'code' | 'figure' | 'data';
  /** Whether it traces the drawing. */
  readonly drawn: boolean;
  readonly print: (what: Exported) => string;
}

const code = { kind: 'code', drawn: false } as const;
const figure = { kind: 'figure', drawn: false } as const;
const data = { kind: 'data', drawn: false } as const;
const python = { ...code, extension: 'py', language: 'python' } as const;
const tikz = { ...figure, drawn: true, extension: 'tex', language: 'latex' } as const;

/** In the order in which they are offered. */
export const formats: readonly Format[] = [
  { key: 'pytorch', label: 'PyTorch', ...python, print: printPyTorch },
  { key: 'jax', label: 'JAX', ...python, print: printJax },
  { key: 'numpy', label: 'NumPy', ...python, print: printNumpy },
  {
    key: 'tensorflow',
    label: 'TensorFlow.js',
    ...code,
    extension: 'mjs',
    language: 'javascript',
    print: printTensorflow,
  },
  { key: 'tikz', label: 'TikZ picture', ...tikz, print: printTikz },
  { key: 'tikz-document', label: 'TikZ document', ...tikz, print: printTikzDocument },
  {
    key: 'mermaid',
    label: 'Mermaid',
    ...figure,
    extension: 'mmd',
    language: 'mermaid',
    print: printMermaid,
  },
  {
    key: 'dot',
    label: 'Graphviz DOT',
    ...figure,
    extension: 'dot',
    language: 'dot',
    print: printDot,
  },
  {
    key: 'markdown',
    label: 'Markdown table',
    ...data,
    extension: 'md',
    language: 'markdown',
    print: printTable,
  },
  { key: 'json', label: 'JSON', ...data, extension: 'json', language: 'json', print: printJson },
];
