/** The circuit as a Markdown table: every value and gradient, and the rule behind it. */
import { toText, write } from '../autodiff/notation';
import { precedences } from '../ops';
import { listSteps, localDerivative, type Step } from './steps';
import { inOneLine, sayByHand, writeOfNode, type Exported } from './subject';

const HEAD = ['Name', 'Operation', 'Value', 'Gradient', 'Rule'];

/** A table of the inputs and operations in topological order; ∇v stands for the gradient of v. */
export function printTable(what: Exported): string {
  const { leaves, steps, output, outputName } = listSteps(what, []);
  const { tape, graph } = what;
  const row = (node: number, called: string, operation: string): string[] => [
    called,
    operation,
    writeOfNode(what, 'value', node),
    graph.varies[node] || tape.held.has(node) ? writeOfNode(what, 'gradient', node) : '',
    node === graph.output ? 'the seed' : ruleOf(called, steps, (id) => graph.varies[id] === true),
  ];
  const rows = [
    ...leaves.map((leaf) => row(leaf.node, leaf.name, leaf.held ? 'held' : 'input')),
    ...steps.map((step) => row(step.node, step.name, toText(write(step.operation).formula))),
    ...(output.kind === 'number' ? [row(graph.output, outputName, 'constant')] : []),
  ];
  const lines = [HEAD, HEAD.map((_, i) => (i === 2 || i === 3 ? '--:' : '---')), ...rows];
  return [
    escape(what.title),
    '',
    ...sayByHand(what).flatMap((sentence) => [escape(sentence), '']),
    ...lines.map((cells, i) => `| ${(i === 1 ? cells : cells.map(escape)).join(' | ')} |`),
    '',
  ].join('\n');
}

/** Upstream gradient times local derivative, for every use. */
function ruleOf(called: string, steps: readonly Step[], varies: (node: number) => boolean): string {
  const uses = steps
    .filter(({ node }) => varies(node))
    .flatMap((step) =>
      step.operation.args.flatMap((arg, i) =>
        arg.kind === 'name' && arg.name === called ? [contribution(step, i)] : [],
      ),
    );
  return uses.filter((use) => use !== '').join(' + ');
}

function contribution(step: Step, operand: number): string {
  const local = localDerivative(step, operand);
  if (!local) return '';
  const result = step.name;
  const { formula, precedence } = write(local);
  const text = toText(formula);
  if (text === '1' || text === '-1') return `${text === '1' ? '' : '−'}∇${result}`;
  const isSum = precedence < precedences.product || precedence === precedences.sign;
  return `∇${result} · ${isSum ? `(${text})` : text}`;
}

/** Nothing of a text is markup; an underscore inside a word is none anyway. */
function escape(text: string): string {
  return inOneLine(text)
    .replace(/[\\`*|<>[\]&~$#!]/g, (c) => `\\${c}`)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}
