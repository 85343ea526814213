/** Declarations: `double y = …`, `let y: f64 = …`, `y := …`, functions with names in every language. */
import type { Cursor } from './cursor';
import { isTypeWord, readParameters } from './parameters';
import { readGroup } from './groups';
import { giving, readMatlab, readShort } from './forms';
import { filled, readLengths, readSized } from './lengths';
import { readInitial } from './records';
import { hasPointers } from './profile';
import { readTerm, spanOf } from './terms';
import {
  declaredAs,
  isModifier,
  isNumberType,
  kindOfElements,
  kindOfType,
  passAngles,
  readType,
} from './types';
import {
  returning,
  type FunctionStatement,
  type NumberKind,
  type Statement,
  type Term,
} from './tree';
import type { Token } from './scan';

const STARTS: ReadonlySet<string> = new Set([
  'let',
  'var',
  'val',
  'const',
  'static',
  'local',
  'global',
]);

type ReadBlock = (cursor: Cursor) => Statement[];

/** How many tokens of a type, with its modifiers, stand before the name here; 0 if none do. */
function typeLength(cursor: Cursor): number {
  let i = 0;
  let last = 0;
  while (i < 40) {
    const token = cursor.peek(i);
    const next = cursor.peek(i + 1);
    if (token.kind === 'word' && isTypeWord(token.text)) {
      last = i;
      i++;
    } else if (token.text === '::' && next.kind === 'word') i++;
    else if (token.text === '<' && i > 0) {
      const length = anglesLength(cursor, i);
      if (length === 0) return 0;
      i += length;
    } else if ((token.text === '*' || token.text === '&') && i > 0 && isPointerType(cursor, i)) i++;
    else if (token.text === '[' && next.text === ']' && i > 0 && cursor.peek(i + 2).text !== '=')
      i += 2;
    else break;
  }
  // The last word is the name; what is before it is the type.
  return last > 0 &&
    last === i - 1 &&
    cursor.peek(last - 1).text !== '::' &&
    cursor.peek(last - 1).text !== '.'
    ? last
    : 0;
}

/** `double *p` declares a pointer; `a * b` multiplies. */
function isPointerType(cursor: Cursor, i: number): boolean {
  const before = cursor.peek(i - 1).text;
  const isType = isNumberType(before) || isModifier(before) || cursor.records.has(before);
  return isType || cursor.peek(0).text === 'const';
}

function anglesLength(cursor: Cursor, from: number): number {
  let open = 0;
  for (let i = from; i < from + 30; i++) {
    const { text, kind } = cursor.peek(i);
    if (text === '<') open++;
    else if (text === '>') open--;
    else if (text === '>>') open -= 2;
    else if (
      kind === 'end' ||
      (kind !== 'word' && kind !== 'number' && !['::', ',', '*', '&', '?', '[', ']'].includes(text))
    )
      return 0;
    if (open <= 0) return i - from + 1;
  }
  return 0;
}

/** Whether a declaration of numbers starts here. */
export function isDeclaration(cursor: Cursor): boolean {
  const { types, library } = cursor.profile;
  if (library === 'r' || library === 'matlab') return false;
  if (types === 'before') return typeLength(cursor) > 0;
  let i = 0;
  while (
    isModifier(cursor.peek(i).text) &&
    cursor.peek(i).kind === 'word' &&
    !STARTS.has(cursor.peek(i).text)
  )
    i++;
  const next = cursor.peek(i + 1);
  if (
    cursor.peek(i).kind === 'word' &&
    STARTS.has(cursor.peek(i).text) &&
    !(library === 'julia' && cursor.peek(i).text === 'let') &&
    (next.kind === 'word' || next.text === '(')
  )
    return true;
  if (library === 'julia') return cursor.peek().kind === 'word' && next.text === '::';
  return (
    library === 'go' &&
    cursor.peek().kind === 'word' &&
    (next.text === ':=' || (next.text === ',' && isGoGroup(cursor)))
  );
}

function isGoGroup(cursor: Cursor): boolean {
  for (let i = 0; cursor.peek(i).kind === 'word' || cursor.peek(i).text === ','; i++)
    if (cursor.peek(i + 1).text === ':=') return true;
  return false;
}

/** The names declared here, with their values. */
export function declarations(cursor: Cursor): Statement[] {
  const start = cursor.peek();
  if (cursor.profile.types === 'before') return readTyped(cursor, start);
  if (cursor.profile.library === 'go') return readGo(cursor, start);
  while (
    cursor.peek().kind === 'word' &&
    (STARTS.has(cursor.peek().text) || isModifier(cursor.peek().text))
  )
    cursor.next();
  const found: Statement[] = [];
  do {
    if (cursor.is('(')) {
      found.push(...readGroup(cursor));
      continue;
    }
    const name = cursor.word();
    const words = cursor.take(':', '::') ? readType(cursor) : [];
    const sign = cursor.take('=');
    if (sign && cursor.is('&') && cursor.peek(1).text === 'mut') refuseReference(cursor, name);
    const given = sign ? readTerm(cursor) : undefined;
    const value = declaredAs(given, kindOfElements(words));
    found.push(declared(cursor, name, kindOfType(words), value));
  } while (cursor.profile.library === 'swift' && cursor.take(','));
  return found;
}

function declared(
  cursor: Cursor,
  name: Token,
  type: NumberKind,
  value: Term | undefined,
): Statement & { readonly kind: 'declare' } {
  return {
    kind: 'declare',
    name: name.text,
    type,
    ...(value ? { value } : {}),
    span: cursor.since(spanOf(name)),
  };
}

function refuseReference(cursor: Cursor, start: Token): never {
  return cursor.refuse(
    'Another name for a variable is not read. Use the variable itself.',
    cursor.since(start),
  );
}

/** `const double x = 1, y(2), z{3};` */
function readTyped(cursor: Cursor, start: Token): Statement[] {
  const length = typeLength(cursor);
  const words: string[] = [];
  let isReference = false;
  let isPointer = false;
  for (let i = 0; i < length; i++) {
    const token = cursor.next();
    if (token.kind === 'word') words.push(token.text);
    else if (token.text === '&') isReference = true;
    else if (token.text === '*') isPointer = true;
  }
  if (isReference && !words.includes('const')) refuseReference(cursor, start);
  const fields = words.map((word) => cursor.records.get(word)).find((known) => known);
  const type = fields ? 'open' : kindOfType(words);
  if (words.includes('typedef'))
    cursor.refuse('Types are not read. Delete the definition.', cursor.since(start));
  const found: Statement[] = [];
  do {
    if (found.length > 0) isPointer = cursor.take('*') !== undefined;
    const name = cursor.word();
    const lengths = readLengths(cursor);
    const isList = lengths.length > 0;
    // HLSL's `: register(b0)`.
    if (cursor.is(':') && cursor.peek(1).kind === 'word')
      while (!cursor.ends() && !cursor.is('=')) cursor.next();
    const isFilled = isList || (type === 'other' && cursor.profile.library === 'cpp');
    const isSized = words.includes('vector') && cursor.is('(');
    const initial = isSized
      ? readSized(cursor, name, kindOfElements(words))
      : readInitial(cursor, isFilled, isList ? undefined : fields);
    const element = kindOfElements(words);
    const value = filled(cursor, name, lengths, declaredAs(initial, element), element);
    const isAlias = isPointer || (isList && hasPointers(cursor.profile));
    const kind = isList ? 'open' : type;
    const one = declared(cursor, name, isAlias ? 'pointer' : kind, value);
    const holds = words.includes('vector') ? { element } : fields && 'fields';
    found.push(holds && !isAlias && !value ? { ...one, parts: holds } : one);
  } while (cursor.take(','));
  return found;
}

/** `var y float64 = 2`, `const k = 2`, `a, b := 1, 2`. */
function readGo(cursor: Cursor, start: Token): Statement[] {
  const keyword = cursor.take('var', 'const');
  if (cursor.is('('))
    cursor.refuse('Groups of declarations are not read. Declare the names one by one.');
  const names = [cursor.word()];
  while (cursor.take(',')) names.push(cursor.word());
  const type = keyword && !cursor.is('=') && !cursor.ends() ? kindOfType(readType(cursor)) : 'open';
  const values: Term[] = [];
  if (cursor.take('=', ':=')) {
    values.push(readTerm(cursor));
    while (cursor.take(',')) values.push(readTerm(cursor));
    if (values.length !== names.length)
      cursor.refuse(
        'There must be one value for each name here. Write as many.',
        cursor.since(start),
      );
  }
  return names.map((name, i) => declared(cursor, name, type, values[i]));
}

/** Whether a function with a name starts here. */
export function isFunctionHead(cursor: Cursor): boolean {
  const { types, functions, library } = cursor.profile;
  if (types === 'before') return isTypedHead(cursor);
  let i = 0;
  while (cursor.peek(i).kind === 'word' && isModifier(cursor.peek(i).text)) i++;
  const head = cursor.peek(i);
  const next = cursor.peek(i + 1);
  if (library === 'r')
    return (
      head.kind === 'word' &&
      /^(?:<-|=|<<-)$/.test(next.text) &&
      (cursor.peek(i + 2).text === 'function' || cursor.peek(i + 2).text === '\\')
    );
  if (head.kind === 'word' && functions.has(head.text))
    return (
      next.kind === 'word' ||
      (library === 'go' &&
        next.text === '(' &&
        cursor.peek(cursor.beyond(i + 1)).kind === 'word' &&
        cursor.peek(cursor.beyond(i + 1) + 1).text === '(') ||
      library === 'matlab' ||
      (library === 'kotlin' && next.text === '<')
    );
  return library === 'julia' && isShortHead(cursor);
}

/** Julia's `f(x) = …`. */
function isShortHead(cursor: Cursor): boolean {
  const bracket = cursor.peek(1);
  if (
    cursor.peek().kind !== 'word' ||
    bracket.text !== '(' ||
    !bracket.glued ||
    bracket.partner < 0
  )
    return false;
  const after = cursor.peek(cursor.beyond(1));
  return after.kind === 'operator' && (after.text === '=' || after.text === '::');
}

/** `static double f(double x) {`, but not `double y(2.0);`. */
function isTypedHead(cursor: Cursor): boolean {
  const length = typeLength(cursor);
  const bracket = cursor.peek(length + 1);
  if (length === 0 || bracket.text !== '(' || bracket.partner < 0) return false;
  const after = cursor.beyond(length + 1);
  for (let i = after; i < after + 12; i++) {
    const { text, kind } = cursor.peek(i);
    if (text === '{' || text === '=>' || text === ':') return true;
    if (kind !== 'word' && text !== '->') break;
  }
  // Without a body: a declaration of what is defined elsewhere.
  const inside = cursor.peek(length + 2);
  return (
    cursor.peek(after).text === ';' &&
    (inside.text === ')' || (inside.kind === 'word' && cursor.peek(length + 3).kind === 'word'))
  );
}

/** A function with a name. */
export function readFunction(cursor: Cursor, readBlock: ReadBlock): FunctionStatement {
  const start = cursor.peek();
  switch (cursor.profile.library) {
    case 'r':
      return readR(cursor, start, readBlock);
    case 'matlab':
      return readMatlab(cursor, start, readBlock);
    case 'julia':
      if (!cursor.is('function')) return readShort(cursor, start);
  }
  const words = readHead(cursor);
  const name = cursor.word();
  if (cursor.is('<')) passAngles(cursor);
  cursor.expect('(');
  const parameters = readParameters(cursor, ')');
  let result: NumberKind = kindOfType(words);
  if (cursor.profile.types !== 'before')
    result = cursor.take('->', ':', '::') || !cursor.is('{', '=') ? resultType(cursor) : 'open';
  else while (!cursor.is('{', '=>', ';') && cursor.peek().kind !== 'end') cursor.next();
  if (cursor.take(';'))
    return {
      kind: 'function',
      name: name.text,
      parameters,
      result,
      body: [],
      span: cursor.since(start),
    };
  const body = readResult(cursor, readBlock);
  return { kind: 'function', name: name.text, parameters, result, body, span: cursor.since(start) };
}

/** Julia has a type only after `::`; its body follows at once. */
function resultType(cursor: Cursor): NumberKind {
  return cursor.profile.library === 'julia' && !cursor.peek().glued
    ? 'open'
    : kindOfType(readType(cursor));
}

/** Modifiers, the type before a name, `fn`, `func (receiver)`. */
function readHead(cursor: Cursor): string[] {
  const words: string[] = [];
  if (cursor.profile.types === 'before') {
    for (let i = typeLength(cursor); i > 0; i--) words.push(cursor.next().text);
    return words.filter((word) => /^\w/.test(word));
  }
  while (!cursor.profile.functions.has(cursor.next().text));
  if (cursor.is('(')) for (let i = cursor.beyond(); i > 0; i--) cursor.next();
  if (cursor.is('<')) passAngles(cursor);
  return words;
}

/** A block, or `= …` and `=> …` with the result. */
function readResult(cursor: Cursor, readBlock: ReadBlock): readonly Statement[] {
  if (cursor.take('=', '=>')) {
    const value = readTerm(cursor);
    cursor.take(';');
    return [{ kind: 'return', value, span: value.span }];
  }
  const body = readBlock(cursor);
  return cursor.profile.valued ? returning(body) : body;
}

/** `f <- function(x, n = 2) …` */
function readR(cursor: Cursor, start: Token, readBlock: ReadBlock): FunctionStatement {
  const name = cursor.word();
  cursor.next();
  cursor.next();
  cursor.expect('(');
  const parameters = readParameters(cursor, ')');
  const body = cursor.is('{') ? readResult(cursor, readBlock) : giving(readTerm(cursor));
  return {
    kind: 'function',
    name: name.text,
    parameters,
    result: 'open',
    body,
    span: cursor.since(start),
  };
}
