/**
 * What two versions of a hall's settings have different, field by field, and how the edits of two
 * people come together. Things of a list that have an id are told apart by it, wherever they stand.
 */
import { same } from '../same.ts';

/** What YAML holds. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain };
type Group = { readonly [name: string]: Plain };

/** `services`, `[tax]` for the thing with that id, `3` for the place in a list of things without. */
export type Path = readonly (string | number)[];

export interface Difference {
  readonly path: Path;
  /** Undefined: it is not there. */
  readonly before?: Plain | undefined;
  readonly after?: Plain | undefined;
}

const isGroup = (value: Plain | undefined): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);

/** What tells a thing of a list apart: its id, a special date's date; null: only its place does. */
function keyOf(value: Plain): string | null {
  if (!isGroup(value)) return null;
  const key = value.id ?? value.date;
  return typeof key === 'string' ? key : null;
}

/** The things of a list by what tells them apart; null where that is only their place. */
export function keyed(list: readonly Plain[]): ReadonlyMap<string, Plain> | null {
  const keys = list.map(keyOf);
  const named = keys.flatMap((key) => (key === null ? [] : [key]));
  if (named.length < list.length || new Set(named).size < named.length) return null;
  return new Map(list.map((one, at) => [named[at] ?? '', one]));
}

/** Every field that is different, in the order of the later version. */
export function differences(
  before: Plain | undefined,
  after: Plain | undefined,
  path: Path = [],
): Difference[] {
  if (same(before, after)) return [];
  if (isGroup(before) && isGroup(after)) {
    const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return names.flatMap((name) => differences(before[name], after[name], [...path, name]));
  }
  if (isList(before) && isList(after)) {
    const [were, are] = [keyed(before), keyed(after)];
    if (were && are && were.size + are.size > 0) return ofThings(were, are, path);
  }
  return [{ path, before, after }];
}

function ofThings(
  were: ReadonlyMap<string, Plain>,
  are: ReadonlyMap<string, Plain>,
  path: Path,
): Difference[] {
  const all = [...new Set([...are.keys(), ...were.keys()])];
  const found = all.flatMap((key) =>
    differences(were.get(key), are.get(key), [...path, `[${key}]`]),
  );
  const stayed = (keys: Iterable<string>) =>
    [...keys].filter((key) => were.has(key) && are.has(key));
  const moved = stayed(were.keys()).join('\n') !== stayed(are.keys()).join('\n');
  if (!moved) return found;
  const order = { path: [...path, 'order'], before: [...were.keys()], after: [...are.keys()] };
  return [...found, order];
}

export interface Merged {
  readonly value: Plain;
  /** Where both changed the same to something different: theirs stands there. */
  readonly clashes: readonly Difference[];
}

/**
 * Both people's changes of one version. Where both changed one field differently `theirs`, the newer,
 * stands, and it is told: `before` is mine, `after` theirs.
 */
export function merged(base: Plain, mine: Plain, theirs: Plain): Merged {
  const clashes: Difference[] = [];
  const value = mergedAt(base, mine, theirs, [], clashes);
  return { value: value ?? null, clashes };
}

type Value = Plain | undefined;

function mergedAt(
  base: Value,
  mine: Value,
  theirs: Value,
  path: Path,
  clashes: Difference[],
): Value {
  if (same(base, mine) || same(mine, theirs)) return theirs;
  if (same(base, theirs)) return mine;
  if (isGroup(mine) && isGroup(theirs) && (isGroup(base) || base === undefined)) {
    const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
    const fields = names.flatMap((name) => {
      const made = mergedAt(base?.[name], mine[name], theirs[name], [...path, name], clashes);
      return made === undefined ? [] : [[name, made] as const];
    });
    return Object.fromEntries(fields);
  }
  if (isList(mine) && isList(theirs) && isList(base)) {
    const [was, my, their] = [keyed(base), keyed(mine), keyed(theirs)];
    if (was && my && their) {
      const keys = [...new Set([...their.keys(), ...my.keys()])];
      return keys.flatMap((key) => {
        const at = [...path, `[${key}]`];
        const made = mergedAt(was.get(key), my.get(key), their.get(key), at, clashes);
        return made === undefined ? [] : [made];
      });
    }
  }
  clashes.push({ path, before: mine, after: theirs });
  return theirs;
}
