/** What the panel is told about a subject. Pure. */
import type { HostMessage, Input, Saved, Settings } from '../protocol';
import { problemsShown, type Setting } from '../replies';
import { refuses, type Study, type StudyInput } from '../session';
import type { Subject } from './subject';

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;

/** What goes with the numbers of a subject. */
export function settingOf(
  { places }: Subject,
  revision: number,
  settings: Settings,
  saved: Saved,
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
  return { revision, settings, saved, formats: [], sourceOf };
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
