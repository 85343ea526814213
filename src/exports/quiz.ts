/** The circuit as a quiz in Markdown: blanks to fill in, and on a separate page the key with the arithmetic. */
import { writeBriefly } from '../autodiff/calling';
import { explainContributions, explainGradient, explainValue } from '../autodiff/explain';
import type { Formula } from '../formula';
import { approximateLines, formatShown } from '../numbers';
import { listBlanks } from '../study/blanks';
import { numberIn, type Spot } from '../study/spots';
import { writeLatex, writeNumber } from './latex';
import { sayByHand, writeOfNode, type Exported } from './subject';

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
  const twins = listTwins(what);
  return [
    'Fill in the blanks of this computation graph: values forward, gradients backward.',
    '',
    taskOf(what.text),
    '',
    given.length === 0 ? 'All numbers are given.' : `Given: ${given.join(', ')}.`,
    '',
    ...sayByHand(what).flatMap((sentence) => [sentence, '']),
    `Give at least ${places} digits below the point.`,
    '',
    ...table(
      ['', 'Number', 'Answer'],
      spots.map((spot, i) => [mark(i), call(what, twins, spot), '\\_\\_\\_\\_\\_\\_']),
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

/** Signs that hide others, or turn them round: they are not what a reader would see. */
const HIDING = new RegExp('[\\0\\u202a-\\u202e\\u2066-\\u2069]', 'g');

/** All that was read: a formula of LaTeX as it was written, else as code. */
function taskOf(text: string): string {
  const task = text.trim().replace(/\r\n?/g, '\n').replace(HIDING, '\ufffd');
  const runs = (task.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(2, ...runs) + 1);
  if (/[\n\r]/.test(task)) return [fence, task, fence].join('\n');
  return /^(\${1,2})[^$`]+\1$/.test(task) ? task : `\`${task.replaceAll('`', "'")}\``;
}

/** In a cell a bar would end it. */
function math(latex: string): string {
  return `$${latex.replaceAll('|', String.raw`\vert `)}$`;
}

function latexOf({ digits }: Exported, formula: Formula): string {
  return writeLatex(formula, digits);
}

/** Value of w₀·x₀, gradient of w₀. */
function call(what: Exported, twins: ReadonlySet<string>, { node, edge, of }: Spot): string {
  const { graph } = what;
  const brief = (id: number): string => latexOf(what, writeBriefly(graph, id));
  const name = (id: number): string => {
    const own = brief(id);
    const user = twins.has(own) ? graph.edges.find(({ from }) => from === id)?.to : undefined;
    return user === undefined ? math(own) : `${math(own)} in ${math(brief(user))}`;
  };
  if (edge === null) return `${of} of ${name(node)}`;
  return `contribution to the gradient of ${name(node)} through ${name(graph.edges[edge]?.to ?? node)}`;
}

/** What more than one gate is called. */
function listTwins(what: Exported): ReadonlySet<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()];
  for (const { id, kind } of what.figure.nodes) {
    if (kind !== 'op') continue;
    const name = latexOf(what, writeBriefly(what.graph, id));
    (once.has(name) ? twice : once).add(name);
  }
  return twice;
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
