/**
 * Durable issue throughput of the keeper alone: 50 askers who each ask again when answered, against
 * a bare loop that writes the very same rows into the same table with the same batches. What lies
 * between the two is deciding, folding, telling deeds apart and answering.
 */
import { resolve } from 'node:path';
import { Child } from './rig/child.ts';
import type { Bench } from './rig/figures.ts';
import { valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { inTurns } from './rig/rounds.ts';
import type { Issued, KeeperActs } from './subjects/keeper.ts';

const askers = 50;
const warm = 5_000;
const count = 30_000;

export const keeper: Bench = {
  name: 'keeper',
  run: (context) =>
    withFolder(async (folder) => {
      let round = 0;
      let kept: { readonly path: string; readonly issued: Issued } | undefined;
      const issue = async () => {
        round += 1;
        const path = resolve(folder, `keeper-${round}.sqlite`);
        const child = new Child<KeeperActs>('subjects/keeper.ts');
        const issued = await child.ask('issue', { path, askers, warm, count });
        await child.end();
        kept = { path, issued };
        const rows = issued.batches.reduce((sum, size) => sum + size, 0);
        return { perSecond: issued.perSecond, batch: rows / issued.batches.length };
      };
      // The floor replays the latest record; in the first round the keeper comes first.
      const floor = async () => {
        if (kept === undefined) throw new Error('nothing has been recorded yet');
        const { path, issued } = kept;
        const child = new Child<KeeperActs>('subjects/keeper.ts');
        const to = resolve(folder, `floor-${round}-${Math.random()}.sqlite`);
        const perSecond = await child.ask('bare', { ...issued, from: path, to });
        await child.end();
        return { perSecond };
      };
      const samples = await inTurns(context, { issue, floor });
      return [
        {
          name: 'keeper in process, durable tickets',
          unit: '1/s',
          runs: valuesOf(samples.issue, 'perSecond'),
          floor: valuesOf(samples.floor, 'perSecond'),
          gate: { rule: 'share-of-floor-at-least', limit: 0.5 },
          note: `${askers} askers`,
        },
      ];
    }),
};
