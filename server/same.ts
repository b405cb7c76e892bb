/**
 * Whether two trees, of views or of settings, say the same. Most changes are seen in the first few fields,
 * so that two are compared faster than one of them is written down.
 */

/** Two values as JSON knows them: equal in every part, and with the same fields in whatever order. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => same(one, b[at]));
  }
  if (Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const fields = Object.keys(left);
  if (fields.length !== Object.keys(right).length) return false;
  for (const field of fields) {
    if (!(field in right) || !same(left[field], right[field])) return false;
  }
  return true;
}
