/** Commands that are misspelt or stand without their backslash. */
import { functionSpellings } from '../ops';
import {
  accents,
  mathFonts,
  operatorCommands,
  outOfScope,
  sized,
  structures,
  textFonts,
  uprightFonts,
} from './latexCommands';
import { fail, isVariable } from './reading';
import type { Reading } from './reading';
import { nearest } from './spelling';
import type { Span } from './syntax';
import type { Token } from './tokens';

/** Commands by name, without backslash. */
const commandNames: readonly string[] = [
  ...[accents, mathFonts, operatorCommands, outOfScope, sized, structures, textFonts, uprightFonts]
    .flatMap((commands) => [...commands.keys()])
    .map((command) => command.slice(1)),
  ...functionSpellings,
  ...[
    'alpha',
    'beta',
    'gamma',
    'delta',
    'epsilon',
    'theta',
    'lambda',
    'sigma',
    'omega',
    'varepsilon',
  ],
  ...['begin', 'end', 'newcommand', 'quad', 'qquad', 'lfloor', 'rfloor', 'lceil', 'rceil'],
].filter((name) => /^[A-Za-z]+$/.test(name));

export const environmentNames: readonly string[] = [
  ...[
    'aligned',
    'align',
    'split',
    'gather',
    'gathered',
    'array',
    'equation',
    'eqnarray',
    'multline',
  ],
  ...['cases', 'alignat', 'flalign'],
];

/** Refuses a command that nobody knows. */
export function refuseCommand(command: string, { start, end }: Span): never {
  const near = nearest(command.slice(1), commandNames);
  const span = { start, end };
  return fail('unsupported', `The command \`${command}\` is not known here.`, span, {
    fixes: near === undefined ? [] : [{ span, text: `\\${near}` }],
    advice: 'Write it out, or define it with `\\newcommand`.',
  });
}

/** Words that are commands where a brace, a bracket or a bound follows, and those that always are. */
const beforeBrace: ReadonlySet<string> = new Set([
  ...[...structures.keys(), ...accents.keys(), ...uprightFonts, ...mathFonts].map((c) =>
    c.slice(1),
  ),
  ...['text', 'textbf', 'mbox', 'begin', 'end'],
]);
const alone: ReadonlySet<string> = new Set(
  'cdot times leq geq neq infty partial nabla ldots cdots quad qquad'.split(' '),
);

/** Refuses the first word that is a command without its backslash. */
export function refuseBareCommands(r: Reading, tokens: readonly Token[]): void {
  tokens.forEach((token, at) => {
    const { kind, text, start, end } = token;
    if ((kind !== 'word' && kind !== 'function') || isVariable(r, text)) return;
    if (r.text.startsWith('\\', start) || end - start !== text.length) return;
    const next = tokens[at + 1];
    const lacks =
      alone.has(text) ||
      (next?.text === '{' && beforeBrace.has(text) && text !== 'sqrt') ||
      (/^(?:sum|prod|int|lim)$/.test(text) && next?.text === '_') ||
      (/^(?:left|right)$/.test(text) && /^(?:open|close|bar)$/.test(next?.kind ?? ''));
    if (!lacks) return;
    fail('syntax', `\`${text}\` lacks its backslash.`, token, {
      fixes: [{ span: { start, end }, text: `\\${text}` }],
      advice: `Write \`\\${text}\`.`,
    });
  });
}
