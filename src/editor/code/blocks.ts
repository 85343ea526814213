/** The statements of C and its relatives, Julia, R and MATLAB, by their brackets and their words. */
import type { Profile } from '../../language/relatives/profile';
import type { Span } from '../../language/syntax';
import { BlockStatement } from './bindings';
import type { Code, Statement } from './outline';
import { tokensOf, type Token } from './tokens';

/** The statements of a text in any state: what is not closed ends with the text. */
export function parseBlocks(text: string, profile: Profile, from: number): Code {
  const all = tokensOf(text, profile);
  const tokens = all.filter(({ kind }) => kind !== 'comment');
  const statements: Statement[] = [];
  const reader: Reader = { profile, tokens, statements, at: 0 };
  while (reader.at < tokens.length) {
    readBlock(reader, null, 0);
    // A bracket that nothing here has opened: what is before it stands in another block.
    reader.at++;
  }
  const remarkAt = (offset: number): Span | null =>
    all.find(
      ({ kind, start, end }) => /^(comment|text)$/.test(kind) && start < offset && offset <= end,
    ) ?? null;
  return { text, from, statements, indented: false, remarkAt };
}

interface Reader {
  readonly profile: Profile;
  readonly tokens: readonly Token[];
  readonly statements: Statement[];
  at: number;
}

const CHOICES = /^(?:if|else|elseif|elif|switch|match|when|try|catch|finally|with|unless|guard)$/;
const LOOPS = /^(?:for|foreach|while|do|loop|repeat|parfor)$/;
const WRAPPERS =
  /^(?:class|struct|namespace|interface|object|impl|mod|enum|module|record|extension|trait|protocol|union|classdef|methods|properties|baremodule)$/;
/** Words that open what `end` closes. */
const OPENERS =
  /^(?:function|if|for|while|begin|let|struct|module|baremodule|try|do|quote|macro|switch|parfor|classdef|methods|properties|events|enumeration|spmd)$/;
const ENDS = /^end(?:if|for|while|function|switch|_try_catch)?$/;
/** What goes on with the statement whose block has just ended. */
const CONTINUES = /^(?:else|catch|finally)$/;
/** Blocks deeper than that are passed over. */
const DEEPEST = 200;

/** Reads statements up to what closes the block, which is not passed. */
function readBlock(reader: Reader, parent: Statement | null, depth: number): void {
  let before: Statement | null = null;
  while (!closes(reader)) {
    const token = here(reader);
    if (token?.kind === 'line' || token?.text === ';' || token?.text === ',') {
      reader.at++;
    } else {
      before = readStatement(reader, parent, before, depth);
    }
  }
}

/** Whether the block ends here, or goes on in another branch. */
function closes(reader: Reader): boolean {
  const token = here(reader);
  if (!token) {
    return true;
  }
  const isBranch = /^(?:else|elseif|catch|finally|case|otherwise)$/.test(token.text);
  return reader.profile.blocks === 'end'
    ? (ENDS.test(token.text) || isBranch) && token.kind === 'word'
    : token.text === '}';
}

function readStatement(
  reader: Reader,
  parent: Statement | null,
  before: Statement | null,
  depth: number,
): Statement {
  const { tokens, statements, profile } = reader;
  const first = reader.at;
  const statement = new BlockStatement(tokens, first, profile, parent, before);
  statements.push(statement);
  if (here(reader)?.kind === 'directive') {
    reader.at++;
  } else if (profile.blocks === 'end') {
    readToEnd(reader, statement, depth);
  } else {
    readToBrace(reader, statement, depth);
    const isNamed = statement.kind === 'simple' && isLambda(reader, first);
    statement.kind = isNamed ? 'function' : statement.kind;
  }
  statement.close(Math.max(reader.at, first + 1));
  reader.at = statement.last;
  return statement;
}

/** A statement of a language with braces, with its blocks. */
function readToBrace(reader: Reader, statement: BlockStatement, depth: number): void {
  const first = reader.at;
  const word = firstWord(reader, first);
  const isControl = CHOICES.test(word) || LOOPS.test(word);
  statement.kind = LOOPS.test(word) ? 'loop' : CHOICES.test(word) ? 'choice' : 'simple';
  for (let token = here(reader); token && token.text !== '}'; token = here(reader)) {
    if (token.text === ';') {
      reader.at++;
      return;
    }
    if (token.kind === 'line') {
      if (endsLine(reader, first)) {
        return;
      }
      reader.at++;
    } else if (token.text === '(' || token.text === '[') {
      passBrackets(reader);
      const isHead = isControl && token.text === '(' && hasBracketedHeads(reader);
      if (isHead && !opensBlock(reader)) {
        readBranch(reader, statement, depth);
        return;
      }
    } else if (token.text === '{' && isBlock(reader, first, isControl)) {
      statement.kind = isControl ? statement.kind : kindOf(reader, first);
      readInside(reader, statement, depth);
      if (/^(?:do|repeat)$/.test(word)) {
        passCondition(reader);
        return;
      }
      if (!goesOn(reader)) {
        return;
      }
    } else if (token.text === '{') {
      passBrackets(reader);
    } else if (token.text === 'else' && isControl) {
      reader.at++;
      if (!opensBlock(reader) && !/^if$/.test(afterLines(reader)?.text ?? '')) {
        readBranch(reader, statement, depth);
        return;
      }
    } else {
      reader.at++;
    }
  }
}

/** The one statement after `if (…)`, and what comes after `else`. */
function readBranch(reader: Reader, statement: BlockStatement, depth: number): void {
  for (;;) {
    while (here(reader)?.kind === 'line') {
      reader.at++;
    }
    if (!here(reader) || here(reader)?.text === '}' || depth > DEEPEST) {
      return;
    }
    readStatement(reader, statement, null, depth + 1);
    if (!goesOn(reader)) {
      return;
    }
    reader.at++;
  }
}

/** Passes to the word that goes on with a statement after its block, if there is one. */
function goesOn(reader: Reader): boolean {
  const next = afterLines(reader);
  if (!next || !CONTINUES.test(next.text)) {
    return false;
  }
  reader.at = reader.tokens.indexOf(next, reader.at);
  return true;
}

/** What may stand behind `do { … }`. */
function passCondition(reader: Reader): void {
  if (afterLines(reader)?.text === 'while') {
    passLine(reader, reader.at);
  }
}

/** Whether what follows `if (…)` can be a statement without braces. */
function hasBracketedHeads({ profile }: Reader): boolean {
  return profile.types === 'before' || profile.library === 'kotlin' || profile.library === 'r';
}

function readInside(reader: Reader, statement: BlockStatement, depth: number): void {
  if (depth > DEEPEST) {
    passBrackets(reader);
    return;
  }
  reader.at++;
  readBlock(reader, statement, depth + 1);
  reader.at++;
}

/** A statement of Julia or MATLAB, up to the end of its line or to its `end`. */
function readToEnd(reader: Reader, statement: BlockStatement, depth: number): void {
  const { tokens } = reader;
  const first = reader.at;
  const word = firstWord(reader, first);
  if (!OPENERS.test(word) || depth > DEEPEST) {
    passLine(reader, first);
    statement.kind = isLambda(reader, first) ? 'function' : 'simple';
    return;
  }
  statement.kind = LOOPS.test(word)
    ? 'loop'
    : word === 'function' || word === 'macro'
      ? 'function'
      : WRAPPERS.test(word)
        ? 'wrapper'
        : 'choice';
  reader.at++;
  passLine(reader, reader.at);
  for (;;) {
    readBlock(reader, statement, depth + 1);
    const closing = tokens[reader.at];
    reader.at++;
    if (!closing || ENDS.test(closing.text)) {
      return;
    }
    if (/^(?:elseif|case|catch)$/.test(closing.text)) {
      passLine(reader, reader.at);
    }
  }
}

/** Passes a line, what stands in brackets and what `end` closes within it. */
function passLine(reader: Reader, first: number): void {
  let open = 0;
  for (let token = here(reader); token; token = here(reader)) {
    if (open === 0 && (token.text === ';' || (token.kind === 'line' && endsLine(reader, first)))) {
      return;
    }
    if (/^[([{]$/.test(token.text)) {
      passBrackets(reader);
      continue;
    }
    if (token.kind === 'word' && OPENERS.test(token.text)) {
      open++;
    } else if (token.kind === 'word' && ENDS.test(token.text)) {
      if (open === 0) {
        return;
      }
      open--;
    }
    reader.at++;
  }
}

/** From an opening bracket to behind its partner. */
function passBrackets(reader: Reader): void {
  const { tokens } = reader;
  let depth = 0;
  do {
    const { text = '' } = tokens[reader.at] ?? {};
    depth += /^[([{]$/.test(text) ? 1 : /^[)\]}]$/.test(text) ? -1 : 0;
    reader.at++;
  } while (depth > 0 && reader.at < tokens.length);
}

/** Whether the line break here ends the statement that began at `first`. */
function endsLine(reader: Reader, first: number): boolean {
  const { profile } = reader;
  const last = previous(reader);
  const next = afterLines(reader);
  if (!profile.lines || reader.at === first) {
    return false;
  }
  if (/^(?:import|package|using|library)$/.test(reader.tokens[first]?.text ?? '')) {
    return true;
  }
  const goesOn = last.kind === 'sign' && !/^(?:[)\]}'!;]|\+\+|--)$/.test(last.text);
  const leads = /^(?:\.|\?:|\?\.|&&|\|\||\?|\{)$/.test(next?.text ?? '');
  const isBrace = next?.text === '{' && profile.library !== 'kotlin' && profile.library !== 'r';
  return !goesOn && (!leads || isBrace || profile.blocks === 'end');
}

/** Whether the brace here begins a block rather than a list of values. */
function isBlock(reader: Reader, first: number, isControl: boolean): boolean {
  if (reader.at === first || isControl) {
    return true;
  }
  const head = reader.tokens.slice(first, reader.at).filter(({ kind }) => kind !== 'line');
  const last = head.at(-1)?.text ?? '';
  const assigns = head.some(({ text }) => text === '=' || text === '<-' || text === ':=');
  const named = head.some(
    ({ text }) => reader.profile.functions.has(text) || WRAPPERS.test(text) || text === 'function',
  );
  return (
    (named && (!assigns || last === ')')) ||
    (!assigns &&
      (last === ')' ||
        /^(?:const|noexcept|override|final|mutable|extern|unsafe|static|init)$/.test(last)))
  );
}

/** What the block that begins here makes of its statement. */
function kindOf(reader: Reader, first: number): Statement['kind'] {
  const head = reader.tokens.slice(first, reader.at);
  const isWrapper = head.some(({ text, kind }) => kind === 'word' && WRAPPERS.test(text));
  const isCalled = head.some(({ text }) => text === '(');
  return isWrapper && !isCalled ? 'wrapper' : isCalled ? 'function' : 'choice';
}

/** `f(x) = x^2`, `f <- function(x) x^2`, `f = @(x) x^2`, `fun f(x) = x * x`, `auto f = [](double x) …`. */
function isLambda(reader: Reader, first: number): boolean {
  const { profile, tokens } = reader;
  const head = tokens.slice(first, reader.at);
  const texts = head.map(({ text }) => text);
  const sign = texts.findIndex((text) => /^(?:=|<-|=>|:=)$/.test(text));
  if (sign < 0) {
    return false;
  }
  const value = texts[sign + 1] ?? '';
  const declared = texts.slice(0, sign);
  const typed = declared.some((text) => profile.functions.has(text)) || texts[sign] === '=>';
  const captures = value === '[' ? texts.indexOf(']', sign) : -1;
  return (
    /^(?:function|@|\\|\|)$/.test(value) ||
    (typed && declared.includes('(')) ||
    (profile.library === 'julia' && declared[1] === '(') ||
    (captures > 0 && texts[captures + 1] === '(')
  );
}

/** The first word of a statement that is not a label or what modifies it. */
function firstWord({ tokens }: Reader, first: number): string {
  let i = first;
  while (/^(?:mutable|async|unsafe|constexpr|@|inline|export)$/.test(tokens[i]?.text ?? '')) {
    i++;
  }
  const token = tokens[i];
  return token?.kind === 'word' ? token.text : '';
}

function here({ tokens, at }: Reader): Token | undefined {
  return tokens[at];
}

const nothing: Token = { kind: 'line', text: '', start: 0, end: 0 };

function previous({ tokens, at }: Reader): Token {
  return tokens[at - 1] ?? nothing;
}

/** The next token that is no line break. */
function afterLines({ tokens, at }: Reader): Token | undefined {
  let i = at;
  while (tokens[i]?.kind === 'line') {
    i++;
  }
  return tokens[i];
}

function opensBlock(reader: Reader): boolean {
  return afterLines(reader)?.text === '{';
}
