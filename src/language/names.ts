/** Names that are one symbol although they are spelled with several letters. */

const greek =
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi ' +
  'omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega ell hbar nabla ' +
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau ' +
  'Upsilon Phi Chi Psi Omega';

const greekNames: ReadonlySet<string> = new Set(greek.split(' '));

export function isGreek(word: string): boolean {
  return greekNames.has(word);
}

/** base and subscript as one name: `w_0`; braces stay where it is more than letters and digits. */
export function subscripted(base: string, subscript: string): string {
  return /^[\p{L}\p{M}\p{N}_]*$/u.test(subscript)
    ? `${base}_${subscript}`
    : `${base}_{${subscript}}`;
}

/** Words of English that show a sentence, not a product of letters. */
const sentence: ReadonlySet<string> = new Set(
  (
    'a an the is be are was were of to for from in on at by as we it its this that these than our has have do does ' +
    'can so all any such let be use see note todo fix where with when then given find show prove compute'
  ).split(' '),
);

export function isProse(word: string): boolean {
  return word.length > 1 && sentence.has(word.toLowerCase());
}

/** Short words that programs and papers use as one name. */
const conventional: ReadonlySet<string> = new Set(
  'lr wd dt dx dy dz eps reg err acc mse mae std var avg lam tol obs out inp tgt ref min max grad'.split(
    ' ',
  ),
);

export function isConventional(word: string): boolean {
  return conventional.has(word);
}
