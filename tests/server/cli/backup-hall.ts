/**
 * A small hall on real SQLite files or a real PostgreSQL, run by commands and by a keeper as the hub has
 * it, for tests of backups: numbers are taken, people stand in tables, data are lost.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import type { Log } from '../../../log/log.ts';
import { openPostgresLog } from '../../../log/postgres.ts';
import { sqliteLog } from '../../../log/sqlite.ts';
import type { Said } from '../../../server/cli/acts.ts';
import { tellers } from '../../../server/cli/tellers.ts';
import { claimDataFolder } from '../../../server/data-folder.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { freshId, machineClock, machineDice } from '../../../server/hall/clock.ts';
import { Keeper } from '../../../server/hall/keeper.ts';
import { readEnvironment, readHallFile, SettingsError } from '../../../server/settings.ts';
import { openTables, type Tables } from '../../../server/tables.ts';
import { boss } from '../../core/hall.ts';
import { small } from '../small-hall.ts';

/** `databaseUrl`: on PostgreSQL. */
export function backupHall(databaseUrl: string | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, 'hall.yaml');
  writeFileSync(config, stringify({ ...small(), neverCloses: true, devices: {} }));
  const settings = readEnvironment({
    ...{ DATA_DIR: join(folder, 'data'), JINGHAO_CONFIG: config },
    ...{ DATABASE_URL: databaseUrl ?? '', JINGHAO_KEY_FILE: join(folder, 'hall.key') },
  });
  const file = readHallFile(config);
  const { hall, timeZone } = file.configuration;
  const openLog = async (): Promise<Log> =>
    databaseUrl === null
      ? sqliteLog({ path: join(settings.dataDir, 'log.sqlite') })
      : openPostgresLog({ url: databaseUrl });

  return {
    ...{ folder, settings, file, hall },
    backups: join(folder, 'backups'),
    keys: `${settings.dataDir}-keys`,
    /** As the command line would: what was said; a complaint about settings is a `Said` too. */
    tell: async (...words: string[]): Promise<Said> => {
      const [name = '', ...rest] = words;
      try {
        const { configuration } = file;
        const said = await tellers[name]?.run({ settings, file, configuration }, rest);
        if (!said) throw new Error(`there is no ${name}`);
        return said;
      } catch (error) {
        if (error instanceof SettingsError) return { ok: false, lines: [error.message] };
        throw error;
      }
    },
    /** The hall as the hub keeps it, until `close`. */
    open: async () => {
      claimDataFolder(settings.dataDir, hall, false);
      const log = await openLog();
      let closing = false;
      const keeper = Keeper.start({
        ...{ hall, log, clock: machineClock, dice: machineDice, calendar: calendarOf(timeZone) },
        complain: (what, error) => {
          // What it was still reading when the log was closed is no news.
          if (closing) return;
          throw new Error(what, { cause: error });
        },
      });
      const ask = (step: ReturnType<typeof boss.takes>) => {
        if (!('command' in step)) throw new Error('ask: a command');
        return keeper.submit({ ...step, requestId: freshId(machineDice) });
      };
      await ask(boss.opens(file.configuration));
      return {
        ...{ log, keeper },
        take: async (service: string, count: number): Promise<string[]> => {
          const labels: string[] = [];
          for (let taken = 0; taken < count; taken += 1) {
            const settled = await ask(boss.takes(service));
            labels.push('label' in settled ? String(settled.label) : JSON.stringify(settled));
          }
          return labels;
        },
        close: async () => {
          closing = true;
          keeper.close();
          await log.close();
        },
      };
    },
    inTables: async <T>(act: (tables: Tables) => Promise<T>): Promise<T> => {
      const tables = await openTables(settings, machineClock, machineDice);
      try {
        return await act(tables);
      } finally {
        await tables.close();
      }
    },
    /** The disk of the hall is gone; keys and backups lay elsewhere. */
    lose: () => rmSync(settings.dataDir, { recursive: true }),
  };
}
