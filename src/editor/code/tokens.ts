/** Code of C and its relatives, Julia, R and MATLAB as tokens, whatever state it is in. */
import type { Span } from '../../language/syntax';
import type { Profile } from '../../language/relatives/profile';

export interface Token extends Span {
  /** A `line` ends a line, a `directive` is a line of the preprocessor. */
  readonly kind: 'comment' | 'directive' | 'text' | 'line' | 'word' | 'number' | 'sign';
  readonly text: string;
}

const patterns = new Map<string, RegExp>();

/** The tokens of a text in order, comments included. Never fails: what is unknown is a sign. */
export function tokensOf(text: string, profile: Profile): readonly Token[] {
  const pattern = patterns.get(profile.name) ?? patternOf(profile);
  patterns.set(profile.name, pattern);
  return [...text.matchAll(pattern)].map((found) => {
    const { index, groups = {} } = found;
    const [kind = 'sign'] = Object.entries(groups).find(([, part]) => part) ?? [];
    const end = index + found[0].length;
    return { kind: kind as Token['kind'], text: found[0], start: index, end };
  });
}

function patternOf({ comment, types, blocks, library }: Profile): RegExp {
  // In Julia and MATLAB a prime after an operand transposes it; in Rust it may begin a lifetime.
  const quoted =
    blocks === 'end'
      ? String.raw`(?<![\p{L}\p{N}_)\]}.'])'(?:[^'\\\n]|\\.)*'`
      : library === 'rust'
        ? String.raw`'(?:[^'\\\n]|\\[^'\n]*|\\')'`
        : String.raw`'(?:[^'\\\n]|\\.)*'`;
  const letters = library === 'r' ? String.raw`[\p{M}\p{N}_.]` : String.raw`[\p{M}\p{N}_]`;
  return new RegExp(
    [
      `(?<comment>${comment.source})`,
      ...(types === 'before'
        ? [String.raw`(?<=^|\n)(?<directive>[ \t]*#(?:[^\n\\]|\\\r?\n|\\)*)`]
        : []),
      String.raw`(?<text>"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|${quoted})`,
      String.raw`(?<line>\n)`,
      String.raw`(?<word>[\p{L}$_](?:[\p{L}$]|${letters})*)`,
      String.raw`(?<number>\d(?:\.(?=[\d\s;,)])|[\p{L}\p{N}_]|(?<=\d)\.(?=\d))*)`,
      String.raw`(?<sign><<-|->>|<<=|>>=|<-|->|=>|:=|[=!<>~]=|[-+*/%^|&÷]=|\+\+|--|::|&&|\|\||[^\s])`,
    ].join('|'),
    'gu',
  );
}
