/** Which bars open and which close: from left to right where that works out, else as it works out. */
import type { Token } from './tokens';

export type BarRole = 'open' | 'close';

interface Bar {
  readonly at: number;
  /** What stands before it and after it: an operand, a sign, another bar, or nothing that matters. */
  readonly before: Side;
  readonly after: Side;
}

type Side = 'operand' | 'sign' | 'bar' | 'none';

/** More bars in one bracket than this are paired greedily. */
const MOST = 128;

/** The role of every bar in `tokens`; a bar without one has no partner. */
export function barRoles(tokens: readonly Token[], from: number, to: number): Map<number, BarRole> {
  const roles = new Map<number, BarRole>();
  const levels: Bar[][] = [[]];
  const finish = (bars: readonly Bar[]): void => {
    const paired = pairFromLeft(bars) ?? (bars.length <= MOST ? pairSomehow(bars) : null);
    paired?.forEach((role, index) => {
      const bar = bars[index];
      if (bar) roles.set(bar.at, role);
    });
  };
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token?.kind === 'open' || token?.kind === 'begin') levels.push([]);
    else if (token?.kind === 'close' || token?.kind === 'end') finish(levels.pop() ?? []);
    else if (token?.kind === 'bar') {
      const before = at > from ? sideOf(tokens[at - 1], 'before') : 'none';
      const after = at + 1 < to ? sideOf(tokens[at + 1], 'after') : 'none';
      levels.at(-1)?.push({ at, before, after });
    }
  }
  levels.forEach(finish);
  return roles;
}

function sideOf(token: Token | undefined, side: 'before' | 'after'): Side {
  switch (token?.kind) {
    case undefined:
    case 'break':
      return 'none';
    case 'bar':
      return 'bar';
    case 'open':
    case 'begin':
      return side === 'after' ? 'operand' : 'none';
    case 'close':
    case 'end':
      return side === 'before' ? 'operand' : 'none';
    case 'function':
      return side === 'after' ? 'operand' : 'none';
    case 'operator':
      if (side === 'before') return token.text === '!' || token.text === "'" ? 'operand' : 'none';
      return ['+', '-', '√', 'not'].includes(token.text) ? 'sign' : 'none';
    default:
      return 'operand';
  }
}

function pairFromLeft(bars: readonly Bar[]): BarRole[] | null {
  const roles: BarRole[] = [];
  let depth = 0;
  for (const [index, bar] of bars.entries()) {
    const before = roles[index - 1];
    const role = depth > 0 && mayClose(bar, before) ? 'close' : 'open';
    if (role === 'open' && !mayOpen(bar)) return null;
    roles.push(role);
    depth += role === 'open' ? 1 : -1;
  }
  return depth === 0 && fits(bars, roles) ? roles : null;
}

/** Tries to close before it tries to open; each state is tried once. */
function pairSomehow(bars: readonly Bar[]): BarRole[] | null {
  const failed = new Set<string>();
  const roles: BarRole[] = [];
  const place = (depth: number): boolean => {
    const index = roles.length;
    const bar = bars[index];
    if (!bar) return depth === 0 && fits(bars, roles);
    const before = roles[index - 1];
    const state = `${index} ${depth} ${before ?? ''}`;
    if (failed.has(state) || depth > bars.length - index) return false;
    for (const role of ['close', 'open'] as const) {
      if (role === 'close' ? depth === 0 || !mayClose(bar, before) : !mayOpen(bar)) continue;
      roles.push(role);
      if (place(depth + (role === 'open' ? 1 : -1))) return true;
      roles.pop();
    }
    failed.add(state);
    return false;
  };
  return place(0) ? roles : null;
}

function mayClose(bar: Bar, before: BarRole | undefined): boolean {
  return bar.before === 'operand' || (bar.before === 'bar' && before === 'close');
}

function mayOpen(bar: Bar): boolean {
  return bar.after !== 'none';
}

/** Where two bars touch, the first may open only if the second does. */
function fits(bars: readonly Bar[], roles: readonly BarRole[]): boolean {
  return bars.every(
    (bar, index) => bar.after !== 'bar' || roles[index] !== 'open' || roles[index + 1] === 'open',
  );
}
