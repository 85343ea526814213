/** JavaScript and TypeScript statements: one small function per construct. */
import type { SyntaxNode } from '@lezer/common';
import { normal, type Completion } from './code/flow';
import { giveUnread } from './code/meant';
import type { Outcome } from './code/program';
import type { Scope } from './code/scope';
import { equals } from './code/arithmetic';
import { fieldsOf } from './code/objects';
import { printedBy } from './code/printed';
import { part, parts } from './code/source';
import { assign } from './code/variables';
import { type Scalar, type Value, nothing, Refusal, unknown, unsupported } from './code/value';
import { classValue, enumeration } from './javascript-classes';
import { runDeclaration } from './javascript-declarations';
import { evaluate } from './javascript-expressions';
import { functionValue } from './javascript-functions';
import { runFor, runWhile } from './javascript-loops';
import { evaluateCondition } from './javascript-rows';
import type { Span } from './syntax';
import { blockScope, type Script } from './javascript-script';

/** Statements that say something about types only. */
const TYPES: ReadonlySet<string> = new Set([
  'TypeAliasDeclaration',
  'InterfaceDeclaration',
  'AmbientDeclaration',
  'AmbientFunctionDeclaration',
  ';',
]);

/** Methods whose calls only show or train. */
const PASSING: ReadonlySet<string> = new Set([
  'backward',
  'zeroGrad',
  'zero_grad',
  'step',
  'dispose',
  'print',
]);

/** Methods that change their array: where one cannot be read, what follows cannot either. */
const CHANGING: ReadonlySet<string> = new Set([
  'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'set',
]); // prettier-ignore

/** Runs statements in order until one jumps away; functions are known from the start. */
export function runStatements(nodes: readonly SyntaxNode[], script: Script): Outcome {
  for (const node of nodes) if (node.name === 'FunctionDeclaration') declareFunction(node, script);
  let result: Value | undefined;
  for (const node of nodes) {
    const outcome = attempt(node, script);
    result = outcome.result ?? result;
    if (outcome.completion.kind !== 'normal')
      return { completion: outcome.completion, ...(result ? { result } : {}) };
  }
  return { completion: normal, ...(result ? { result } : {}) };
}

/** Runs the body of a function, a loop or a branch. */
export function runBody(node: SyntaxNode, script: Script): Completion {
  const inner = blockScope(script);
  return runStatements(node.name === 'Block' ? parts(node).slice(1, -1) : [node], inner).completion;
}

/** A declaration or an expression that cannot be read is no problem until its value is used. */
function attempt(node: SyntaxNode, script: Script): Outcome {
  try {
    script.recorder.step(script.source.span(node));
    return runStatement(node, script);
  } catch (error) {
    if (!(error instanceof Refusal) || error.concerns === 'whole' || !isContained(node, script))
      throw error;
    const failed: Value = { kind: 'unknown', problem: error.problem };
    for (const name of namesDeclared(node))
      giveUnread(
        script,
        cellOf(script.source.slice(name), script),
        failed,
        script.source.span(node),
      );
    return { completion: normal, result: failed };
  }
}

/** Whether a failed statement can have changed nothing but the variables it names. */
function isContained(node: SyntaxNode, script: Script): boolean {
  if (node.name === 'VariableDeclaration' || node.name === 'ExportDeclaration') return true;
  const expression = node.name === 'ExpressionStatement' ? node.firstChild : null;
  if (!expression) return false;
  if (expression.name === 'AssignmentExpression')
    return expression.firstChild?.name === 'VariableName';
  return isPure(expression, script);
}

/** Whether the calls in an expression change nothing that is known to be there. */
function isPure(expression: SyntaxNode, script: Script): boolean {
  if (expression.name === 'AssignmentExpression') return false;
  if (expression.name !== 'CallExpression')
    return parts(expression).every((part) => isPure(part, script));
  const [head] = parts(expression);
  if (!head) return true;
  if (head.name === 'MemberExpression')
    return !CHANGING.has(head.lastChild ? script.source.slice(head.lastChild) : '');
  return script.scope.find(script.source.slice(head)) !== undefined;
}

function namesDeclared(node: SyntaxNode): SyntaxNode[] {
  if (node.name === 'ExportDeclaration') return parts(node).flatMap(namesDeclared);
  if (node.name === 'VariableDeclaration') return parts(node).flatMap(namesIn);
  const target =
    node.firstChild?.name === 'AssignmentExpression' ? node.firstChild.firstChild : null;
  return target?.name === 'VariableName' ? [target] : [];
}

/** The names that a pattern gives values. */
function namesIn(target: SyntaxNode): SyntaxNode[] {
  if (target.name === 'VariableDefinition') return [target];
  return /Pattern/.test(target.name) ? parts(target).flatMap(namesIn) : [];
}

function cellOf(name: string, script: Script): ReturnType<Scope['own']> {
  return script.scope.find(name) ?? script.scope.own(name);
}

function runStatement(node: SyntaxNode, script: Script): Outcome {
  const span = script.source.span(node);
  if (TYPES.has(node.name)) return { completion: normal };
  switch (node.name) {
    case 'ExpressionStatement':
      return runExpression(node, script);
    case 'VariableDeclaration':
      return runDeclaration(node, script);
    case 'ClassDeclaration':
      return declare(part(node, 'VariableDefinition'), classValue(node, script), script);
    case 'EnumDeclaration':
      return declare(part(node, 'TypeDefinition'), enumeration(node, script), script);
    case 'NamespaceDeclaration':
      return declare(part(node, 'VariableDefinition'), namespace(node, script), script);
    case 'SwitchStatement':
      return trailing(script, () => runSwitch(node, script));
    case 'FunctionDeclaration':
      return {
        completion: normal,
        result:
          script.scope.find(functionName(node, script))?.value ?? functionValue(node, script, span),
      };
    case 'ExportDeclaration':
      return runExport(node, script);
    case 'ImportDeclaration':
      return runImport(node, script);
    case 'ReturnStatement': {
      const [, value] = parts(node);
      return {
        completion: {
          kind: 'return',
          value: value && value.name !== ';' ? evaluate(value, script) : nothing,
        },
      };
    }
    case 'Block':
      return trailing(script, () => runBody(node, script));
    case 'IfStatement':
      return trailing(script, () => runIf(node, script));
    case 'ForStatement':
      return trailing(script, () => runFor(node, script));
    case 'WhileStatement':
    case 'DoStatement':
      return trailing(script, () => runWhile(node, script));
    case 'BreakStatement':
    case 'ContinueStatement':
      return { completion: { ...labelIn(node, script), kind: jumpOf(node) } };
    case 'LabeledStatement': {
      const labelled = node.lastChild;
      const { label } = labelIn(node, script);
      if (!labelled || label === undefined || !LOOP.test(labelled.name))
        return unsupported('Only loops can have a label here. Delete it.', span);
      return trailing(script, () =>
        script.flow.labelled(label, () => runStatement(labelled, script).completion),
      );
    }
    case 'ThrowStatement':
      return {
        completion:
          script.flow.openBranches > 0 || script.scope.parent ? { kind: 'never' } : normal,
      };
    default:
      return unsupported(
        'This statement cannot be drawn as a circuit. Select the lines inside it.',
        span,
      );
  }
}

const LOOP = /^(?:For|While|Do)Statement$/;

function jumpOf({ name }: SyntaxNode): 'break' | 'continue' {
  return name === 'BreakStatement' ? 'break' : 'continue';
}

function labelIn(node: SyntaxNode, { source }: Script): { readonly label?: string } {
  const label = part(node, 'Label');
  return label ? { label: source.slice(label) } : {};
}

/** A block whose value, if it comes last, is the variable assigned last in it. */
function trailing({ flow }: Script, run: () => Completion): Outcome {
  const before = flow.lastAssigned;
  flow.lastAssigned = null;
  const completion = run();
  const cell = flow.lastAssigned as Script['flow']['lastAssigned'];
  flow.lastAssigned ??= before;
  return { completion, ...(cell?.value ? { result: cell.value } : {}) };
}

function runExpression(node: SyntaxNode, script: Script): Outcome {
  const [expression] = parts(node);
  const span = script.source.span(node);
  if (!expression || expression.name === 'String') return { completion: normal };
  if (expression.name === 'CallExpression' && expression.firstChild?.name === 'MemberExpression') {
    const [object] = parts(expression.firstChild);
    const called = expression.firstChild.lastChild;
    if (object && script.source.slice(object) === 'console') {
      const shown = printedBy(node, expression, script);
      return { completion: normal, ...(shown ? { result: shown } : {}) };
    }
    if (called && PASSING.has(script.source.slice(called))) return { completion: normal };
  }
  const { flow } = script;
  const before = flow.lastAssigned;
  const held = before?.value;
  const value = evaluate(expression, script);
  const isSomething = value.kind !== 'nothing' || value.missing !== undefined;
  if (isSomething && expression.name !== 'PostfixExpression')
    return { completion: normal, result: script.recorder.share(value, span) };
  // forEach gives nothing and y++ gives what y was; the statement is about what they changed.
  const after = flow.lastAssigned;
  const isChanged = after !== before || after?.value !== held;
  return { completion: normal, ...(isChanged && after?.value ? { result: after.value } : {}) };
}

/** A class, an enumeration or a namespace under its name. */
function declare(id: SyntaxNode | undefined, value: Value, script: Script): Outcome {
  if (id) script.flow.set(script.scope.own(script.source.slice(id)), value);
  return { completion: normal, result: value };
}

/** `namespace A { export const k = 2 }`: an object with what is in it. */
function namespace(node: SyntaxNode, script: Script): Value {
  const inner = blockScope(script);
  const block = part(node, 'Block');
  if (block) runStatements(parts(block).slice(1, -1), inner);
  const { cells } = inner.scope;
  return fieldsOf([...cells].flatMap(([name, { value }]) => (value ? [[name, value]] : [])));
}

function functionName(node: SyntaxNode, script: Script): string {
  const id = part(node, 'VariableDefinition');
  return id ? script.source.slice(id) : '';
}

function declareFunction(node: SyntaxNode, script: Script): void {
  const name = functionName(node, script);
  const span = script.source.span(node);
  if (name !== '' && part(node, 'Block'))
    assign(script, script.scope.own(name), functionValue(node, script, span), script.site, span);
}

/** `export const f = …`, `export default x => …` */
function runExport(node: SyntaxNode, script: Script): Outcome {
  const inner = parts(node).filter((child) => !['export', 'default', ';'].includes(child.name));
  const [declaration] = inner;
  if (!declaration || declaration.name === 'ExportGroup') return { completion: normal };
  if (/Declaration$/.test(declaration.name)) return runStatements([declaration], script);
  return {
    completion: normal,
    result: script.recorder.share(evaluate(declaration, script), script.source.span(declaration)),
  };
}

/** Imported names are known to exist; using one is a problem, having it is none. */
function runImport(node: SyntaxNode, script: Script): Outcome {
  const span = script.source.span(node);
  const names = [node, ...parts(node)]
    .flatMap((each) => parts(each))
    .filter((child) => child.name === 'VariableDefinition');
  for (const name of names) {
    const id = script.source.slice(name);
    script.scope.own(id).value = unknown(
      `\`${id}\` is imported, so it is not known here. Select its definition too.`,
      span,
    );
  }
  return { completion: normal };
}

/** `if (x = 3)` */
function refuseAssignment(condition: SyntaxNode, { source }: Script): void {
  const inside = condition.name === 'ParenthesizedExpression' ? parts(condition)[1] : condition;
  const sign = inside?.name === 'AssignmentExpression' ? part(inside, 'Equals') : undefined;
  if (!sign) return;
  const at = source.span(sign);
  unsupported('`=` gives a name a value here.', at, {
    fixes: [{ span: at, text: '===' }],
    advice: 'Write `===` to compare.',
  });
}

function runIf(node: SyntaxNode, script: Script): Completion {
  const [, condition, yes, , no] = parts(node);
  if (!condition || !yes) return normal;
  const span = script.source.span(condition);
  refuseAssignment(condition, script);
  return script.flow.branch(
    evaluateCondition(condition, script),
    span,
    () => runBody(yes, script),
    () => (no ? script.recorder.nest(span, () => runBody(no, script)) : normal),
  );
}

/**
 * `switch`, label after label: from the first that holds, statements run until a break. Where it is
 * open which that is, all that can be are read.
 */
function runSwitch(node: SyntaxNode, script: Script): Completion {
  const [, subject, body] = parts(node);
  if (!subject || !body) return normal;
  const span = script.source.span(node);
  const inner = blockScope(script);
  const value = script.recorder.share(evaluate(subject, script), span);
  const inside = parts(body).slice(1, -1);
  const isLabel = ({ name }: SyntaxNode): boolean =>
    name === 'CaseLabel' || name === 'DefaultLabel';
  const runFrom = (at: number): Completion =>
    runStatements(
      inside.slice(at).filter((each) => !isLabel(each)),
      inner,
    ).completion;
  const cases = inside.flatMap((each, at) =>
    each.name === 'CaseLabel' ? [{ label: each, at }] : [],
  );
  const otherwise = inside.findIndex((each) => each.name === 'DefaultLabel');
  const choose = (i: number): Completion => {
    const found = cases[i];
    const tested = found && parts(found.label)[1];
    if (!tested) return otherwise < 0 ? normal : runFrom(otherwise);
    return script.flow.branch(
      isSame(script.recorder, value, evaluate(tested, inner), span),
      span,
      () => runFrom(found.at),
      () => script.recorder.nest(span, () => choose(i + 1)),
    );
  };
  return script.flow.loop(span, () => choose(0));
}

/** Whether two values are the same; `switch (true)` asks for a condition. */
function isSame(recorder: Script['recorder'], a: Value, b: Value, span: Span): Scalar {
  const isAsked = a.kind === 'scalar' && a.truth && a.fixed && a.known === 1;
  return isAsked && b.kind === 'scalar' && b.truth ? b : equals(recorder, a, b, span);
}
