/** Views say the same just when they are written down alike. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kept, same } from '../../server/same.ts';

/** Fields in one order; what was an object is still told from a list. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, part]) => [field, sorted(part)] as const);
  return { fields: fields.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

test('two values are the same when they are written alike, whatever the order of their fields', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
      expect(same(one, JSON.parse(JSON.stringify(one)))).toBe(true);
      expect(same(one, other)).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
    }),
  );
});

test('what has changed keeps the parts that have not', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
      // Written down, -0 is 0.
      expect(kept(one, JSON.parse(JSON.stringify(one))) === one).toBe(true);
      expect(same(kept(one, other), other)).toBe(true);
    }),
  );
  const before = { lines: [{ a: 1 }, { b: 2 }], printers: [{ c: 3 }] };
  const now = kept(before, { lines: [{ a: 1 }, { b: 3 }], printers: [{ c: 3 }] });
  expect(now).toEqual({ lines: [{ a: 1 }, { b: 3 }], printers: [{ c: 3 }] });
  expect(now.lines[0]).toBe(before.lines[0]);
  expect(now.printers).toBe(before.printers);
  expect(before.lines[1]).toEqual({ b: 2 });
});

test.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [
    { a: 1, b: 2 },
    { a: 1, c: 2 },
  ],
  [[1, 2], [1]],
  [[], {}],
  [{}, null],
  [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
])('%j is not %j', (one, other) => {
  expect(same(one, other)).toBe(false);
  expect(same(other, one)).toBe(false);
});
