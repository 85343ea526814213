/** Python statements: one small function per construct. */
import { type Completion, normal } from './code/flow';
import { countKind, countNames, makeFunction } from './code/functions';
import { type Place } from './code/place';
import { printedBy } from './code/printed';
import { type Outcome } from './code/program';
import { part, parts } from './code/source';
import {
  type Func,
  Refusal,
  type Value,
  asItems,
  list,
  nothing,
  refuse,
  unsupported,
} from './code/value';
import { type AssignmentSite, assign } from './code/variables';
import { forgetTargets, holdAsTensors, runAssignment, runUpdate } from './python-assignments';
import { readParameters } from './python-calls';
import { classOf, decoratorsOf } from './python-classes';
import { calledName, isContained, isMethod, isPassing, onlyPasses } from './python-effects';
import { itemsThrough } from './python-collections';
import { withoutGradient } from './python-cuts';
import { runImport } from './python-imports';
import { matches } from './python-patterns';
import { evaluateCondition } from './python-rows';
import { assignNames, evaluateSequence } from './python-sequences';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

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
    const isOwn = isContained(node, place);
    if (forgetTargets(node, place, error) && error.concerns === 'step')
      return { completion: normal };
    if (onlyPasses(node, place)) return { completion: normal };
    if (!isOwn) throw error;
    return { completion: normal, result: { kind: 'unknown', problem: error.problem } };
  }
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
    case 'ClassDefinition':
      return runClass(node, [], place, site);
    case 'DecoratedStatement':
      return runDecorated(node, place, site);
    case 'MatchStatement':
      return trailing(place, () => runMatch(node, place, span));
    case 'YieldStatement':
      return runYield(node, place, span);
    case 'ReturnStatement':
      return { completion: { kind: 'return', value: returned(node, place, span) } };
    case 'IfStatement':
      return trailing(place, () => runIf(parts(node), place, span));
    case 'ForStatement':
      return trailing(place, () => runFor(node, place, span));
    case 'WhileStatement':
      return trailing(place, () => runWhile(node, place, span));
    case 'TryStatement':
      return trailing(place, () => runTry(node, place, span));
    case 'DeleteStatement':
      return runDelete(node, span);
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
      return refuse('syntax', '`print` needs brackets in Python 3. Write `print(…)`.', span);
    default:
      return unsupported(
        'This statement cannot be drawn as a circuit. Select the lines inside it.',
        span,
      );
  }
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
    return unsupported('Text has no gradient. Write a number instead.', span);
  if (first.name === 'CallExpression') {
    if (isPassing(first, place)) {
      if (calledName(first, place) === 'step' && place.flow.inLoop()) {
        const message =
          'step() changes the parameters in every pass of this loop. Select one pass.';
        throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
      }
      const shown = isMethod(first) ? undefined : printedBy(node, first, place);
      return { completion: normal, ...(shown ? { result: shown } : {}) };
    }
  }
  const value = place.recorder.share(evaluateSequence(children, place, span), span);
  return value.kind === 'nothing' ? { completion: normal } : { completion: normal, result: value };
}

function returned(node: SyntaxNode, place: Place, span: Span): Value {
  const values = parts(node).slice(1);
  return values.length === 0 ? nothing : evaluateSequence(values, place, span);
}

function runDefinition(node: SyntaxNode, place: Place, site: AssignmentSite): Outcome {
  const value = functionOf(node, place);
  if (!value) return { completion: normal };
  const cell = place.scope.own(value.name);
  return {
    completion: normal,
    result: assign(place, cell, value, site, place.source.span(node)),
  };
}

/** The function that a `def` defines. */
function functionOf(node: SyntaxNode, place: Place, isMethod = false): Func | undefined {
  const nameNode = part(node, 'VariableName');
  if (!nameNode) return undefined;
  if (part(node, 'async'))
    return unsupported(
      'Asynchronous functions are not read. Delete `async`.',
      place.source.span(node),
    );
  const name = place.source.slice(nameNode);
  const statements = body(part(node, 'Body'));
  const parameters = readParameters(part(node, 'ParamList'), place);
  const recursive = isMethod
    ? countNames(node, 'PropertyName', name, place.source) > 0
    : countNames(node, 'VariableName', name, place.source) > 1;
  const yields = countKind(node, 'YieldStatement') > 0;
  const outer = node.parent?.name === 'DecoratedStatement' ? node.parent : undefined;
  const cuts = outer && decoratorsOf(outer, place).some((each) => CUTS.test(each));
  return makeFunction({ name, parameters, place, recursive }, (at) => {
    const yielded = list([]);
    if (yields) at.scope.own(YIELDED).value = yielded;
    const run = (): Outcome => runBlock(statements, at, inner);
    if (cuts) holdAsTensors(part(node, 'Body') ?? node, at);
    const { completion } = cuts ? withoutGradient(at, place.source.span(node), run) : run();
    return yields ? { kind: 'return', value: yielded } : completion;
  });
}

/** What a generator has given so far, under a name that no variable has. */
const YIELDED = 'yield';

/** `yield value` and `yield from values`: a generator is the list of what it gives. */
function runYield(node: SyntaxNode, place: Place, span: Span): Outcome {
  const values = place.scope.find(YIELDED)?.value;
  if (values?.kind !== 'list') return unsupported('A generator is read only in a function.', span);
  const [, second, ...rest] = parts(node);
  if (place.flow.openBranches > 0)
    return unsupported('This gives a value or not, depending on an input.', span);
  const isAll = second?.name === 'from';
  const given = evaluateSequence(isAll ? rest : second ? [second, ...rest] : [], place, span);
  const items = isAll ? asItems(given, span) : [given];
  place.recorder.count(items.length, span);
  values.items.push(...items.map((item) => place.recorder.share(item, span)));
  return { completion: normal };
}

/** A decorator changes nothing that a circuit shows, but for those of a class. */
function runDecorated(node: SyntaxNode, place: Place, site: AssignmentSite): Outcome {
  const decorators = decoratorsOf(node, place);
  const [defined] = parts(node).filter((child) => child.name !== 'Decorator');
  if (!defined) return { completion: normal };
  if (defined.name === 'ClassDefinition') return runClass(defined, decorators, place, site);
  return runBlock([defined], place, site);
}

function runClass(
  node: SyntaxNode,
  decorators: readonly string[],
  place: Place,
  site: AssignmentSite,
): Outcome {
  const type = classOf(node, decorators, place, {
    functionOf: (defined, at) => functionOf(defined, at, true),
    run: (statement, at) => {
      attempt(statement, at, inner);
    },
  });
  const cell = place.scope.own(type.name);
  return {
    completion: normal,
    result: assign(place, cell, type, site, place.source.span(node)),
  };
}

/** `match subject:`, one case after the other. */
function runMatch(node: SyntaxNode, place: Place, span: Span): Completion {
  const [, subject, ...rest] = parts(node);
  const matched = part(node, 'MatchBody');
  if (!subject || !matched || rest.length > 1)
    return unsupported('This `match` is not read. Write it with `if`.', span);
  const value = place.recorder.share(place.evaluate(subject, place), span);
  const clauses = parts(matched).filter((child) => child.name === 'MatchClause');
  const from = (i: number): Completion => {
    const clause = clauses[i];
    if (!clause) return normal;
    return place.flow.branch(
      matches(clause, value, place),
      place.source.span(clause),
      () => runBlock(body(part(clause, 'Body')), place, inner).completion,
      () => place.recorder.nest(span, () => from(i + 1)),
    );
  };
  return from(0);
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
  const through = evaluateSequence(children.slice(at + 1, block), place, span);
  const items = [...itemsThrough(through, span)];
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

/** `try`, where what handles an error computes nothing; another would be a choice that nobody sees. */
function runTry(node: SyntaxNode, place: Place, span: Span): Completion {
  let word = '';
  let computes = false;
  const blocks: SyntaxNode[] = [];
  for (const child of parts(node)) {
    if (child.name !== 'Body') word = /^(?:try|except|else|finally)$/.exec(child.name)?.[0] ?? word;
    else if (word !== 'except') blocks.push(child);
    else computes ||= !body(child).every((statement) => ENDS.test(statement.name));
  }
  if (computes || blocks.some((block) => countKind(block, 'RaiseStatement') > 0))
    return unsupported(
      'A `try` block cannot be drawn as a circuit. Select the lines inside it.',
      span,
    );
  for (const block of blocks) {
    const { completion } = runBlock(body(block), place, inner);
    if (completion.kind !== 'normal') return completion;
  }
  return normal;
}

/** Statements that compute nothing. */
const ENDS = /^(?:Pass|Raise|Expression|Import)Statement$/;

/** `del x` of variables, which nobody uses any more. */
function runDelete(node: SyntaxNode, span: Span): Outcome {
  const targets = parts(node).slice(1);
  if (targets.some(({ name }) => name !== 'VariableName' && name !== ','))
    return unsupported('`del` of a part of something is not read. Use `pop` instead.', span);
  return { completion: normal };
}

const CUTS = /no_grad|inference_mode/;

/** What is computed under `no_grad` passes no gradient on. */
function runWith(node: SyntaxNode, place: Place, site: AssignmentSite, span: Span): Outcome {
  const block = body(part(node, 'Body'));
  const head = parts(node).slice(1, -1);
  const text = head.map((child) => place.source.slice(child)).join(' ');
  if (!CUTS.test(text)) {
    if (!/GradientTape|autograd|suppress|enable_grad|errstate/.test(text))
      return unsupported('This `with` block is not read. Select the lines inside it.', span);
    return runBlock(block, place, site);
  }
  holdAsTensors(node, place);
  const outcome = withoutGradient(place, span, () => runBlock(block, place, inner));
  const result = outcome.result && place.flow.lastAssigned?.value;
  return { completion: outcome.completion, ...(result ? { result } : {}) };
}
