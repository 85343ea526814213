/** The one shape that C and its relatives, Julia, R and MATLAB are parsed into before they are interpreted. */
import type { Span } from '../syntax';

/** What a declared type says about the numbers it holds; `open`: as the value is; `pointer`: it is the list that it is given. */
export type NumberKind = 'real' | 'whole' | 'open' | 'other' | 'pointer';

/** An expression as it is written. Operators stand in rows; precedence is applied when a row is read. */
export type Term =
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly whole: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'word'; readonly name: string; readonly span: Span }
  | { readonly kind: 'truth'; readonly answer: boolean; readonly span: Span }
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | {
      readonly kind: 'row';
      readonly items: readonly Item[];
      readonly bracketed?: true;
      readonly span: Span;
    }
  | {
      readonly kind: 'list';
      readonly items: readonly Term[];
      /** By row, how many of the items: they are joined beside each other, and the rows below each other. */
      readonly rows?: readonly number[];
      /** Every variable that is given it has its own. */
      readonly apart?: true;
      /** What its elements are declared as. */
      readonly element?: NumberKind;
      readonly span: Span;
    }
  /** An array of these lengths, outermost first: what is not `given` is 0, or has no value yet if nothing is. */
  | {
      readonly kind: 'filled';
      readonly name: string;
      readonly lengths: readonly Term[];
      readonly given?: Term;
      /** What all of its elements are. */
      readonly fill?: Term;
      readonly element: NumberKind;
      readonly span: Span;
    }
  | { readonly kind: 'record'; readonly fields: readonly Field[]; readonly span: Span }
  | { readonly kind: 'range'; readonly range: Range; readonly span: Span }
  | {
      readonly kind: 'comprehension';
      readonly element: Term;
      readonly clauses: readonly Clause[];
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      readonly callee: Term;
      readonly args: readonly Argument[];
      /** Called for every element of its arguments, as `f.(xs)` is. */
      readonly each?: true;
      readonly span: Span;
    }
  | { readonly kind: 'member'; readonly object: Term; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'index';
      readonly object: Term;
      readonly indices: readonly Term[];
      readonly span: Span;
    }
  | {
      readonly kind: 'choice';
      readonly condition: Term;
      readonly yes: Term;
      readonly no: Term;
      readonly span: Span;
    }
  /** `&object` */
  | { readonly kind: 'address'; readonly object: Term; readonly span: Span }
  | { readonly kind: 'cast'; readonly type: NumberKind; readonly value: Term; readonly span: Span }
  | {
      readonly kind: 'assign';
      readonly target: Term;
      readonly operator: string;
      readonly value: Term;
      /** The variable is one of those around the function, as R's `<<-` and Julia's `global` say. */
      readonly outer?: true;
      readonly span: Span;
    }
  | {
      readonly kind: 'step';
      readonly target: Term;
      readonly operator: string;
      readonly before: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'block'; readonly body: readonly Statement[]; readonly span: Span }
  | { readonly kind: 'lambda'; readonly definition: FunctionStatement; readonly span: Span };

/** `for name in range if condition` behind an element. */
export interface Clause {
  readonly name: string;
  readonly range: Range;
  readonly condition?: Term;
  /** It counts beside the clause around it, so that both make a matrix. */
  readonly beside?: true;
}

/** An operand of a row, or an operator, whose text is given. */
export interface Item {
  readonly term: Term;
  readonly operator?: string;
}

/** One field of a value of a structure. */
export interface Field extends FieldType {
  readonly value: Term;
}

/** What the definition of a structure says about a field. */
export interface FieldType {
  readonly name: string;
  readonly type: NumberKind;
}

export interface Argument {
  readonly name?: string;
  readonly value: Term;
}

export interface ParameterTerm {
  readonly name: string;
  readonly type: NumberKind;
  readonly fallback?: Term;
  /** What it is given may be changed through it: a reference, a pointer, an array. */
  readonly shares?: true;
  /** The parts that the value is taken apart into, which have names of their own. */
  readonly parts?: readonly ParameterTerm[];
  readonly span: Span;
}

export interface FunctionStatement {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly ParameterTerm[];
  readonly result: NumberKind;
  readonly body: readonly Statement[];
  /** It keeps the variables around as they are where it is written, as C++'s `[=]` does. */
  readonly captures?: true;
  readonly span: Span;
}

export type Statement =
  | FunctionStatement
  | { readonly kind: 'evaluate'; readonly term: Term; readonly span: Span }
  | {
      readonly kind: 'declare';
      readonly name: string;
      readonly type: NumberKind;
      readonly value?: Term;
      /** It is a structure, or a list of elements of this kind, that is given its parts later. */
      readonly parts?: 'fields' | { readonly element: NumberKind };
      readonly span: Span;
    }
  /** A name that no text can write keeps a value, which is computed once. */
  | { readonly kind: 'keep'; readonly name: string; readonly value: Term; readonly span: Span }
  | { readonly kind: 'return'; readonly value?: Term; readonly span: Span }
  | {
      readonly kind: 'if';
      readonly condition: Term;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: 'while';
      readonly condition?: Term;
      readonly body: readonly Statement[];
      readonly update: readonly Statement[];
      readonly checksFirst: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'count';
      readonly name: string;
      readonly range: Range;
      readonly body: readonly Statement[];
      /** What the name is declared as. */
      readonly type?: NumberKind;
      /** The name has copies of the elements. */
      readonly copies?: true;
      readonly span: Span;
    }
  | { readonly kind: 'block'; readonly body: readonly Statement[]; readonly span: Span }
  | { readonly kind: 'jump'; readonly to: 'break' | 'continue'; readonly span: Span };

/** The values a counting loop takes: from, to, and how far apart; or the elements of a list. */
export type Range =
  | {
      readonly kind: 'range';
      readonly from: Term;
      readonly to: Term;
      readonly by?: Term;
      readonly inclusive: boolean;
      readonly down: boolean;
    }
  | { readonly kind: 'elements'; readonly list: Term };

/** The body of a function whose last statement is its value, with the returns written out. */
export function returning(body: readonly Statement[]): readonly Statement[] {
  const last = body.at(-1);
  return last ? [...body.slice(0, -1), ...returned(last)] : body;
}

/** Whether `if` gives a value whichever way it goes, and nothing else. */
export function isValued(statement: Statement | undefined): boolean {
  if (statement?.kind === 'evaluate')
    return statement.term.kind !== 'assign' && statement.term.kind !== 'step';
  if (statement?.kind === 'block') return isValued(statement.body.at(-1));
  return (
    statement?.kind === 'if' && isValued(statement.yes.at(-1)) && isValued(statement.no.at(-1))
  );
}

function returned(last: Statement): readonly Statement[] {
  switch (last.kind) {
    case 'evaluate':
      return [{ kind: 'return', value: last.term, span: last.span }];
    case 'declare':
      return [
        last,
        {
          kind: 'return',
          value: { kind: 'word', name: last.name, span: last.span },
          span: last.span,
        },
      ];
    case 'if':
      return [{ ...last, yes: returning(last.yes), no: returning(last.no) }];
    case 'block':
      return [{ ...last, body: returning(last.body) }];
    default:
      return [last];
  }
}

/** Every name that is given a value in `statements`, as often as the text gives it one. */
export function targets(statements: readonly Statement[]): string[] {
  return collect(statements, ({ kind, name, target }) => {
    if ((kind === 'declare' || kind === 'count') && typeof name === 'string') return name;
    return (kind === 'assign' || kind === 'step') && isWord(target) ? target.name : undefined;
  });
}

/** Every name that is an argument of a call by itself. */
export function handedOn(statements: readonly Statement[]): string[] {
  return collect(statements, ({ kind, value }) => {
    if (kind !== undefined || typeof value !== 'object' || value === null) return undefined;
    const { object = value } = value as Parts;
    return isWord(object) ? object.name : undefined;
  });
}

/** The names in a term. */
export function words(term: Term): string[] {
  return collect([term], ({ kind, name }) =>
    kind === 'word' && typeof name === 'string' ? name : undefined,
  );
}

type Parts = Partial<Record<string, unknown>>;

/** What `find` finds in the parts of a tree. */
function collect(roots: readonly unknown[], find: (node: Parts) => string | undefined): string[] {
  const found: string[] = [];
  const pending: unknown[] = [...roots];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (typeof each !== 'object' || each === null) continue;
    const node = each as Parts;
    const one = find(node);
    if (one !== undefined) found.push(one);
    for (const part of Object.values(node)) if (typeof part === 'object') pending.push(part);
  }
  return found;
}

function isWord(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'word';
}
