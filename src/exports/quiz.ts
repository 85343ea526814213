/** The circuit as a quiz in Markdown: blanks to fill in, and on a separate page the key with the arithmetic. */
import { writeBriefly } from '../autodiff/calling';
import { explainContributions, explainGradient, explainValue } from '../autodiff/explain';
import type { Formula } from '../formula';
import { approximateLines, formatShown } from '../numbers';
import { listBlanks } from '../study/blanks';
import { numberIn, type Spot } from '../study/spots';
import { writeLatex, writeNumber } from './latex';
import { inOneLine, sayByHand, writeOfNode, type Exported } from './subject';

/** As many blanks have letters, as on paper; more are numbered. */
const LETTERS = 26;

/** A table of blanks, of the numbers that a quiz asks for, or a few; then the key. */
export function printQuiz(what: Exported): string {
  const { graph, tape, figure, inputs, byHand } = what;
  const { output = graph.output } = figure;
  const edges = figure.edges.map((edge) => ({ edges: [edge.id], source: edge.from, ...edge }));
  const spots = listBlanks(graph, { ...figure, edges, output }, tape, what.asked ?? 'few');
  const mark = (i: number): string =>
    spots.length <= LETTERS ? `(${String.fromCharCode(97 + i)})` : `(${i + 1})`;
  const given = inputs.map(({ node }) => {
    const value = writeNumber(writeOfNode(what, 'value', node));
    return math(`${latexOf(what, writeBriefly(graph, node))} = ${value}`);
  });
  const places = byHand?.decimals ?? 2;
  return [
    'Fill in the blanks of this computation graph: values forward, gradients backward.',
    '',
    titleOf(what.title),
    '',
    given.length === 0 ? 'All numbers are given.' : `Given: ${given.join(', ')}.`,
    '',
    ...sayByHand(what).flatMap((sentence) => [sentence, '']),
    `Give at least ${places} digits below the point.`,
    '',
    ...table(
      ['', 'Number', 'Answer'],
      spots.map((spot, i) => [mark(i), call(what, spot), '\\_\\_\\_\\_\\_\\_']),
    ),
    '',
    '## Key',
    '',
    ...table(
      ['', 'Answer', 'Arithmetic'],
      spots.map((spot, i) => [mark(i), math(answerOf(what, spot)), arithmeticOf(what, spot)]),
    ),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`);
}

/** A formula of LaTeX as it was written, else as code. */
function titleOf(title: string): string {
  const line = inOneLine(title);
  return /^(\${1,2})[^$`]+\1$/.test(line) ? line : `\`${line.replaceAll('`', "'")}\``;
}

/** In a cell a bar would end it. */
function math(latex: string): string {
  return `$${latex.replaceAll('|', String.raw`\vert `)}$`;
}

function latexOf({ digits }: Exported, formula: Formula): string {
  return writeLatex(formula, digits);
}

/** Value of w₀·x₀, gradient of w₀. */
function call(what: Exported, { node, edge, of }: Spot): string {
  const { graph } = what;
  const name = (id: number): string => math(latexOf(what, writeBriefly(graph, id)));
  if (edge === null) return `${of} of ${name(node)}`;
  return `contribution to the gradient of ${name(node)} through ${name(graph.edges[edge]?.to ?? node)}`;
}

function answerOf({ tape, byHand, exact, digits }: Exported, spot: Spot): string {
  const { node, edge, of } = spot;
  const fraction = edge === null ? exact?.[of][node] : exact?.contribution[edge];
  return writeNumber(formatShown(numberIn(byHand?.tape ?? tape, spot), fraction, digits));
}

/** `-2.00 + 6.00 = 4.00`: the numbers put in, and what they give. */
function arithmeticOf(what: Exported, { node, edge, of }: Spot): string {
  const { graph, tape, byHand, digits } = what;
  const numbers = byHand?.tape ?? tape;
  const wire = edge === null ? undefined : graph.edges[edge];
  const share = numbers.contribution[edge ?? -1] ?? NaN;
  const result: Formula = { form: 'number', value: share, role: 'gradient' };
  const lines = wire
    ? explainContributions(graph, numbers, [wire], result)
    : of === 'value'
      ? explainValue(graph, numbers, node)
      : explainGradient(graph, numbers, node);
  if (of === 'gradient' && edge === null && node === graph.output) {
    return 'always, for the backward pass begins here';
  }
  const [put, given] = approximateLines(lines.slice(-2), digits).map((line) => latexOf(what, line));
  return put === undefined ? '' : math(`${put.replace(/^(?:=|\\approx)\s*/, '')} ${given ?? ''}`);
}
