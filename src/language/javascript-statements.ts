/** JavaScript and TypeScript statements: one small function per construct. */
import type { SyntaxNode } from '@lezer/common';
import { normal, type Completion } from './code/flow';
import type { Outcome } from './code/program';
import type { Scope } from './code/scope';
import { part, parts, separated } from './code/source';
import { assign } from './code/variables';
import { asItems, nothing, Refusal, unknown, unsupported, type Value } from './code/value';
import { assignPattern } from './javascript-assignments';
import { evaluate } from './javascript-expressions';
import { functionValue } from './javascript-functions';
import { evaluateCondition } from './javascript-rows';
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
      script.flow.set(cellOf(script.source.slice(name), script), failed);
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
  if (expression.name !== 'CallExpression') return true;
  const [head] = parts(expression);
  if (!head) return true;
  if (head.name === 'MemberExpression')
    return !CHANGING.has(head.lastChild ? script.source.slice(head.lastChild) : '');
  return script.scope.find(script.source.slice(head)) !== undefined;
}

function namesDeclared(node: SyntaxNode): SyntaxNode[] {
  if (node.name === 'ExportDeclaration') return parts(node).flatMap(namesDeclared);
  if (node.name === 'VariableDeclaration')
    return parts(node).filter((child) => child.name === 'VariableDefinition');
  const target =
    node.firstChild?.name === 'AssignmentExpression' ? node.firstChild.firstChild : null;
  return target?.name === 'VariableName' ? [target] : [];
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
      if (part(node, 'Label')) return unsupported('Labels are not read.', span);
      return { completion: { kind: node.name === 'BreakStatement' ? 'break' : 'continue' } };
    case 'ThrowStatement':
      return {
        completion:
          script.flow.openBranches > 0 || script.scope.parent ? { kind: 'never' } : normal,
      };
    default:
      return unsupported('This statement cannot be drawn as a circuit.', span);
  }
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
    if (object && script.source.slice(object) === 'console') return { completion: normal };
    if (called && PASSING.has(script.source.slice(called))) return { completion: normal };
  }
  const { flow } = script;
  const before = flow.lastAssigned;
  const held = before?.value;
  const value = evaluate(expression, script);
  if (value.kind !== 'nothing' && expression.name !== 'PostfixExpression')
    return { completion: normal, result: script.recorder.share(value, span) };
  // forEach gives nothing and y++ gives what y was; the statement is about what they changed.
  const after = flow.lastAssigned;
  const isChanged = after !== before || after?.value !== held;
  return { completion: normal, ...(isChanged && after?.value ? { result: after.value } : {}) };
}

/** `const a = 1, [b, c] = xs;` */
function runDeclaration(node: SyntaxNode, script: Script): Outcome {
  const [keyword, ...rest] = parts(node).filter((child) => child.name !== ';');
  let result: Value | undefined;
  for (const group of separated(rest)) {
    const [target] = group;
    const at = group.findIndex((child) => child.name === 'Equals');
    const source = at < 0 ? undefined : group[at + 1];
    if (!target) continue;
    const scope = keyword?.name === 'var' ? functionScope(script.scope) : script.scope;
    const declare = (name: string): ReturnType<Scope['own']> => scope.own(name);
    if (source) {
      const last = group.at(-1) ?? target;
      const span = script.source.span({ from: target.from, to: last.to });
      result = assignPattern(target, evaluate(source, script), script, declare, span) ?? result;
    } else declare(script.source.slice(target));
  }
  return { completion: normal, ...(result ? { result } : {}) };
}

/** The scope of the call, where `var` lives. */
function functionScope(scope: Scope): Scope {
  let outer = scope;
  while (outer.parent?.owner === scope.owner) outer = outer.parent;
  return outer;
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

function runIf(node: SyntaxNode, script: Script): Completion {
  const [, condition, yes, , no] = parts(node);
  if (!condition || !yes) return normal;
  const span = script.source.span(condition);
  return script.flow.branch(
    evaluateCondition(condition, script),
    span,
    () => runBody(yes, script),
    () => (no ? script.recorder.nest(span, () => runBody(no, script)) : normal),
  );
}

/** `while` and `do … while` */
function runWhile(node: SyntaxNode, script: Script): Completion {
  const inside = parts(node);
  const at = inside.findIndex((child) => child.name === 'while');
  const condition = inside[at + 1];
  const body = inside[node.name === 'DoStatement' ? 1 : at + 2];
  if (!condition || !body) return normal;
  return repeat(node, script, { condition, body, checksFirst: node.name === 'WhileStatement' });
}

interface Loop {
  readonly condition?: SyntaxNode | undefined;
  readonly body: SyntaxNode;
  readonly update?: SyntaxNode | undefined;
  readonly checksFirst: boolean;
}

function repeat(
  node: SyntaxNode,
  script: Script,
  { condition, body, update, checksFirst }: Loop,
): Completion {
  const { flow, source } = script;
  const span = source.span(node);
  const goesOn = (): boolean =>
    condition === undefined ||
    flow.goesOn(evaluateCondition(condition, script), source.span(condition));
  const passes = (): Completion =>
    flow.loop(span, () => {
      for (let first = true; (first && !checksFirst) || goesOn(); first = false) {
        const completion = flow.pass(span, () => runBody(body, script));
        if (completion.kind !== 'normal') return completion;
        const assigned = flow.lastAssigned;
        if (update) evaluate(update, script);
        flow.lastAssigned = assigned;
      }
      return normal;
    });
  const test = condition?.name === 'ParenthesizedExpression' ? parts(condition)[1] : condition;
  const isEndless = test === undefined || test.name === 'BooleanLiteral' || test.name === 'Number';
  return isEndless ? flow.endlessly(passes) : passes();
}

function runFor(node: SyntaxNode, script: Script): Completion {
  const [, spec, body] = parts(node).filter((child) => child.name !== 'await');
  const inner = blockScope(script);
  if (!spec || !body) return normal;
  if (spec.name === 'ForOfSpec') return runForOf(spec, body, inner);
  if (spec.name !== 'ForSpec')
    return unsupported(
      'for … in gives texts, not numbers; use for … of.',
      script.source.span(spec),
    );
  const inside = parts(spec).slice(1, -1);
  const declares = inside[0]?.name === 'VariableDeclaration';
  const groups = separated(declares ? inside.slice(1) : inside, ';');
  const [start, condition, update] = declares ? [inside.slice(0, 1), ...groups] : groups;
  if (start?.[0]) {
    if (declares) runStatements(start, inner);
    else evaluate(start[0], inner);
    inner.flow.lastAssigned = null;
  }
  return repeat(node, inner, {
    condition: condition?.[0],
    body,
    update: update?.[0],
    checksFirst: true,
  });
}

function runForOf(spec: SyntaxNode, body: SyntaxNode, script: Script): Completion {
  const inside = parts(spec).slice(1, -1);
  const at = inside.findIndex((child) => child.name === 'of');
  const [target, source] = [inside[at - 1], inside[at + 1]];
  const span = script.source.span(spec);
  if (!target || !source) return unsupported('This loop is not complete.', span);
  const items = [...asItems(evaluate(source, script), script.source.span(source))];
  const declares = at > 1;
  return script.flow.loop(span, () => {
    for (const item of items) {
      const completion = script.flow.pass(span, () => {
        const pass = blockScope(script);
        const assigned = script.flow.lastAssigned;
        const to = (name: string): ReturnType<Scope['own']> =>
          declares ? pass.scope.own(name) : cellOf(name, pass);
        assignPattern(
          target,
          script.recorder.share(item, span),
          pass,
          to,
          script.source.span(target),
        );
        script.flow.lastAssigned = assigned;
        return runBody(body, pass);
      });
      if (completion.kind !== 'normal') return completion;
    }
    return normal;
  });
}
