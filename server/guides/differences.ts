/**
 * What is another in one package than in another: guides added, taken away, and changed, with the
 * fields that are not the same. Life events are told like guides.
 */

export interface Changed {
  readonly id: string;
  readonly name: string;
  /** The fields in their own order: `materials.2.name`. At most `fieldsMax`. */
  readonly fields: readonly string[];
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Differences {
  readonly added: readonly Named[];
  readonly removed: readonly Named[];
  readonly changed: readonly Changed[];
  readonly same: number;
}

/** Guides or events as JSON, by id. */
export type Bodies = ReadonlyMap<string, string>;

const fieldsMax = 40;

/** From `before` to `after`. Bodies that are the same text are not read. */
export function differences(before: Bodies, after: Bodies): Differences {
  const [added, removed, changed]: [Named[], Named[], Changed[]] = [[], [], []];
  let same = 0;
  for (const [id, body] of after) {
    const old = before.get(id);
    if (old === undefined) added.push(named(id, body));
    else if (old === body) same += 1;
    else {
      const fields = differing(JSON.parse(old), JSON.parse(body), '');
      if (fields.length === 0) same += 1;
      else changed.push({ ...named(id, body), fields: fields.slice(0, fieldsMax) });
    }
  }
  for (const [id, body] of before) if (!after.has(id)) removed.push(named(id, body));
  return { added, removed, changed, same };
}

function named(id: string, body: string): Named {
  const { name } = JSON.parse(body) as { name?: Record<string, string> };
  return { id, name: name?.['zh-Hans'] ?? id };
}

/** The fields at which two values part; a text by language is one field. */
function differing(one: unknown, other: unknown, field: string): string[] {
  if (!isHolder(one) || !isHolder(other) || 'zh-Hans' in one || 'zh-Hans' in other) {
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [field];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    differing(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      field === '' ? key : `${field}.${key}`,
    ),
  );
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;
