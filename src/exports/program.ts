/** A circuit as a program of one language, with what is known of its backward pass. */
import { flowsTo, listSteps, type Leaf, type Steps } from './steps';
import { countDecimals, type Exported } from './subject';
import { trustedLeaves, type Conventions } from './trust';
import { resolve, writeValue, type Language } from './writing';

/** One assignment. */
export interface Line {
  readonly name: string;
  readonly text: string;
}

export interface Program extends Steps {
  readonly lines: readonly Line[];
  /** The leaves that a gradient flows back to at this point. */
  readonly reached: readonly Leaf[];
  /** The leaves among them whose gradient is compared. */
  readonly compared: readonly Leaf[];
  /** What is to be said about the others, and where the screen shows other numbers. */
  readonly notes: readonly string[];
}

/** Writes the forward pass, and finds out what the backward pass must give. */
export function writeProgram(
  what: Exported,
  language: Language,
  reserved: Iterable<string>,
  conventions: Conventions,
): Program {
  const listed = listSteps(what, reserved);
  const { steps, output, outputName, leaves, valueOf } = listed;
  const resolved = steps.map(({ name, operation }) => ({
    name,
    expr: resolve(operation, language),
  }));
  const lines = resolved.map(({ name, expr }) => ({ name, text: writeValue(expr, language) }));
  if (output.kind === 'number') {
    lines.push({ name: outputName, text: writeValue(output, language) });
  }
  const flows = new Set([outputName]);
  for (const { name, expr } of resolved.toReversed()) {
    if (flows.has(name)) for (const operand of flowsTo(expr, valueOf)) flows.add(operand);
  }
  const trusted = trustedLeaves(what, conventions);
  const reached = leaves.filter(({ name }) => flows.has(name));
  return {
    ...listed,
    lines,
    reached,
    compared: reached.filter(({ node }) => trusted.has(node)),
    notes: [
      ...leaves.flatMap((leaf) => note(leaf, flows.has(leaf.name), trusted.has(leaf.node))),
      ...sayUnrounded(what),
    ],
  };
}

function note({ name, gradient }: Leaf, isReached: boolean, isTrusted: boolean): string[] {
  if (!isReached) return [`Nothing flows back to ${name}.`];
  if (isTrusted) return [];
  const reason = 'at a kink, and beside an infinite local derivative, libraries differ';
  return [`The gradient of ${name} is ${gradient} in the graph and is not compared: ${reason}.`];
}

function sayUnrounded({ byHand }: Exported): string[] {
  if (!byHand) return [];
  const rounded = `In the graph every step is rounded to ${countDecimals(byHand)}, as by hand`;
  return [`${rounded}; the numbers here are not rounded.`];
}

/** Blocks of lines with an empty line between; empty blocks are left out. */
export function inBlocks(...blocks: readonly (readonly string[])[]): string {
  const full = blocks.filter((lines) => lines.length > 0);
  return `${full.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
