/** What the panel is told about a study. Pure. */
import type { Problem } from '../language/syntax';
import type { HostMessage, Input, Saved, Settings, ShownProblem, TapeNumbers } from '../protocol';
import {
  drawStudy,
  explain,
  inputsOf,
  problemsOf,
  quote,
  refuses,
  remarksOn,
  type Study,
  type StudyInput,
} from '../session';
import type { Subject } from './subject';

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;

/** The circuit with its numbers; null if the study has none. */
export function graphMessage(
  subject: Subject,
  revision: number,
  settings: Settings,
  saved: Saved,
): Message<'graph'> | null {
  const { study } = subject;
  const picture = drawStudy(study);
  const numbers = tapeMessage(subject, revision, saved);
  if (!picture || !numbers) {
    return null;
  }
  const { text, program } = study;
  // Of several lines the one that is asked for; the rest is what it depends on.
  const output = text.includes('\n') ? program.bindings.at(-1)?.span : undefined;
  const title = quote(text, output ?? { start: 0, end: text.length });
  // Kinks and infinities are marked at their nodes; the list is for what reading found.
  const problems = program.problems.map((problem) => shownProblem(text, problem));
  return { ...numbers, kind: 'graph', title, picture, problems, settings };
}

/** New numbers for the same circuit. */
export function tapeMessage(
  subject: Subject,
  revision: number,
  saved: Saved,
): Message<'tape'> | null {
  const { study } = subject;
  if (!study.tape) {
    return null;
  }
  const { value, gradient, contribution } = study.tape;
  const tape: TapeNumbers = {
    value: Float64Array.from(value),
    gradient: Float64Array.from(gradient),
    contribution: Float64Array.from(contribution),
  };
  const inputs = inputsOf(study).map((input) => shownInput(input, subject));
  return { kind: 'tape', revision, inputs, tape, remarks: [...remarksOn(study)], saved };
}

function shownInput(
  { node, name, value, initial, from, assumed }: StudyInput,
  { places }: Subject,
): Input {
  const sources: Record<StudyInput['from'], string> = {
    person: 'edited here',
    text: places.get(name) ?? 'in the formula',
    surroundings: places.get(name) ?? 'from the text',
    memory: 'last used',
    nobody: 'assumed',
  };
  return { node, name, value, initial, source: sources[from], assumed };
}

/** The text does not read, or is gone: the panel keeps its last picture and says why. */
export function staleMessage(refused: Subject | 'gone'): Message<'stale'> {
  if (refused === 'gone') {
    const message = 'The formula is no longer in the text. Undo, or show another one.';
    return { kind: 'stale', message, problems: [] };
  }
  const { study } = refused;
  const problems = problemsOf(study).map((problem) => shownProblem(study.text, problem));
  return { kind: 'stale', message: refusal(study), problems };
}

/** One sentence on why the text could not be read. */
export function refusal({ program }: Study): string {
  const problem = program.problems.find(refuses) ?? program.problems[0];
  return problem?.message ?? 'There is nothing to compute here. Select a formula, such as x*y + z.';
}

function shownProblem(text: string, { kind, message, span, choices }: Problem): ShownProblem {
  return { kind, message, quote: quote(text, span), choices: choices ? [...choices] : [] };
}

/** The steps that lead to a number. */
export function explanationMessage(
  study: Study,
  revision: number,
  node: number,
  edge: number | null,
  of: 'value' | 'gradient',
): Message<'explanation'> {
  const lines = [...explain(study, node, edge, of)];
  return { kind: 'explanation', revision, node, edge, of, lines };
}
