/** Remembers, for each document, which reading of an ambiguous formula the person chose. */
import * as v from 'valibot';
import type * as vscode from 'vscode';

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
