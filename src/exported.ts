/** A study made ready to be written down elsewhere: its circuit and numbers, and how it is drawn. */
import { runExact } from './autodiff/exact';
import type { Drawing, Exported } from './exports/subject';
import { runTangent } from './autodiff/tangent';
import { inputAlong, shownDigits } from './questions';
import { inputsOf, titleOf, type Study } from './session';

/**
 * Null if the study has no circuit. `decimals` is what the settings say, `drawing` the picture as it is
 * shown, if it is.
 */
export function exportStudy(
  study: Study,
  decimals: number,
  drawing: Drawing | null = null,
): Exported | null {
  const { text, circuit, options, unrounded } = study;
  const tape = unrounded ?? study.tape;
  if (!circuit || !tape) return null;
  const { byHand = null, digits = null, quiz = null } = options.lens ?? {};
  const { graph } = circuit;
  const along = inputAlong(study);
  return {
    title: titleOf(study),
    text,
    graph,
    tape,
    inputs: inputsOf({ ...study, tape }),
    byHand: study.tape && byHand !== null ? { decimals: byHand, tape: study.tape } : null,
    along: along && { name: along.name, tangent: runTangent(graph, tape, along.id) },
    exact: digits?.kind === 'exact' ? runExact(graph, tape) : null,
    digits: shownDigits(study, decimals),
    figure: circuit.fold(),
    drawing,
    ...(quiz && { asked: quiz.asked }),
  };
}
