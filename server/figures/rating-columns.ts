/**
 * The sums of ratings as both databases tell them.
 */
import { sql } from 'kysely';
import type { Sums } from './sums.ts';

const names = ['l1', 'l2', 'l3', 'l4', 'l5', 'asked', 'quick', 'runs', 'tokenless'] as const;

/** What a statement on `figure_ratings` selects. */
export const ratingSums = sql.raw(names.map((name) => `sum(${name}) as ${name}`).join(', '));

/** PostgreSQL sums integers to bigint, and tells `numeric` as text. */
export const plainNumbers = (counts: Readonly<Record<string, unknown>>): Sums =>
  Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)]));
