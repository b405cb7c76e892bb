/**
 * From the schema of settings to a form: what kind of field each part is, where a value stands, and what
 * a new thing of a list begins as. Nothing here knows the page.
 */

export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain };
export type Group = { readonly [name: string]: Plain };
export type Steps = readonly (string | number)[];

/** The parts of a JSON Schema that settings use. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: Plain;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly default?: Plain;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** When a change of a part comes into force, where that is not at once (server/configured/effect.ts). */
  readonly inForce?: 'opening' | 'never';
}

/** What the page shows for a part. `raw`: nothing but its YAML. */
export type Kind =
  | 'texts'
  | 'group'
  | 'record'
  | 'list'
  | 'dates'
  | 'week'
  | 'ids'
  | 'id'
  | 'flags'
  | 'weekdays'
  | 'words'
  | 'choice'
  | 'truth'
  | 'number'
  | 'clock'
  | 'day-like'
  | 'line'
  | 'raw';

/** Fields that name things which stand elsewhere in the settings. */
const named: Readonly<Record<string, readonly [string, ...string[]]>> = {
  services: ['services'],
  leadsTo: ['services'],
  helps: ['services'],
  service: ['services'],
  disclosure: ['services'],
  window: ['services'],
  counters: ['counters'],
  counter: ['counters'],
  offers: ['needs'],
  kiosk: ['kiosks'],
  hoursId: ['opening', 'patterns'],
};

/** A field that counts as on where nothing is said, though its schema has no default. */
export const isUsuallyOn = (path: Steps): boolean => path.at(-1) === 'drillHalts';

/** Where the things stand that this field names; null: it names none. */
export function namesOf(path: Steps): readonly string[] | null {
  const last = path.at(-1);
  return path.length > 1 || last === 'disclosure' ? (named[`${last}`] ?? null) : null;
}

export function kindOf(schema: Schema, path: Steps): Kind {
  const { type, properties, items } = schema;
  if (properties)
    return 'zh-Hans' in properties && 'en' in properties && short(properties) ? 'texts' : 'group';
  if (typeof schema.additionalProperties === 'object') return 'record';
  if (type === 'array' && items) return kindOfList(items, path);
  if (schema.enum) return 'choice';
  if (schema.anyOf) return path.at(-1) === 'as' ? 'day-like' : 'raw';
  if (type === 'boolean') return 'truth';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string') {
    if (schema.pattern?.startsWith('^([01]')) return 'clock';
    return namesOf(path) ? 'id' : 'line';
  }
  return 'raw';
}

/** Texts in three languages have nothing beside them. */
const short = (properties: object): boolean =>
  Object.keys(properties).every((name) => ['zh-Hans', 'zh-Hant', 'en'].includes(name)) &&
  Object.values(properties).every(({ type }: Schema) => type === 'string');

function kindOfList(items: Schema, path: Steps): Kind {
  if (path.at(-1) === 'week') return 'week';
  if (path.at(-1) === 'dates') return 'dates';
  if (items.type === 'object') return 'list';
  if (items.enum) return 'flags';
  if (items.type === 'integer') return path.at(-1) === 'weekdays' ? 'weekdays' : 'raw';
  if (items.type === 'string') return namesOf(path) ? 'ids' : 'words';
  return 'raw';
}

export const isGroup = (value: Plain | undefined): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listIn = (value: Plain | undefined): readonly Plain[] =>
  Array.isArray(value) ? (value as readonly Plain[]) : [];

export function valueAt(value: Plain | undefined, path: Steps): Plain | undefined {
  let found = value;
  for (const step of path) {
    if (Array.isArray(found)) found = (found as readonly Plain[])[Number(step)];
    else found = isGroup(found) ? found[step] : undefined;
  }
  return found;
}

/** The value with another one at this place; undefined takes it away. */
export function withAt(value: Plain | undefined, path: Steps, other: Plain | undefined): Plain {
  const [first, ...rest] = path;
  if (first === undefined) return other ?? null;
  if (typeof first === 'number') {
    const list = [...listIn(value)];
    if (rest.length === 0 && other === undefined) list.splice(first, 1);
    else list[first] = withAt(list[first], rest, other);
    return list;
  }
  const group: Record<string, Plain> = { ...(isGroup(value) ? value : {}) };
  if (rest.length === 0 && other === undefined) delete group[first];
  else group[first] = withAt(group[first], rest, other);
  return group;
}

/** What a new thing begins as: everything that it must have, empty; what goes without saying is left out. */
export function freshOf(schema: Schema, taken: readonly string[] = []): Plain {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0] ?? '';
  if (schema.properties) {
    const required = schema.required ?? [];
    const fields = Object.entries(schema.properties).flatMap(([name, of]) => {
      if (!required.includes(name)) return [];
      const value = name === 'id' ? freshId(taken) : freshOf(of);
      return [[name, value] as const];
    });
    return Object.fromEntries(fields);
  }
  if (schema.anyOf) return freshOf(schema.anyOf[0] ?? {});
  switch (schema.type) {
    case 'array':
      return Array.from(
        { length: schema.items?.type === 'array' ? (schema.minItems ?? 0) : 0 },
        () => [],
      );
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    default:
      return '';
  }
}

function freshId(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`new-${number}`)) number += 1;
  return `new-${number}`;
}

/** The ids that a list of things has. */
export const idsIn = (list: Plain | undefined): string[] =>
  listIn(list).flatMap((one) => (isGroup(one) && typeof one.id === 'string' ? [one.id] : []));

/** Whether a complaint is about this place or something in it. */
export const isIn = (path: Steps, at: Steps): boolean =>
  at.every((step, index) => path[index] === step);

/** Typed as a number; what is none stays as it was typed, and the hub says what is wrong with it. */
export function numberIn(typed: string): number | string | undefined {
  if (typed.trim() === '') return undefined;
  const number = Number(typed);
  return Number.isFinite(number) ? number : typed;
}
