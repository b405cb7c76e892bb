/**
 * `jinghao backup`: a backup of a hall beside the running hub, as the timer asks for it every night.
 * `jinghao backed-up` notes one that another tool has made (of PostgreSQL: docs/operations.md).
 */
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { gently } from '../../log/sqlite-pace.ts';
import { machineClock as clock, machineDice as dice } from '../hall/clock.ts';
import { type Settings, SettingsError } from '../settings.ts';
import { openTables } from '../tables.ts';
import type { Said } from './acts.ts';
import { destroyOldKeys } from './backup/keys.ts';
import { backupsIn, type Made, makeBackup } from './backup/make.ts';
import type { Teller, TellerParts } from './tellers.ts';
import { readWords, type Words } from './words.ts';

/** For so many days after a month is over its backups tell of persons. */
const personsDays = 30;

/** Where the keys of backups lie: beside the data folder, in none of its copies. */
export const keysFolderOf = ({ dataDir }: Pick<Settings, 'dataDir'>, { named }: Words): string =>
  resolve(named.get('keys') ?? `${dataDir}-keys`);

export const backupTellers: Readonly<Record<string, Teller>> = {
  backup: {
    usage: 'backup <folder> [--keep N] [--keys FOLDER] [--persons-days N]',
    about: 'makes a backup in a new folder below it, beside the running hub: docs/operations.md',
    run: backup,
  },
  'backed-up': {
    usage: 'backed-up [--bytes N]',
    about: 'notes that another tool has just backed up the database: docs/operations.md',
    run: async ({ settings, configuration }, words) => {
      const bytes = wholeNumber(readWords(words, ['bytes']), 'bytes') ?? 0;
      await note(settings, configuration.hall, bytes);
      return { ok: true, lines: ['noted'] };
    },
  },
};

async function backup({ settings, file }: TellerParts, words: readonly string[]): Promise<Said> {
  const said = readWords(words, ['keep', 'keys', 'persons-days']);
  const [folder, ...more] = said.alone;
  if (folder === undefined || more.length > 0) return { ok: false, lines: ['folder: one'] };
  const { hall } = file.configuration;
  const into = resolve(folder);
  const keysFolder = keysFolderOf(settings, said);
  const keep = wholeNumber(said, 'keep');
  const days = wholeNumber(said, 'persons-days') ?? personsDays;
  const program = programVersion();
  const parts = { settings, file, into, keysFolder, program, clock, dice };
  const made = await makeBackup({ ...parts, pace: gently() });
  await note(settings, hall, made.bytes);
  const old = keep === null ? [] : backupsIn(into, hall).slice(0, -keep);
  for (const one of old) rmSync(one, { recursive: true });
  const destroyed = destroyOldKeys(keysFolder, clock.now(), days);
  return {
    ok: true,
    lines: [
      ...linesOf(made),
      ...old.map((one) => `deleted ${one}`),
      ...destroyed.map((month) => `the key of ${month} is destroyed: persons of its backups too`),
    ],
  };
}

function linesOf({ folder, bytes, manifest: { last, persons } }: Made): string[] {
  const rows = Object.values(persons.rows).reduce((sum, count) => sum + count, 0);
  return [
    `backup ${folder}`,
    `${bytes} bytes; the log to event ${last.seq}; ${rows} rows about persons, key ${persons.key}`,
  ];
}

async function note(settings: Settings, hall: string, bytes: number): Promise<void> {
  const tables = await openTables(settings, clock, dice);
  try {
    await tables.backups.note(hall, { at: clock.now(), bytes });
  } finally {
    await tables.close();
  }
}

/** Null when it was not said. Throws `SettingsError`. */
function wholeNumber({ named }: Words, name: string): number | null {
  const said = named.get(name);
  if (said === undefined) return null;
  if (!/^\d{1,15}$/.test(said) || (name === 'keep' && Number(said) === 0)) {
    throw new SettingsError(`--${name}: a whole number`);
  }
  return Number(said);
}

/** The version of the program that makes a backup. */
export function programVersion(): string {
  const path = resolve(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
