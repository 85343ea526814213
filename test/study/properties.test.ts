/** Random circuits: what is right is taken at any number of digits, and what a wrong rule gives is told so. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { foldPicture } from '../../src/autodiff/fold';
import { drawGates } from '../../src/autodiff/gates';
import type { Graph } from '../../src/autodiff/graph';
import { roundTo, run, type Tape } from '../../src/autodiff/tape';
import type { Program } from '../../src/language/syntax';
import { formatNumber } from '../../src/numbers';
import { agrees } from '../../src/study/agreement';
import { listBlanks } from '../../src/study/blanks';
import { markAnswers, type Answer, type Task } from '../../src/study/marking';
import { slipsAt, type Board } from '../../src/study/slips';
import { keyOf, numberIn, type Spot } from '../../src/study/spots';
import { workOut } from '../../src/study/working';
import { anyProgram, smoothProgram } from '../programs';

const point: Record<string, number> = { a: 0.7, b: -1.3, c: 0.4 };
const DECIMALS = { kind: 'decimals', count: 2 } as const;

interface Quizzed {
  readonly graph: Graph;
  readonly tape: Tape;
  readonly task: Task;
  readonly blanks: readonly Spot[];
}

function quizOn(program: Program): Quizzed {
  const graph = buildGraph(program);
  assert.ok(graph);
  const tape = run(graph, (id) => point[id] ?? NaN);
  const terms = { held: tape.held, seed: 1, kinks: 'pytorch' } as const;
  const task = { graph, tape, terms, digits: DECIMALS, isGiven: () => false, isZero: () => false };
  const drawn = foldPicture(drawGates(graph), graph, { most: 500 });
  return { graph, tape, task, blanks: listBlanks(graph, drawn, tape, 'both') };
}

function written(spot: Spot, number: number, digits: number): Answer {
  const text = formatNumber(number, { kind: 'decimals', count: digits });
  return { ...spot, text, value: Number(text.replaceAll('−', '-')) };
}

describe('answers to random circuits', () => {
  for (const digits of [2, 3, 4]) {
    it(`are right when they are the numbers with ${digits} decimals`, () => {
      fc.assert(
        fc.property(fc.oneof(smoothProgram, anyProgram), (program) => {
          const { tape, task, blanks } = quizOn(program);
          const answers = blanks.map((spot) => written(spot, numberIn(tape, spot), digits));
          for (const answer of answers) {
            const { state } = markAnswers(task, [answer]).get(keyOf(answer)) ?? {};
            assert.equal(state, 'right', `${answer.text} for ${numberIn(tape, answer)}`);
          }
          const together = markAnswers(task, answers);
          for (const [key, { state }] of together) assert.equal(state, 'right', key);
        }),
        { numRuns: 150 },
      );
    });
  }

  it('are worked out to the numbers of the tape', () => {
    fc.assert(
      fc.property(anyProgram, (program) => {
        const { graph, tape, task, blanks } = quizOn(program);
        const worked = workOut(graph, tape.value, task.terms);
        for (const spot of blanks) {
          const [got, want] = [numberIn(worked, spot), numberIn(tape, spot)];
          const within = 1e-9 * Math.max(1, Math.abs(want));
          assert.ok(Math.abs(got - want) <= within, `${got} ${want}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are told which wrong rule they fit', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(smoothProgram, anyProgram), (program) => {
        const { graph, tape, task, blanks } = quizOn(program);
        const back = wiresBack(graph, tape);
        const [board, ...rounded] = [null, 2, 4].map((decimals): Board => {
          const round = decimals === null ? {} : { round: roundTo(decimals) };
          return {
            own: true,
            graph,
            worked: workOut(graph, tape.value, { ...task.terms, ...round }),
            back,
          };
        });
        assert.ok(board);
        for (const spot of blanks) {
          for (const { number } of slipsAt(board, spot)) {
            if (!Number.isFinite(number)) continue;
            const answer = written(spot, number, 4);
            const { state, say = '' } = markAnswers(task, [answer]).get(keyOf(spot)) ?? {};
            if (state !== 'wrong' || /^(?:Nearly|Rounded)/.test(say)) continue;
            told.add(say.slice(0, 25));
            assert.doesNotMatch(say, /undefined|NaN/);
            // What is said is true of what was typed.
            const isTrue = [board, ...rounded].some((each) =>
              slipsAt(each, spot).some(
                (slip) => slip.say === say && agrees(answer, slip.number, DECIMALS),
              ),
            );
            assert.ok(isTrue, say);
          }
        }
      }),
      { numRuns: 100 },
    );
    assert.ok(told.size > 8, [...told].join('\n'));
  });
});

function wiresBack(graph: Graph, { reached }: Tape): Board['back'] {
  const wires = graph.edges.filter(({ to }) => to <= graph.output && reached[to] === 1);
  return (node) => wires.filter(({ from }) => from === node);
}
