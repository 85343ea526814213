/** What the panel is told about a subject. Pure. */
import { refuses } from '../language/syntax';
import { writeExplanation } from '../exports/latex';
import type { HostMessage, Input, PageData, Saved, Settings } from '../protocol';
import { explain, shownDigits, type Question } from '../questions';
import { problemsShown, type Setting } from '../replies';
import type { Study, StudyInput } from '../session';
import { shownFormats } from './offers';
import type { Subject } from './subject';

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;

/** What goes with the numbers of a subject. */
export function settingOf(
  { places }: Subject,
  setting: Omit<Setting, 'sourceOf' | 'formats'>,
): Setting {
  const sourceOf = ({ name, from }: StudyInput): Pick<Input, 'source' | 'literal'> => {
    const place = places.get(name);
    const sources: Record<StudyInput['from'], string> = {
      // Where the value stood that was replaced; the page says what it was.
      person: place?.words ?? 'edited here',
      text: place?.words ?? 'in the formula',
      surroundings: place?.words ?? 'from the text',
      memory: 'last used',
      nobody: 'assumed',
    };
    return { source: sources[from], literal: place?.written?.text ?? null };
  };
  return { ...setting, sourceOf, formats: [...shownFormats] };
}

/** The text does not read, or is gone: the panel keeps its last picture and says why. */
export function staleMessage(refused: Subject | 'gone'): Message<'stale'> {
  if (refused === 'gone') {
    const message = 'The formula is no longer in the text. Undo, or show another one.';
    return { kind: 'stale', message, problems: [] };
  }
  const { study } = refused;
  return { kind: 'stale', message: refusal(study), problems: problemsShown(study) };
}

/** One sentence on why the text could not be read. */
export function refusal({ program }: Study): string {
  const problem = program.problems.find(refuses) ?? program.problems[0];
  return problem?.message ?? 'There is nothing to compute here. Select a formula, such as x*y + z.';
}

/** What an exported page is given to go on without an editor. */
export function pageData({ places }: Subject, settings: Settings, saved: Saved): PageData {
  const sources = Object.fromEntries([...places].map(([name, { words }]) => [name, words]));
  return { saved, settings, sources };
}

/** The steps that lead to a number, as LaTeX. */
export function explanationLatex(study: Study, question: Question, settings: Settings): string {
  const { lines, where } = explain(study, question, settings.decimals);
  return writeExplanation([...lines, ...where], shownDigits(study, settings.decimals));
}
