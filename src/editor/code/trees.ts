/** The statements of Python and JavaScript, from the trees of their grammars. */
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import type { Span } from '../../language/syntax';
import type { Code, Statement } from './outline';

const typescript = javascript.configure({ dialect: 'ts jsx' });

/** Whether a language is read by a grammar, in a time that grows as its text does. */
export function hasGrammar(language: string): boolean {
  return /^(?:python|(?:java|type)script(?:react)?)$/.test(language);
}

/** The statements of a text of Python or JavaScript; null for another language. */
export function parseTree(text: string, language: string, from: number): Code | null {
  if (!hasGrammar(language)) {
    return null;
  }
  const isPython = language === 'python';
  const tree = (isPython ? python : typescript).parse(text);
  return {
    text,
    from,
    statements: statementsOf(tree, text),
    indented: isPython,
    remarkAt: (offset) => remarkAt(tree, offset),
  };
}

const FUNCTION = /^(Function(Definition|Declaration)|MethodDeclaration)$/;
const STATEMENT = /Statement$|^VariableDeclaration$|^ExportDeclaration$/;
const CHOICE = /^(If|With|Try|Block|Switch|Match|Labeled)Statement$/;
const LOOP = /^(For|While|Do)Statement$/;
const CLASS = /^Class(Definition|Declaration)$/;
const BODY = /^(Script|Body|Block|ClassBody)$/;
const LAMBDA = /^(ArrowFunction|FunctionExpression)$/;
const NAME = /^Variable(Name|Definition)$/;

/** A statement with its node; its names are looked for when they are asked for. */
class TreeStatement implements Statement {
  readonly start: number;
  readonly end: number;
  readonly kind: Statement['kind'];
  #binds?: readonly string[];
  #reads?: readonly string[];

  constructor(
    readonly node: SyntaxNode,
    readonly text: string,
    readonly parent: Statement | null,
    readonly before: Statement | null,
  ) {
    this.start = node.from;
    this.end = node.to;
    this.kind = kindOf(node);
  }

  get binds(): readonly string[] {
    return (this.#binds ??= targetsOf(this.text, this.node));
  }

  get reads(): readonly string[] {
    return (this.#reads ??= readsOf(this.text, this.node));
  }

  get parameters(): readonly string[] {
    return parametersOf(this.text, this.node);
  }

  get locals(): readonly string[] {
    return localsOf(this.text, this.node, this.kind);
  }
}

function kindOf(node: SyntaxNode): Statement['kind'] {
  const { name } = unwrapped(node);
  if (isFunction(unwrapped(node))) {
    return 'function';
  }
  if (LOOP.test(name)) {
    return 'loop';
  }
  return CLASS.test(name) ? 'class' : CHOICE.test(name) ? 'choice' : 'simple';
}

/** All statements, each before those inside it. */
function statementsOf(tree: Tree, text: string): readonly Statement[] {
  const all: Statement[] = [];
  const around: TreeStatement[] = [];
  /** The last statement of each block that is open. */
  const blocks: (Statement | null)[] = [];
  tree.iterate({
    enter: ({ name, node }) => {
      if (BODY.test(name)) {
        blocks.push(null);
      }
      const parent = around.at(-1) ?? null;
      const inner = parent && unwrapped(parent.node);
      const isInner = inner?.from === node.from && inner.name === name;
      const counts = STATEMENT.test(name) || FUNCTION.test(name) || CLASS.test(name);
      if (!counts || isInner || /^For\w*Spec$/.test(node.parent?.name ?? '')) {
        return;
      }
      const inBlock = BODY.test(node.parent?.name ?? '') || node.parent?.name === 'StatementGroup';
      const before = inBlock ? (blocks.at(-1) ?? null) : null;
      const statement = new TreeStatement(node, text, parent, before);
      all.push(statement);
      around.push(statement);
      if (inBlock) {
        blocks[blocks.length - 1] = statement;
      }
    },
    leave: ({ name, node }) => {
      if (BODY.test(name)) {
        blocks.pop();
      }
      const last = around.at(-1);
      if (last?.start === node.from && last.end === node.to && last.node.name === name) {
        around.pop();
      }
    },
  });
  return all;
}

/** A function with a name of its own, `const f = (x) => …` included. */
function isFunction(node: SyntaxNode): boolean {
  return FUNCTION.test(node.name) || isNamedLambda(node);
}

/** `const f = (x) => …`: a declaration of one name that is a function. */
function isNamedLambda(node: SyntaxNode): boolean {
  const children =
    node.name === 'VariableDeclaration' ? node.getChildren('VariableDefinition') : [];
  const last = node.lastChild?.name === ';' ? node.lastChild.prevSibling : node.lastChild;
  return children.length === 1 && last !== null && LAMBDA.test(last.name);
}

/** The function, class or declaration behind a decorator or an export. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  if (!/^(Decorated|Export)/.test(node.name)) {
    return node;
  }
  for (let child = node.lastChild; child; child = child.prevSibling) {
    if (FUNCTION.test(child.name) || STATEMENT.test(child.name) || CLASS.test(child.name)) {
      return child;
    }
  }
  return node;
}

/** Names a statement binds, those bound anywhere inside it included, but for those of a function or a class. */
function targetsOf(text: string, node: SyntaxNode): readonly string[] {
  const statement = unwrapped(node);
  if (isFunction(statement) || CLASS.test(statement.name)) {
    const name =
      (!isNamedLambda(statement) ? statement.getChild('VariableName') : null) ??
      statement.getChild('VariableDefinition');
    return name ? [textOf(text, name)] : [];
  }
  if (statement.name === 'ImportStatement') {
    return aliasesOf(text, statement);
  }
  return namesIn(
    text,
    statement,
    (name) => isTarget(name) || isChanged(text, name) || isChangedInLoop(text, name),
  );
}

/** Names a statement uses before it binds them; an update such as += uses its target too. */
function readsOf(text: string, node: SyntaxNode): readonly string[] {
  const statement = unwrapped(node);
  if (statement.name === 'ImportStatement') {
    return [];
  }
  const reads = namesIn(text, statement, (name) => !isTarget(name));
  if (isFunction(statement) || CLASS.test(statement.name)) {
    const own = new Set([...targetsOf(text, statement), ...localsOf(text, statement, 'function')]);
    return reads.filter((name) => !own.has(name));
  }
  let updates = false;
  const cursor = statement.cursor();
  do {
    updates ||= /^Update(Op|Statement)$|^PostfixExpression$/.test(cursor.name);
  } while (cursor.next() && cursor.from < statement.to);
  return updates ? [...reads, ...targetsOf(text, statement)] : reads;
}

/** What a function or a callback binds inside, or what a loop counts. */
function localsOf(text: string, node: SyntaxNode, kind: Statement['kind']): readonly string[] {
  const statement = unwrapped(node);
  if (kind === 'loop') {
    return namesIn(text, statement, isCounted);
  }
  return kind === 'choice'
    ? []
    : namesIn(text, statement, (name) => isTarget(name) || isParameter(name));
}

/** What stands in the brackets of a function, or before its arrow. */
function parametersOf(text: string, node: SyntaxNode): readonly string[] {
  const statement = unwrapped(node);
  const lambda = isNamedLambda(statement)
    ? (statement.getChild('ArrowFunction') ?? statement.getChild('FunctionExpression'))
    : statement;
  const list = isFunction(statement) ? lambda?.getChild('ParamList') : null;
  const names = list
    ? namesIn(text, list, (name) => name.name === 'VariableDefinition' || isParameter(name))
    : [];
  return names.filter((name) => !/^(?:self|cls)$/.test(name));
}

function namesIn(
  text: string,
  statement: SyntaxNode,
  wanted: (name: SyntaxNode) => boolean,
): readonly string[] {
  const names: string[] = [];
  const cursor = statement.cursor();
  do {
    if (NAME.test(cursor.name) && wanted(cursor.node)) {
      names.push(text.slice(cursor.from, cursor.to));
    }
  } while (cursor.next() && cursor.from < statement.to);
  return names;
}

const ASSIGNMENT = /^(AssignStatement|UpdateStatement|AssignmentExpression)$/;

/** Whether the name stands left of an assignment sign. */
function isTarget(name: SyntaxNode): boolean {
  if (name.name === 'VariableDefinition' || isCounted(name)) {
    return true;
  }
  if (name.parent?.name === 'PostfixExpression') {
    return name.nextSibling?.name === 'ArithOp';
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

/** Whether what the name stands for is changed in its place: `xs[0] = …`, `p.x += …`, `xs.append(…)`. */
function isChanged(text: string, name: SyntaxNode): boolean {
  let whole = name;
  while (whole.parent?.name === 'MemberExpression' && !whole.prevSibling) {
    whole = whole.parent;
  }
  if (whole === name) {
    return false;
  }
  // `np.random.seed(0)` makes no other module of it.
  if (KNOWN.test(textOf(text, name))) {
    return false;
  }
  const { parent } = whole;
  const isCalled = parent?.name === 'CallExpression' && !whole.prevSibling;
  return isCalled ? parent.parent?.name === 'ExpressionStatement' : isTarget(whole);
}

/** Whether a loop of Python changes what it takes one after another: w in `for p in [w, b]: p.data += 1`. */
function isChangedInLoop(text: string, name: SyntaxNode): boolean {
  let taken = name;
  while (taken.parent && /Expression$|^ArgList$/.test(taken.parent.name)) {
    taken = taken.parent;
  }
  const loop = taken.parent;
  const body = loop?.getChild('Body');
  if (loop?.name !== 'ForStatement' || !body || isCounted(name)) {
    return false;
  }
  const changed = new Set(namesIn(text, body, (each) => isChanged(text, each)));
  const isOfLoop = (each: SyntaxNode): boolean =>
    isCounted(each) && each.parent?.from === loop.from;
  return namesIn(text, loop, isOfLoop).some((each) => changed.has(each));
}

/** Several names that take the parts of one value. */
const TUPLE = /^(?:Tuple|Parenthesized|Array)Expression$/;

/** Whether a loop gives the name its elements, one after another. */
function isCounted(name: SyntaxNode): boolean {
  if (name.name === 'VariableDefinition') {
    let around = name.parent;
    while (around && /Pattern|^VariableDeclaration$/.test(around.name)) {
      around = around.parent;
    }
    return /^For(Of|In)?Spec$/.test(around?.name ?? '');
  }
  let part = name;
  while (part.parent && TUPLE.test(part.parent.name)) {
    part = part.parent;
  }
  let before = part.prevSibling;
  while (
    before &&
    (before.name === ',' || before.name === 'VariableName' || TUPLE.test(before.name))
  ) {
    before = before.prevSibling;
  }
  return before?.name === 'for' && part.parent?.name === 'ForStatement';
}

/** Whether a name of Python is a parameter, and not the default of one. */
function isParameter(name: SyntaxNode): boolean {
  return name.parent?.name === 'ParamList' && name.prevSibling?.name !== 'AssignOp';
}

/** Modules under the names that readers know without their import. */
const KNOWN = /^(?:math|cmath|np|numpy|torch|F|nn|jnp|jax|tf|sp|scipy)$/;

/** Names that an import gives to something, but for those that everybody gives. */
function aliasesOf(text: string, statement: SyntaxNode): readonly string[] {
  const aliases = [...textOf(text, statement).matchAll(/\bas\s+(\w+)/g)];
  return aliases.map(([, name = '']) => name).filter((name) => !KNOWN.test(name));
}

function textOf(text: string, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}

function remarkAt(tree: Tree, offset: number): Span | null {
  for (let node: SyntaxNode | null = tree.resolveInner(offset, -1); node; node = node.parent) {
    if (/^(Comment|LineComment|BlockComment)$|String$/.test(node.name)) {
      return { start: node.from, end: node.to };
    }
  }
  return null;
}
