/** What the person set in VS Code's settings, checked. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { defaultLimits, type Limits } from '../language/syntax';
import type { Settings } from '../protocol';

const atLeastOne = v.pipe(v.number(), v.integer(), v.minValue(1));
const decimals = v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)), 2);

const palette = v.fallback(v.picklist(['classic', 'safe']), 'classic');

/** How the panel and the hover write numbers. */
export function shownSettings(): Settings {
  const settings = vscode.workspace.getConfiguration('backprop');
  return {
    decimals: v.parse(decimals, settings.get('decimals')),
    palette: v.parse(palette, settings.get('palette')),
  };
}

/** How large a formula may be. */
export function readLimits(): Limits {
  const limits = vscode.workspace.getConfiguration('backprop.limits');
  const limit = (name: keyof Limits): number =>
    v.parse(v.fallback(atLeastOne, defaultLimits[name]), limits.get(name));
  return { text: limit('text'), depth: limit('depth'), nodes: limit('nodes') };
}

/** Whether hovers are wanted in a document. */
export function hoverEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('backprop.hover', document).get('enabled') !== false;
}

/** The macros of VS Code's own Markdown preview. */
export function previewMacros(document: vscode.TextDocument): Record<string, string> {
  const macros: unknown = vscode.workspace
    .getConfiguration('markdown.math', document)
    .get('macros');
  const checked = v.safeParse(v.record(v.string(), v.unknown()), macros);
  const entries = Object.entries(checked.success ? checked.output : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const LOOKS = ['backprop.decimals', 'backprop.palette'];
const READINGS = ['backprop.limits', 'markdown.math.macros'];

/** Whether numbers look otherwise by now. */
export function changesLooks(event: vscode.ConfigurationChangeEvent): boolean {
  return LOOKS.some((name) => event.affectsConfiguration(name));
}

/** Whether texts are read otherwise by now. */
export function changesReadings(event: vscode.ConfigurationChangeEvent): boolean {
  return READINGS.some((name) => event.affectsConfiguration(name));
}
