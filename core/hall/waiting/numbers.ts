/** Typed arrays that are read within their bounds. */
export const int = (array: Int32Array, at: number): number => array[at] as number;
export const real = (array: Float64Array, at: number): number => array[at] as number;

/** Where the least stands, the first of several; 0 in an empty one. */
export function leastOf(array: Float64Array): number {
  let least = 0;
  for (let at = 1; at < array.length; at += 1) if (real(array, at) < real(array, least)) least = at;
  return least;
}
