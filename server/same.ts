/**
 * Whether two trees, of views or of settings, say the same. Most changes are seen in the first few fields,
 * so that two are compared faster than one of them is written down.
 */

/** Two values as JSON knows them: equal in every part, and with the same fields in whatever order. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isTree(a) || !isTree(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let at = 0; at < a.length; at += 1) {
      if (a[at] !== b[at] && !same(a[at], b[at])) return false;
    }
    return true;
  }
  if (Array.isArray(b)) return false;
  const fields = Object.keys(a);
  if (fields.length !== Object.keys(b).length) return false;
  for (const field of fields) {
    if (a[field] !== b[field] ? !same(a[field], b[field]) : !(field in b)) return false;
  }
  return true;
}

/**
 * `now` with the very parts of `before` that say the same: whoever compares the two later sees at once where
 * nothing has changed.
 */
export function kept<T>(before: unknown, now: T): T {
  if (!isTree(before) || !isTree(now) || Array.isArray(before) !== Array.isArray(now)) return now;
  if (same(before, now)) return before as T;
  if (Array.isArray(now)) return now.map((one, at) => kept(before[at], one)) as T;
  const parts = Object.entries(now).map(([field, part]) => [field, kept(before[field], part)]);
  return Object.fromEntries(parts);
}

type Tree = Readonly<Record<string | number, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
