/** What the desk is given to read: a document, and what is known beside it. Pure. */
import type { Page } from '../follow';
import { macrosOf } from '../macros';
import { isProse } from '../prose';
import type { Knowledge } from '../subject';

/** A document as it stood when it was sent. */
export interface Sheet extends Page {
  readonly uri: string;
  /** VS Code's number for this state of the text. */
  readonly version: number;
}

/** What is known beside a sheet; its macros are those of the settings. */
export type Beside = Omit<Knowledge, 'inputs' | 'lens'>;

/** All that is known when a sheet is read; without a sheet nothing stands around a formula. */
export function knowledgeOf(
  sheet: Sheet | null,
  beside: Beside,
  person: Pick<Knowledge, 'inputs' | 'lens'>,
): Knowledge {
  if (!sheet) return { ...beside, ...person, macros: {}, cells: [] };
  const prose = (beside.cells ?? []).filter(({ language }) => isProse(language));
  const text = [...prose.map((cell) => cell.text), sheet.text].join('\n');
  return { ...beside, ...person, macros: macrosOf(text, beside.macros) };
}
