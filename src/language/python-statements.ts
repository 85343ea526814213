/** Python statements: one small function per construct. */
import { field } from './code/access';
import { apply } from './code/arithmetic';
import { type Completion, normal } from './code/flow';
import { countNames, makeFunction } from './code/functions';
import { moduleAt } from './code/library';
import { type Place } from './code/place';
import { type Outcome } from './code/program';
import { part, parts, separated } from './code/source';
import {
  Refusal,
  type Value,
  asItems,
  nothing,
  refuse,
  refuseInside,
  unknown,
  unsupported,
} from './code/value';
import { type AssignmentSite, assign } from './code/variables';
import { forgetTargets, runAssignment, runUpdate } from './python-assignments';
import { readParameters } from './python-calls';
import { evaluateCondition } from './python-rows';
import { assignNames, evaluateSequence } from './python-sequences';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** Calls that only use what was computed: they print, draw, or take a training step. */
const PASSING: ReadonlySet<string> = new Set([
  'print', 'display', 'backward', 'zero_grad', 'step', 'seed', 'manual_seed', 'manual_seed_all', 'train', 'eval', 'show', 'plot',
  'retain_grad', 'requires_grad_', 'zero_', 'draw_dot', 'set_printoptions', 'info', 'debug', 'filterwarnings',
  'set_default_dtype', 'watch', 'apply_gradients', 'scatter', 'figure', 'title', 'legend', 'xlabel', 'ylabel',
]); // prettier-ignore

/** Methods that change their list or dictionary: where one cannot be read, what follows cannot either. */
const CHANGING: ReadonlySet<string> = new Set([
  'append', 'extend', 'insert', 'pop', 'remove', 'clear', 'sort', 'reverse', 'update', 'add', 'fill', 'put', 'setdefault',
]); // prettier-ignore

/** Runs statements in order until one jumps away. */
export function runBlock(
  nodes: readonly SyntaxNode[],
  place: Place,
  site: AssignmentSite,
): Outcome {
  let result: Value | undefined;
  for (const node of nodes) {
    const outcome = attempt(node, place, site);
    result = outcome.result ?? result;
    if (outcome.completion.kind !== 'normal')
      return { completion: outcome.completion, ...(result ? { result } : {}) };
  }
  return { completion: normal, ...(result ? { result } : {}) };
}

/**
 * A statement that cannot be read is no problem until its result is used: names it assigns stand for
 * the problem from then on. What may have changed anything else is a problem at once.
 */
function attempt(node: SyntaxNode, place: Place, site: AssignmentSite): Outcome {
  try {
    place.recorder.step(place.source.span(node));
    return runStatement(node, place, site);
  } catch (error) {
    if (!(error instanceof Refusal) || error.concerns === 'whole') throw error;
    if (forgetTargets(node, place, error) && error.concerns === 'step')
      return { completion: normal };
    if (!isContained(node, place)) throw error;
    return { completion: normal, result: { kind: 'unknown', problem: error.problem } };
  }
}

/** Whether a failed statement can have changed nothing but the names it assigns. */
function isContained(node: SyntaxNode, place: Place): boolean {
  if (node.name === 'AssignStatement') {
    const targets = separated(parts(node), 'AssignOp').slice(0, -1);
    return targets.every((target) => target.every((child) => child.name !== 'MemberExpression'));
  }
  if (node.name === 'UpdateStatement') return node.firstChild?.name === 'VariableName';
  if (node.name !== 'ExpressionStatement') return false;
  const call = node.firstChild;
  if (call?.name !== 'CallExpression') return true;
  const name = calledName(call, place);
  return isMethod(call) ? !CHANGING.has(name) : place.scope.find(name) !== undefined;
}

function runStatement(node: SyntaxNode, place: Place, site: AssignmentSite): Outcome {
  const span = place.source.span(node);
  switch (node.name) {
    case 'StatementGroup':
      return runBlock(
        parts(node).filter((child) => child.name !== ';'),
        place,
        site,
      );
    case 'ExpressionStatement':
      return runExpression(node, place, span);
    case 'AssignStatement':
      return runAssignment(node, place, site, span);
    case 'UpdateStatement':
      return runUpdate(node, place, site, span);
    case 'FunctionDefinition':
      return runDefinition(node, place, site);
    case 'DecoratedStatement':
      return runBlock(
        parts(node).filter((child) => child.name !== 'Decorator'),
        place,
        site,
      );
    case 'ReturnStatement':
      return { completion: { kind: 'return', value: returned(node, place, span) } };
    case 'IfStatement':
      return trailing(place, () => runIf(parts(node), place, span));
    case 'ForStatement':
      return trailing(place, () => runFor(node, place, span));
    case 'WhileStatement':
      return trailing(place, () => runWhile(node, place, span));
    case 'WithStatement':
      return runWith(node, place, site, span);
    case 'ImportStatement':
      runImport(node, place);
      return { completion: normal };
    case 'ScopeStatement':
      for (const child of parts(node))
        if (child.name === 'VariableName') place.scope.outer.add(place.source.slice(child));
      return { completion: normal };
    case 'BreakStatement':
      return { completion: { kind: 'break' } };
    case 'ContinueStatement':
      return { completion: { kind: 'continue' } };
    case 'RaiseStatement':
      return {
        completion: place.flow.openBranches > 0 || place.scope.parent ? { kind: 'never' } : normal,
      };
    case 'PassStatement':
    case 'AssertStatement':
      return { completion: normal };
    case 'PrintStatement':
      return refuse('syntax', 'print needs brackets in Python 3.', span);
    default:
      return unsupported(`${describe(node)} cannot be drawn as a circuit.`, span);
  }
}

function describe(node: SyntaxNode): string {
  const names = new Map([
    ['ClassDefinition', 'A class'],
    ['TryStatement', 'try'],
    ['MatchStatement', 'match'],
    ['DeleteStatement', 'del'],
    ['YieldStatement', 'A generator'],
  ]);
  return names.get(node.name) ?? 'This statement';
}

/** A block whose value, if it comes last, is the variable assigned last in it. */
function trailing(place: Place, run: () => Completion): Outcome {
  const before = place.flow.lastAssigned;
  place.flow.lastAssigned = null;
  const completion = run();
  const cell = place.flow.lastAssigned as Place['flow']['lastAssigned'];
  place.flow.lastAssigned ??= before;
  return { completion, ...(cell?.value ? { result: cell.value } : {}) };
}

function body(node: SyntaxNode | undefined): SyntaxNode[] {
  return node ? parts(node).filter((child) => child.name !== ':') : [];
}

const inner: AssignmentSite = { top: false, rebound: new Set() };

function runExpression(node: SyntaxNode, place: Place, span: Span): Outcome {
  const children = parts(node);
  const [first] = children;
  if (!first || ['String', 'ContinuedString', 'Ellipsis'].includes(first.name))
    return { completion: normal };
  if (first.name === 'FormatString')
    return unsupported('Text has no gradient; only numbers can be computed here.', span);
  if (first.name === 'CallExpression') {
    const name = calledName(first, place);
    if (name === 'append' && appendTo(first, place)) return { completion: normal };
    if (name === 'step' && place.flow.inLoop() && isMethod(first)) {
      const message = 'step() changes the parameters in every pass of this loop. Select one pass.';
      throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
    }
    if (
      PASSING.has(name) &&
      (isMethod(first) || name === 'print' || name === 'display' || name === 'draw_dot')
    ) {
      return { completion: normal };
    }
  }
  return {
    completion: normal,
    result: place.recorder.share(evaluateSequence(children, place, span), span),
  };
}

function isMethod(call: SyntaxNode): boolean {
  return call.firstChild?.name === 'MemberExpression';
}

/** `f` of `f(x)` and `backward` of `loss.backward()`. */
function calledName(call: SyntaxNode, place: Place): string {
  const head = call.firstChild;
  const last = head?.name === 'MemberExpression' ? head.lastChild : head;
  return last ? place.source.slice(last) : '';
}

/** `xs.append(value)` */
function appendTo(call: SyntaxNode, place: Place): boolean {
  const object = call.firstChild?.firstChild;
  const [, argument] = parts(part(call, 'ArgList') ?? call);
  if (!object || !argument) return false;
  const values = place.evaluate(object, place);
  const span = place.source.span(call);
  if (values.kind !== 'list') return false;
  if (place.flow.openBranches > 0)
    return unsupported('This list grows or not, depending on an input.', span);
  const item = place.evaluate(argument, place);
  refuseInside(values, item, span);
  place.recorder.count(1, span);
  values.items.push(place.recorder.share(item, span));
  return true;
}

function returned(node: SyntaxNode, place: Place, span: Span): Value {
  const values = parts(node).slice(1);
  return values.length === 0 ? nothing : evaluateSequence(values, place, span);
}

function runDefinition(node: SyntaxNode, place: Place, site: AssignmentSite): Outcome {
  const nameNode = part(node, 'VariableName');
  if (!nameNode) return { completion: normal };
  if (part(node, 'async'))
    return unsupported('Asynchronous functions are not read.', place.source.span(node));
  const name = place.source.slice(nameNode);
  const statements = body(part(node, 'Body'));
  const parameters = readParameters(part(node, 'ParamList'), place);
  const recursive = countNames(node, 'VariableName', name, place.source) > 1;
  const value = makeFunction(
    { name, parameters, place, recursive },
    (at) => runBlock(statements, at, inner).completion,
  );
  return {
    completion: normal,
    result: assign(place, place.scope.own(name), value, site, place.source.span(node)),
  };
}

/** `if`, `elif`, `else`, one condition at a time. */
function runIf(nodes: readonly SyntaxNode[], place: Place, span: Span): Completion {
  const [keyword, condition, block, ...rest] = nodes;
  if (!keyword || !condition) return normal;
  if (keyword.name === 'else') return runBlock(body(condition), place, inner).completion;
  const asked = evaluateCondition(condition, place);
  return place.flow.branch(
    asked,
    place.source.span(condition),
    () => runBlock(body(block), place, inner).completion,
    () => place.recorder.nest(span, () => runIf(rest, place, span)),
  );
}

function runFor(node: SyntaxNode, place: Place, span: Span): Completion {
  const children = parts(node);
  const at = children.findIndex((child) => child.name === 'in');
  const block = children.findIndex((child) => child.name === 'Body');
  const otherwise = children.slice(block + 1).find((child) => child.name === 'Body');
  const items = [...asItems(evaluateSequence(children.slice(at + 1, block), place, span), span)];
  const targets = children.slice(1, at);
  const statements = body(children[block]);
  return place.flow.loop(
    span,
    () => {
      for (const item of items) {
        const completion = place.flow.pass(span, () => {
          assignNames(targets, item, place, span);
          return runBlock(statements, place, inner).completion;
        });
        if (completion.kind !== 'normal') return completion;
      }
      return normal;
    },
    otherwise && (() => runBlock(body(otherwise), place, inner).completion),
  );
}

function runWhile(node: SyntaxNode, place: Place, span: Span): Completion {
  const [, condition, block, , otherwise] = parts(node);
  if (!condition) return normal;
  const statements = body(block);
  const passes = (): Completion =>
    place.flow.loop(
      span,
      () => {
        while (
          place.flow.goesOn(evaluateCondition(condition, place), place.source.span(condition))
        ) {
          const completion = place.flow.pass(
            span,
            () => runBlock(statements, place, inner).completion,
          );
          if (completion.kind !== 'normal') return completion;
        }
        return normal;
      },
      otherwise && (() => runBlock(body(otherwise), place, inner).completion),
    );
  return condition.name === 'Boolean' || condition.name === 'Number'
    ? place.flow.endlessly(passes)
    : passes();
}

/** What is computed under `no_grad` passes no gradient on. */
function runWith(node: SyntaxNode, place: Place, site: AssignmentSite, span: Span): Outcome {
  const block = body(part(node, 'Body'));
  const head = parts(node).slice(1, -1);
  const text = head.map((child) => place.source.slice(child)).join(' ');
  if (!/no_grad|inference_mode/.test(text)) {
    if (!/GradientTape|autograd|suppress|enable_grad|errstate/.test(text))
      return unsupported('This `with` block is not read.', span);
    return runBlock(block, place, site);
  }
  const { result: outcome, changed } = place.flow.watch(() => runBlock(block, place, inner));
  for (const cell of changed) {
    if (cell.value?.kind === 'scalar' && !cell.value.fixed) {
      place.flow.set(
        cell,
        place.recorder.define(cell.name, apply(place.recorder, 'detach', [cell.value], span), span),
      );
    }
  }
  const result = outcome.result && place.flow.lastAssigned?.value;
  return { completion: outcome.completion, ...(result ? { result } : {}) };
}

/** `import a.b as c, d` and `from m import f as g`. */
function runImport(node: SyntaxNode, place: Place): void {
  const children = parts(node);
  const span = place.source.span(node);
  const at = children.findIndex((child) => child.name === 'import');
  const dotted = (nodes: readonly SyntaxNode[]): string =>
    nodes.map((child) => place.source.slice(child)).join('');
  const from = children[0]?.name === 'from' ? dotted(children.slice(1, at)) : undefined;
  const imported = children
    .slice(at + 1)
    .filter((child) => child.name !== '(' && child.name !== ')');
  for (const group of separated(imported)) {
    const as = group.findIndex((child) => child.name === 'as');
    const path = dotted(as < 0 ? group : group.slice(0, as));
    const alias = as < 0 ? (path.split('.')[0] ?? path) : dotted(group.slice(as + 1));
    if (path === '*') continue;
    if (place.recorder.isGiven(alias)) continue;
    const value =
      from === undefined
        ? moduleAt(as < 0 ? alias : path, span)
        : memberOf(from, path, place, span);
    place.flow.set(place.scope.own(alias), value);
  }
}

function memberOf(from: string, name: string, place: Place, span: Span): Value {
  const module = moduleAt(from, span);
  return module.kind === 'module'
    ? field(place, module, name, span)
    : unknown(`\`${from}\` is not a module of mathematics.`, span);
}
