/** One study: text in; graph, tape, explanation out; keeps inputs by name. Pure, no vscode. */
import type { Graph } from './autodiff/graph';
import type { Explanation } from './autodiff/explain';
import type { Tape } from './autodiff/tape';
import type { Problem, ProblemKind, Program, ReadOptions } from './language/syntax';
import type { Picture, Remark } from './protocol';

export interface StudyOptions extends ReadOptions {
  /** VS Code language id. */
  readonly language: string;
}

/** A text that was read, with its circuit and its numbers; `graph` and `tape` are null if nothing could be computed. */
export interface Study {
  readonly text: string;
  readonly options: StudyOptions;
  readonly program: Program;
  readonly problems: readonly Problem[];
  readonly graph: Graph | null;
  readonly tape: Tape | null;
}

/** openStudy(text, options): Study — reads, builds, runs. Never throws. */
/** setInput(study, name, value): Study — new tape, same graph (unless the input shaped the program). */
/** explain(study, node, of, edge?): Explanation */
/** drawStudy(study): Picture; remarks(study): Remark[] */
/** nodeAt(study, offset): number | null — innermost node whose span holds the offset; spanOf */
export type { Explanation, Picture, ProblemKind, Remark };
