/** Names of a circuit as identifiers of a programming language: legal, readable, unique. */

/** Gives out identifiers; what was given out or is reserved is not given again. */
export type Namer = (wish: string) => string;

/** `lambda` becomes `lambda_`, a second `c` becomes `c_2`, `x′` becomes `x_`. */
export function namer(reserved: Iterable<string>): Namer {
  const kept = new Set(reserved);
  const taken = new Set<string>(kept);
  return (wish) => {
    const legal = identifier(wish);
    const plain = kept.has(legal) ? `${legal}_` : legal;
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain}_${n}`;
    taken.add(name);
    return name;
  };
}

/** The first of v1, v2, … that is free, counting on from call to call. */
export function temporaries(name: Namer): () => string {
  let count = 0;
  return () => {
    for (;;) {
      const wish = `v${++count}`;
      const given = name(wish);
      if (given === wish) return given;
    }
  };
}

/** What every language here reads as a name, in the form in which Python compares names (NFKC). */
function identifier(text: string): string {
  const words = text.normalize('NFKC').replace(/_*\P{XIDC}+_*/gu, '_');
  const short = Array.from(words).slice(0, LONGEST).join('');
  const start = text.startsWith('_') ? short : short.replace(/^_+/, '');
  const trimmed = text.endsWith('_') ? start : start.replace(/_+$/, '');
  return /^_*\p{XIDS}/u.test(trimmed) ? trimmed : `input${trimmed === '' ? '' : `_${trimmed}`}`;
}

const LONGEST = 60;
