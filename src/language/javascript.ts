/** JavaScript and TypeScript -> Program: statements in order, loops unrolled, calls inlined, branches selected between. */
import { parser } from '@lezer/javascript';
import type { SyntaxNode } from '@lezer/common';
import { attempt, explain, grammarOf } from './code/grammar';
import { scriptSpelling } from './code/lexemes';
import type { Place } from './code/place';
import { readProgram, type Outcome, type Parsed } from './code/program';
import { parts, refuseTree, Source } from './code/source';
import { runBody, runStatements } from './javascript-statements';
import { evaluate } from './javascript-expressions';
import type { Script } from './javascript-script';
import { readDefinition } from './python';
import type { Limits, RawProgram, ReadOptions } from './syntax';

const untyped = grammarOf(parser, scriptSpelling);
const typed = grammarOf(parser.configure({ dialect: 'ts' }), scriptSpelling);

/** Reads JavaScript or TypeScript source: an expression, statements, or functions. Never throws. */
export function readJavaScript(
  text: string,
  options: ReadOptions,
  dialect: 'js' | 'ts',
): RawProgram {
  const parse = (source: string, limits: Limits): Parsed => parseScript(source, limits, dialect);
  return readProgram(text, options, { parse, run, definitions: readDefinition, evaluate });
}

/** JavaScript with types in it is read as TypeScript. */
function parseScript(text: string, limits: Limits, dialect: 'js' | 'ts'): Parsed {
  const source = new Source(asserted(text), 0, text.length);
  const first = dialect === 'ts' ? typed : untyped;
  const tried = attempt(first, source, limits);
  if (dialect === 'js' && tried.stop?.reason === 'mistake') {
    const { tree, stop } = attempt(typed, source, limits);
    const problem = stop ? null : refuseTree(tree, source, limits);
    if (!stop && !problem) return { tree, source, problem };
  }
  const method = tried.stop?.reason === 'mistake' ? methodAlone(text, tried.stop.at) : null;
  if (method) {
    const { tree, stop } = attempt(typed, method, limits);
    if (!stop && !refuseTree(tree, method, limits)) return { tree, source: method, problem: null };
  }
  return { tree: tried.tree, source, problem: explain(first, tried, limits) };
}

/** A method of a class or an object without it, behind its comments: what it is, its name and `(`. */
const METHOD =
  /^((?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*)((?:(?:public|private|protected|static|override|async|get|set)\s+)*#?)(?!(?:if|for|while|switch|with|catch|function)\b)[\p{L}_$][\p{L}\p{N}_$]*\s*(?:<[^()]*>\s*)?\([^]*\}(,?\s*)$/u;

/** A method that stands alone, or behind what it needs, read as the function it is; the parser stopped in its head. */
function methodAlone(text: string, stop: number): Source | null {
  for (const from of [0, text.lastIndexOf('\n', stop) + 1]) {
    const found = METHOD.exec(text.slice(from));
    if (!found) continue;
    const [, comments = '', words = '', end = ''] = found;
    const keyword = words.includes('async') ? 'async function ' : 'function ';
    const blanks = (comments + words).replace(/[^\n]/g, ' ');
    const body = text.slice(from + blanks.length, text.length - end.length);
    const parsed = asserted(text.slice(0, from) + keyword + blanks + body);
    return new Source(parsed, keyword.length, text.length, undefined, from);
  }
  return null;
}

/** `let y!: number` says of a type only that it is there; the grammar does not know it. */
function asserted(text: string): string {
  return text.replace(/(?<=[\w$])!(?=\s*:(?!:))/g, ' ');
}

function run(root: SyntaxNode, place: Place): Outcome {
  const script: Script = {
    ...place,
    evaluate,
    runBlock: (block, inner) =>
      runBody(block, { ...script, ...inner, site: { ...script.site, top: false } }),
    site: { top: true, rebound: reboundNames(root, place) },
  };
  return runStatements(parts(root), script);
}

/** Names given a value more than once: their first numbers are starts, not inputs. */
function reboundNames(root: SyntaxNode, place: Place): Set<string> {
  const [once, rebound] = [new Set<string>(), new Set<string>()];
  const cursor = root.cursor();
  do {
    for (const target of targetsOf(cursor.node)) {
      const name = place.source.slice(target);
      (once.has(name) ? rebound : once).add(name);
    }
  } while (cursor.next());
  return rebound;
}

/** The variables that one node itself gives a value. */
function targetsOf(node: SyntaxNode): SyntaxNode[] {
  const isVariable = (child: SyntaxNode): boolean =>
    child.name === 'VariableName' || child.name === 'VariableDefinition';
  switch (node.name) {
    case 'VariableDefinition':
      return node.parent?.name === 'ParamList' ||
        node.parent?.parent?.name === 'AssignmentExpression'
        ? []
        : [node];
    case 'AssignmentExpression':
    case 'PostfixExpression':
      return parts(node).slice(0, 1).filter(isVariable);
    case 'UnaryExpression':
      return /^(\+\+|--)/.test(
        node.firstChild?.name === 'ArithOp' && node.firstChild.to - node.firstChild.from === 2
          ? '++'
          : '',
      )
        ? parts(node).slice(1).filter(isVariable)
        : [];
    default:
      return [];
  }
}
