/** Raw TeX tokens -> the engine's tokens: looks are dropped, environments become rows or cases. */
import {
  accents,
  bars,
  blanks,
  braced,
  closers,
  decorated,
  doubleStruck,
  ignored,
  mathFonts,
  openers,
  operatorCommands,
  outOfScope,
  rowEnvironments,
  sized,
  structures,
  textFonts,
  uprightFonts,
} from './latexCommands';
import { functionSpelled } from './functions';
import { emit, inSubscript, separatesOperands, settled, takeArgument, takeMark } from './latexCook';
import type { Cook } from './latexCook';
import { cookEnvironment, cookFont, openEnvironment } from './latexEnvironments';
import { cookNumber, startsNumber } from './latexNumbers';
import type { Raw } from './latexSource';
import { isGreek } from './names';
import { countTokens, fail } from './reading';
import { HIGH, LOW, fractions, lowered, operatorOf, pushSuperscript, unify } from './symbols';
import type { Limits } from './syntax';
import type { Token } from './tokens';

export function latexTokens(raw: readonly Raw[], limits: Limits): Token[] {
  const c: Cook = {
    raw,
    tokens: [],
    at: 0,
    arguments: 0,
    script: '',
    note: false,
    glued: false,
    groups: [],
    environments: [],
  };
  while (c.at < raw.length) {
    countTokens(c.tokens.length, limits, raw[c.at] ?? { start: 0, end: 0 });
    cookOne(c);
  }
  const [open] = c.environments;
  if (open)
    fail(
      'syntax',
      `This \`\\begin{${open.name}}\` is never ended. Write \`\\end{${open.name}}\` after it.`,
      open.at,
    );
  return c.tokens;
}

function cookOne(c: Cook): void {
  const raw = c.raw[c.at];
  if (!raw) return;
  if (!raw.glued) c.glued = false;
  const { text } = raw;
  if (text.startsWith('\\')) cookCommand(c, raw);
  else if (startsNumber(c, raw)) cookNumber(c, raw);
  else if (/^[A-Za-z]$/.test(text)) cookLetters(c, raw);
  else cookCharacter(c, raw);
}

/** A run of letters; one letter where an argument or script is due. */
function cookLetters(c: Cook, first: Raw): void {
  const single = c.arguments > 0 || c.script !== '';
  let run = '';
  let { end } = first;
  for (
    let raw = c.raw[c.at];
    raw && /^[A-Za-z]$/.test(raw.text) && (run === '' || raw.glued);
    raw = c.raw[c.at]
  ) {
    run += raw.text;
    ({ end } = raw);
    c.at++;
    if (single) break;
    // n\_samples is one name, as programs have it.
    const [dash, next] = [c.raw[c.at], c.raw[c.at + 1]];
    if (dash?.text === '\\_' && dash.glued && next?.glued && /^[A-Za-z]$/.test(next.text)) {
      run += '_';
      c.at++;
    }
  }
  const isName = single || inSubscript(c) || run.includes('_');
  emit(c, isName ? 'name' : 'word', run, { start: first.start, end });
  settled(c);
}

function cookCharacter(c: Cook, raw: Raw): void {
  const { text } = raw;
  c.at++;
  if (text === '{' || text === '}') cookBrace(c, raw);
  else if (text === '[' || text === ']') cookSquare(c, raw);
  else if (text === '\u2029' || text === '$') emit(c, 'break', '$', raw);
  else if (text === '~') c.glued = false;
  else if (text === '&') {
    if (c.environments.at(-1)?.cases || separatesOperands(c)) emit(c, 'operator', '&', raw);
    c.glued = false;
  } else if (text === '^' || text === '_') {
    const isRaised = text === '^' || c.tokens.at(-1)?.kind === 'close';
    const mark = isRaised ? takeMark(c) : undefined;
    const { end } = mark === undefined ? raw : (c.raw[c.at - 1] ?? raw);
    emit(c, 'operator', mark ?? text, { start: raw.start, end });
    if (mark === undefined) c.script = text;
  } else if (text === "'" || text === '′') emit(c, 'operator', "'", raw);
  else if (bars.has(text)) cookDelimiter(c, raw, 'either');
  else if (openers.has(text) || closers.has(text)) cookDelimiter(c, raw, 'either');
  else if (HIGH.includes(text)) cookHigh(c, raw);
  else if (LOW.includes(text)) {
    emit(c, 'operator', '_', raw);
    emit(c, 'name', lowered(text), raw);
  } else if (fractions.has(text)) emit(c, 'number', text, raw, fractions.get(text));
  else if (text === '∑' || text === '∏') {
    emit(c, 'command', text === '∑' ? '\\sum' : '\\prod', raw);
    settled(c);
  } else if (text === '𝟙') {
    emit(c, 'command', doubleStruck[0], raw);
    emit(c, 'number', '1', raw, 1);
    settled(c);
  } else if (/^\p{L}$/u.test(unify(text))) {
    emit(c, 'name', unify(text), raw);
    settled(c);
  } else cookOperator(c, raw);
}

function cookHigh(c: Cook, first: Raw): void {
  let run = first.text;
  for (let raw = c.raw[c.at]; raw?.glued && HIGH.includes(raw.text); raw = c.raw[++c.at])
    run += raw.text;
  pushSuperscript(c.tokens, run, first.start, c.glued);
  c.glued = true;
}

function cookOperator(c: Cook, raw: Raw): void {
  const next = c.raw[c.at];
  const pair = `${raw.text}${next?.glued ? next.text : ''}`;
  const joined = [':=', '<=', '>=', '=='].includes(pair);
  if (joined) c.at++;
  const text = operatorOf(joined ? pair : unify(raw.text), raw.start);
  const isCondition = text === '=' && !joined && c.environments.at(-1)?.cases === true;
  emit(c, 'operator', isCondition ? '==' : text, raw);
}

function cookBrace(c: Cook, raw: Raw): void {
  if (raw.text === '{') {
    const isEmpty = c.raw[c.at]?.text === '}' && c.script === '' && c.arguments === 0;
    if (isEmpty && !c.note && c.raw.length > 2) {
      // {} separates signs and stands for nothing.
      c.at++;
      return;
    }
    const sign = c.raw[c.at];
    if (sign && isSign.test(sign.text) && c.raw[c.at + 1]?.text === '}' && c.script === '') {
      // {=} and {+}, as \stackrel and \mathbin take them, are the sign itself.
      c.at += 2;
      cookOperator(c, sign);
      return;
    }
    const subscript = inSubscript(c);
    const waiting = c.script === '' && c.arguments > 0 ? c.arguments - 1 : c.arguments;
    c.groups.push({ close: '}', arguments: waiting, subscript, note: c.note });
    c.arguments = 0;
    c.script = '';
    c.note = false;
    emit(c, 'open', '{', raw);
    return;
  }
  const group = c.groups.pop();
  if (group?.close !== '}') fail('syntax', 'This `}` closes nothing. Delete it.', raw);
  emit(c, 'close', '}', raw);
  c.arguments = group.arguments;
  c.script = '';
  const next = c.raw[c.at];
  if (group.note && (next?.text === '_' || next?.text === '^')) {
    c.at++;
    takeArgument(c);
  }
}

const isSign = /^[-+*/=<>]$/;

/** Brackets, of which those after \sqrt hold its degree. */
function cookSquare(c: Cook, raw: Raw): void {
  const degree = raw.text === '[' && c.tokens.at(-1)?.text === '\\sqrt';
  if (degree) {
    c.groups.push({ close: ']', arguments: c.arguments, subscript: false, note: false });
    c.arguments = 0;
  } else if (raw.text === ']' && c.groups.at(-1)?.close === ']') {
    c.arguments = c.groups.pop()?.arguments ?? 0;
  }
  emit(c, raw.text === '[' ? 'open' : 'close', raw.text, raw);
}

function cookDelimiter(c: Cook, raw: Raw, side: 'open' | 'close' | 'either'): void {
  const { text } = raw;
  const bar = bars.get(text);
  if (bar !== undefined) {
    if (side === 'open') emit(c, 'open', '|(', raw);
    else if (side === 'close') emit(c, 'close', ')|', raw);
    else emit(c, 'bar', bar, raw);
    return;
  }
  const open = openers.get(text);
  const close = closers.get(text);
  if (open !== undefined) emit(c, 'open', open, raw);
  else if (close !== undefined) emit(c, 'close', close, raw);
  else emit(c, 'command', text, raw);
}

function cookCommand(c: Cook, raw: Raw): void {
  const { text } = raw;
  c.at++;
  const side = sized.get(text);
  if (blanks.has(text)) {
    c.glued = false;
    if (/^\\(?:q?quad|hfill)$/.test(text)) skipEquationNumber(c);
  } else if (
    text === '\\\\' ||
    text === '\\newline' ||
    text === '\\cr' ||
    text === '\\tabularnewline'
  )
    cookRowEnd(c, raw);
  else if (side) cookSized(c, raw, side);
  else if (ignored.has(text)) {
    if (c.raw[c.at]?.text === '*') c.at++;
    takeArgument(c);
  } else if (decorated.has(text)) takeArgument(c);
  else if (braced.has(text)) c.note = true;
  else if (text === '\\$' && /^\d$/.test(c.raw[c.at]?.text ?? '')) c.glued = false;
  else if (text === '\\begin' || text === '\\end') cookEnvironment(c, raw);
  else if (textFonts.has(text) || uprightFonts.has(text) || mathFonts.has(text)) cookFont(c, raw);
  else if (text === '\\not' && c.raw[c.at]?.text === '=') {
    c.at++;
    emit(c, 'operator', '!=', raw);
  } else if (text === '\\(' || text === '\\)' || text === '\\[' || text === '\\]')
    emit(c, 'break', '$', raw);
  else if (operatorCommands.has(text)) {
    const operator = operatorCommands.get(text) ?? text;
    emit(c, 'operator', operator === '=' && c.environments.at(-1)?.cases ? '==' : operator, raw);
  } else if (openers.has(text) || closers.has(text) || bars.has(text))
    cookDelimiter(c, raw, 'either');
  else {
    const word = text.slice(1);
    const spelled =
      outOfScope.has(text) || structures.has(text) ? undefined : functionSpelled(word);
    if (isGreek(word) && !outOfScope.has(text)) emit(c, 'name', word, raw);
    else if (spelled !== undefined) emit(c, 'function', spelled, raw);
    else
      emit(c, 'command', doubleStruck.some((font) => font === text) ? doubleStruck[0] : text, raw);
    const count = structures.get(text) ?? (accents.has(text) ? 1 : undefined);
    settled(c);
    if (count !== undefined) c.arguments += count;
  }
}

/** \qquad (2) at the end of a row numbers the equation. */
function skipEquationNumber(c: Cook): void {
  let at = c.at;
  if (c.raw[at]?.text !== '(') return;
  while (/^[\d.]$/.test(c.raw[++at]?.text ?? ''));
  const [close, next] = [c.raw[at], c.raw[at + 1]];
  const ends = !next || ['\\\\', '\\end', '$', '\u2029', '\\]', '\\)'].includes(next.text);
  if (at > c.at + 1 && close?.text === ')' && ends) c.at = at + 1;
}

function cookSized(c: Cook, raw: Raw, side: 'open' | 'close' | 'either'): void {
  const delimiter = c.raw[c.at];
  if (!delimiter)
    fail(
      'syntax',
      `\`${raw.text}\` needs a bracket after it. Write \`${raw.text})\`, or \`${raw.text}.\` for none.`,
      raw,
    );
  c.at++;
  if (delimiter.text === '.') {
    c.glued = false;
    return;
  }
  // \left\{ \begin{array}: a value by cases, written without the environment for it.
  const [begin, brace] = [c.raw[c.at], c.raw[c.at + 1]];
  if (
    side === 'open' &&
    openers.get(delimiter.text) === '\\{' &&
    begin?.text === '\\begin' &&
    brace?.text === '{'
  ) {
    const close = c.raw.findIndex((t, at) => at > c.at && t.text === '}');
    const name = c.raw
      .slice(c.at + 2, close)
      .map((t) => t.text)
      .join('');
    if (rowEnvironments.test(name)) {
      c.at++;
      openEnvironment(c, begin, true);
      return;
    }
  }
  if (delimiter.text === '/') emit(c, 'operator', '/', raw);
  else cookDelimiter(c, { ...delimiter, start: raw.start }, side);
}

function cookRowEnd(c: Cook, raw: Raw): void {
  const next = c.raw[c.at];
  if (next?.glued && next.text === '*') c.at++;
  skipLength(c);
  if (c.environments.at(-1)?.cases) emit(c, 'operator', '\\\\', raw);
  // Below a sum rows are conditions, as in \substack{i = 1 \\ i \ne 2}.
  else if (c.groups.at(-1)?.subscript) emit(c, 'operator', ',', raw);
  else emit(c, 'break', '\n', raw);
  c.glued = false;
}

/** \\[2pt] */
function skipLength(c: Cook): void {
  if (c.raw[c.at]?.text !== '[') return;
  const close = c.raw.slice(c.at, c.at + 24).findIndex((t) => t.text === ']');
  const inside = c.raw
    .slice(c.at + 1, c.at + Math.max(1, close))
    .map((t) => t.text)
    .join('');
  if (close > 0 && /^-?[\d.]+(?:pt|em|ex|cm|mm|in|mu|sp|bp|\\[a-z]+)$/.test(inside))
    c.at += close + 1;
}
