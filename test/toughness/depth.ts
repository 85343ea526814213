/** Everything that is made of a text: messages, answers, hovers and exports, and what is wrong with them. */
import * as v from 'valibot';
import { openDialogue } from '../../src/dialogue';
import { cardOf } from '../../src/editor/card';
import { exportStudy } from '../../src/exported';
import { formats } from '../../src/exports/formats';
import { newQuiz, plainLens, type Lens } from '../../src/lens';
import { hostMessage, type HostMessage, type Saved, type ViewMessage } from '../../src/protocol';
import { openStudy, type Study } from '../../src/session';
import { formFaults } from '../exports/forms';
import type { Chance } from './chance';
import type { Sample } from './samples';

const settings = { decimals: 2, palette: 'classic' } as const;
const saved: Saved = {
  uri: 'file:///notes.md',
  language: 'plaintext',
  start: 0,
  end: 1,
  text: '',
  values: {},
  readings: {},
};

/** As many nodes are asked about as keep a question cheap. */
const ASKED = 12;

/** Another way to look at it. */
function lensBy({ pick, below }: Chance, { graph }: Study): Lens {
  const node = below(graph?.nodes.length ?? 1);
  const answers = (['value', 'gradient'] as const).map((of) => {
    const text = pick(['1', '-0.5', '1/3', 'inf', '']);
    return {
      node,
      edge: null,
      of,
      text,
      value: pick([1, -0.5, 1 / 3, NaN, Infinity]),
      helped: false,
    };
  });
  return {
    gates: {
      composites: pick(['written', 'fused', 'expanded']),
      signs: pick(['textbook', 'plain']),
      constants: pick(['folded', 'drawn']),
      sums: pick(['binary', 'n-ary']),
      flipped: pick([[], [node]]),
    },
    digits: pick([null, { kind: 'exact' }, { kind: 'significant', count: 3 }]),
    byHand: pick([null, 2]),
    output: pick([null, node]),
    seed: pick([1, -2.5, 0, NaN]),
    held: pick([[], [{ node, value: pick([0, 2, Infinity]) }]]),
    kinks: pick(['pytorch', 'left', 'right', 'first']),
    along: pick([null, 'x', '__proto__']),
    quiz: pick([null, newQuiz('few'), { ...newQuiz('both'), answers }]),
    folding: {
      open: pick([[], ['⋯', 'h/__proto__']]),
      closed: pick([[], ['h']]),
      most: pick([8, 80, 1000]),
    },
  };
}

/** What is wrong with the messages, the hovers and the exports of a text; exceptions included. */
export function deepFaultsOf({ text, language, inputs }: Sample, by: Chance): string[] {
  try {
    const study = openStudy(text, { language, inputs });
    const lens = by.pick([plainLens, lensBy(by, study)]);
    return [...messageFaults(study, lens, by), ...writtenFaults(study, by)];
  } catch (error) {
    return [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

function messageFaults(study: Study, lens: Lens, { below }: Chance): string[] {
  const sourceOf = (): { source: string; literal: null } => ({ source: '', literal: null });
  const dialogue = openDialogue(study, { settings, saved, formats: [], sourceOf });
  let revision = 1;
  const heard = [...dialogue.open()];
  const say = (message: ViewMessage): void => {
    const answers = dialogue.receive(message);
    for (const answer of answers) if (answer.kind === 'graph') revision = answer.revision;
    heard.push(...answers);
  };
  say({ kind: 'look', revision, number: 1, lens });
  const { nodes = [], edges = [] } = dialogue.study().graph ?? {};
  for (let asked = 0; asked < Math.min(ASKED, nodes.length); asked++) {
    const node = below(nodes.length);
    const edge = edges.length > 0 && below(2) === 0 ? below(edges.length) : null;
    say({ kind: 'explain', revision, node, edge, of: below(2) === 0 ? 'value' : 'gradient' });
  }
  say({ kind: 'wiggle', revision, node: below(nodes.length), h: 0.1 });
  say({ kind: 'order', revision });
  const input = nodes.find(({ kind }) => kind === 'input');
  if (input?.kind === 'input') {
    say({ kind: 'setInput', revision, name: input.name, value: 2 });
    say({ kind: 'resetInput', revision, name: input.name });
  }
  return heard.flatMap(messageFault);
}

function messageFault(message: HostMessage): string[] {
  const { issues } = v.safeParse(hostMessage, message);
  return (issues ?? []).map(
    ({ message: fault, path }) =>
      `${message.kind}: ${fault} at ${path?.map(({ key }) => String(key)).join('.') ?? 'the top'}`,
  );
}

/** Letters and digits, references to characters, our own colours, tables and the one link. */
const card = /^(?:[\p{L}\p{N} ]|&#\d+;|<span style="color:var\(--vscode-backprop-\w+\);">[\d.e−+∞NaN]*<\/span>|[|:·()\n-]|\[Show Backprop Graph\]\(command:x\))*$/u; // prettier-ignore

function writtenFaults(study: Study, { below }: Chance): string[] {
  const { graph } = study;
  if (!graph) return [];
  const faults: string[] = [];
  for (let asked = 0; asked < Math.min(ASKED, graph.nodes.length); asked++) {
    const text = cardOf(study, below(graph.nodes.length), settings, 'command:x');
    if (!card.test(text)) faults.push(`hover: ${text}`);
  }
  // Large circuits are written by the same printers as small ones.
  const what = graph.nodes.length < 400 && exportStudy(study, 2);
  if (!what) return faults;
  return [...faults, ...formats.flatMap(({ key, print }) => formFaults(key, print(what)))];
}
