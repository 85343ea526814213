/** Room for the numbers of small circuits. */

// Bytes of a piece of memory, and how many numbers are not small any more.
const SLAB = 65536;
const LARGE = 1024;

let slab = new ArrayBuffer(0);
let used = SLAB;

/**
 * So many zeros. Small arrays stand together in one piece of memory, each its own part of it, for a
 * piece of memory costs as much as a hundred operations.
 */
export function zeros(count: number): Float64Array {
  if (count > LARGE) return new Float64Array(count);
  const bytes = count * Float64Array.BYTES_PER_ELEMENT;
  if (used + bytes > SLAB) {
    slab = new ArrayBuffer(SLAB);
    used = 0;
  }
  const numbers = new Float64Array(slab, used, count);
  used += bytes;
  return numbers;
}
