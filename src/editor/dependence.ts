/** Which names a statement of Python or JavaScript binds, and which it needs from before. */
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';

/** Source text with its tree; `from` is where the text begins in its document. */
export interface Code {
  readonly text: string;
  readonly from: number;
  readonly tree: Tree;
}

const typescript = javascript.configure({ dialect: 'ts jsx' });

/** Parses code of a language that we have a grammar for, else null. */
export function parse(text: string, language: string, from = 0): Code | null {
  const parser =
    language === 'python'
      ? python
      : /^(java|type)script(react)?$/.test(language)
        ? typescript
        : null;
  return parser && { text, from, tree: parser.parse(text) };
}

const FUNCTION = /^(Function(Definition|Declaration)|MethodDeclaration)$/;
const STATEMENT = /Statement$|^VariableDeclaration$|^ExportDeclaration$/;
const COMPOUND = /^(If|For|While|With|Try|Block|Do|Switch|Match|Labeled)Statement$/;
const LAMBDA = /^(ArrowFunction|FunctionExpression)$/;
const NAME = /^Variable(Name|Definition)$/;

/** A function with a name of its own, `const f = (x) => …` included. */
export function isFunction(node: SyntaxNode): boolean {
  return FUNCTION.test(node.name) || isNamedLambda(node);
}

/** `const f = (x) => …`: a declaration of one name that is a function. */
function isNamedLambda(node: SyntaxNode): boolean {
  const children =
    node.name === 'VariableDeclaration' ? node.getChildren('VariableDefinition') : [];
  const last = node.lastChild?.name === ';' ? node.lastChild.prevSibling : node.lastChild;
  return children.length === 1 && last !== null && LAMBDA.test(last.name);
}

export function isStatement({ name }: SyntaxNode): boolean {
  return STATEMENT.test(name) || FUNCTION.test(name);
}

/** A statement that holds no others. */
export function isSimple({ name }: SyntaxNode): boolean {
  return STATEMENT.test(name) && !COMPOUND.test(name);
}

/** Whether a statement binds a needed name; if so, what it needs takes the place of what it binds. */
export function takes(code: Code, statement: SyntaxNode, needed: Set<string>): boolean {
  const targets = targetsOf(code, statement);
  const taken = targets.some((target) => needed.has(target));
  if (taken) {
    if (!COMPOUND.test(statement.name)) {
      targets.forEach((target) => needed.delete(target));
    }
    readsOf(code, statement).forEach((name) => needed.add(name));
  }
  return taken;
}

/** The function or declaration behind a decorator or an export. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  const inner = /^(Decorated|Export)/.test(node.name)
    ? (node.getChild('FunctionDefinition') ??
      node.getChild('FunctionDeclaration') ??
      node.getChild('VariableDeclaration'))
    : null;
  return inner ?? node;
}

/** Names a statement binds, those bound anywhere inside it included, but for a function's own. */
function targetsOf(code: Code, node: SyntaxNode): readonly string[] {
  const statement = unwrapped(node);
  if (FUNCTION.test(statement.name)) {
    const name = statement.getChild('VariableName') ?? statement.getChild('VariableDefinition');
    return name ? [textOf(code, name)] : [];
  }
  if (isNamedLambda(statement)) {
    const name = statement.getChild('VariableDefinition');
    return name ? [textOf(code, name)] : [];
  }
  if (statement.name === 'ImportStatement') {
    return aliasesOf(code, statement);
  }
  return namesIn(code, statement, isTarget);
}

/** Names a statement uses before it binds them; an update such as += uses its target too. */
export function readsOf(code: Code, node: SyntaxNode): readonly string[] {
  const statement = unwrapped(node);
  if (statement.name === 'ImportStatement') {
    return [];
  }
  const reads = namesIn(code, statement, (name) => !isTarget(name));
  if (isFunction(statement)) {
    const own = new Set([
      ...targetsOf(code, statement),
      ...namesIn(code, statement, (name) => isTarget(name) || isParameter(name)),
    ]);
    return reads.filter((name) => !own.has(name));
  }
  let updates = false;
  const cursor = statement.cursor();
  do {
    updates ||= cursor.name === 'UpdateOp' || cursor.name === 'UpdateStatement';
  } while (cursor.next() && cursor.from < statement.to);
  return updates ? [...reads, ...targetsOf(code, statement)] : reads;
}

function namesIn(
  code: Code,
  statement: SyntaxNode,
  wanted: (name: SyntaxNode) => boolean,
): readonly string[] {
  const names: string[] = [];
  const cursor = statement.cursor();
  do {
    if (NAME.test(cursor.name) && wanted(cursor.node)) {
      names.push(code.text.slice(cursor.from, cursor.to));
    }
  } while (cursor.next() && cursor.from < statement.to);
  return names;
}

const ASSIGNMENT = /^(AssignStatement|UpdateStatement|AssignmentExpression)$/;

/** Whether the name stands left of an assignment sign. */
function isTarget(name: SyntaxNode): boolean {
  if (name.name === 'VariableDefinition') {
    return true;
  }
  const listed = /^(TupleExpression|ArrayExpression)$/.test(name.parent?.name ?? '');
  const part = listed ? name.parent : name;
  if (!part?.parent || !ASSIGNMENT.test(part.parent.name)) {
    return false;
  }
  let next = part.nextSibling;
  while (next && !/^(AssignOp|UpdateOp|Equals)$/.test(next.name)) {
    next = next.nextSibling;
  }
  return next !== null;
}

/** Whether a name of Python is a parameter, and not the default of one. */
function isParameter(name: SyntaxNode): boolean {
  return name.parent?.name === 'ParamList' && name.prevSibling?.name !== 'AssignOp';
}

/** Modules under the names that readers know without their import. */
const KNOWN = /^(?:math|cmath|np|numpy|torch|F|nn|jnp|jax|tf|sp|scipy)$/;

/** Names that an import gives to something, but for those that everybody gives. */
function aliasesOf(code: Code, statement: SyntaxNode): readonly string[] {
  const aliases = [...textOf(code, statement).matchAll(/\bas\s+(\w+)/g)];
  return aliases.map(([, name = '']) => name).filter((name) => !KNOWN.test(name));
}

function textOf(code: Code, { from, to }: SyntaxNode): string {
  return code.text.slice(from, to);
}
