/** One reading of a program from text to Program, the same for every programming language. */
import { decimalCommas } from './unknowns';
import type { SyntaxNode } from '@lezer/common';
import { refuseText } from '../characters';
import {
  defaultLimits,
  refuses,
  type Limits,
  type Finding,
  type RawProgram,
  type ReadOptions,
  type Span,
} from '../syntax';
import { Flow, type Completion } from './flow';
import type { Definitions } from './library';
import { lastField } from './outside';
import type { Place } from './place';
import { Recorder } from './recorder';
import { Sheet } from './sheet';
import { Scope } from './scope';
import type { Source } from './source';
import { asScalar, nothing, Refusal, unsupported, type Value } from './value';

/** How statements ended, and their value if they were the whole selection. */
export interface Outcome {
  readonly completion: Completion;
  readonly result?: Value;
  /** What there is to say about a text that was read. */
  readonly problems?: readonly Finding[];
}

export interface Parsed<Root = SyntaxNode> {
  readonly tree: { readonly topNode: Root };
  readonly source: Source;
  readonly problem: Finding | null;
}

export interface Language<Root = SyntaxNode> {
  readonly parse: (text: string, limits: Limits) => Parsed<Root>;
  readonly run: (root: Root, place: Place) => Outcome;
  readonly definitions: Definitions;
  evaluate(node: SyntaxNode, place: Place): Value;
  /** Where the elements of a list are counted from; 0 if absent. */
  readonly first?: 0 | 1;
}

/** A function that only returns functions is opened this often. */
const MOST_CURRIED = 8;

/** Reads `text`. Never throws: what cannot be read is a problem. */
export function readProgram<Root>(
  text: string,
  options: ReadOptions,
  language: Language<Root>,
): RawProgram {
  const refused = refuseText(text, options);
  if (refused) return { text, bindings: [], problems: [refused] };
  const { tree, source, problem } = language.parse(text, options.limits ?? defaultLimits);
  if (problem)
    return { ...readBefore(text, problem, options, language), text, problems: [problem] };
  return run(text, { tree, source }, options, language);
}

/** What the lines before a mistake say; nothing if they do not read by themselves. */
function readBefore<Root>(
  text: string,
  { kind, span }: Finding,
  options: ReadOptions,
  language: Language<Root>,
): Pick<RawProgram, 'bindings' | 'shapedBy' | 'signature'> {
  const lines = text.slice(0, span.start).split('\n').slice(0, -1).join('\n');
  const nothingRead = { bindings: [] };
  if (kind !== 'syntax' || lines.trim() === '') return nothingRead;
  const parsed = language.parse(lines, options.limits ?? defaultLimits);
  if (parsed.problem) return nothingRead;
  const { problems, ...before } = run(lines, parsed, options, language);
  return problems.some(refuses) ? nothingRead : before;
}

/** Reads with the numbers of calls and objects as inputs, and as constants where that does not work out. */
function run<Root>(
  text: string,
  parsed: Pick<Parsed<Root>, 'tree' | 'source'>,
  options: ReadOptions,
  language: Language<Root>,
): RawProgram {
  const recorder = new Recorder(options, new Sheet(), true, language.first);
  const program = interpret(text, parsed, recorder, language);
  const isWhole = !recorder.clashes && !program.problems.some(refuses);
  if (isWhole || !recorder.claims) return program;
  return interpret(
    text,
    parsed,
    new Recorder(options, new Sheet(true), true, language.first),
    language,
  );
}

function interpret<Root>(
  text: string,
  { tree, source }: Pick<Parsed<Root>, 'tree' | 'source'>,
  recorder: Recorder,
  language: Language<Root>,
): RawProgram {
  const flow = new Flow(recorder);
  const scope = new Scope(null, flow.frame);
  const place: Place = {
    recorder,
    flow,
    source,
    scope,
    definitions: language.definitions,
    evaluate: (node, at) => language.evaluate(node, at),
    isBuiltin: false,
  };
  const whole = { start: 0, end: text.length };
  let problems: readonly Finding[] | null = null;
  try {
    const { completion, result, problems: found = [] } = language.run(tree.topNode, place);
    problems = found;
    conclude(flow.finish(completion, whole, result ?? nothing), place, text);
    recorder.wholes.refuseMixed(recorder.bindings);
  } catch (error) {
    const problem = problemOf(error, recorder, whole);
    // What the whole text gives is refused: there is nothing before it.
    const isPart = !problems && error instanceof Refusal && error.concerns === 'statement';
    return { text, bindings: isPart ? recorder.bindings : [], problems: [problem] };
  }
  return {
    text,
    bindings: recorder.bindings,
    problems,
    ...(recorder.shapedBy.size > 0 ? { shapedBy: [...recorder.shapedBy] } : {}),
    ...(recorder.signature.size > 0 ? { signature: [...recorder.signature] } : {}),
  };
}

function problemOf(error: unknown, { limits }: Recorder, span: Span): Finding {
  if (error instanceof Refusal) return error.problem;
  // The depth is bounded, but how much stack is left when we are called is not ours to know.
  if (!(error instanceof RangeError)) throw error;
  return {
    kind: 'too large',
    message: `This nests deeper than ${limits.depth} levels. Split it into named steps.`,
    span,
  };
}

/** What makes an object is not asked for the last of its fields. */
const MAKES = /^(?:__init__|constructor)$/;

const itemsOf = (value: Value): readonly Value[] => (value.kind === 'list' ? value.items : []);

/** Makes the value of the selection the last binding. */
function conclude(result: Value, place: Place, text: string): void {
  const { recorder } = place;
  const span = { start: 0, end: text.length };
  let value = result;
  for (let i = 0; value.kind === 'function' && value.open && i < MOST_CURRIED; i++)
    value = value.open(span);
  for (let [only] = itemsOf(value); only && itemsOf(value).length === 1; [only] = itemsOf(value))
    value = only;
  if (result.kind === 'function' && !MAKES.test(result.name))
    value = lastField(place, value, span) ?? value;
  if (value.kind === 'nothing' && value.missing) throw new Refusal(value.missing);
  if (value.kind === 'nothing')
    unsupported(
      result.kind === 'function'
        ? `\`${result.name}\` returns nothing. Write \`return\` before what it should give.`
        : 'Nothing here has a value. Select an expression, an assignment or a function.',
      span,
    );
  if (value.kind === 'list' && value.items.length > 1)
    unsupported('This gives several numbers.', span, {
      fixes: decimalCommas(text),
      offersAll: true,
      advice: 'Select one of them, or reduce them, such as to their sum.',
    });
  const output = asScalar(value, span);
  if (output.truth)
    unsupported(
      'This is true or false, not a number, so it has no gradient. Select one side of it.',
      output.expr.span,
    );
  const { expr } = output;
  if (expr.kind === 'ref' && expr.binding === recorder.bindings.length - 1) return;
  recorder.define(undefined, output, expr.span);
}
