/**
 * The hall that a command speaks of: by the settings in force where a hub has noted any, so that a kiosk or
 * a role that was added on a page is known at the command line too; else by the file of the start command.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileInForce, lastOpening } from '../configured/in-force.ts';
import { machineClock, machineDice } from '../hall/clock.ts';
import type { HallFile, Settings } from '../settings.ts';
import { openTables, type Tables } from '../tables.ts';
import { openReadLog } from './recorded.ts';

/** By tables that are open. Fails: `HouseFailure`, `LogFailure`. */
export const inForceIn = (
  tables: Pick<Tables, 'settings'>,
  settings: Settings,
  written: HallFile,
): Promise<HallFile> =>
  fileInForce(tables.settings, written, async () => {
    const { databaseUrl, dataDir } = settings;
    if (databaseUrl === null && !existsSync(resolve(dataDir, 'log.sqlite'))) return null;
    const log = await openReadLog(settings);
    try {
      return await lastOpening(log, written.configuration.hall);
    } finally {
      await log.close();
    }
  });

/** By its own look into the tables; a data folder that has none yet is left as it is. Fails the same. */
export async function hallInForce(settings: Settings, written: HallFile): Promise<HallFile> {
  const { databaseUrl, dataDir } = settings;
  if (databaseUrl === null && !existsSync(resolve(dataDir, 'house.sqlite'))) return written;
  const tables = await openTables(settings, machineClock, machineDice);
  try {
    return await inForceIn(tables, settings, written);
  } finally {
    await tables.close();
  }
}
