/** The first mistake of a program: what somebody mistyped there, and what to write. */
import { isProse } from '../names';
import { unpaired, type Bracket } from '../pairing';
import type { Finding, Mending, Span } from '../syntax';
import { foreignSign } from './foreign';
import { lexemes, type Lexeme, type Spelling } from './lexemes';
import { slips, type Stop } from './slips';

/** What is wrong with the letters of a text, whether it can be parsed or not. */
export function foreignIn(text: string, spelling: Spelling): Finding | null {
  return /[^\x00-\x7e]/.test(text) ? foreignSign(lexemes(text, spelling), spelling) : null;
}

/** What to say about a text that cannot be parsed from `offset` on. */
export function explainMistake(text: string, offset: number, spelling: Spelling): Finding {
  const found = lexemes(text, spelling);
  const [unclosed] = found.filter(({ kind }) => kind === 'unclosed');
  if (unclosed && unclosed.start <= offset) return sayUnclosed(unclosed);
  const at = Math.max(
    0,
    found.findIndex(({ end, kind }) => end > offset || kind === 'end'),
  );
  const stop: Stop = { text, found, at, spelling };
  const blamed = unpaired(bracketsOf(found), text);
  const slip = slips.map((each) => each(stop)).find((each) => each !== null);
  if (blamed) return slip?.fixes?.length && slip.span.start < blamed.span.start ? slip : blamed;
  return slip ?? sayRest(stop);
}

function sayUnclosed({ start, end, text }: Lexeme): Finding {
  const quote = text.charAt(0);
  const written = text.trimEnd().replace(/[;,)\]]+$/, '').length;
  return {
    kind: 'syntax',
    message: `This \`${quote}\` begins a text that does not end.`,
    span: { start, end: start + 1 },
    fixes: [start + written, end].map((at) => ({ span: { start: at, end: at }, text: quote })),
    advice: `Write \`${quote}\` where it should end.`,
  };
}

const PARTNERS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  ')': '(',
  ']': '[',
  '}': '{',
};

function bracketsOf(found: readonly Lexeme[]): Bracket[] {
  return found.flatMap(({ kind, text, start, end }): Bracket[] => {
    if (kind !== 'open' && kind !== 'close') return [];
    const partner = PARTNERS[text] ?? '';
    return [{ side: kind, shape: kind === 'open' ? text : partner, text, partner, start, end }];
  });
}

const OPERATOR = /^(?:[-+*/%@^|&=<>]|\*\*|\/\/|[-+*/%]=|[=!<>]=|=>|->|:=|&&|\|\||===|!==)$/;
const OPERAND = 'a number, a name or a bracket';

/** Whether what ends before `found[at]` is a statement's `[a[0], p.v]`. */
function isPattern(found: readonly Lexeme[], at: number): boolean {
  let open = 0;
  for (let i = at - 1; i >= 0; i--) {
    const { kind, text = '' } = found[i] ?? {};
    open += Number(kind === 'close') - Number(kind === 'open');
    const before = found[i - 1];
    if (open <= 0)
      return text === '[' && (!before || before.kind === 'newline' || /^[;{}]$/.test(before.text));
  }
  return false;
}

/** What is said where no slip is known. */
function sayRest({ text, found, at }: Stop): Finding {
  const [before, here] = [found[at - 1], found[at]];
  const ends =
    !here || ['end', 'newline', 'close'].includes(here.kind) || /^[;,:]$/.test(here.text);
  if (before && ends && before.text === '=')
    return say(before, 'Nothing is written after this `=`.', { advice: 'Write the value there.' });
  if (before && ends && isOperator(before)) {
    const advice = `Write it, or delete the \`${before.text}\`.`;
    return say(before, `\`${before.text}\` needs ${OPERAND} after it.`, { advice });
  }
  if (!here || here.kind === 'end') {
    const last = before ?? { start: 0, end: text.length };
    return say(last, 'This breaks off here.', { advice: 'Write the rest of it, or select more.' });
  }
  if (before && isOperator(before) && isOperator(here)) {
    const both = { start: before.start, end: here.end };
    if (before.text === here.text)
      return say(both, `\`${here.text}\` stands here twice.`, {
        fixes: [{ span: pick(here), text: '' }],
        advice: 'Delete one of the two.',
      });
    const advice = `Write ${OPERAND} there, or delete one of the two.`;
    return say(both, `Something is missing between \`${before.text}\` and \`${here.text}\`.`, {
      advice,
    });
  }
  if (here.text === '=' && isPattern(found, at))
    return say(
      here,
      'Elements and fields are given values one by one here.',
      { advice: 'Write an assignment for each.' },
      'unsupported',
    );
  if (here.text === '=')
    return say(here, 'Nothing that can take a value stands before this `=`.', {
      fixes: [{ span: pick(here), text: '' }],
      advice: 'Write a name there, or delete it.',
    });
  if (isOperator(here))
    return say(here, `\`${here.text}\` needs ${OPERAND} before it.`, {
      advice: `Write it, or delete the \`${here.text}\`.`,
    });
  if (
    before?.kind === 'word' &&
    here.kind === 'word' &&
    [before, here].some((word) => isProse(word.text))
  ) {
    const both = { start: before.start, end: here.end };
    return say(
      both,
      'This reads like a sentence.',
      { advice: 'Select the code alone.' },
      'unsupported',
    );
  }
  if (before && isOperand(before) && isOperand(here)) {
    const both = { start: before.start, end: here.end };
    const message = `An operator or a comma is missing between \`${before.text}\` and \`${here.text}\`.`;
    return say(both, message, { advice: 'Write it.' });
  }
  const written = here.kind === 'newline' ? 'This line' : `\`${shorten(here.text)}\``;
  const place = here.kind === 'newline' ? (before ?? here) : here;
  return say(place, `${written} ${here.kind === 'newline' ? 'breaks off' : 'cannot stand here'}.`, {
    advice:
      here.kind === 'newline' ? 'Write the rest of it.' : 'Delete it, or mend what is before it.',
  });
}

function isOperator({ kind, text }: Lexeme): boolean {
  return kind === 'sign' && OPERATOR.test(text);
}

function isOperand({ kind }: Lexeme): boolean {
  return ['word', 'number', 'text', 'open', 'close'].includes(kind);
}

function say(
  span: Span,
  message: string,
  mending: Mending,
  kind: Finding['kind'] = 'syntax',
): Finding {
  return { kind, message, span: pick(span), ...mending };
}

function pick({ start, end }: Span): Span {
  return { start, end };
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
