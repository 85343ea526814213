/** What the ways to write a circuit down are called, without what writes: menus need no more. */

/** A way to write a circuit down as text. */
export interface ListedFormat {
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
}

const code = { kind: 'code', drawn: false } as const;
const figure = { kind: 'figure', drawn: false } as const;
const data = { kind: 'data', drawn: false } as const;
const python = { ...code, extension: 'py', language: 'python' } as const;
const script = { ...code, extension: 'mjs', language: 'javascript' } as const;
const tikz = { ...figure, drawn: true, extension: 'tex', language: 'latex' } as const;
const mermaid = { ...figure, extension: 'mmd', language: 'mermaid' } as const;
const dot = { ...figure, extension: 'dot', language: 'dot' } as const;
const markdown = { ...data, extension: 'md', language: 'markdown' } as const;
const json = { ...data, extension: 'json', language: 'json' } as const;

/** In the order in which they are offered. */
export const listedFormats = [
  { key: 'pytorch', label: 'PyTorch', ...python },
  { key: 'jax', label: 'JAX', ...python },
  { key: 'numpy', label: 'NumPy', ...python },
  { key: 'tensorflow', label: 'TensorFlow.js', ...script },
  { key: 'tikz', label: 'TikZ picture', ...tikz },
  { key: 'tikz-document', label: 'TikZ document', ...tikz },
  { key: 'worksheet', label: 'TikZ worksheet', ...tikz },
  { key: 'mermaid', label: 'Mermaid', ...mermaid },
  { key: 'dot', label: 'Graphviz DOT', ...dot },
  { key: 'markdown', label: 'Markdown table', ...markdown },
  { key: 'quiz', label: 'Quiz with its key (Markdown)', ...markdown },
  { key: 'json', label: 'JSON', ...json },
] as const satisfies readonly ListedFormat[];
