/** Finds the math and the code in prose (Markdown, LaTeX, plain text) in one pass over the text. */
import type { Span } from '../language/syntax';
import { rememberLast } from '../memo';
import { isTeX } from './prose';

/** A piece of math or code inside prose: `content` without, `span` with its delimiters. */
export interface Region {
  readonly kind: 'math' | 'code';
  readonly span: Span;
  readonly content: Span;
  /** VS Code language id of the content. */
  readonly language: string;
}

const ENVIRONMENTS =
  'equation|align|gather|multline|eqnarray|alignat|flalign|displaymath|math|dmath|empheq';
const VERBATIM = 'verbatim|Verbatim|lstlisting|minted|comment';

const MARKDOWN = new RegExp(
  [
    String.raw`^[ \t>]*(?<fence>\`{3,}|~{3,})(?<info>[^\n\`]*)`,
    String.raw`(?<ticks>\`+)`,
    String.raw`(?<comment><!--)`,
    // Doxygen writes \f$…\f$, roxygen \eqn{…}.
    String.raw`(?<doxygen>[\\@]f[$[(])`,
    String.raw`\\(?:d?eqn|ensuremath)(?<brace>\{)`,
    String.raw`(?<open>\$\$?|\\\\?[[(])`,
    String.raw`\\begin\{(?<env>(?:${ENVIRONMENTS})\*?)\}`,
    String.raw`\\[^]`,
  ].join('|'),
  'gm',
);

const LATEX = new RegExp(
  [
    String.raw`(?<comment>%)`,
    String.raw`\\verb\*?(?<verb>[^A-Za-z\s])`,
    String.raw`\\ensuremath(?<brace>\{)`,
    String.raw`(?<open>\$\$?|\\[[(])`,
    String.raw`\\begin\{(?<env>(?:${ENVIRONMENTS})\*?|${VERBATIM})\}`,
    String.raw`\\[^]`,
  ].join('|'),
  'g',
);

const CLOSERS: Record<string, string> = {
  $$: '$$',
  '\\[': '\\]',
  '\\(': '\\)',
  '\\\\[': '\\\\]',
  '\\\\(': '\\\\)',
};

const PARTNERS: Record<string, string> = { '[': ']', '(': ')' };

/** Names of languages as written after a fence -> VS Code language id. */
const FENCES: Record<string, string> = {
  math: 'latex',
  latex: 'latex',
  tex: 'latex',
  katex: 'latex',
  backprop: 'plaintext',
  text: 'plaintext',
  txt: 'plaintext',
  py: 'python',
  python3: 'python',
  ipython: 'python',
  pycon: 'python',
  js: 'javascript',
  node: 'javascript',
  mjs: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  tsx: 'typescriptreact',
  'c++': 'cpp',
  jl: 'julia',
};

/** Texts up to that length, in characters, are looked through as a whole. */
const SHORT = 128_000;
/** In longer ones that much is looked at, and what is asked about may move within a step of it. */
const REACH = 48_000;
const STEP = 16_000;

/**
 * The math and code of `text` around a place, in order, never overlapping: all of it in a text of
 * common length, and in a longer one what is near, from a paragraph that stands in nothing else.
 */
export function regionsNear(text: string, language: string, { start }: Span): readonly Region[] {
  if (text.length <= SHORT) {
    return regionsBetween(text, language, 0, text.length);
  }
  const step = start - (start % STEP);
  return regionsBetween(text, language, step - REACH, step + STEP + REACH);
}

/** Linear in the length of what is looked at. */
const regionsBetween = rememberLast(
  (text: string, language: string, from: number, to: number): readonly Region[] => {
    const latex = isTeX(language);
    const token = latex ? LATEX : MARKDOWN;
    const scan: Scan = { text, latex, regions: [], unclosed: new Map(), paragraph: -1 };
    token.lastIndex = from > 0 ? freeStart(text, from, latex) : 0;
    for (let found = token.exec(text); found && found.index < to; found = token.exec(text)) {
      const next = skip(scan, found);
      token.lastIndex = Math.max(next, found.index + 1);
    }
    return scan.regions;
  },
);

/** Where a paragraph begins near an offset, or what it stands in. */
function freeStart(text: string, from: number, latex: boolean): number {
  BLANK_LINE.lastIndex = from;
  const start = BLANK_LINE.exec(text.slice(0, from + REACH))?.index ?? from;
  const fence = latex ? undefined : fencesBefore(text, start).at(-1);
  if (fence && fence.span.end > start) {
    return fence.span.start;
  }
  const before = text.slice(Math.max(0, start - SHORT), start);
  const pairs: [string, string][] = latex
    ? VERBATIM.split('|').map((env) => [`\\begin{${env}}`, `\\end{${env}}`])
    : [['<!--', '-->']];
  const opened = pairs.map(([open, close]) => {
    const at = before.lastIndexOf(open);
    return at > before.lastIndexOf(close) ? start - before.length + at : start;
  });
  return Math.min(start, ...opened);
}

/** The fences of Markdown that begin before an offset, found without looking at what is between. */
export const fencesBefore = rememberLast((text: string, end: number): readonly Region[] => {
  const regions: Region[] = [];
  const scan: Scan = { text, latex: false, regions, unclosed: new Map(), paragraph: -1 };
  const next = { '`': text.indexOf('```'), '~': text.indexOf('~~~') };
  const advance = (from: number): number => {
    for (const sign of ['`', '~'] as const) {
      const at = next[sign];
      next[sign] = at >= 0 && at < from ? text.indexOf(sign.repeat(3), from) : at;
    }
    const places = Object.values(next).filter((at) => at >= 0);
    return places.length > 0 ? Math.min(...places) : Infinity;
  };
  for (let at = advance(0); at < end;) {
    FENCE.lastIndex = text.lastIndexOf('\n', at) + 1;
    const found = FENCE.exec(text);
    const [all = '', fence = '', info = ''] = found ?? [];
    const after = found
      ? takeFence(scan, found.index, found.index + all.length, fence, info)
      : at + 3;
    at = advance(Math.max(after, at + 3));
  }
  return regions;
});

/** A line that begins a fence. */
const FENCE = /[ \t>]*(`{3,}|~{3,})([^\n`]*)/y;

interface Scan {
  readonly text: string;
  readonly latex: boolean;
  readonly regions: Region[];
  /** Closer -> offset before which there is none, so that no stretch is searched twice in vain. */
  readonly unclosed: Map<string, number>;
  /** End of the paragraph that was looked at last. */
  paragraph: number;
}

/** Takes what `found` opens, if it is closed, and returns where to go on. */
function skip(scan: Scan, found: RegExpExecArray): number {
  const { text } = scan;
  const after = found.index + found[0].length;
  const { fence, info, ticks, comment, open, env, verb, doxygen, brace } = found.groups ?? {};
  if (fence !== undefined) {
    return takeFence(scan, found.index, after, fence, info ?? '');
  }
  if (ticks !== undefined) {
    return takeTicks(scan, found.index, after, ticks);
  }
  if (comment !== undefined) {
    const end = text.indexOf(scan.latex ? '\n' : '-->', after);
    return end < 0 ? text.length : end;
  }
  if (verb !== undefined) {
    const end = text.indexOf(verb, after);
    return end < 0 || end - after > 500 ? after : end + 1;
  }
  if (env !== undefined) {
    return takeEnvironment(scan, found.index, after, env);
  }
  if (brace !== undefined) {
    return takeBraces(scan, found.index, after);
  }
  if (doxygen !== undefined) {
    const sign = doxygen.charAt(2);
    return takeDisplay(scan, found.index, after, doxygen.slice(0, 2) + (PARTNERS[sign] ?? sign));
  }
  if (open === '$') {
    return takeDollar(scan, found.index);
  }
  const closer = open === undefined ? undefined : CLOSERS[open];
  return closer === undefined ? after : takeDisplay(scan, found.index, after, closer);
}

const closings = new Map<string, RegExp>();

/** What ends a fence: at least as many of its signs on a line of their own. */
function closingOf(fence: string): RegExp {
  const length = Math.min(fence.length, 20);
  const key = fence.slice(0, length);
  const known = closings.get(key);
  const closing = known ?? new RegExp(`^[ \\t>]*${fence.charAt(0)}{${length},}[ \\t]*$`, 'gm');
  closings.set(key, closing);
  return closing;
}

function takeFence(scan: Scan, at: number, after: number, fence: string, info: string): number {
  const { text } = scan;
  const closing = closingOf(fence);
  closing.lastIndex = after;
  const close = closing.exec(text);
  const start = Math.min(after + 1, text.length);
  const end = close?.index ?? text.length;
  const word = (/[\w+#-]+/.exec(info)?.[0] ?? '').toLowerCase();
  const language = FENCES[word] ?? (word === '' ? 'plaintext' : word);
  const kind = language === 'latex' ? 'math' : 'code';
  return take(
    scan,
    kind,
    { start: at, end: close ? closing.lastIndex : end },
    { start, end },
    language,
  );
}

function takeTicks(scan: Scan, at: number, after: number, ticks: string): number {
  const { text } = scan;
  const stretch = text.slice(after, after + 1000);
  const close = new RegExp(`(?<!\`)\`{${ticks.length}}(?!\`)`).exec(stretch);
  if (!close || /\n[ \t]*\n/.test(stretch.slice(0, close.index))) {
    return after;
  }
  const end = after + close.index;
  const span = { start: at, end: end + ticks.length };
  // reStructuredText and MyST write :math:`…` and {math}`…`.
  const isMath = /(?::math:|\{math\})$/.test(text.slice(Math.max(0, at - 6), at));
  const [kind, language] = isMath ? (['math', 'latex'] as const) : (['code', 'plaintext'] as const);
  return take(scan, kind, span, { start: after, end }, language);
}

/** As far is looked for the brace that closes. */
const LONGEST_BRACES = 2000;

function takeBraces(scan: Scan, at: number, after: number): number {
  const { text } = scan;
  let depth = 1;
  for (let i = after; i < Math.min(text.length, after + LONGEST_BRACES); i++) {
    const char = text.charAt(i);
    depth += char === '{' ? 1 : char === '}' ? -1 : 0;
    i += char === '\\' ? 1 : 0;
    if (depth === 0) {
      return take(scan, 'math', { start: at, end: i + 1 }, { start: after, end: i }, 'latex');
    }
  }
  return after;
}

function takeEnvironment(scan: Scan, at: number, after: number, env: string): number {
  const closer = `\\end{${env}}`;
  const end = closed(scan, closer, after, scan.text.length);
  if (end < 0) {
    return after;
  }
  const span = { start: at, end: end + closer.length };
  if (!new RegExp(`^(?:${VERBATIM})$`).test(env)) {
    const inner = { start: after, end };
    return take(
      scan,
      'math',
      span,
      /^(?:dmath|displaymath|math)\*?$/.test(env) ? inner : span,
      'latex',
    );
  }
  const head = /^(?:\[[^\]\n]*\])?(?:\{(\w+)\})?/.exec(scan.text.slice(after, after + 200));
  const word = (
    head?.[1] ??
    /language=(\w+)/.exec(head?.[0] ?? '')?.[1] ??
    'plaintext'
  ).toLowerCase();
  const start = after + (head?.[0].length ?? 0);
  return take(scan, 'code', span, { start, end }, FENCES[word] ?? word);
}

function takeDisplay(scan: Scan, at: number, after: number, closer: string): number {
  const { text } = scan;
  const display = closer === '$$' || closer.endsWith(']');
  const end = closed(scan, closer, after, display ? text.length : paragraph(scan, after));
  if (end < 0 || text.slice(after, end).trim() === '') {
    return after;
  }
  const span = { start: at, end: end + closer.length };
  return take(scan, 'math', span, { start: after, end }, 'latex');
}

/**
 * `$…$` as Pandoc and VS Code read it: no blank inside the delimiters and no digit after them, so
 * that "$5 and $6" is money. With blanks inside only if it is plainly TeX.
 */
function takeDollar(scan: Scan, at: number): number {
  const { text, latex } = scan;
  const end = closed(scan, '$', at + 1, paragraph(scan, at));
  if (end < 0) {
    return at + 1;
  }
  const content = text.slice(at + 1, end);
  const tight =
    /^\S/.test(content) && /\S$/.test(content) && !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
  const loose = /^\s/.test(content) && /\s$/.test(content) && /[\\^_=]/.test(content);
  const math =
    content.trim() !== '' && (latex || ((tight || loose) && !/\d/.test(text.charAt(end + 1))));
  const span = { start: at, end: end + 1 };
  // GitLab writes inline math as $`…`$.
  const ticks = /^`.*`$/s.test(content) ? 1 : 0;
  const inner = { start: at + 1 + ticks, end: end - ticks };
  return math ? take(scan, 'math', span, inner, 'latex') : end;
}

function take(
  scan: Scan,
  kind: Region['kind'],
  span: Span,
  content: Span,
  language: string,
): number {
  scan.regions.push({ kind, span, content, language });
  return span.end;
}

/** Offset of the first unescaped `closer` in [from, limit), or −1. */
function closed(scan: Scan, closer: string, from: number, limit: number): number {
  const { text, unclosed } = scan;
  if ((unclosed.get(closer) ?? 0) >= limit) {
    return -1;
  }
  let end = text.indexOf(closer, from);
  for (; end >= 0 && end < limit; end = text.indexOf(closer, end + 1)) {
    let slashes = 0;
    while (text.charAt(end - 1 - slashes) === '\\') {
      slashes++;
    }
    if (slashes % 2 === 0 || closer.startsWith('\\\\')) {
      return end;
    }
  }
  unclosed.set(closer, end < 0 ? Infinity : end);
  return -1;
}

function paragraph(scan: Scan, offset: number): number {
  if (scan.paragraph < offset) {
    scan.paragraph = paragraphEnd(scan.text, offset);
  }
  return scan.paragraph;
}

const BLANK_LINE = /\n[ \t\r]*(?=\n)/g;

/** End of the paragraph that holds `offset`: the next blank line, or the end of the text. */
function paragraphEnd(text: string, offset: number): number {
  BLANK_LINE.lastIndex = offset;
  return BLANK_LINE.exec(text)?.index ?? text.length;
}
