/**
 * What somebody may send to the hub's edges: what fits a schema nearly, bent at one place or more, and
 * what fits nothing. The same seed sends the same.
 */
import { z } from 'zod';
import type { Chance } from '../../hall/world/chance.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** Texts that have broken programs before. */
const texts = [
  ...['', ' ', '\u0000', '\u202e', '\ud800', '%', '%00', '../../etc/passwd', '🧓🏽', '张三'],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' OR 1=1 --", '{{7*7}}'],
  ...['__proto__', 'constructor', 'toString', 'null', '-0', '1e999', '2026-02-30', 'A001'],
  ...['a'.repeat(5_000), '\r\nSet-Cookie: a=b', '{"a":', 'ﷺ'.repeat(300)],
];

const nested = (depth: number): unknown => {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

const odd: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 2 ** 53, -(2 ** 31), 1e308, [], {}, [[]], [null]],
  ...[nested(200), Array.from({ length: 500 }, () => 'a'), { __proto__: null, a: 1 }],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

export class Inputs {
  readonly #chance: Chance;
  /** Values that there are, by the name of the field: ids of the hall, so that some inputs go through. */
  readonly #known: Readonly<Record<string, readonly unknown[]>>;
  readonly #described = new Map<z.ZodType, Schema>();

  constructor(chance: Chance, known: Readonly<Record<string, readonly unknown[]>>) {
    this.#chance = chance;
    this.#known = known;
  }

  text = (): string => this.#chance.pick(texts);

  /** Nothing of which anybody has thought. */
  anything = (): unknown => (this.#chance.hit(0.5) ? this.text() : this.#chance.pick(odd));

  /** Something there is, or not. */
  named(name: string): unknown {
    const values = this.#known[name];
    return values && this.#chance.hit(0.8) ? this.#chance.pick(values) : this.anything();
  }

  /** What fits the schema in most fields, and is bent in some. */
  near(schema: z.ZodType): unknown {
    const described =
      this.#described.get(schema) ??
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    this.#described.set(schema, described);
    const value = this.#fitting(described, 'body', 0);
    return this.#chance.hit(0.5) ? value : this.#bent(value);
  }

  #fitting(schema: Schema, name: string, depth: number): unknown {
    const { enum: choices, anyOf, oneOf, items, properties } = schema;
    if (depth > 6) return this.anything();
    if ('const' in schema) return schema.const;
    if (choices) return this.#chance.pick(choices);
    const others = anyOf ?? oneOf;
    if (others) return this.#fitting(this.#chance.pick(others) as Schema, name, depth + 1);
    switch (schema.type) {
      case 'object': {
        const needed = new Set(schema.required ?? []);
        const fields = Object.entries(properties ?? {}).filter(
          ([field]) => needed.has(field) || this.#chance.hit(0.4),
        );
        return Object.fromEntries(
          fields.map(([field, of]) => [field, this.#fitting(of as Schema, field, depth + 1)]),
        );
      }
      case 'array':
        return Array.from({ length: this.#chance.whole(0, 3) }, () =>
          this.#fitting((items ?? {}) as Schema, name, depth + 1),
        );
      case 'integer':
      case 'number':
        return this.#chance.whole(-1, 99);
      case 'boolean':
        return this.#chance.hit(0.5);
      default:
        return this.named(name);
    }
  }

  /** One place in it is something else, gone, or too much. */
  #bent(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || this.#chance.hit(0.2)) {
      return this.anything();
    }
    const keys = Object.keys(value);
    const key = keys.length > 0 ? this.#chance.pick(keys) : 'more';
    const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    const way = this.#chance.whole(0, 3);
    if (way === 0) delete copy[key];
    else if (way === 1) copy[this.text()] = this.anything();
    else if (way === 2) copy[key] = this.anything();
    else copy[key] = this.#bent(copy[key]);
    return copy;
  }
}
