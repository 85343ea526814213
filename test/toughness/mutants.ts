/** Texts that somebody might have selected by mistake or malice: fixtures, changed at random. */
import { chance, type Chance } from './chance';
import type { Sample } from './samples';

type Samples = readonly [Sample, ...Sample[]];

const languages = [
  'plaintext', 'latex', 'markdown', 'python', 'javascript', 'typescript', 'c', 'cpp', 'cuda-cpp', 'glsl', 'hlsl',
  'java', 'csharp', 'rust', 'go', 'swift', 'kotlin', 'julia', 'r', 'matlab', 'octave',
] as const; // prettier-ignore

/** Names that are no names elsewhere, and letters that are not what they look like. */
export const hostileNames = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', 'undefined', 'NaN', 'lambda', 'class',
  'x\u202ey', '\u2066x\u2069', 'x\u200by', '\ufeffx', 'x\u0301', 'ﬁ', 'ｘ', '𝛼', '日本', '🎉', 'é', 'ß', 'ſ', 'İ', '\ud800',
  '<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>', '${alert(1)}', '`x`', '"x"', "'x'", '*/', '-->', ']]>',
  '\\end{document}', '%s', '#{x}', '{{x}}', '[x](command:x)', '|x|', 'x"];', 'x.__proto__.y', 'x'.repeat(300),
] as const; // prettier-ignore

const signs = [
  '(', ')', '{', '}', '[', ']', '^', '_', '\\', '|', '=', ',', ';', ':', '?', '!', '@', '~', '\n', '\n\n', '\t', ' ', '"', "'", '`',
  '$', '$$', '%', '#', '&', '\0', '\r\n', '\u2028', '²', '⁻¹', '√', 'π', '∑', '∞', '·', '×', '÷', '−', '½', '≤', '₀', '′', '**', '//', '/*', '*/',
  '=>', '->', ':=', '<-', '==', '+=', '++', '--', '...', '..', '.', '.^', '\\left', '\\right', '\\frac', '\\sqrt[', '\\begin{cases}',
  '\\end{cases}', '\\begin{aligned}', '\\\\', '\\sum_{i=1}^{n}', '\\prod_{i=1}^{999999}', '\\def\\a{\\a\\a}', '\\hat', '\\text{',
  'def f(x):\n  ', 'return ', 'for i in range(9):\n  ', 'while x > 0:\n  ', 'lambda x: ', 'if x > 0:\n  ', 'else ', 'function f(x) {', 'end\n',
  'for (let i = 0; i < 1e9; i++) ', 'fn f(x: f64) -> f64 {', 'where ', '1e999', '1e-999', '0x1F', '0', '1/0', '-0', '9'.repeat(400), '1e5',
] as const; // prettier-ignore

const extremes = [0, -0, 1, -1, NaN, Infinity, -Infinity, 1e308, 5e-324, 1e5, 0.5, 3] as const;

type Mutation = (text: string, chance: Chance, samples: Samples) => string;

const token = /\\[A-Za-z]+|[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|\s+|[^]/gu;

/** Changes the tokens of a text. */
function ofTokens(
  change: (tokens: string[], at: number, chance: Chance, samples: Samples) => void,
): Mutation {
  return (text, by, samples) => {
    const tokens = text.match(token) ?? [];
    change(tokens, by.below(tokens.length), by, samples);
    return tokens.join('');
  };
}

/** Changes a piece of a text: what stands before it, the piece, and what stands behind. */
function ofPieces(
  change: (parts: readonly [string, string, string], chance: Chance, samples: Samples) => string,
): Mutation {
  return (text, by, samples) => {
    const [p, q] = [by.below(text.length + 1), by.below(text.length + 1)];
    const [start, end] = [Math.min(p, q), Math.max(p, q)];
    return change([text.slice(0, start), text.slice(start, end), text.slice(end)], by, samples);
  };
}

const brackets = ['()', '[]', '{}', '||', '$$', '""'] as const;

const mutations: readonly [Mutation, ...Mutation[]] = [
  ofTokens((tokens, at) => void tokens.splice(at, 1)),
  ofTokens((tokens, at) => void tokens.splice(at, 0, tokens[at] ?? '')),
  ofTokens((tokens, at, { below }) => {
    const other = below(tokens.length);
    [tokens[at], tokens[other]] = [tokens[other] ?? '', tokens[at] ?? ''];
  }),
  ofTokens((tokens, at, { pick }, samples) => {
    tokens[at] = pick([' ', ...(pick(samples).text.match(token) ?? [])]);
  }),
  ofTokens((tokens, at, { pick }) => void tokens.splice(at, 0, pick(signs))),
  ofTokens((tokens, at, { pick }) => {
    // Every use of one name.
    const [old = '', name] = [tokens[at], pick(hostileNames)];
    for (const [i, each] of tokens.entries()) if (each === old) tokens[i] = name;
  }),
  ofTokens((tokens, at, { pick }) => {
    const number = tokens.findIndex((each, i) => i >= at && /^\d/.test(each));
    if (number >= 0) tokens[number] = pick(['0', '1e400', '1e-400', '99999', '-1', '2.5.1', '007']);
  }),
  ofPieces(([before]) => before),
  ofPieces(([, , behind]) => behind),
  ofPieces(([before, , behind]) => before + behind),
  ofPieces(([before, piece, behind], { pick }) => {
    return before + piece.repeat(pick([2, 2, 2, 3, 9, 40])) + behind;
  }),
  ofPieces(([before, piece, behind], { pick }) => {
    const [open = '', close = ''] = pick(brackets);
    const depth = pick([1, 1, 1, 2, 60, 300]);
    return before + open.repeat(depth) + piece + close.repeat(depth) + behind;
  }),
  ofPieces(([before, , behind], { pick, below }, samples) => {
    const { text } = pick(samples);
    return before + text.slice(below(text.length)) + behind;
  }),
  ofPieces(([before, piece, behind]) => before + Array.from(piece).reverse().join('') + behind),
  ofPieces(([before, piece, behind], { pick }) => {
    return before + piece.replaceAll(/\s/g, pick(['', '\n', '\n    ', '\u00a0', '\t'])) + behind;
  }),
  (text, { pick }, samples) => `${text}${pick(['\n', ';', ' ', ' = '])}${pick(samples).text}`,
];

/** The `index`th input of a seed: a fixture with one to four mutations, in its language or another. */
export function mutant(samples: Samples, seed: number, index: number): Sample {
  const by = chance(seed, index);
  const { pick, below } = by;
  const sample = pick(samples);
  let { text } = sample;
  for (let times = 1 + below(4); times > 0; times--) text = pick(mutations)(text, by, samples);
  const language = below(4) === 0 ? pick(languages) : sample.language;
  const inputs = { ...sample.inputs };
  for (const name of Object.keys(inputs)) if (below(8) === 0) inputs[name] = pick(extremes);
  if (below(16) === 0) inputs[pick(hostileNames)] = pick(extremes);
  return { language, text, inputs };
}
