/** Environments become rows or cases, and fonts become names. */
import {
  caseEnvironments,
  doubleStruck,
  rowEnvironments,
  textFonts,
  withColumns,
  withPlace,
} from './latexCommands';
import { emit, settled, takeArgument, textOf } from './latexCook';
import type { Cook } from './latexCook';
import type { Raw } from './latexSource';
import { environmentNames, refuseCommand } from './latexSlips';
import { isRemark, isUnit } from './latexWords';
import { fail } from './reading';
import { nearest } from './spelling';

export function cookEnvironment(c: Cook, raw: Raw): void {
  if (raw.text === '\\begin') {
    openEnvironment(c, raw, false);
    return;
  }
  const name = textOf(takeArgument(c));
  const open = c.environments.pop();
  const misspelt = open
    ? undefined
    : c.tokens.find(({ kind, text }) => kind === 'command' && nearest(text.slice(1), ['begin']));
  if (misspelt) refuseCommand(misspelt.text, misspelt);
  if (!open || open.name !== name) {
    fail(
      'syntax',
      open
        ? `\`\\begin{${open.name}}\` is ended by \`\\end{${name}}\`. Write \`\\end{${open.name}}\`.`
        : `This \`\\end{${name}}\` has no \`\\begin\`. Delete it.`,
      raw,
    );
  }
  if (open.cases) emit(c, 'end', 'cases', raw);
  else emit(c, 'break', '\n', raw);
  c.glued = false;
}

export function openEnvironment(c: Cook, raw: Raw, piecewise: boolean): void {
  const name = textOf(takeArgument(c));
  const cases = piecewise || caseEnvironments.test(name);
  if (!cases && !rowEnvironments.test(name)) {
    const isMatrix = /matrix/.test(name);
    const what = isMatrix
      ? 'A matrix is not one number.'
      : `The environment \`${name}\` is not known here.`;
    const near = nearest(name, environmentNames);
    const end = c.raw[c.at - 1]?.end ?? raw.end;
    fail(
      'unsupported',
      what,
      { start: raw.start, end },
      {
        advice: isMatrix
          ? 'Write the numbers out.'
          : near === undefined
            ? 'Select the formula alone.'
            : `Did you mean \`${near}\`?`,
      },
    );
  }
  const next = c.raw[c.at];
  if (withPlace.test(name) && next?.text === '[' && next.start === c.raw[c.at - 1]?.end) {
    while (c.at < c.raw.length && c.raw[c.at++]?.text !== ']');
  }
  if (withColumns.test(name)) takeArgument(c);
  c.environments.push({ name, cases, at: { start: raw.start, end: raw.end } });
  if (cases) emit(c, 'begin', 'cases', raw);
  else if (c.tokens.length > 0) emit(c, 'break', '\n', raw);
  c.glued = false;
}

/** A font: several letters in it are one name. */
export function cookFont(c: Cook, raw: Raw): void {
  if (c.raw[c.at]?.text === '*') c.at++;
  const start = c.at;
  const inside = takeArgument(c);
  const end = c.raw[c.at - 1]?.end ?? raw.end;
  const span = { start: raw.start, end: Math.max(end, raw.end) };
  const written = textOf(inside).replace(/ *\\[,;:! ] */g, ' ');
  const isText = textFonts.has(raw.text);
  const [only] = inside;
  // A bold 1 with something below it: an indicator, as in double strokes.
  if (textOf(inside) === '1' && c.raw[c.at]?.text === '_') {
    emit(c, 'command', doubleStruck[0], raw);
    c.at = start;
    return;
  }
  if (isText && (written.trim() === '' || isRemark(c, start, written))) return;
  if ((isText || raw.text === '\\mathrm') && isUnit(c, start, written)) return;
  // An upright d before a name is that of an integral or a derivative.
  if (
    raw.text === '\\mathrm' &&
    written === 'd' &&
    /^(?:[A-Za-z]|\\[a-z]+)$/.test(c.raw[c.at]?.text ?? '')
  ) {
    emit(c, 'command', '\\mathrm{d}', span);
    settled(c);
    return;
  }
  if (inside.length === 1 && only && /^[A-Za-z]$/.test(only.text)) emit(c, 'name', only.text, span);
  else if (isText || /^[A-Za-z](?:[A-Za-z\d ]|\\_|_(?=[A-Za-z])|-)*$/.test(written)) {
    emit(c, 'text', written.trim().replaceAll('\\', '').replace(/~/g, ' ').trim(), span);
  } else if (/^[A-Za-z]+'+$/.test(written)) {
    const primes = written.replace(/[^']/g, '');
    emit(c, 'text', written.slice(0, -primes.length), span);
    for (const prime of primes) emit(c, 'operator', prime, span);
  } else if (/^\\(?:mathit|operatorname)$/.test(raw.text) && /^[\d+*/=-]|[+*/=]/.test(written)) {
    fail('syntax', `\`${raw.text}\` is for names. Write numbers and signs outside it.`, span);
  } else {
    // Mathematics in a font: \mathbf{x_1} is x_1.
    c.at = start;
    return;
  }
  settled(c);
}
