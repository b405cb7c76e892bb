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
 * `now`, changed in place to have the very parts of `before` that say the same, or `before` where all of it
 * does: whoever compares the two later sees at once where nothing has changed. `now` is nobody else's yet.
 */
export function kept<T>(before: unknown, now: T): T {
  if (before === now || !isTree(before) || !isTree(now)) return now;
  if (Array.isArray(before) !== Array.isArray(now)) return now;
  const tree: Tree = now;
  const fields = Object.keys(tree);
  let alike = fields.length === Object.keys(before).length;
  for (const field of fields) {
    const was = before[field];
    const keeps = kept(was, tree[field]);
    tree[field] = keeps;
    alike &&= keeps === was && (keeps !== undefined || field in before);
  }
  return alike ? (before as T) : now;
}

type Tree = Record<string | number, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
