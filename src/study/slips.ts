/** What went wrong with a number: the wrong rules that learners follow, worked out from the table's rules. */
import { callOperation } from '../autodiff/calling';
import { writeRule } from '../autodiff/explain';
import type { Edge, Graph, OpNode } from '../autodiff/graph';
import { toText } from '../autodiff/notation';
import { rulesOf, type Rule } from '../autodiff/rules';
import { walk } from '../language/syntax';
import { ops } from '../ops';
import type { Spot } from './spots';
import { pointOf, type Point, type Worked } from './working';

/** A wrong number, and what whoever gives it did. */
export interface Slip {
  readonly number: number;
  readonly say: string;
}

/**
 * A circuit as somebody worked it out, with answers of theirs in it unless it is `own`; wires that bring
 * a gradient back, by the node that they leave.
 */
export interface Board {
  readonly own: boolean;
  readonly graph: Graph;
  readonly worked: Worked;
  readonly back: (node: number) => readonly Edge[];
}

/** Wrong numbers for a spot, the most telling first. */
export function slipsAt(board: Board, spot: Spot): readonly Slip[] {
  const { graph, worked } = board;
  const { node, edge, of } = spot;
  if (of === 'value') return slipsOfValue(board, node);
  const wire = edge === null ? undefined : graph.edges[edge];
  if (wire) return slipsOfWire(board, wire);
  const wires = board.back(node);
  const [only] = wires;
  return [
    ...(node === graph.output ? slipsOfSeed(worked, node) : []),
    ...(wires.length > 1 ? slipsOfFork(board, wires) : only ? slipsOfWire(board, only) : []),
    { number: at(worked.value, node), say: 'That is the value here. Its gradient is asked.' },
  ];
}

function slipsOfSeed({ value }: Worked, output: number): readonly Slip[] {
  const say =
    'That is the output itself. The backward pass starts with its derivative by itself, whatever its value.';
  return [{ number: at(value, output), say }];
}

function slipsOfValue({ graph, worked, own }: Board, id: number): readonly Slip[] {
  const node = graph.nodes[id];
  if (node?.kind !== 'op') return [];
  const { value } = worked;
  const [x, y, z] = pointOf(node, value);
  const right = ops[node.op].value(x, y, z);
  const exchanged = ops[node.op].value(y, x, z);
  const called = sayGate(graph, id);
  return [
    ...(node.operands.length === 2
      ? [{ number: exchanged, say: `That takes the operands of ${called} the other way round.` }]
      : []),
    { number: -right, say: 'The sign is the other way round.' },
    // What follows from an answer is no gradient that it could be taken for.
    ...(own
      ? [{ number: at(worked.gradient, id), say: 'That is the gradient here. The value is asked.' }]
      : []),
    ...node.operands.map((operand) => ({
      number: at(value, operand),
      say: `That is a number that enters. What ${called} makes of it is asked.`,
    })),
  ];
}

/** Several wires bring something back: one is forgotten, or one brings the wrong thing. */
function slipsOfFork(board: Board, wires: readonly Edge[]): readonly Slip[] {
  const { contribution } = board.worked;
  const shares = wires.map(({ id }) => at(contribution, id));
  const sum = shares.reduce((all, share) => all + share, 0);
  const times = wires.length === 2 ? 'twice' : `${wires.length} times`;
  const add = `This value is used ${times}: add up what all its wires bring back.`;
  const slips = wires.map((wire) => slipsOfWire(board, wire));
  return [
    ...shares.map((number) => ({ number, say: `That is what one wire alone brings back. ${add}` })),
    ...(wires.length > 2
      ? shares.map((share) => ({ number: sum - share, say: `One wire is left out. ${add}` }))
      : []),
    ...wires.flatMap((wire, i) =>
      (slips[i] ?? []).map(({ number, say }) => ({
        number: sum - (shares[i] ?? NaN) + number,
        say: `One of the wires, through ${sayGate(board.graph, wire.to)}: ${lower(say)}`,
      })),
    ),
    {
      number: wires.reduce((all, { id }) => all + at(board.worked.local, id), 0),
      say: 'That adds the local derivatives alone. Multiply each by its upstream gradient.',
    },
    { number: -sum, say: 'The sign is the other way round.' },
  ];
}

/** One wire: the local derivative or the upstream gradient is missing, or taken at the wrong place. */
function slipsOfWire({ graph, worked }: Board, wire: Edge): readonly Slip[] {
  const gate = graph.nodes[wire.to];
  if (gate?.kind !== 'op') return [];
  const rule = rulesOf(gate.op).local[wire.operand];
  if (!rule) return [];
  const point = pointOf(gate, worked.value);
  const upstream = at(worked.gradient, wire.to);
  const local = at(worked.local, wire.id);
  const called = sayGate(graph, wire.to);
  const sibling = siblingOf(gate, wire.operand);
  const other = sibling === null ? undefined : rulesOf(gate.op).local[sibling];
  const places = wrongPlaces(rule, wire.operand, gate, called);
  const products = places.map(({ seen, say }) => ({
    number: upstream * rule.evaluate(...seen(point)),
    say,
  }));
  return [
    ...(ops[gate.op].routes === true
      ? slipsOfRoute(local, upstream, called, gate.operands.length === 1)
      : []),
    ...products,
    {
      number: local,
      say: 'That is the local derivative alone. Multiply it by the upstream gradient.',
    },
    { number: -upstream * local, say: saySign(graph, wire) },
    {
      number: upstream,
      say: 'That is the upstream gradient alone. Multiply it by the local derivative.',
    },
    ...(other && graph.varies[gate.operands[sibling ?? 0] ?? 0]
      ? [
          {
            number: upstream * other.evaluate(...point),
            say: `That is what ${called} hands back to its other operand.`,
          },
        ]
      : []),
    ...places.map(({ seen, say }) => ({
      number: rule.evaluate(...seen(point)),
      say: `${say} And multiply by the upstream gradient.`,
    })),
  ];
}

/** At a switch the gradient goes where the value came from. */
function slipsOfRoute(
  local: number,
  upstream: number,
  called: string,
  isAlone: boolean,
): readonly Slip[] {
  if (local === 0) {
    const say = isAlone
      ? `${called} lets nothing through here, so that nothing comes back either.`
      : `The gradient does not go to all sides of ${called}, only to the one whose value went on.`;
    return [{ number: upstream, say }];
  }
  const say = `The gradient does come back here: this value went on through ${called}.`;
  return [{ number: 0, say }];
}

interface WrongPlace {
  /** The numbers as they are seen by mistake. */
  readonly seen: (point: Point) => Point;
  readonly say: string;
}

/** The rule of a wire with numbers in it that belong elsewhere. */
function wrongPlaces(
  rule: Rule,
  operand: number,
  gate: OpNode,
  called: string,
): readonly WrongPlace[] {
  const { expr } = rule;
  const used = namesIn(rule);
  const own = LETTERS[operand] ?? 'x';
  const places: WrongPlace[] = [];
  if (gate.operands.length === 2) {
    const isOther = expr.kind === 'name' && expr.name !== own && expr.name !== 'out';
    const routes = ops[gate.op].routes === true;
    places.push({
      seen: ([x, y, z, out]) => [y, x, z, out],
      say: routes
        ? `The other operand went on through ${called}, and the gradient follows the value.`
        : isOther
          ? `That multiplies by its own number. The local derivative of ${called} is the other operand.`
          : `That has the operands of ${called} the other way round in the local derivative.`,
    });
  }
  if (used.has(own)) {
    places.push({
      seen: (point) => put(point, operand, point[3]),
      say: `That takes the local derivative at the output of ${called} instead of its input.`,
    });
  }
  if (used.has('out')) {
    places.push({
      seen: (point) => put(point, 3, point[operand] ?? NaN),
      say: `That takes the local derivative at the input of ${called} where its output belongs.`,
    });
  }
  return places;
}

function put(point: Point, place: number, number: number): Point {
  const [x, y, z, out] = point.map((own, i) => (i === place ? number : own));
  return [x ?? NaN, y ?? NaN, z ?? NaN, out ?? NaN];
}

function namesIn({ expr }: Rule): ReadonlySet<string> {
  const names = new Set<string>();
  walk(expr, (part) => {
    if (part.kind === 'name') names.add(part.name);
  });
  return names;
}

/** The other operand of an operation on two. */
function siblingOf({ operands }: OpNode, operand: number): number | null {
  return operands.length === 2 ? 1 - operand : null;
}

function saySign(graph: Graph, wire: Edge): string {
  const rule = writeRule(graph, wire);
  const hasMinus = rule !== null && /^\(?[-−]/.test(toText(rule));
  return hasMinus
    ? `The minus is lost: the local derivative of ${sayGate(graph, wire.to)} has one.`
    : 'The sign is the other way round.';
}

/** What a gate is called in a sentence. */
export function sayGate(graph: Graph, id: number): string {
  return callOperation(graph, id).line;
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

const at = (numbers: Float64Array, place: number): number => numbers[place] ?? NaN;

const LETTERS = ['x', 'y', 'z'] as const;
