/** A study made ready to be written down elsewhere: its circuit and numbers, and how it is drawn. */
import { drawCircuit } from './circuit';
import type { Exported, Place } from './exports/subject';
import { plainLens } from './lens';
import type { Digits } from './numbers';
import { inputsOf, titleOf, type Study } from './session';

/** Null if the study has no circuit. `places` are those of the drawing, if there is one. */
export function exportStudy(
  study: Study,
  digits: Digits,
  places: readonly Place[] | null = null,
): Exported | null {
  const { text, circuit, tape, unrounded, options } = study;
  const { lens = plainLens } = options;
  if (!circuit || !tape) return null;
  return {
    title: titleOf(study),
    text,
    graph: circuit.graph,
    tape: unrounded ?? tape,
    inputs: inputsOf(study),
    digits,
    figure: drawCircuit(circuit, lens),
    places,
  };
}
