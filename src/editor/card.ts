/** The hover's text: the value, the gradient and the inputs, as Markdown with everything escaped. Pure. */
import { callName } from '../autodiff/calling';
import { formatNumber } from '../numbers';
import type { Settings } from '../protocol';
import { zerosOf } from '../questions';
import { inputsOf, quote, type Study } from '../session';

const MOST_INPUTS = 12;
/** The colours that the extension contributes, without their prefix. */
const COLOURS = {
  classic: { value: 'value', gradient: 'gradient' },
  safe: { value: 'safeValue', gradient: 'safeGradient' },
};

/** Markdown for one node of a study; `command` is the link that opens the graph. */
export function cardOf(study: Study, node: number, settings: Settings, command: string): string {
  const { graph, tape, text } = study;
  const colours = COLOURS[settings.palette];
  const asked = graph?.nodes[node];
  const called =
    asked?.kind === 'input'
      ? callName(asked.name)
      : withoutBraces(quote(text, asked?.span ?? { start: 0, end: text.length }));
  const digits = {
    kind: 'decimals',
    count: settings.decimals,
    zeros: new Set(zerosOf(study)),
  } as const;
  const number = (value: number): string => formatNumber(value, digits);
  const green = (value: number): string => coloured(colours.value, number(value));
  const red = (value: number): string => coloured(colours.gradient, number(value));
  const varies = graph?.varies[node] ?? false;
  const gradient = varies ? ` · gradient ${red(tape?.gradient[node] ?? NaN)}` : '';
  const head = `${escape(called)}\n\nvalue ${green(tape?.value[node] ?? NaN)}${gradient}`;
  const inputs = inputsOf(study);
  const rows = inputs.slice(0, MOST_INPUTS).map(({ name, value, gradient: own, assumed }) => {
    return `| ${escape(callName(name))}${assumed ? ' (assumed)' : ''} | ${green(value)} | ${red(own)} |`;
  });
  const more = inputs.length - rows.length;
  const table = [`| input | value | gradient |`, `| :-- | --: | --: |`, ...rows].join('\n');
  const parts = [
    head,
    ...(rows.length > 0 ? [table] : []),
    ...(more > 0 ? [`and ${more} more inputs`] : []),
    `[Show Backprop Graph](${command})`,
  ];
  return parts.join('\n\n');
}

/** Without the braces around an exponent of LaTeX, or any other that hold all of it. */
function withoutBraces(text: string): string {
  let depth = 0;
  const depths = Array.from(text, (sign) => {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    return depth;
  });
  const holdsAll = text.startsWith('{') && depths.indexOf(0) === depths.length - 1;
  return holdsAll ? text.slice(1, -1).trim() : text;
}

function coloured(colour: string, text: string): string {
  return `<span style="color:var(--vscode-backprop-${colour});">${text}</span>`;
}

/** User text as text: whatever could be Markdown or HTML becomes a character reference. */
export function escape(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (char) => `&#${char.codePointAt(0) ?? 32};`);
}
