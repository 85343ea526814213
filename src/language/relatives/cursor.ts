/** Where a parser is in its tokens, and how deep. */
import type { Limits, Span } from '../syntax';
import { NOTHING } from '../characters';
import { refuse, Refusal } from '../code/value';
import type { Profile } from './profile';
import type { Token } from './scan';
import type { FieldType, Range, Term } from './tree';

/** What expressions need from the statements that can stand inside them. */
export interface Grammar {
  /** Any expression. */
  readonly term: (cursor: Cursor) => Term;
  /** An expression that assigns nothing, such as a bound of a range. */
  readonly bound: (cursor: Cursor) => Term;
  /** A function without a name, if one starts here. */
  readonly anonymous: (cursor: Cursor) => Term | undefined;
  /** An `if` with a value. */
  readonly choice: (cursor: Cursor) => Term;
  /** A block with a value. */
  readonly block: (cursor: Cursor) => Term;
  /** What a loop or a comprehension counts through. */
  readonly range: (cursor: Cursor) => Range;
}

/** Something stands where it cannot; told by what is around it. */
export class Misplaced extends Error {
  constructor(readonly offset: number) {
    super('misplaced');
  }
}

export class Cursor {
  private at = 0;
  private depth = 0;
  /** Brackets open around the place; inside them lines mean nothing. */
  private brackets = 0;
  /** Whether blanks separate elements here, as in MATLAB's `[1 -2 x]`. */
  spaced = false;
  /** Whether an index is being read, for the `end` in it. */
  private indexes = false;
  /** The fields of the structures defined so far. */
  readonly records = new Map<string, readonly FieldType[]>();
  /** Whether every operator is element by element, as after Julia's `@.`. */
  dotted = false;

  constructor(
    private readonly tokens: readonly Token[],
    readonly profile: Profile,
    readonly grammar: Grammar,
    private readonly limits: Limits,
  ) {}

  /** The token `ahead` of the place; the last one is repeated without end. */
  peek(ahead = 0): Token {
    const token = this.tokens[this.at + ahead] ?? this.tokens.at(-1);
    return token ?? refuse('empty', NOTHING, { start: 0, end: 0 });
  }

  /** How many tokens were passed. */
  position(): number {
    return this.at;
  }

  /** The token after the bracket that closes the one `ahead` of the place, by how far it is away. */
  beyond(ahead = 0): number {
    return this.peek(ahead).partner - this.at + 1;
  }

  next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  /** Whether one of `texts` is here, as an operator, a bracket or a word. */
  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind !== 'text' && kind !== 'number' && texts.includes(text) && kind !== 'end';
  }

  /** Passes one of `texts` if it is here. */
  take(...texts: readonly string[]): Token | undefined {
    return this.is(...texts) ? this.next() : undefined;
  }

  expect(text: string): Token {
    return this.take(text) ?? this.missing(text);
  }

  word(): Token {
    return this.peek().kind === 'word' ? this.next() : this.misread();
  }

  /** Whether the statement ends here because the line does. */
  lineEnds(): boolean {
    const token = this.peek();
    return token.kind === 'end' || (this.profile.lines && this.brackets === 0 && token.breaks);
  }

  /** Whether a line that starts with this token goes on with the one before. */
  leads(): boolean {
    const { text, kind } = this.peek();
    const { library } = this.profile;
    if (kind !== 'operator') return false;
    if (library === 'swift') return text === '.' || !this.peek(1).glued;
    return library === 'kotlin' && ['.', '?:', '&&', '||'].includes(text);
  }

  /** Whether nothing but the end of a statement is here. */
  ends(): boolean {
    return this.is(';', '}', ')', ']', ',') || this.lineEnds();
  }

  /** The token before the place, or `back` more before that. */
  before(back = 0): Token | undefined {
    return this.tokens[this.at - 1 - back];
  }

  /** Refuses a text in which `word` does not come. */
  missing(word: string): never {
    const token = this.peek();
    const end = this.before()?.end ?? token.start;
    const before = token.kind === 'end' ? 'at the end' : `before \`${token.text}\``;
    const put = /^\w/.test(word) ? `\n${word}` : word;
    return refuse('syntax', `\`${word}\` is missing ${before}.`, this.here(), {
      fixes: [{ span: { start: end, end }, text: put }],
      advice: 'Write it.',
    });
  }

  /** Refuses what stands here; without a message the letters around it say why. */
  misread(message?: string): never {
    if (message === undefined) throw new Misplaced(this.peek().start);
    return refuse('syntax', message, this.here());
  }

  /** The token at the place, or at the end of a text the last before it. */
  private here(): Span {
    const token = this.peek();
    const { start, end } = token.kind === 'end' ? (this.before() ?? token) : token;
    return { start, end };
  }

  refuse(message: string, token: Span = this.peek()): never {
    return refuse('unsupported', message, { start: token.start, end: token.end });
  }

  /** From the start of `from` to the last token passed. */
  since(from: Span): Span {
    return {
      start: from.start,
      end: Math.max(from.end, this.tokens[this.at - 1]?.end ?? from.end),
    };
  }

  /** Reads one level deeper. */
  deeper<T>(read: () => T): T {
    if (++this.depth > this.limits.depth) {
      const message = `This nests deeper than ${this.limits.depth} levels. Split it into named steps.`;
      refuse('too large', message, { start: this.peek().start, end: this.peek().end });
    }
    const result = read();
    this.depth--;
    return result;
  }

  /** Reads inside brackets, where lines do not end statements. */
  within<T>(read: () => T, spaced = false): T {
    const { spaced: around } = this;
    this.spaced = spaced;
    this.brackets++;
    const result = read();
    this.brackets--;
    this.spaced = around;
    return result;
  }

  /** Whether another element begins here behind a blank: `-2` of `[1 -2]`, but not of `[1 - 2]`. */
  separates(): boolean {
    const token = this.peek();
    if (!this.spaced || token.glued) return false;
    return token.kind !== 'operator' || (/^[-+~@]$/.test(token.text) && this.peek(1).glued);
  }

  /** What is read here, or undefined where that cannot be read: then nothing is passed. */
  attempt<T>(read: () => T): T | undefined {
    const { at, depth, brackets, indexes, spaced, dotted } = this;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Misplaced)) throw error;
      Object.assign(this, { at, depth, brackets, indexes, spaced, dotted });
      return undefined;
    }
  }

  /** Reads the index of an element. */
  index<T>(read: () => T): T {
    const { indexes: around } = this;
    this.indexes = true;
    const result = this.within(read);
    this.indexes = around;
    return result;
  }

  /** Julia's and MATLAB's `end` in an index: how long the list is there. */
  lastIndex(): Term | undefined {
    if (!this.indexes || this.profile.blocks !== 'end' || !this.is('end')) return undefined;
    const { text: name, start, end } = this.next();
    return { kind: 'word', name, span: { start, end } };
  }

  /** `:` alone in an index: all of them. */
  wholeIndex(): Term | undefined {
    const after = this.peek(1).text;
    const isAlone =
      this.indexes && this.is(':') && (after === ',' || after === ')' || after === ']');
    if (!isAlone) return undefined;
    const { text: name, start, end } = this.next();
    return { kind: 'word', name, span: { start, end } };
  }

  /** Reads a block inside brackets, where they do again. */
  apart<T>(read: () => T): T {
    const { brackets } = this;
    this.brackets = 0;
    const result = read();
    this.brackets = brackets;
    return result;
  }

  /** Longest row of `.a`, `[i]` and `(x)` after one operand. */
  get longest(): number {
    return this.limits.depth;
  }
}
