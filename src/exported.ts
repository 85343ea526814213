/** A study made ready to be written down elsewhere: its circuit and numbers, and how it is drawn. */
import type { Drawing, Exported } from './exports/subject';
import type { Digits } from './numbers';
import { inputsOf, titleOf, type Study } from './session';

/** Null if the study has no circuit. `drawing` is the picture as it is shown, if it is. */
export function exportStudy(
  study: Study,
  digits: Digits,
  drawing: Drawing | null = null,
): Exported | null {
  const { text, circuit, tape, unrounded } = study;
  if (!circuit || !tape) return null;
  return {
    title: titleOf(study),
    text,
    graph: circuit.graph,
    tape: unrounded ?? tape,
    inputs: inputsOf(study),
    digits,
    figure: circuit.fold(),
    drawing,
  };
}
