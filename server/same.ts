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
 * does: whoever compares the two later sees at once where nothing has changed. What `now` says stays the same.
 */
export function kept<T>(before: unknown, now: T): T {
  if (before === now || !isTree(before) || !isTree(now)) return now;
  if (Array.isArray(now)) return (Array.isArray(before) ? keptItems(before, now) : now) as T;
  return Array.isArray(before) ? now : (keptFields(before, now) as T);
}

function keptItems(before: readonly unknown[], now: unknown[]): readonly unknown[] {
  let alike = now.length === before.length;
  for (let at = 0; at < now.length; at += 1) {
    const was = before[at];
    if (now[at] !== was) now[at] = kept(was, now[at]);
    alike &&= now[at] === was;
  }
  return alike ? before : now;
}

function keptFields(before: Tree, now: Tree): Tree {
  const fields = Object.keys(now);
  let alike = fields.length === Object.keys(before).length;
  for (const field of fields) {
    const was = before[field];
    if (now[field] !== was) now[field] = kept(was, now[field]);
    alike &&= now[field] === was && (was !== undefined || field in before);
  }
  return alike ? before : now;
}

type Tree = Record<string | number, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
