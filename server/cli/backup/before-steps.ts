/**
 * A backup before a new version of the program changes the shape of the data, so that there is a way
 * back: the old version refuses data of the new one, but takes this backup (docs/upgrading.md).
 */
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { logStepsDue } from '../../../log/sqlite-copy.ts';
import { houseStepsDue } from '../../house/copies.ts';
import { backupsIn, type Made, type MakeParts, makeBackup } from './make.ts';

/** So many are kept: the way back leads over the last upgrades, not over years. */
const kept = 3;

export type BeforeParts = Pick<MakeParts, 'file' | 'program' | 'clock' | 'dice'> & {
  readonly settings: MakeParts['settings'] & { readonly databaseUrl: string | null };
};

/**
 * Makes it beside the data folder when steps are due on SQLite; null: none are, or the data are new.
 * On PostgreSQL it is the administrator's part. Fails as `makeBackup`: the hub is not to start then.
 */
export async function backUpBeforeSteps(parts: BeforeParts): Promise<Made | null> {
  const { dataDir, databaseUrl } = parts.settings;
  if (databaseUrl !== null) return null;
  const [log, house] = [resolve(dataDir, 'log.sqlite'), resolve(dataDir, 'house.sqlite')];
  if (!existsSync(log) || !existsSync(house)) return null;
  if (logStepsDue(log) + houseStepsDue(house) === 0) return null;
  const into = `${dataDir}-before-upgrade`;
  const made = await makeBackup({ ...parts, into, keysFolder: `${dataDir}-keys` });
  const old = backupsIn(into, parts.file.configuration.hall).slice(0, -kept);
  for (const one of old) rmSync(one, { recursive: true });
  return made;
}
