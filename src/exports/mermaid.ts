/** The drawn circuit for Mermaid: a flowchart with value and gradient or tangent on every wire. */
import { toText } from '../autodiff/notation';
import type { Formula } from '../formula';
import { figureOf, type Figure, type Shape, type Wire } from './figure';
import { inOneLine, sayNumbers, type Exported } from './subject';

/** A Mermaid flowchart. Wires carry the value first and below it the gradient, marked ∇, or the tangent, marked ∂. */
export function printMermaid(what: Exported): string {
  const { shapes, wires, output, below } = figureOf(what);
  return [
    // A directive would start with %%{.
    `%% ${inOneLine(what.title).replaceAll('%', ' ')}`,
    ...sayNumbers(what).map((sentence) => `%% ${sentence}`),
    'flowchart LR',
    ...shapes.map((shape) => `  n${shape.id}${node(shape)}`),
    '  out[" "]',
    ...wires.map(({ from, to, ...numbers }) => `  n${from} -->|${label(numbers, below)}| n${to}`),
    `  n${output.from} -->|${label(output, below)}| out`,
    '  style out fill:none,stroke:none',
    '',
  ].join('\n');
}

function node({ kind, label, name, total }: Shape): string {
  const lines = [
    plain(label),
    ...(name === null ? [] : [plain(name)]),
    ...(total === null ? [] : [`${SIGNS.gradient} ${escape(total)}`]),
  ];
  const text = `"${lines.join('<br/>')}"`;
  return kind === 'op' ? `((${text}))` : kind === 'input' ? `([${text}])` : `[${text}]`;
}

function label(
  { value, gradient }: Pick<Wire, 'value' | 'gradient'>,
  below: Figure['below'],
): string {
  const second = gradient === null ? '' : `<br/>${SIGNS[below]} ${escape(gradient)}`;
  return `"${escape(value)}${second}"`;
}

/** Labels have no colours of their own. */
const SIGNS = { gradient: '∇', tangent: '∂' } as const;

function plain(formula: Formula): string {
  return escape(toText(formula));
}

/** Whatever Mermaid, Markdown or HTML could read as more than a letter becomes its code. */
function escape(text: string): string {
  const clean = inOneLine(text).replace(
    /[^\p{L}\p{N} .,∇∞−·×÷√]/gu,
    (c) => `#${c.codePointAt(0) ?? 0};`,
  );
  return clean === '' ? ' ' : clean;
}
