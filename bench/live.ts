/** A live edit in the extension host: a new value for an input, to the message with all new numbers. */
import { tapeMessage, type Setting } from '../src/replies';
import { openStudy, setInput } from '../src/session';
import { sumOf } from './circuits';
import { contender, race } from './race';
import { short, type Section } from './report';

const SETTING: Setting = {
  revision: 1,
  settings: { decimals: 2, palette: 'classic' },
  saved: { uri: '', language: '', start: 0, end: 0, text: '', values: {}, readings: {} },
  formats: [],
  sourceOf: () => ({ source: 'in the formula', literal: null }),
};
/** Terms of the sum and how many inputs they share. */
const SIZES = [
  [25, 10],
  [320, 40],
  [2000, 600],
] as const;

export async function live(): Promise<Section> {
  const rows: string[][] = [];
  for (const [terms, inputs] of SIZES) {
    let study = openStudy(sumOf(terms, inputs), { language: 'plaintext' });
    let value = 0;
    const times = await race([
      contender('tape', () => (study = setInput(study, 'x1', (value += 0.01)))),
      contender('message', () => tapeMessage(study, SETTING)),
    ]);
    const ms = (name: string): number => (times.get(name) ?? NaN) / 1e6;
    const nodes = study.graph?.nodes.length ?? 0;
    const total = ms('tape') + ms('message');
    rows.push([nodes.toLocaleString('en'), ...[ms('tape'), ms('message'), total].map(short)]);
  }
  const head = ['nodes', 'new numbers, ms', 'marks and message, ms', 'together, ms'];
  const note = `The part of the extension host between a key press and the digits: the tape, kinks and
other marks, the list of inputs, and the message. The check by forward mode and differences comes 200 ms
after the last edit. A frame is 16 ms.`;
  return { key: 'live', title: 'Live edit', head, rows, note };
}
