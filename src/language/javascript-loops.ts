/** JavaScript: loops, unrolled pass by pass. */
import type { SyntaxNode } from '@lezer/common';
import { normal, type Completion } from './code/flow';
import { parts, separated } from './code/source';
import { unsupported, type Cell } from './code/value';
import { assignPattern } from './javascript-assignments';
import { runDeclaration } from './javascript-declarations';
import { keysOf } from './javascript-library';
import { itemsOf } from './javascript-map';
import { evaluateCondition } from './javascript-rows';
import { blockScope, type Script } from './javascript-script';

/** `while` and `do … while` */
export function runWhile(node: SyntaxNode, script: Script): Completion {
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
  /** What is around a loop that declares variables of its own. */
  readonly around?: Script;
}

function repeat(
  node: SyntaxNode,
  script: Script,
  { condition, body, update, checksFirst, around }: Loop,
): Completion {
  const { flow, source } = script;
  let round = script;
  const span = source.span(node);
  const goesOn = (): boolean =>
    condition === undefined ||
    flow.goesOn(evaluateCondition(condition, round), source.span(condition));
  const passes = (): Completion =>
    flow.loop(span, () => {
      for (let first = true; (first && !checksFirst) || goesOn(); first = false) {
        const completion = flow.pass(span, () => script.runBlock(body, round));
        if (completion.kind !== 'normal') return completion;
        const assigned = flow.lastAssigned;
        if (around) round = nextRound(round, around);
        if (update) script.evaluate(update, round);
        flow.lastAssigned = assigned;
      }
      return normal;
    });
  const test = condition?.name === 'ParenthesizedExpression' ? parts(condition)[1] : condition;
  const isEndless = test === undefined || test.name === 'BooleanLiteral' || test.name === 'Number';
  return isEndless ? flow.endlessly(passes) : passes();
}

/** Every round has variables of its own, which start as those of the round before were left. */
function nextRound(round: Script, around: Script): Script {
  const next = blockScope(around);
  for (const [name, { value }] of round.scope.cells) next.scope.own(name).value = value;
  return next;
}

export function runFor(node: SyntaxNode, script: Script): Completion {
  const [, spec, body] = parts(node).filter((child) => child.name !== 'await');
  const inner = blockScope(script);
  if (!spec || !body) return normal;
  if (spec.name === 'ForOfSpec') return runForEach(spec, 'of', body, inner);
  if (spec.name === 'ForInSpec') return runForEach(spec, 'in', body, inner);
  if (spec.name !== 'ForSpec')
    return unsupported(
      'This loop is not read. Write `for (const x of xs)`.',
      script.source.span(spec),
    );
  const inside = parts(spec).slice(1, -1);
  const declares = inside[0]?.name === 'VariableDeclaration';
  const groups = separated(declares ? inside.slice(1) : inside, ';');
  const [start, condition, update] = declares ? [inside.slice(0, 1), ...groups] : groups;
  if (start?.[0]) {
    if (declares) runDeclaration(start[0], inner);
    else inner.evaluate(start[0], inner);
    inner.flow.lastAssigned = null;
  }
  return repeat(node, inner, {
    condition: condition?.[0],
    body,
    update: update?.[0],
    checksFirst: true,
    ...(declares ? { around: script } : {}),
  });
}

function runForEach(
  spec: SyntaxNode,
  keyword: 'of' | 'in',
  body: SyntaxNode,
  script: Script,
): Completion {
  const inside = parts(spec).slice(1, -1);
  const at = inside.findIndex((child) => child.name === keyword);
  const [target, source] = [inside[at - 1], inside[at + 1]];
  const span = script.source.span(spec);
  if (!target || !source) return unsupported('This loop is not complete.', span);
  const values = script.evaluate(source, script);
  const items = [
    ...(keyword === 'in' ? keysOf(values, span) : itemsOf(values, script.source.span(source))),
  ];
  const declares = at > 1;
  return script.flow.loop(span, () => {
    for (const item of items) {
      const completion = script.flow.pass(span, () => {
        const pass = blockScope(script);
        const assigned = script.flow.lastAssigned;
        const to = (name: string): Cell =>
          declares ? pass.scope.own(name) : (pass.scope.find(name) ?? pass.scope.own(name));
        assignPattern(
          target,
          script.recorder.share(item, span),
          pass,
          to,
          script.source.span(target),
        );
        script.flow.lastAssigned = assigned;
        return script.runBlock(body, pass);
      });
      if (completion.kind !== 'normal') return completion;
    }
    return normal;
  });
}
