/** Parameters of functions: `double x`, `x: f64 = 1`, `x float64`, `x::Real`. */
import type { Cursor } from './cursor';
import { readTerm } from './terms';
import { isModifier, kindOfType, passAngles, readType } from './types';
import type { NumberKind, ParameterTerm, Term } from './tree';

/** What stands between `(` or `|` and `closing`, which is passed. */
export function readParameters(cursor: Cursor, closing: string): ParameterTerm[] {
  const parameters: ParameterTerm[] = [];
  cursor.within(() => {
    while (!cursor.is(closing)) {
      parameters.push(readParameter(cursor, closing));
      if (!cursor.take(',', ';') && !cursor.is(closing)) cursor.misread();
    }
  });
  cursor.next();
  const names = parameters.map(({ name }) => name);
  const twice = parameters.find(({ name, parts }, i) => !parts && names.indexOf(name) < i);
  if (twice)
    return cursor.refuse(
      `Two parameters are called \`${twice.name}\`. Give one of them another name.`,
      twice.span,
    );
  return withGroupTypes(cursor, parameters).filter(
    ({ name }) => name !== 'self' && name !== 'void',
  );
}

/** Rust's `|(x, y)|` and Kotlin's `{ (x, y) -> … }`. */
export function readParts(cursor: Cursor): ParameterTerm {
  const start = cursor.expect('(');
  const parts = cursor.deeper(() => readParameters(cursor, ')'));
  return { name: '', type: 'open', parts, span: cursor.since(start) };
}

function readParameter(cursor: Cursor, closing: string): ParameterTerm {
  const start = cursor.peek();
  if (cursor.profile.library === 'rust') {
    while (cursor.is('&') && cursor.peek(1).text === '(') cursor.next();
    if (cursor.is('(')) return readParts(cursor);
  }
  const words: string[] = [];
  let isReference = false;
  while (!cursor.is(closing) && (cursor.is('&', '*', '@', '#') || cursor.peek().kind === 'word')) {
    const part = cursor.next();
    if (part.kind === 'word') words.push(part.text);
    else if (part.text === '&' || part.text === '*') isReference = true;
    while (cursor.is('::') && cursor.profile.types === 'before') {
      cursor.next();
      words.push(cursor.word().text);
    }
    if (cursor.is('<') && cursor.profile.types === 'before') passAngles(cursor);
    if (cursor.profile.types === 'after' && words.length === 1) break;
  }
  if (cursor.is('...'))
    cursor.refuse('How many values this function gets is not known. Write a parameter for each.');
  let isList = false;
  if (cursor.is('[') && cursor.profile.types === 'after') isList = true;
  while (cursor.is('[') && cursor.profile.types !== 'after') {
    isList = true;
    for (let i = cursor.beyond(); i > 0; i--) cursor.next();
    if (cursor.peek().kind === 'word') words.push(cursor.next().text);
  }
  const name = words.at(-1) ?? cursor.misread('A parameter is missing here. Write its name.');
  const said = readParameterType(cursor, words, closing);
  const type: NumberKind = said.length === 0 ? 'open' : kindOfType(said);
  const isMutable = isReference && cursor.profile.types === 'before' && !words.includes('const');
  const isShared = isMutable || isList || [...words.slice(0, -1), ...said].some(isSharing);
  const fallback: Term | undefined = cursor.take('=') && readTerm(cursor);
  const kind: NumberKind = isList ? 'other' : type;
  return {
    name,
    type: kind,
    ...(fallback ? { fallback } : {}),
    ...(isShared ? { shares: true } : {}),
    span: { start: start.start, end: cursor.since(start).end },
  };
}

/** The words of the type of a parameter; none if it has no type. */
function readParameterType(
  cursor: Cursor,
  words: readonly string[],
  closing: string,
): readonly string[] {
  switch (cursor.profile.types) {
    case 'before':
      // HLSL's `x : TEXCOORD0`.
      if (cursor.take(':')) cursor.word();
      return words.slice(0, -1);
    case 'colon':
      return cursor.take(':', '::') ? readType(cursor) : [];
    case 'after':
      return cursor.is(',', closing) ? [] : readType(cursor);
    case 'none':
      return [];
  }
}

/** Rust's `&mut`, Swift's `inout`, C#'s `ref`. */
const isSharing = (word: string): boolean => /^(?:mut|inout|ref|out)$/.test(word);

/** Go's `a, b int`: a name without a type has the next one's. */
function withGroupTypes(cursor: Cursor, parameters: readonly ParameterTerm[]): ParameterTerm[] {
  if (cursor.profile.types !== 'after') return [...parameters];
  let type: NumberKind = 'open';
  return [...parameters]
    .reverse()
    .map((parameter) => {
      type = parameter.type === 'open' ? type : parameter.type;
      return { ...parameter, type };
    })
    .reverse();
}

/** Whether these words before a name can be a type at all. */
export function isTypeWord(word: string): boolean {
  return (
    isModifier(word) ||
    !/^(?:return|if|else|for|while|do|break|continue|throw|case|in|is|as|and|or|not|new|delete|goto)$/.test(
      word,
    )
  );
}
