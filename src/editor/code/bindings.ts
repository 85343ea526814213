/** Which names a statement of C and its relatives, Julia, R or MATLAB gives to something, and which it uses. */
import type { Profile } from '../../language/relatives/profile';
import type { Statement } from './outline';
import type { Token } from './tokens';

const ASSIGNS = /^(?:=|<-|<<-|:=)$/;
const UPDATES = /^(?:[-+*/%^|&÷]=|\+\+|--)$/;
/** Words before a name that say how it is declared. */
const MODIFIER =
  /^(?:let|var|val|const|mut|static|pub|public|private|protected|internal|final|local|global|function|fn|func|fun|override|inline|export|async|unsafe|ref|lateinit)$/;
/** Words that are no names. */
const KEYWORD =
  /^(?:if|else|elseif|for|foreach|while|do|loop|repeat|in|return|end|begin|switch|case|new|function|fn|func|fun|let|var|val|const|true|false)$/;

/** A statement with its tokens; its names are looked for when they are asked for. */
export class BlockStatement implements Statement {
  kind: Statement['kind'] = 'simple';
  /** The index behind its last token. */
  last: number;
  #binds?: readonly string[];
  #reads?: readonly string[];

  constructor(
    readonly tokens: readonly Token[],
    readonly first: number,
    readonly profile: Profile,
    readonly parent: Statement | null,
    readonly before: Statement | null,
  ) {
    this.last = first + 1;
  }

  /** It ends before the token at `last`, and before the line breaks that stand there. */
  close(last: number): void {
    this.last = Math.min(last, this.tokens.length);
    while (this.last > this.first + 1 && this.tokens[this.last - 1]?.kind === 'line') {
      this.last--;
    }
  }

  get start(): number {
    return this.tokens[this.first]?.start ?? 0;
  }

  get end(): number {
    return this.tokens[this.last - 1]?.end ?? 0;
  }

  get own(): readonly Token[] {
    return this.tokens.slice(this.first, this.last);
  }

  get binds(): readonly string[] {
    return (this.#binds ??= this.#findBinds());
  }

  get reads(): readonly string[] {
    return (this.#reads ??= this.#findReads());
  }

  get parameters(): readonly string[] {
    const isCalled = this.kind === 'function';
    return isCalled ? parametersIn(this.own).filter((name) => !/^(?:void|self)$/.test(name)) : [];
  }

  get locals(): readonly string[] {
    if (this.kind === 'function') {
      return [...parametersIn(this.own), ...targetsIn(this.own.slice(1), this.profile)];
    }
    return this.kind === 'loop' ? countedIn(this.own, this.profile) : [];
  }

  #findBinds(): readonly string[] {
    if (this.kind === 'wrapper') {
      return [];
    }
    if (this.kind === 'function') {
      const name = nameOfFunction(this.own, this.profile);
      return name === undefined ? [] : [name];
    }
    const changed = changedTokens(this.own).map(({ text }) => text);
    return [...targetsIn(this.own, this.profile), ...changed, ...this.locals];
  }

  #findReads(): readonly string[] {
    const hidden = new Set(this.kind === 'function' ? [...this.binds, ...this.locals] : []);
    const written = new Set(targetTokens(this.own, this.profile));
    changedTokens(this.own).forEach((token) => written.delete(token));
    const names = namesIn(this.own.filter((token) => !written.has(token)));
    return [...new Set(names)].filter((name) => !hidden.has(name));
  }
}

/** The words of a stretch that stand for values. */
function namesIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token, i) => {
    if (token.kind === 'directive') {
      return [...token.text.matchAll(/[\p{L}_]\w*/gu)].slice(2).map(([name]) => name);
    }
    const isMember = tokens[i - 1]?.text === '.' || tokens[i - 1]?.text === '->';
    return token.kind === 'word' && !isMember && !KEYWORD.test(token.text) ? [token.text] : [];
  });
}

function targetsIn(tokens: readonly Token[], profile: Profile): readonly string[] {
  const defined = tokens.flatMap(({ kind, text }) => {
    const name = /^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]/.exec(kind === 'directive' ? text : '')?.[1];
    return name === undefined ? [] : [name];
  });
  const updated = tokens.flatMap((token, i) => (UPDATES.test(token.text) ? [i] : []));
  const names = [...targetTokens(tokens, profile), ...updated.flatMap((i) => besides(tokens, i))];
  return [...defined, ...names.map(({ text }) => text)];
}

/** What stands beside `+=` or `++`. */
function besides(tokens: readonly Token[], i: number): readonly Token[] {
  const left = nameBefore(tokens, i);
  const right = /^(?:\+\+|--)$/.test(tokens[i]?.text ?? '') ? tokens[i + 1] : undefined;
  return [left, right].flatMap((token) => (token?.kind === 'word' ? [token] : []));
}

/** The names left of assignment signs, wherever those stand but in the brackets of a call. */
function targetTokens(tokens: readonly Token[], profile: Profile): readonly Token[] {
  const targets: Token[] = [];
  let depth = 0;
  tokens.forEach((token, i) => {
    depth += token.text === '(' || token.text === '[' ? 1 : 0;
    depth -= token.text === ')' || token.text === ']' ? 1 : 0;
    if (depth === 0 && ASSIGNS.test(token.text)) {
      targets.push(...targetsBefore(tokens, i, profile));
    } else if (depth === 0 && /^->>?$/.test(token.text) && profile.library === 'r') {
      targets.push(...tokens.slice(i + 1, i + 2));
    }
  });
  return targets;
}

/** What an element, a field or a call begins with. */
const PARTS: ReadonlySet<string> = new Set(['.', '->', '[', '(']);

/** The names of what is changed in its place: `xs[0] = …`, `p.x += …`, `xs.push_back(…)`. */
function changedTokens(tokens: readonly Token[]): readonly Token[] {
  const isStart = (i: number): boolean =>
    i <= 0 ||
    tokens[i - 1]?.kind === 'line' ||
    /^(?:[;{}]|then|do)$/.test(tokens[i - 1]?.text ?? '');
  return tokens.flatMap((token, i) => {
    const hasPart = PARTS.has(tokens[i + 1]?.text ?? '');
    if (!hasPart || token.kind !== 'word' || KEYWORD.test(token.text) || !isStart(i)) {
      return [];
    }
    let end = i + 1;
    let isCall = false;
    for (; PARTS.has(tokens[end]?.text ?? ''); end = behindPart(tokens, end)) {
      isCall = tokens[end]?.text === '(';
    }
    const next = tokens[end]?.text ?? '';
    const isWritten = ASSIGNS.test(next) || UPDATES.test(next);
    const isOfIt = end > i + 1 && (isWritten || (isCall && tokens[i + 1]?.text !== '('));
    return isOfIt ? [token] : [];
  });
}

/** The index behind `.x`, `[0]` or `(0)`, which begins at `start`. */
function behindPart(tokens: readonly Token[], start: number): number {
  if (/^(?:\.|->)$/.test(tokens[start]?.text ?? '')) {
    return start + 2;
  }
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    const { text = '' } = tokens[i] ?? {};
    depth += /^[([]$/.test(text) ? 1 : /^[)\]]$/.test(text) ? -1 : 0;
    if (depth === 0) {
      return i + 1;
    }
  }
  return tokens.length;
}

/** `double x =`, `let x: f64 =`, `x[0] =`, `a, b :=`, `auto [a, b] =`, `let (a, b) =`. */
function targetsBefore(
  tokens: readonly Token[],
  sign: number,
  { types }: Profile,
): readonly Token[] {
  if (types === 'before') {
    const bracket = tokens[sign - 1]?.text === ']' ? opening(tokens, sign - 1) : -1;
    const listed = bracket > 0 && /^(?:auto|[&]+)$/.test(tokens[bracket - 1]?.text ?? '');
    const name = nameBefore(tokens, sign);
    return listed ? wordsOf(tokens.slice(bracket, sign)) : name ? [name] : [];
  }
  let start = sign;
  const stops = (i: number): boolean =>
    i < 0 ||
    /^(?:line|directive)$/.test(tokens[i]?.kind ?? '') ||
    /^[;{}=]$|^<-$/.test(tokens[i]?.text ?? '');
  while (!stops(start - 1)) {
    start--;
  }
  const left = tokens.slice(start, sign);
  const declares = left.some(({ text }) => MODIFIER.test(text));
  if (types === 'after' && declares) {
    return wordsOf(left).slice(0, 1);
  }
  return wordsOf(withoutTypes(left));
}

/** The name before a sign, whose index may stand between; no member of something. */
function nameBefore(tokens: readonly Token[], sign: number): Token | undefined {
  let i = sign - 1;
  while (tokens[i]?.text === ']' && i > 0) {
    i = opening(tokens, i) - 1;
  }
  const isMember = /^(?:\.|->)$/.test(tokens[i - 1]?.text ?? '');
  return tokens[i]?.kind === 'word' && !isMember ? tokens[i] : undefined;
}

/** Where the bracket opens that is closed at an index. */
function opening(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let i = close; i >= 0; i--) {
    const { text = '' } = tokens[i] ?? {};
    depth += text === ']' || text === ')' ? 1 : text === '[' || text === '(' ? -1 : 0;
    if (depth === 0) {
      return i;
    }
  }
  return 0;
}

/** Left of a sign, without what stands behind `:` or `::` and without indices. */
function withoutTypes(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  let isType = false;
  let depth = 0;
  tokens.forEach((token, i) => {
    if (token.text === '[' && tokens[i - 1]?.kind === 'word') {
      depth++;
    }
    isType = token.text === ':' || token.text === '::' || (isType && !/^[,)]$/.test(token.text));
    const isMember = tokens[i - 1]?.text === '.';
    if (!isType && depth === 0 && !isMember) {
      kept.push(token);
    }
    if (token.text === ']' && depth > 0) {
      depth--;
    }
  });
  return kept;
}

function wordsOf(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(({ kind, text }) => kind === 'word' && !MODIFIER.test(text));
}

/** The first brackets of a function hold its parameters, and their types. */
function parametersIn(tokens: readonly Token[]): readonly string[] {
  const open = tokens.findIndex(({ text }) => text === '(' || text === '|');
  const sign = tokens[open]?.text === '|' ? '|' : ')';
  const close = tokens.findIndex(({ text }, i) => i > open && text === sign);
  return open < 0 ? [] : namesIn(tokens.slice(open, close));
}

/** `i` of `for (int i = 0; …)`, `for i in …`, `for i = 1:3`, `for i := 0; …`. */
function countedIn(tokens: readonly Token[], profile: Profile): readonly string[] {
  const at = tokens.findIndex(({ text }) => text === 'in' || ASSIGNS.test(text) || text === ':');
  const head = tokens.slice(0, Math.max(at, 0));
  if (
    !/^(?:for|foreach|parfor)$/.test(tokens[0]?.text ?? '') ||
    head.some(({ text }) => text === '{')
  ) {
    return [];
  }
  const name = profile.types === 'before' ? head.slice(-1) : head.slice(1);
  return namesIn(name);
}

/** The name of a function: what is called first, or what it is assigned to. */
function nameOfFunction(tokens: readonly Token[], profile: Profile): string | undefined {
  const sign = tokens.findIndex(({ text }) => ASSIGNS.test(text));
  const open = tokens.findIndex(({ text }) => text === '(');
  const called = tokens[open - 1];
  // `f <- function(x)`, `f = @(x)`, and MATLAB's `function y = f(x)`.
  const assigned = sign >= 0 && (open < 0 || sign < open) && tokens[0]?.text !== 'function';
  return assigned
    ? targetsBefore(tokens, sign, profile).at(-1)?.text
    : called?.kind === 'word'
      ? called.text
      : undefined;
}
