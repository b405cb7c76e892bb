/**
 * How long published versions are kept: what is in force, what was in force before it (one act takes it
 * back), and so many more of the latest months. Of the others guides and files go; who brought in,
 * approved and published them stays.
 */
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../house/tables.ts';

export const keepingShape = z
  .strictObject({
    /** Beside the one in force and the one before it. */
    keepVersions: z.int().min(0).max(1_000).default(10),
    keepMonths: z.int().min(1).max(120).default(24),
  })
  .prefault({});
export type GuideKeeping = z.output<typeof keepingShape>;

/** A month of 31 days: rather a day too long. */
const monthMs = 31 * 24 * 3_600_000;

export interface Act {
  readonly package: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The packages whose guides go. `acts`: what was put in force, the latest first; `now`: epoch ms. */
export function outlived(acts: readonly Act[], now: number, keeping: GuideKeeping): string[] {
  // Of a package that was put in force again the last time counts.
  const seen = new Map<string, number>();
  for (const act of acts) if (!seen.has(act.package)) seen.set(act.package, act.at);
  const [, , ...others] = seen;
  const since = now - keeping.keepMonths * monthMs;
  return others
    .filter(([, at], place) => place >= keeping.keepVersions || at < since)
    .map(([id]) => id);
}

/** Sweeps what has outlived; how many versions. Fails as the transaction does. */
export async function sweepVersions(
  trx: Transaction<Tables>,
  hall: string,
  now: number,
  keeping: GuideKeeping,
): Promise<number> {
  const query = trx.selectFrom('guide_acts').select(['package', 'at']).where('hall', '=', hall);
  const acts = await query.orderBy('number', 'desc').execute();
  const gone = outlived(
    acts.map(({ package: id, at }) => ({ package: id, at: Number(at) })),
    now,
    keeping,
  );
  let swept = 0;
  for (const id of gone) {
    const head = trx.updateTable('guide_packages').where('hall', '=', hall).where('id', '=', id);
    const empty = { state: 'swept', problems: '[]', events: '[]', list: '' } as const;
    const done = await head.set(empty).where('state', '=', 'published').executeTakeFirst();
    if (Number(done.numUpdatedRows) === 0) continue;
    swept += 1;
    const of = { items: trx.deleteFrom('guide_items'), files: trx.deleteFrom('guide_files') };
    await of.items.where('hall', '=', hall).where('package', '=', id).execute();
    await of.files.where('hall', '=', hall).where('package', '=', id).execute();
  }
  return swept;
}
