/** Tokens -> statements: which rows there are, what each defines, and what it says. */
import { barRoles } from './barRoles';
import type { BarRole } from './barRoles';
import { statesNumber } from './chains';
import { IMPLIES } from './implications';
import { fail, isOperator, setTokens } from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Span } from './syntax';
import type { Token } from './tokens';

/** One row. Token ranges are half-open; `to` is where its last right side ends. */
export interface Statement {
  readonly span: Span;
  /** The names it defines; several in a chain a = b = …. */
  readonly names: readonly string[];
  /** Parameters of a function, if it defines one that can be called. */
  readonly params?: readonly string[];
  /** The name of which it defines a power, as σ² = … does; it has no names of its own then. */
  readonly root?: Root;
  /** The parts of a chain of equalities before the last that define no name. */
  readonly sides: readonly (readonly [from: number, to: number])[];
  readonly from: number;
  readonly to: number;
  /** Its last right side is a bare number, such as the result of what the sides before it compute. */
  readonly stated: boolean;
  /** It stands after `where`, so it is not what the text is about. */
  readonly clause: boolean;
  /** How many rows before it stand without an arrow: equations of one chain follow from each other. */
  readonly chain: number;
  /** The names in it, where texts have chains. */
  readonly mentions?: ReadonlySet<string>;
  /** The sign of an augmented assignment. */
  readonly update?: string;
}

/** A name, and the power of it that a row says. */
export interface Root {
  readonly name: string;
  readonly power: number;
}

/** Reads the name at `reading.at` and passes it, or returns undefined. */
export type NameAt = (reading: Reading) => string | undefined;

const separators: ReadonlySet<string> = new Set(['where', 'with', 'let', ';']);
const assignments: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=']);
const starters: ReadonlySet<string> = new Set(['not', '√', '∛', '∜', 'if', 'let', '!']);
const enders: ReadonlySet<string> = new Set(['!', ';', ',', '.']);

/** What an augmented assignment does, by its sign. */
export const updates: Readonly<Record<string, 'add' | 'sub' | 'mul' | 'div'>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
};

const MOST_ROWS = 2000;

/** Splits the tokens into rows, and puts the rows' tokens, without what separates them, in `reading`. */
export function readRows(r: Reading, tokens: readonly Token[], nameAt: NameAt): Statement[] {
  const rows = splitRows(tokens).filter((row) => !isRemark(row.tokens));
  const beyond = rows[MOST_ROWS]?.tokens[0];
  if (beyond) fail('too large', `At most ${MOST_ROWS} statements are read. Select less.`, beyond);
  setTokens(
    r,
    rows.flatMap((row) => row.tokens),
  );
  let at = 0;
  let chain = 0;
  const hasChains = rows.some(({ implied }) => implied);
  const roles = new Map<number, BarRole>();
  const statements = rows.map((row) => {
    const from = at;
    at += row.tokens.length;
    for (const [bar, role] of barRoles(r.tokens, from, at)) roles.set(bar, role);
    if (!row.implied) chain++;
    const header = readHeader(r, from, at, nameAt);
    const mentions = hasChains && { mentions: namesIn(r, from, at, nameAt) };
    return { ...header, clause: row.clause, chain, ...mentions };
  });
  r.barRoles = roles;
  return statements;
}

/** … where σ(x) is the logistic function: words that define nothing. */
function isRemark(row: readonly Token[]): boolean {
  const says = row.some(
    (token) => token.kind === 'text' && /^(?:is|are|denotes?|being)\b/.test(token.text),
  );
  return says && !row.some((token) => isOperator(token, ...assignments));
}

interface Row {
  readonly tokens: readonly Token[];
  readonly clause: boolean;
  readonly implied: boolean;
}

function splitRows(tokens: readonly Token[]): Row[] {
  const rows: Row[] = [];
  let clause = false;
  let implied = false;
  let row: Token[] = [];
  let depth = 0;
  const finish = (): void => {
    while (isOperator(row.at(-1), ',', '.')) row.pop();
    while (isOperator(row[0], ',', '.')) row.shift();
    if (row.length > 0) rows.push({ tokens: withoutFrame(row), clause, implied });
    row = [];
  };
  tokens.forEach((token, at) => {
    if (token.kind === 'open' || token.kind === 'begin') depth++;
    if ((token.kind === 'close' || token.kind === 'end') && depth > 0) depth--;
    const next = tokens[at + 1];
    if (token.kind === 'break') {
      const defines = startsDefinition(tokens, at + 1);
      const goesOn = depth > 0 || continues(row, next);
      if (token.text !== '\n' || defines || !goesOn) {
        finish();
        depth = 0;
        clause = false;
        implied = token.text === IMPLIES;
      }
    } else if (
      depth === 0 &&
      token.kind === 'operator' &&
      (separates(tokens, at) || (token.text === ',' && usesWhat(row, tokens, at)))
    ) {
      finish();
      if (token.text === 'where' || token.text === 'with') clause = rows.length > 0;
    } else {
      row.push(token);
    }
  });
  finish();
  return rows;
}

/** A definition in braces of its own, as \boxed{y = x^2} leaves it. */
function withoutFrame(row: readonly Token[]): readonly Token[] {
  if (row[0]?.text !== '{' || !startsDefinition(row, 1)) return row;
  let depth = 0;
  const end = row.findIndex(({ kind }) => {
    if (kind === 'open') depth++;
    else if (kind === 'close') depth--;
    return depth === 0;
  });
  return end === row.length - 1 ? row.slice(1, end) : row;
}

/** A line goes on where it ends with an operator or the next begins with one. */
function continues(row: readonly Token[], next: Token | undefined): boolean {
  const last = row.at(-1);
  const open =
    last?.kind === 'operator' && !enders.has(last.text) && !isScript(row, row.length - 1);
  const more = next?.kind === 'operator' && !starters.has(next.text) && next.text !== ';';
  return open || (more && last !== undefined);
}

/** A separator, or a comma or `and` before the next definition. */
export function separates(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (separators.has(token.text)) return true;
  return (token.text === ',' || token.text === 'and') && startsDefinition(tokens, at + 1);
}

/** Whether what stands behind a comma is computed of what `row` defines: f(x) = x², f(f(2)), and a = 2, 3a + 1. */
function usesWhat(row: readonly Token[], tokens: readonly Token[], at: number): boolean {
  const [name, sign] = row;
  const isCall = sign?.kind === 'open';
  const defines = isCall || (sign?.text === '=' && name?.kind !== 'number');
  if (!name || !defines || !startsDefinition(row, 0)) return false;
  let isUsed = false;
  for (let i = at + 1; i < Math.min(tokens.length, at + 24); i++) {
    const { kind, text } = tokens[i] ?? name;
    if (relations.has(text)) return false;
    if (kind === 'break' || kind === 'text') break;
    isUsed ||= text === name.text && (!isCall || tokens[i + 1]?.kind === 'open');
  }
  const isAlone = /^(?:[,;.]|break)?$/.test(tokens[at + 2]?.text ?? '');
  return isUsed && !isAlone;
}

const relations: ReadonlySet<string> = new Set([
  '<',
  '>',
  '<=',
  '>=',
  '!=',
  '==',
  '≤',
  '≥',
  '≠',
  '∈',
  ':',
  '~',
  '≈',
  '→',
]);

/** Whether a sign is the subscript or the exponent of a name, as in x_+. */
function isScript(tokens: readonly Token[], at: number): boolean {
  return isOperator(tokens[at - 1], '_', '^');
}

function startsDefinition(tokens: readonly Token[], from: number): boolean {
  let depth = 0;
  for (let at = from; at < Math.min(tokens.length, from + 24); at++) {
    const token = tokens[at];
    if (!token || token.kind === 'break') return false;
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close') depth--;
    else if (
      depth === 0 &&
      token.kind === 'operator' &&
      token.text !== '_' &&
      token.text !== '^' &&
      token.text !== "'" &&
      !isScript(tokens, at)
    ) {
      return at > from && assignments.has(token.text);
    }
  }
  return false;
}

function readHeader(
  r: Reading,
  from: number,
  to: number,
  nameAt: NameAt,
): Omit<Statement, 'clause' | 'chain'> {
  const signs = topLevel(
    r,
    from,
    to,
    (token) => token.kind === 'operator' && assignments.has(token.text),
  );
  const bounds = [from - 1, ...signs];
  const names: string[] = [];
  const sides: [number, number][] = [];
  let params: readonly string[] | undefined;
  const root = signs.length > 0 ? readRoot(r, from, signs[0] ?? to, nameAt) : undefined;
  bounds.slice(0, -1).forEach((bound, index) => {
    const [start, end] = [bound + 1, bounds[index + 1] ?? to];
    if (index === 0 && root) return;
    const isProduct = index > 0 && isRun(r, start, end) && !isRun(r, from, signs[0] ?? to);
    const head = isProduct ? undefined : readHead(r, start, end, nameAt);
    if (!head) sides.push([start, end]);
    else if (index === 0 || !head.params) names.push(head.name);
    if (index === 0) params = head?.params;
  });
  const sign = r.tokens[signs[0] ?? -1];
  const update = sign && sign.text !== '=' ? sign.text.slice(0, 1) : undefined;
  const [first, end] = [r.tokens[from], r.tokens[to - 1]];
  const span = first && end ? cover(first, end) : { start: 0, end: 0 };
  const last = (signs.at(-1) ?? from - 1) + 1;
  return {
    span: { start: span.start, end: span.end },
    names,
    sides,
    from: last,
    to,
    stated: statesNumber(r.tokens.slice(last, to)),
    ...(params ? { params } : {}),
    ...(root ? { root } : {}),
    ...(update === undefined ? {} : { update }),
  };
}

/** The σ of σ² = …: a name under a whole number, which fill the range. */
function readRoot(r: Reading, from: number, to: number, nameAt: NameAt): Root | undefined {
  const { at, end } = r;
  r.at = from;
  r.end = to;
  try {
    const name = nameAt(r);
    if (name === undefined || !isOperator(r.tokens[r.at], '^')) return undefined;
    const exponent = r.tokens.slice(r.at + 1, to).filter(({ text }) => !/^[{}()]$/.test(text));
    const [only] = exponent;
    const power = only?.kind === 'number' ? Number(only.text) : NaN;
    return exponent.length === 1 && power >= 2 && Number.isInteger(power)
      ? { name, power }
      : undefined;
  } finally {
    Object.assign(r, { at, end });
  }
}

/** The ma of F = ma = 6, a product, which names nothing; the fn of tp = fn = 0 is a name. */
function isRun({ tex, tokens }: Reading, from: number, to: number): boolean {
  const [only] = tokens.slice(from, to);
  return tex && to === from + 1 && only?.kind === 'word' && /^.{2,3}$/u.test(only.text);
}

/** A name, or a name with parameters, that fills the range; `params` is empty if they cannot be bound. */
function readHead(
  r: Reading,
  from: number,
  to: number,
  nameAt: NameAt,
): { name: string; params?: string[] } | undefined {
  const { at, end } = r;
  r.at = from;
  r.end = to;
  try {
    const name = from < to ? nameAt(r) : undefined;
    if (name === undefined) return undefined;
    if (r.at === to) return { name };
    const open = r.tokens[r.at];
    if (open?.kind !== 'open' || r.partner[r.at] !== to - 1 || open.text === '{') return undefined;
    const params: string[] = [];
    r.at++;
    while (r.at < to - 1) {
      r.end = to - 1;
      const param = nameAt(r);
      const sign = r.tokens[r.at];
      const ends = r.at === to - 1 || isOperator(sign, ',', ';') || sign?.kind === 'bar';
      if (param === undefined || !ends)
        return hasNumbers(r, from, to) ? undefined : { name, params: [] };
      if (params.includes(param))
        fail(
          'syntax',
          `Two parameters are called \`${param}\`. Give one of them another name.`,
          open,
        );
      params.push(param);
      r.at++;
    }
    return { name, params };
  } finally {
    r.at = at;
    r.end = end;
  }
}

function namesIn(r: Reading, from: number, to: number, nameAt: NameAt): ReadonlySet<string> {
  const { at, end } = r;
  const found = new Set<string>();
  r.end = to;
  try {
    for (r.at = from; r.at < to;) {
      const start = r.at;
      const name = nameAt(r);
      if (name === undefined) r.at = start + 1;
      else found.add(name);
    }
  } finally {
    Object.assign(r, { at, end });
  }
  return found;
}

/** x(y + 1) = … is an equation; p(y | x) = … names what stands right of it. */
function hasNumbers(r: Reading, from: number, to: number): boolean {
  return r.tokens
    .slice(from, to)
    .some((t) => t.kind === 'number' || isOperator(t, '+', '-', '*', '/', '^'));
}

/** Indices in the range, outside all brackets, of the tokens that `wanted` accepts. */
function topLevel(
  r: Reading,
  from: number,
  to: number,
  wanted: (token: Token) => boolean,
): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at++) {
    const token = r.tokens[at];
    if (!token) break;
    const skips = token.kind === 'open' || token.kind === 'begin';
    const partner = r.partner[at] ?? -1;
    if (skips && partner > at && partner < to) at = partner;
    else if (wanted(token)) found.push(at);
  }
  return found;
}
