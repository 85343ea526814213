/** The drawn circuit for Graphviz: left to right, on every wire its value above its gradient or tangent. */
import type { Formula } from '../formula';
import { formatPlain } from '../numbers';
import { colors, figureOf, type Figure, type Shape, type Wire } from './figure';
import { inOneLine, sayNumbers, type Exported } from './subject';

/** A DOT file. Every text is an HTML-like label, so nothing of it can end a string. */
export function printDot(what: Exported): string {
  const { shapes, wires, output, below } = figureOf(what);
  const title = inOneLine(what.title);
  return [
    ...sayNumbers(what).map((sentence) => `// ${sentence}`),
    'digraph backprop {',
    `  graph [rankdir=LR, ordering=in, label=<${escape(title)}>, labelloc=t, fontname="Helvetica"]`,
    '  node [fontname="Helvetica", margin="0.05,0.03"]',
    '  edge [fontname="Helvetica", fontsize=10, arrowsize=0.6]',
    ...shapes.map((shape) => `  n${shape.id} [${attributes(shape)}]`),
    '  out [shape=none, label="", width=0.1]',
    ...wires.map(
      ({ from, to, ...numbers }) => `  n${from} -> n${to} [label=<${label(numbers, below)}>]`,
    ),
    `  n${output.from} -> out [label=<${label(output, below)}>]`,
    '}',
    '',
  ].join('\n');
}

function attributes({ kind, label, name, total }: Shape): string {
  const lines = [
    html(label),
    ...(name === null ? [] : [html(name)]),
    ...(total === null ? [] : [colored(total, 'gradient')]),
  ];
  const shape = kind === 'op' ? 'circle' : kind === 'input' ? 'box, style=rounded' : 'plaintext';
  return `shape=${shape}, label=<${lines.join('<BR/>')}>`;
}

function label(
  { value, gradient }: Pick<Wire, 'value' | 'gradient'>,
  below: Figure['below'],
): string {
  const lines = [colored(value, 'value')];
  if (gradient !== null) lines.push(colored(gradient, below));
  return lines.join('<BR/>');
}

function colored(text: string, role: keyof typeof colors): string {
  return `<FONT COLOR="${colors[role]}">${escape(text)}</FONT>`;
}

/** A formula in the few tags that Graphviz knows. */
function html(formula: Formula): string {
  if (typeof formula === 'string') return escape(formula);
  if (formula.form === 'number') return escape(formatPlain(formula.value));
  const parts = formula.parts.map(html);
  const [first = '', second = ''] = parts;
  switch (formula.form) {
    case 'row':
      return parts.join('');
    case 'fraction':
      return `${first}/${second}`;
    case 'power':
      return `${first}<SUP>${second}</SUP>`;
    case 'script':
      return `${first}<SUB>${second}</SUB>`;
    case 'root':
      return `${second === '' ? '' : `<SUP>${second}</SUP>`}√${first}`;
    case 'bars':
      return `|${first}|`;
    case 'brackets':
      return `(${first})`;
  }
}

/** An empty label is no label to Graphviz, so it becomes a space that does not break. */
function escape(text: string): string {
  const clean = inOneLine(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return clean === '' ? '&#160;' : clean;
}
