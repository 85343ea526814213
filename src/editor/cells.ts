/** What the earlier cells of a notebook say of names: the nearest cell first, and never a guess. Pure. */
import { refuses } from '../language/syntax';
import { inputsOf, openStudy } from '../session';
import { find } from './find';
import { isProse } from './prose';
import { valuesAround } from './values';

/** A cell before the formula's; `number` is its 1-based position in the notebook. */
export interface Cell {
  readonly number: number;
  readonly text: string;
  /** VS Code language id. */
  readonly language: string;
}

/** A number, and where it is given: "cell 2, line 3". */
export interface Given {
  readonly value: number;
  readonly where: string;
}

/** As many cells back are looked at. */
const REACH = 200;

/** The numbers that cells, given in their order, give to `names`; a name without one is absent. */
export function givenInCells(
  cells: readonly Cell[],
  names: readonly string[],
): ReadonlyMap<string, Given> {
  const given = new Map<string, Given>();
  let open = names;
  for (let i = cells.length - 1; i >= Math.max(0, cells.length - REACH) && open.length > 0; i--) {
    const cell = cells[i];
    const places = cell ? placesInside(cell, open) : new Map<string, never>();
    for (const [name, place] of places) {
      const value = place.value ?? computed(cells.slice(0, i + 1), name);
      if (value !== null) {
        given.set(name, { value, where: `cell ${cell?.number ?? 0}, line ${place.line}` });
      }
    }
    // What a cell computes and we cannot hides what earlier cells say.
    open = open.filter((name) => !places.has(name));
  }
  return given;
}

/** What a cell says to a formula in a line of its own after it, at the margin. */
function placesInside({ text, language }: Cell, names: readonly string[]) {
  const end = text.length + 1;
  return valuesAround(`${text}\n=`, { start: end, end: end + 1 }, language, names);
}

/** The value of a name after the last of the cells, from the statements of its language it depends on. */
function computed(cells: readonly Cell[], name: string): number | null {
  const language = cells.at(-1)?.language ?? '';
  if (isProse(language) || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
    return null;
  }
  const before = cells.filter((cell) => cell.language === language).map(({ text }) => text);
  const text = [...before, name].join('\n');
  const [found] = find(text, { start: text.length, end: text.length }, language);
  const study = found && openStudy(found.text, { language: found.language });
  if (!study?.graph || !study.tape || study.program.problems.some(refuses)) {
    return null;
  }
  const value = study.tape.value[study.graph.output] ?? NaN;
  return Number.isFinite(value) && inputsOf(study).every(({ assumed }) => !assumed) ? value : null;
}
