/** What the desk answers: plain data, for it comes from another thread. */
import type { Problem, Span } from '../../language/syntax';
import type { PageData, SentMessage } from '../../protocol';
import type { Bookmark } from './bookmark';

/** What stands somewhere in a document, as long as the document is of that version. */
export interface Marks {
  readonly version: number;
  readonly problems: readonly Problem[];
}

/** What the page is told; with a whole picture also what is marked in the text. */
export interface Told {
  readonly messages: readonly SentMessage[];
  readonly marks: Marks | null;
  /** Where the desk is by now; null: where it was. */
  readonly bookmark: Bookmark | null;
}

/** What became of a pointer: a picture, a reason why there is none, or nothing to show. */
export type Shown =
  | { readonly kind: 'drawn'; readonly told: Told }
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly marks: Marks;
      /** Where in the document it is said to be. */
      readonly start: number;
    }
  | { readonly kind: 'nothing' };

/** What came of a formula that was kept. `found`: it stands in its document. */
export interface Resumed {
  readonly told: Told | null;
  readonly found: boolean;
}

/** What came of what the person did. `taken`: the study took it. */
export interface Changed {
  readonly told: Told;
  readonly taken: boolean;
}

/** Places in the document, as long as it is of that version. */
export interface Placed {
  readonly version: number;
  readonly spans: readonly Span[];
}

/** An edit of the document, as long as it is of that version. */
export interface Rewriting {
  readonly version: number;
  readonly span: Span;
  readonly text: string;
}

/** What a hover says, as Markdown, and of which place. */
export interface Card {
  readonly markdown: string;
  readonly span: Span;
}

/** A circuit to be taken away: its file name, and a text, or what its own page is made of. */
export interface Taken {
  readonly name: string;
  readonly text: string | null;
  readonly page: { readonly title: string; readonly data: PageData } | null;
}
