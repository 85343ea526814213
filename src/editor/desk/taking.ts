/** A circuit as it is taken away: as a text in some format, or as what its own page is made of. Pure. */
import { exportStudy } from '../../exported';
import { formats } from '../../exports/formats';
import type { Saved, Settings, ViewMessage } from '../../protocol';
import { titleOf, type Study } from '../../session';
import { newQuiz, plainLens } from '../../lens';
import { pageData } from '../messages';
import { QUIZ_PAGE } from '../offers';
import type { Subject } from '../subject';
import type { Taken } from './answers';

type Take = Extract<ViewMessage, { kind: 'take' }>;

/** The circuit in the format that is asked for; neither text nor page if it cannot be written so. */
export function takeOut(
  subject: Subject,
  { format, drawing }: Take,
  settings: Settings,
  saved: Saved,
): Taken {
  const { study } = subject;
  const name = nameOf(study);
  if (format === 'html' || format === QUIZ_PAGE) {
    // Whoever opens the page begins anew; another page is no quiz, even if one is on.
    const { lens = plainLens } = saved;
    const quiz = format === QUIZ_PAGE ? newQuiz(lens.quiz?.asked ?? 'few') : null;
    const data = pageData(subject, settings, { ...saved, lens: { ...lens, quiz } });
    const page = { title: titleOf(study), data };
    return { name: quiz ? `${name}-quiz` : name, text: null, page };
  }
  const printer = formats.find(({ key }) => key === format);
  const what = printer && exportStudy(study, settings.decimals, drawing);
  return { name, text: what ? printer.print(what) : null, page: null };
}

/** A file name for the circuit: the output's name if it has one. */
function nameOf({ graph }: Study): string {
  const output = graph?.nodes[graph.output];
  const name = (output?.kind === 'op' && output.name) || 'circuit';
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'circuit';
}
