/** Python -> Program: statements in order, loops unrolled, calls inlined, branches selected between. */
import { parser } from '@lezer/python';
import type { SyntaxNode, Tree } from '@lezer/common';
import { definitions } from './code/definitions';
import { Flow } from './code/flow';
import { attempt, explain, grammarOf } from './code/grammar';
import type { Definitions } from './code/library';
import { pythonSpelling } from './code/lexemes';
import type { Place } from './code/place';
import { readProgram, type Outcome, type Parsed } from './code/program';
import { Scope } from './code/scope';
import { parts, POINT, refuseTree, Source } from './code/source';
import { reboundNames } from './python-assignments';
import { evaluate } from './python-expressions';
import { runBlock } from './python-statements';
import type { Limits, Finding, RawProgram, ReadOptions } from './syntax';

const grammar = grammarOf(parser, pythonSpelling);

/** Reads Python source: an expression, statements, or functions. Never throws. */
export function readPython(text: string, options: ReadOptions): RawProgram {
  return readProgram(text, options, { parse, run, definitions: readDefinition, evaluate });
}

/** `1.` and `2.e3`, which Lezer takes for an attribute of 1; they become `1\f` and `2e03`, no longer and no shorter. */
const BARE_POINT = /(?<![\p{L}\p{N}_.])(\d[\d_]*)\.(?![\p{L}\p{N}_.])/gu;
const BARE_POINT_EXPONENT = /(?<![\p{L}\p{N}_.])(\d[\d_]*)\.[eE]([+-]?)(\d)/gu;

/** The text as it is; a fragment of a longer expression in brackets; and lines of a block as those of one. */
function parse(text: string, limits: Limits): Parsed {
  const plain = attempt(grammar, sourceOf(text, 0, text.length), limits);
  const { tree, source, stop } = plain;
  const indented = stop ? null : misindented(tree.topNode, source);
  if (stop?.reason === 'mistake' || indented) {
    const whole = attempt(grammar, sourceOf(`(${text}\n)`, 1, text.length), limits);
    if (!whole.stop && isOneExpression(whole.tree) && !refuseTree(whole.tree, whole.source, limits))
      return { tree: whole.tree, source: whole.source, problem: null };
    const block = parseBlock(text, limits);
    if (block) return block;
  }
  return { tree, source, problem: explain(grammar, plain, limits) ?? indented };
}

const OPENING = 'if True:\n';

/** Lines that are all from within one block; null if they are not, or do not read. */
function parseBlock(text: string, limits: Limits): Parsed | null {
  if (!/^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+[^\s#]/.test(text)) return null;
  const source = sourceOf(OPENING + text, OPENING.length, text.length);
  const { tree, stop } = attempt(grammar, source, limits);
  if (stop || misindented(tree.topNode, source) || refuseTree(tree, source, limits)) return null;
  const [opened, ...others] = parts(tree.topNode);
  const [, , topNode, ...more] = opened ? parts(opened) : [];
  return topNode && others.length + more.length === 0
    ? { tree: { topNode }, source, problem: null }
    : null;
}

function isOneExpression(tree: Tree): boolean {
  const [only, more] = parts(tree.topNode);
  return (
    only?.name === 'ExpressionStatement' &&
    more === undefined &&
    only.firstChild?.name === 'ParenthesizedExpression'
  );
}

function sourceOf(parsed: string, shift: number, length: number): Source {
  const readable = parsed
    .replace(BARE_POINT, `$1${POINT}`)
    .replace(BARE_POINT_EXPONENT, '$1e$20$3');
  return new Source(readable, shift, length);
}

/** A line that is indented otherwise than the first line of its block; Lezer lets it pass. */
function misindented(root: SyntaxNode, source: Source): Finding | null {
  const cursor = root.cursor();
  do {
    if (cursor.name !== 'Script' && cursor.name !== 'Body') continue;
    let column: number | undefined;
    for (const statement of parts(cursor.node)) {
      const own = source.indentation(statement);
      if (own === undefined) continue;
      column ??= own;
      if (own !== column) {
        const message =
          'This line is not indented like the lines before it. Select whole lines, or correct the indentation.';
        return { kind: 'syntax', message, span: source.span(statement) };
      }
    }
  } while (cursor.next());
  return null;
}

function run(root: SyntaxNode, place: Place): Outcome {
  const statements = parts(root).filter(({ name }) => name !== ':');
  return runBlock(statements, place, { top: true, rebound: reboundNames(root, place) });
}

/** Definitions of library functions by name: their texts, and those that were needed as trees. */
const texts = new Map(
  definitions.split(/^(?=def )/m).map((text) => [/^def (\w+)/.exec(text)?.[1] ?? '', text]),
);
const trees = new Map<string, SyntaxNode>();

/** Reads the definition of a library function as if it stood at the call. */
export const readDefinition: Definitions = (name, caller, span) => {
  const text = texts.get(name);
  if (text === undefined) return undefined;
  const node = trees.get(name) ?? parts(parser.parse(text).topNode)[0];
  if (!node) return undefined;
  trees.set(name, node);
  const recorder = caller.withoutNames();
  const flow = new Flow(recorder);
  const scope = new Scope(null, flow.frame);
  const source = new Source(text, 0, 0, span);
  const place: Place = {
    recorder,
    flow,
    source,
    scope,
    definitions: readDefinition,
    evaluate,
    isBuiltin: true,
  };
  runBlock([node], place, { top: false, rebound: new Set() });
  const cell = scope.own(name);
  const { value } = cell;
  // Inside, its own name means the op of the table.
  cell.value = undefined;
  return value?.kind === 'function' ? value : undefined;
};
