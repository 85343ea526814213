/** What the types of C and its relatives say about numbers. */
import type { Cursor } from './cursor';
import type { NumberKind, Term } from './tree';

const WHOLE =
  /^(?:u?int(?:8|16|32|64|ptr|max)?(?:_t)?|u?long|u?short|s?byte|char|size_t|ssize_t|ptrdiff_t|unsigned|signed|[iu](?:8|16|32|64|128|size)|U?Int(?:8|16|32|64|128)?|Integer|Long|Short|Byte|rune|n?uint|nint|ll|ULong|UShort|UByte|UInteger)$/; // prettier-ignore
const REAL =
  /^(?:double|float|half|real|single|decimal|f16|f32|f64|float16|float32|float64|Float16|Float32|Float64|Double|Float|CGFloat|Float80|BigFloat|Real|AbstractFloat|Number|numeric|min16float|__half|double_t|float_t|Decimal)$/; // prettier-ignore
/** Types of more or other than one real number. */
const OTHER =
  /^(?:[biud]?vec[234]|d?mat[234](?:x[234])?|(?:float|int|uint|half|double|bool)[1-4](?:x[1-4])?|array|.*(?:string|vector|matrix|tensor|complex|list|array|dual|slice|ndarray|map|sampler|texture)(?:2d|3d|f|d|xd|xf)?)$/i; // prettier-ignore
/** Conventional names of a template's type of numbers. */
export const TEMPLATE_TYPE = /^(?:T|Scalar|scalar_t|real_t|value_t|Real|Number)$/;
const MODIFIER =
  /^(?:const|static|inline|constexpr|consteval|constinit|final|public|private|protected|internal|extern|volatile|register|mutable|virtual|override|abstract|readonly|sealed|async|unsafe|synchronized|strictfp|native|open|operator|infix|tailrec|suspend|inout|uniform|varying|attribute|in|out|highp|mediump|lowp|precise|flat|smooth|noperspective|invariant|groupshared|shared|buffer|layout|pub|crate|mut|ref|default|struct|typename|explicit|friend|lateinit|fileprivate|class|vararg|mutating|nonisolated|borrowing|__\w+__|__kernel|kernel|__global|__constant|__restrict__|restrict|noexcept|nointerpolation|row_major|column_major|partial|new|unsigned|signed|global|external|data|local|thread_local)$/; // prettier-ignore

export function isModifier(word: string): boolean {
  return MODIFIER.test(word);
}

/** Whether `word` is a type of numbers. */
export function isNumberType(word: string): boolean {
  return WHOLE.test(word) || REAL.test(word);
}

/** What the words of a type say together. */
export function kindOfType(words: readonly string[]): NumberKind {
  if (words.some((word) => OTHER.test(word))) return 'other';
  if (words.some((word) => REAL.test(word))) return 'real';
  if (words.some((word) => WHOLE.test(word))) return 'whole';
  return words.includes('unsigned') || words.includes('signed') ? 'whole' : 'open';
}

/** What the words of the type of a list say about its elements. */
export function kindOfElements(words: readonly string[]): NumberKind {
  return kindOfType(words.filter((word) => !OTHER.test(word)));
}

/** A list that is written out, with elements that are declared as this. */
export function declaredAs<T extends Term | undefined>(term: T, element: NumberKind): T {
  if (term?.kind !== 'list' || element === 'open') return term;
  return { ...term, element, items: term.items.map((item) => declaredAs(item, element)) };
}

/** Passes a type that stands after `:`, `->` or a name; the words in it. */
export function readType(cursor: Cursor): string[] {
  const words: string[] = [];
  for (;;) {
    const token = cursor.peek();
    if (token.kind === 'word') {
      if (words.length > 0 && !cursor.profile.lines && !token.glued && isLikelyOver(words))
        return words;
      if (words.length > 0 && cursor.profile.lines && (token.breaks || isLikelyOver(words)))
        return words;
      words.push(cursor.next().text);
    } else if (cursor.is('&', '*', '.', '::', '?', '@')) cursor.next();
    else if (cursor.is('<') && words.length > 0) passAngles(cursor);
    else if (cursor.is('[') || (cursor.is('(') && words.length === 0)) {
      const length = cursor.beyond();
      for (let i = 0; i < length; i++) {
        const inside = cursor.next();
        if (inside.kind === 'word') words.push(inside.text, 'array');
      }
    } else return words;
  }
}

/** A type of one word is complete; only modifiers and paths go on. */
function isLikelyOver(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return !isModifier(last) && !/^(?:dyn|impl|long|unsigned)$/.test(last);
}

/** Passes `<…>` of type arguments. */
export function passAngles(cursor: Cursor): void {
  let open = 0;
  do {
    if (cursor.is('<')) open++;
    else if (cursor.is('>')) open--;
    else if (cursor.is('>>')) open -= 2;
    else if (cursor.peek().kind === 'end' || cursor.is(';', '{')) cursor.misread();
    cursor.next();
  } while (open > 0);
}
