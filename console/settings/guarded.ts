/**
 * Roles and ways to sign in are put in force by another than who wrote them (docs/rights.md). The page says so
 * before anybody presses in vain; the hub has the last word.
 */
import { isGroup, listIn, type Plain, type Steps } from './form.ts';
import type { ChangeTold } from './told.ts';

const guarded: readonly unknown[] = ['roles', 'signIn'];

/** Whether the field at this place is of roles or ways to sign in. */
export const isOfRights = ([first]: Steps): boolean => guarded.includes(first);

/** Whether roles or ways to sign in are among the changes: not, beside others, or alone. */
export function rightsIn(changes: readonly Pick<ChangeTold, 'path'>[]): 'none' | 'mixed' | 'alone' {
  const found = changes.filter(({ path }) => isOfRights(path)).length;
  if (found === 0) return 'none';
  return found === changes.length ? 'alone' : 'mixed';
}

/** All that a value says, with the names of its fields: whoever answers for it leaves nothing unread. */
export function inFull(value: Plain): string {
  if (Array.isArray(value)) return `[${listIn(value).map(inFull).join(', ')}]`;
  if (!isGroup(value)) return `${value}`;
  const fields = Object.entries(value).map(([name, of]) => `${name}: ${inFull(of)}`);
  return `{ ${fields.join(', ')} }`;
}
