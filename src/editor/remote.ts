/** The study that the panel shows, as the editor sees it: it lies at the desk and follows its document. */
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import type { HostMessage, Saved, SentMessage } from '../protocol';
import { besideOf, sheetOf } from './beside';
import { shownSettings } from './configuration';
import { Delay } from './delay';
import type { Change } from '../replies';
import type { Changed, Shown, Told } from './desk/answers';
import type { Bookmark } from './desk/bookmark';
import type { Answer, Given, Kind } from './desk/serve';
import type { Beside } from './desk/sheet';
import type { StartDesk } from './desk/thread';
import { Work, type Loss, type Question } from './desk/work';
import { recallReadings, rememberEdits, rememberReadings } from './memory';
import { fileOf } from './notebook';
import { showProgress } from './progress';
import { editsOf, type Source } from './source';
import type { Edit } from './tracking';

/** A frame: what is typed within one is read once. */
const FRAME = 16;
/** Who stops for that long wants to know whether the gradients are right. */
const REST = 200;
/** Who has waited for that long wants to know that something is being done, and to stop it. */
const PATIENCE = 500;

interface Opening {
  readonly document: vscode.TextDocument | null;
  readonly edits: Edit[][];
}

export class RemoteStudy implements vscode.Disposable {
  readonly #source: Source;
  readonly #state: vscode.Memento;
  readonly #post: (message: SentMessage) => void;
  readonly #work: Work;
  /** What the desk told last, for a desk that takes its place; null while nothing is shown. */
  #last: { readonly saved: Saved; readonly revision: number } | null = null;
  /** The first revision of what is shown. */
  #first = 0;
  #bookmark: Bookmark | null = null;
  #readings: Readonly<Record<string, string>> = {};
  /** What is being opened, with the edits since its text was taken. */
  readonly #openings = new Set<Opening>();
  /** Edits of the document that the desk does not know, and those it is reading. */
  #edits: Edit[][] = [];
  #sent: Edit[][] = [];
  /** Pending while the text has changed and has not been read. */
  readonly #reading = new Delay(FRAME, () => {
    void this.read();
  });
  /** Pending while the gradients shown have not been checked. */
  readonly #checking = new Delay(REST, () => {
    void this.ask('check', () => undefined, this.#say, 'check');
  });

  /** `post` says something to the page, if there is one. */
  constructor(
    start: StartDesk,
    source: Source,
    state: vscode.Memento,
    post: (message: SentMessage) => void,
  ) {
    [this.#source, this.#state, this.#post] = [source, state, post];
    this.#work = new Work(start, {
      patience: PATIENCE,
      slow: () =>
        showProgress('Computing the graph…', () => {
          this.#work.end();
        }),
      lost: (loss, question) => {
        this.#lost(loss, question);
      },
    });
    this.#work.warm();
  }

  /** What brings back what is shown; null while nothing is. */
  get saved(): Saved | null {
    return this.#last?.saved ?? null;
  }

  /** Whether the page speaks of what is shown, however often that was read since. */
  isOf({ revision }: { readonly revision: number }): boolean {
    return this.#last !== null && revision >= this.#first;
  }

  /** Shows what a pointer into a document means, if it can be drawn; null if nobody could tell. */
  show(document: vscode.TextDocument, pointer: Span): Promise<Shown | null> {
    const readings = recallReadings(this.#state, document.uri.toString());
    const asked = { ...this.#given(document, readings), sheet: sheetOf(document), pointer };
    const opening: Opening = { document, edits: [] };
    this.#openings.add(opening);
    return this.ask(
      'show',
      () => asked,
      (shown) => {
        if (shown.kind === 'drawn') this.#attach(document, shown.told, readings, opening.edits);
        return shown;
      },
    ).finally(() => {
      this.#openings.delete(opening);
    });
  }

  /** Shows again what was kept, in its document if it still stands there, if that is still wanted. */
  resume(
    saved: Saved,
    document: vscode.TextDocument | null,
    isWanted: () => boolean = () => true,
  ): void {
    const { uri, readings } = saved;
    const opening: Opening = { document, edits: [] };
    void this.ask(
      'resume',
      () => {
        if (!isWanted()) return null;
        this.#openings.add(opening);
        const sheet = document && sheetOf(document);
        return { ...this.#given(document, readings, uri), sheet, saved };
      },
      ({ told, found }) => {
        if (told && isWanted()) {
          this.#attach(found ? document : null, told, readings, opening.edits);
        }
      },
    ).finally(() => {
      this.#openings.delete(opening);
    });
  }

  /** Reads the document again and shows what came of it; an input may be given back to the text. */
  async read(reset?: string): Promise<void> {
    const reading = this.ask(
      'read',
      () => {
        const { document } = this.#source;
        if (!document || !this.#last) return null;
        this.#reading.cancel();
        this.#sent = this.#edits.splice(0);
        const given = { ...this.#given(document, this.#readings), sheet: sheetOf(document) };
        return { ...given, edits: this.#sent, ...(reset !== undefined && { reset }) };
      },
      (told) => {
        this.#sent = [];
        this.tell(told);
      },
      reset === undefined ? 'read' : undefined,
    );
    try {
      await reading;
    } catch (error) {
      // The desk has not followed these edits: they go with the next.
      this.#edits.unshift(...this.#sent.splice(0));
      throw error;
    }
  }

  /** A document changed: the one that is shown, one that is just being opened, or another. */
  edited(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]) {
    const edits = editsOf(changes);
    for (const opening of this.#openings) {
      if (opening.document === document) opening.edits.push(edits);
    }
    // An edit of another cell of the notebook may give other values.
    const isNear = fileOf(document.uri.toString()) === fileOf(this.#source.uri);
    if (!this.#last || !isNear) return;
    if (document === this.#source.document) this.#edits.push(edits);
    this.#reading.start();
  }

  /** Takes another reading in a document, and remembers it there; what is shown follows if it is of that. */
  choose(uri: string, key: string, reading: string): void {
    const isShown = this.#last !== null && uri === this.#source.uri;
    const before = isShown ? this.#readings : recallReadings(this.#state, uri);
    const readings = { ...before, [key]: reading };
    void rememberReadings(this.#state, uri, readings);
    if (!isShown) return;
    this.#readings = readings;
    void this.read();
  }

  /** Changes what the study is given or how it is looked at; `then` hears whether it was taken. */
  async change(
    message: Change,
    key?: string,
    then: (taken: boolean) => void = () => undefined,
  ): Promise<void> {
    const given = () => ({ message, settings: shownSettings() });
    const carryOut = (changed: Changed | null): void => {
      this.tell(changed?.told ?? null);
      then(changed?.taken ?? false);
    };
    await this.ask('change', given, carryOut, key);
  }

  /** Asks the desk; `given` says what with when its turn comes, `then` carries out the answer. */
  ask<K extends Kind, Result>(
    kind: K,
    given: () => Given<K> | null,
    then: (answer: Answer<K>) => Result,
    key?: string,
  ): Promise<Result | null> {
    const question: Question<K, Result> = { kind, given, then, ...(key !== undefined && { key }) };
    return this.#work.ask(question);
  }

  /** Tells the page and the editor what the desk told, unless nothing is shown any more. */
  tell(told: Told | null): void {
    if (told && this.#last) this.#tell(told);
  }

  #tell(told: Told): void {
    for (const message of told.messages) {
      if (message.kind === 'graph' || message.kind === 'tape') {
        this.#last = { saved: message.saved, revision: message.revision };
        this.#checking.restart();
      }
      this.#post(message);
    }
    if (told.marks) this.#source.markProblems(told.marks);
    this.#bookmark = told.bookmark ?? this.#bookmark;
  }

  /** Nothing is shown any more. */
  forget(): void {
    this.#reading.cancel();
    this.#checking.cancel();
    [this.#last, this.#bookmark] = [null, null];
    this.#source.forget();
    void this.ask(
      'forget',
      // Something else may be shown by the time its turn comes.
      () => (this.#last ? null : undefined),
      () => undefined,
    );
  }

  dispose(): void {
    vscode.Disposable.from(this.#reading, this.#checking, this.#work).dispose();
  }

  readonly #say = (message: HostMessage | null): void => {
    if (message) this.#post(message);
  };

  #given(
    document: vscode.TextDocument | null,
    readings: Readonly<Record<string, string>>,
    uri = document?.uri.toString() ?? '',
  ): { beside: Beside; settings: ReturnType<typeof shownSettings> } {
    const beside = besideOf(this.#state, document, { readings, uri });
    return { beside, settings: shownSettings() };
  }

  /** The panel shows this from now on, and follows the document, edited since as `edits` say. */
  #attach(
    document: vscode.TextDocument | null,
    told: Told,
    readings: Readonly<Record<string, string>>,
    edits: readonly Edit[][],
  ): void {
    const open = document?.isClosed === false ? document : null;
    this.#reading.cancel();
    this.#edits = open ? [...edits] : [];
    this.#readings = readings;
    this.#source.attach(open, told.bookmark?.uri ?? '');
    this.#tell(told);
    this.#first = this.#last?.revision ?? 0;
    if (this.#edits.length > 0) this.#reading.start();
  }

  /** Another desk goes on from what the lost one told last. */
  #lost(loss: Loss, question: Kind | null): void {
    const [bookmark, last] = [this.#bookmark, this.#last];
    this.#edits.unshift(...this.#sent.splice(0));
    if (question !== null) tellLoss(loss, bookmark !== null && question !== 'goOn');
    if (!bookmark || !last) return;
    // A value that was not taken is not kept.
    void rememberEdits(this.#state, last.saved);
    if (question === 'goOn') {
      this.forget();
      this.#post({ kind: 'stale', message: GONE, problems: [] });
      return;
    }
    const given = { ...last, bookmark, settings: shownSettings() };
    const goOn: Question<'goOn', void> = {
      kind: 'goOn',
      given: () => given,
      then: (told) => {
        this.tell(told);
        // What was being done is not begun again by itself; what is read comes with the next edit.
        if (question === 'check') this.#checking.cancel();
        else if (question !== 'read') this.#reading.start();
      },
    };
    void this.#work.ask(goOn, { first: true });
  }
}

const GONE = 'This picture stands still, for it takes too long to compute. Show a graph again.';

/** Says what happened; `isBack`: what was shown before is there. */
function tellLoss(loss: Loss, isBack: boolean): void {
  const what =
    loss === 'ended'
      ? 'The computation was stopped'
      : 'The computation took more memory than there is and was stopped';
  const back = isBack ? '; the panel shows what it showed before.' : '.';
  void vscode.window.showWarningMessage(what + back);
}
