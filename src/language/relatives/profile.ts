/** What tells C and its relatives, Julia, R and MATLAB apart: words, comments, blocks and habits. */

export interface Profile {
  /** As people call the language. */
  readonly name: string;
  /** How blocks end. */
  readonly blocks: 'braces' | 'end';
  /** Whether a line ends a statement. */
  readonly lines: boolean;
  /** Where a declaration has its type: `double x`, `x: f64`, `x float64`, or nowhere. */
  readonly types: 'before' | 'colon' | 'after' | 'none';
  /** A comment, tried at every place. */
  readonly comment: RegExp;
  /** Words that start a function. */
  readonly functions: ReadonlySet<string>;
  /** Whether the last statement of a function is its value. */
  readonly valued: boolean;
  /** Whether `/` between whole numbers drops the fraction; in Swift it depends on what is around. */
  readonly wholeDivision: 'drops' | 'depends' | 'none';
  /** The power operator, and from which side it is read. */
  readonly power: 'left' | 'right' | null;
  /** Operators besides the common ones. */
  readonly operators: readonly string[];
  /** Where counting of elements starts. */
  readonly first: 0 | 1;
  /** Whether `0 < x < 1` means both. */
  readonly chains: boolean;
  /** Whether `2x` is a product. */
  readonly coefficients: boolean;
  /** What the functions of this language are that others lack or mean otherwise. */
  readonly library: string;
}

const SLASHES = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)/y;

const c: Profile = {
  name: 'C',
  blocks: 'braces',
  lines: false,
  types: 'before',
  comment: SLASHES,
  functions: new Set(),
  valued: false,
  wholeDivision: 'drops',
  power: null,
  operators: ['::', '->'],
  first: 0,
  chains: false,
  coefficients: false,
  library: 'c',
};

const kotlin: Profile = {
  ...c,
  name: 'Kotlin',
  lines: true,
  types: 'colon',
  functions: new Set(['fun']),
  operators: ['->', '?:', '..<', '..', '!!'],
  library: 'kotlin',
};

const julia: Profile = {
  ...c,
  name: 'Julia',
  blocks: 'end',
  lines: true,
  types: 'colon',
  comment: /#=[\s\S]*?(?:=#|$)|#[^\n\r]*/y,
  functions: new Set(['function']),
  valued: true,
  wholeDivision: 'none',
  power: 'right',
  operators: [
    '::',
    '->',
    '.^',
    '.*',
    './',
    '.+',
    '.-',
    '.==',
    '.!=',
    '.<=',
    '.>=',
    '.<',
    '.>',
    '÷',
    '÷=',
    '^=',
    '//',
    '≤',
    '≥',
    '≠',
    '√',
    '⋅',
    '|>',
    '...',
    '=>',
  ],
  first: 1,
  chains: true,
  coefficients: true,
  library: 'julia',
};

const cpp: Profile = { ...c, name: 'C++', library: 'cpp' };
const cuda: Profile = {
  ...c,
  name: 'CUDA',
  library: 'cuda',
  operators: ['::', '->', '<<<', '>>>'],
};
const glsl: Profile = { ...c, name: 'GLSL', library: 'glsl' };
const matlab: Profile = {
  ...julia,
  name: 'MATLAB',
  types: 'none',
  comment: /%\{[ \t]*\n[\s\S]*?(?:\n[ \t]*%\}|$)|%[^\n\r]*|\.\.\.[^\n\r]*(?:\r\n?|\n)/y,
  valued: false,
  power: 'left',
  operators: ['.^', '.*', './', ".'", '~=', '@'],
  chains: false,
  coefficients: false,
  library: 'matlab',
};

/** Whether lists of a language are vectors, with which one computes. */
export function hasVectors({ library }: Profile): boolean {
  return library === 'julia' || library === 'r' || library === 'matlab';
}

/** Whether a language has the short vectors of shaders. */
export function isShader({ library }: Profile): boolean {
  return library === 'glsl' || library === 'hlsl';
}

/** Whether a variable holds a list or a structure of its own, so that a change of it does not show in another. */
export function copiesLists({ library }: Profile): boolean {
  return /^(?:r|matlab|swift|c|cpp|cuda|rust|glsl|hlsl|opencl)$/.test(library);
}

/** Whether the name of an array is a pointer to it wherever it is used. */
export function hasPointers({ library }: Profile): boolean {
  return /^(?:c|cpp|cuda|opencl)$/.test(library);
}

const profiles: ReadonlyMap<string, Profile> = new Map<string, Profile>([
  ['c', c],
  ['cpp', cpp],
  ['cuda', cuda],
  ['cuda-cpp', cuda],
  ['objective-c', { ...c, name: 'Objective-C' }],
  ['objective-cpp', { ...cpp, name: 'Objective-C++' }],
  ['opencl', { ...glsl, name: 'OpenCL', library: 'opencl' }],
  ['glsl', glsl],
  ['hlsl', { ...glsl, name: 'HLSL', library: 'hlsl' }],
  ['shaderlab', { ...glsl, name: 'HLSL', library: 'hlsl' }],
  ['java', { ...c, name: 'Java', library: 'java', operators: ['->'] }],
  ['csharp', { ...c, name: 'C#', library: 'csharp', operators: ['=>', '??'] }],
  ['go', { ...c, name: 'Go', lines: true, types: 'after', functions: new Set(['func']), operators: [':='], library: 'go' }],
  ['rust', { ...c, name: 'Rust', types: 'colon', functions: new Set(['fn']), valued: true, operators: ['::', '->', '=>', '..=', '..'], library: 'rust' }],
  ['kotlin', kotlin],
  ['swift', { ...kotlin, name: 'Swift', functions: new Set(['func']), valued: true, wholeDivision: 'depends', operators: ['->', '..<', '...', '??'], library: 'swift' }],
  ['julia', julia],
  ['r', { ...julia, name: 'R', blocks: 'braces', types: 'none', comment: /#[^\n\r]*/y, operators: ['<-', '<<-', '->', '->>', '%%', '%/%', '::', '|>', '**', '\\'], chains: false, coefficients: false, library: 'r' }],
  ['matlab', matlab],
  ['octave', { ...matlab, name: 'Octave', comment: /%\{[ \t]*\n[\s\S]*?(?:\n[ \t]*%\}|$)|[%#][^\n\r]*|\.\.\.[^\n\r]*(?:\r\n?|\n)/y, operators: [...matlab.operators, '!=', '**', '+=', '-=', '*=', '/=', '++', '--', '!'] }],
]); // prettier-ignore

/** The language with this VS Code id, or undefined if it is none of these. */
export function profileOf(languageId: string): Profile | undefined {
  return profiles.get(languageId);
}
