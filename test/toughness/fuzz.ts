/**
 * One process of the mutation fuzz: answers mutants and tells what came of them. A hang or a crash
 * ends with this process; the index it was at stands in a file by then. Run by run.mjs.
 */
import { openSync, writeSync } from 'node:fs';
import { chance } from './chance';
import { deepFaultsOf } from './depth';
import { faultsOf } from './judge';
import { mutant } from './mutants';
import { readSamples, type Sample } from './samples';

/** What a stretch of inputs came to. */
export interface Stretch {
  readonly tried: number;
  readonly failures: readonly {
    readonly index: number;
    readonly sample: Sample;
    readonly faults: string[];
  }[];
  /** The slowest of the stretch: processor time in ms, the least of three runs if it was long. */
  readonly slowest: { readonly index: number; readonly time: number; readonly sample: Sample };
  /** How many took longer than `LONG`. */
  readonly long: readonly number[];
}

/** Milliseconds of processor time within which an answer is wanted. */
export const LONG = 50;
const STRETCH = 500;
/** One in so many is drawn, explained, hovered and exported too. */
const DEEP = 20;

/** Processor time of this process in ms: what else runs on the machine does not count. */
function timed(sample: Sample): { faults: string[]; time: number } {
  const start = process.cpuUsage();
  const faults = faultsOf(sample);
  const { user, system } = process.cpuUsage(start);
  return { faults, time: (user + system) / 1000 };
}

function stretch(seed: number, from: number, to: number, at: (index: number) => void): Stretch {
  const samples = readSamples();
  const failures: Stretch['failures'][number][] = [];
  const long: number[] = [];
  let slowest: Stretch['slowest'] = { index: from, time: 0, sample: samples[0] };
  for (let index = from; index < to; index++) {
    at(index);
    const sample = mutant(samples, seed, index);
    const first = timed(sample);
    let { time } = first;
    // Once more when it is known: a compiler or a collector at work is not the text's fault.
    if (time > LONG / 2) time = Math.min(time, timed(sample).time, timed(sample).time);
    if (time > slowest.time) slowest = { index, time, sample };
    if (time > LONG) long.push(index);
    const deep = index % DEEP === 0 ? deepFaultsOf(sample, chance(~seed, index)) : [];
    const faults = [...first.faults, ...deep];
    if (faults.length > 0) failures.push({ index, sample, faults });
  }
  return { tried: to - from, failures, slowest, long };
}

if (process.send) {
  const [seed = 1, from = 0, to = 0] = process.argv.slice(3).map(Number);
  const file = openSync(process.argv[2] ?? '', 'w');
  const place = Buffer.alloc(8);
  const at = (index: number): void => {
    place.writeDoubleLE(index);
    writeSync(file, place, 0, 8, 0);
  };
  for (let start = from; start < to; start += STRETCH) {
    const told = stretch(seed, start, Math.min(start + STRETCH, to), at);
    // What waits in a full pipe would be lost at the end.
    await new Promise((sent) => process.send?.(told, sent));
  }
  process.disconnect();
}
