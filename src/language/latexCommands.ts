/** What each LaTeX command is: a blank, an operator, a bracket, a font, an accent, or out of scope. */
import { DERIVATIVE, INFINITY } from './symbols';

const list = (text: string): ReadonlySet<string> =>
  new Set(text.split(/\s+/).map((word) => `\\${word}`));

/** Leave no trace. */
export const blanks: ReadonlySet<string> = new Set([
  ...list(
    'quad qquad thinspace medspace thickspace negthinspace negmedspace negthickspace enspace enskip space ' +
      'nobreakspace displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag hfill hfil ' +
      'centering allowbreak nobreak null strut mathstrut relax noindent par rm bf it sf tt cal normalsize small large ' +
      'Large scriptsize footnotesize tiny boxed fbox ensuremath mathop mathord mathbin mathrel mathopen mathclose ' +
      'mathinner smash underline substack',
  ),
  '\\,',
  '\\;',
  '\\:',
  '\\!',
  '\\>',
  '\\ ',
  '\\\n',
  '\\\r',
  '\\\t',
  '\\/',
  '\\-',
]);

/** Leave no trace, and neither does the group after them. */
export const ignored: ReadonlySet<string> = list(
  'label tag color hspace vspace mspace mskip hskip kern phantom hphantom vphantom cite notag pagecolor definecolor',
);

/** The first group is about looks, the second is kept. */
export const decorated: ReadonlySet<string> = list('textcolor colorbox overset stackrel raisebox');

/** Keep their group, not the note under or over it. */
export const braced: ReadonlySet<string> = list('underbrace overbrace underbracket overbracket');

export const operatorCommands: ReadonlyMap<string, string> = new Map([
  ['\\cdot', '*'],
  ['\\times', '*'],
  ['\\ast', '*'],
  ['\\centerdot', '*'],
  ['\\odot', '*'],
  ['\\bullet', '*'],
  ['\\div', '/'],
  ['\\slash', '/'],
  ['\\bmod', 'mod'],
  ['\\mod', 'mod'],
  ['\\le', '<='],
  ['\\leq', '<='],
  ['\\leqslant', '<='],
  ['\\leqq', '<='],
  ['\\lt', '<'],
  ['\\ge', '>='],
  ['\\geq', '>='],
  ['\\geqslant', '>='],
  ['\\geqq', '>='],
  ['\\gt', '>'],
  ['\\ne', '!='],
  ['\\neq', '!='],
  ['\\land', 'and'],
  ['\\wedge', 'and'],
  ['\\lor', 'or'],
  ['\\vee', 'or'],
  ['\\lnot', 'not'],
  ['\\neg', 'not'],
  ['\\gets', '='],
  ['\\leftarrow', '='],
  ['\\coloneqq', '='],
  ['\\coloneq', '='],
  ['\\triangleq', '='],
  ['\\equiv', '='],
  ['\\doteq', '='],
  ['\\approx', '='],
  ['\\simeq', '='],
  ['\\eqqcolon', '='],
  ['\\longleftarrow', '='],
  ['\\colon', ':'],
  ['\\over', '\\over'],
  ['\\choose', '\\choose'],
  ['\\colonequals', '='],
]);

/** Delimiters, as an opening or closing bracket each. */
export const openers: ReadonlyMap<string, string> = new Map([
  ['(', '('],
  ['[', '['],
  ['{', '{'],
  ['\\{', '\\{'],
  ['\\lbrace', '\\{'],
  ['\\lbrack', '['],
  ['\\lparen', '('],
  ['\\lvert', '|('],
  ['\\lVert', '|('],
  ['\\lfloor', '⌊'],
  ['\\lceil', '⌈'],
  ['⌊', '⌊'],
  ['⌈', '⌈'],
]);

export const closers: ReadonlyMap<string, string> = new Map([
  [')', ')'],
  [']', ']'],
  ['}', '}'],
  ['\\}', '\\}'],
  ['\\rbrace', '\\}'],
  ['\\rbrack', ']'],
  ['\\rparen', ')'],
  ['\\rvert', ')|'],
  ['\\rVert', ')|'],
  ['\\rfloor', '⌋'],
  ['\\rceil', '⌉'],
  ['⌋', '⌋'],
  ['⌉', '⌉'],
]);

/** Undirected bars. */
export const bars: ReadonlyMap<string, string> = new Map([
  ['|', '|'],
  ['\\vert', '|'],
  ['\\|', '‖'],
  ['\\Vert', '‖'],
  ['‖', '‖'],
]);

/** \left and its kin, and which side the delimiter after them is on. */
export const sized: ReadonlyMap<string, 'open' | 'close' | 'either'> = new Map([
  ['\\left', 'open'],
  ['\\right', 'close'],
  ['\\middle', 'either'],
  ...['big', 'Big', 'bigg', 'Bigg'].flatMap((size): [string, 'open' | 'close' | 'either'][] => [
    [`\\${size}l`, 'open'],
    [`\\${size}r`, 'close'],
    [`\\${size}m`, 'either'],
    [`\\${size}`, 'either'],
  ]),
]);

/** Prose inside mathematics. */
export const textFonts: ReadonlySet<string> = list(
  'text textrm textit textbf textnormal textsf texttt mbox hbox textup',
);

/** Fonts of sets, expectations and indicators, all read like the first. */
export const doubleStruck = ['\\mathbb', '\\mathbbm', '\\mathds', '\\mathbbold'] as const;

/** Fonts in which several letters are one name. */
export const uprightFonts: ReadonlySet<string> = list('mathrm operatorname mathsf mathtt mathup');

/** Fonts that change nothing; several letters are one name too. */
export const mathFonts: ReadonlySet<string> = list(
  'mathbf mathit mathcal mathfrak mathscr boldsymbol bm pmb mathnormal bold vb symbf symrm',
);

/** Accents become part of the name: \hat{y} is y_hat. */
export const accents: ReadonlyMap<string, string> = new Map([
  ...'hat bar tilde dot ddot dddot vec check breve acute grave mathring'
    .split(' ')
    .map((a) => [`\\${a}`, a] as const),
  ['\\widehat', 'hat'],
  ['\\widetilde', 'tilde'],
  ['\\overline', 'bar'],
  ['\\overrightarrow', 'vec'],
]);

/** Commands that the grammar knows, with the number of arguments they take. */
export const structures: ReadonlyMap<string, number> = new Map([
  ['\\frac', 2],
  ['\\dfrac', 2],
  ['\\tfrac', 2],
  ['\\cfrac', 2],
  ['\\nicefrac', 2],
  ['\\sfrac', 2],
  ['\\flatfrac', 2],
  ['\\binom', 2],
  ['\\dbinom', 2],
  ['\\tbinom', 2],
  ['\\sqrt', 1],
  ['\\sum', 0],
  ['\\prod', 0],
]);

/** Environments whose rows are definitions. */
export const rowEnvironments =
  /^(?:aligned|align|alignat|alignedat|split|gather|gathered|array|equation|eqnarray|multline|multlined|flalign|math|displaymath|subequations|IEEEeqnarray|darray)\*?$/;

/** Environments of a value by cases. */
export const caseEnvironments = /^(?:d|r|dr)?cases\*?$/;

/** Environments with a column argument after their name. */
export const withColumns = /^(?:array|darray|alignat|alignedat|IEEEeqnarray)\*?$/;

/** Environments with a place in square brackets after their name, if nothing stands between. */
export const withPlace = /^(?:aligned|alignedat|gathered|array|darray|multlined|IEEEeqnarray)\*?$/;

const derivative = DERIVATIVE;
const set = 'Sets and conditions have no graph. Select the expression alone.';
const vector = 'Vectors and matrices are not numbers. Write the sum of products.';
const dots = 'Dots leave open what is meant. Write all terms, or `\\sum` with bounds.';

/** Commands without a scalar meaning, and what to do instead. */
export const outOfScope: ReadonlyMap<string, string> = new Map([
  ...['partial', 'nabla', 'mathrm{d}'].map((c) => [`\\${c}`, derivative] as const),
  ...['int', 'iint', 'iiint', 'oint', 'intop'].map(
    (c) => [`\\${c}`, 'Integrals have no graph. Select the function under the integral.'] as const,
  ),
  ...['lim', 'limsup', 'liminf', 'to', 'rightarrow', 'longrightarrow', 'uparrow', 'downarrow'].map(
    (c) => [`\\${c}`, 'Limits have no graph. Select the expression alone.'] as const,
  ),
  ...[
    'in',
    'notin',
    'mid',
    'subset',
    'subseteq',
    'cup',
    'cap',
    'setminus',
    'emptyset',
    'forall',
    'exists',
    'ni',
    'mapsto',
    'Rightarrow',
    'implies',
    'iff',
    'Leftrightarrow',
    'therefore',
    'because',
    'sim',
    'propto',
    'perp',
    'parallel',
  ].map((c) => [`\\${c}`, set] as const),
  ...[
    'top',
    'intercal',
    'dagger',
    'otimes',
    'oplus',
    'circ',
    'star',
    'langle',
    'rangle',
    'det',
    'tr',
    'cross',
    'dag',
  ].map((c) => [`\\${c}`, vector] as const),
  ...['ldots', 'cdots', 'dots', 'vdots', 'ddots', 'dotsc', 'dotsb', 'dotsm', 'dotso'].map(
    (c) => [`\\${c}`, dots] as const,
  ),
  ...['cong', 'll', 'gg', 'prec', 'succ', 'asymp'].map(
    (c) => [`\\${c}`, 'This relation has no value. Write `=`, or select one side.'] as const,
  ),
  ...['pm', 'mp'].map((c) => [`\\${c}`, 'A ± stands for two values. Write `+` or `-`.'] as const),
  ...[
    'sup',
    'inf',
    'arg',
    'argmax',
    'argmin',
    'Pr',
    'gcd',
    'lcm',
    'dim',
    'ker',
    'deg',
    'Re',
    'Im',
    'Var',
    'Cov',
    'E',
  ].map(
    (c) => [`\\${c}`, `\`\\${c}\` does not give one number from numbers. Write it out.`] as const,
  ),
  [
    '\\mathbb',
    'Sets, expectations and indicators are not read. Write the expression out, or use `cases`.',
  ],
  ['\\infty', INFINITY],
  ['\\%', 'Percent is not read. Write the number divided by 100.'],
  ['\\pmod', 'A congruence has no value. Write `a \\bmod b`.'],
]);
