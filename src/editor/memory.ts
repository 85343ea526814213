/** Remembers, for each document, the readings the person chose and the values they last used. */
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { saved, type Saved } from '../protocol';
import type { Values } from '../session';
import { nameKey } from './names';

export type Readings = Readonly<Record<string, string>>;

const KEY = 'backprop.readings';
const DOCUMENTS = 100;
const stored = v.fallback(v.array(v.tuple([v.string(), v.record(v.string(), v.string())])), []);

/** The readings chosen in a document. */
export function recallReadings(state: vscode.Memento, uri: string): Readings {
  return v.parse(stored, state.get(KEY)).find(([document]) => document === uri)?.[1] ?? {};
}

/** Keeps the readings of a document, and forgets those of the documents longest unused. */
export async function rememberReadings(
  state: vscode.Memento,
  uri: string,
  readings: Readings,
): Promise<void> {
  const others = v.parse(stored, state.get(KEY)).filter(([document]) => document !== uri);
  await state.update(KEY, [[uri, readings], ...others].slice(0, DOCUMENTS));
}

const VALUES = 'backprop.values';
const FILES = 50;
const NAMES = 200;
/** By file, then by `nameKey`; what was used last comes first. */
const storedValues = v.fallback(
  v.array(v.tuple([v.string(), v.array(v.tuple([v.string(), v.pipe(v.number(), v.finite())]))])),
  [],
);

/** The values the person last used in a file, by `nameKey`. */
export function recallValues(state: vscode.Memento, file: string): Values {
  return Object.fromEntries(valuesOf(state.get(VALUES), file));
}

/** Keeps the value the person gave a name in a file; null forgets it. */
export async function rememberValue(
  state: vscode.Memento,
  file: string,
  name: string,
  value: number | null,
): Promise<void> {
  await state.update(VALUES, withValue(state.get(VALUES), file, name, value));
}

/** Forgets what was used in a file. */
export async function forgetValues(state: vscode.Memento, file: string): Promise<void> {
  await state.update(
    VALUES,
    v.parse(storedValues, state.get(VALUES)).filter(([other]) => other !== file),
  );
}

type StoredValues = v.InferOutput<typeof storedValues>;

/** The values of a file in what was stored, whatever that is. */
export function valuesOf(stored: unknown, file: string): StoredValues[number][1] {
  return v.parse(storedValues, stored).find(([other]) => other === file)?.[1] ?? [];
}

/** What to store once a name has another value; a value that is not finite cannot be stored. */
export function withValue(
  stored: unknown,
  file: string,
  name: string,
  value: number | null,
): StoredValues {
  const key = nameKey(name);
  const others = v.parse(storedValues, stored).filter(([other]) => other !== file);
  const kept = valuesOf(stored, file).filter(([other]) => other !== key);
  if (value !== null && Number.isFinite(value)) {
    kept.unshift([key, value]);
  }
  const all: StoredValues = kept.length === 0 ? others : [[file, kept.slice(0, NAMES)], ...others];
  return all.slice(0, FILES);
}

const EDITS = 'backprop.edits';
/** What a shown study was given by hand, by its place. */
const storedEdits = v.pick(saved, ['uri', 'text', 'values']);

/**
 * Keeps what the shown study was given by hand. VS Code keeps what the page says until the window
 * closes, and loses it when the window is killed.
 */
export async function rememberEdits(
  state: vscode.Memento,
  { uri, text, values }: Saved,
): Promise<void> {
  await state.update(EDITS, { uri, text, values });
}

/** What a page had kept, with the values as they were last given to that study. */
export function withEdits(state: Pick<vscode.Memento, 'get'>, kept: Saved): Saved {
  const { success, output } = v.safeParse(storedEdits, state.get(EDITS));
  const isSame = success && output.uri === kept.uri && output.text === kept.text;
  return isSame ? { ...kept, values: output.values } : kept;
}
