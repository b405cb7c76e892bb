/**
 * `jinghao restore`: a hall's data from a backup into an empty data folder, and into an empty database
 * where the hall stands on PostgreSQL. Everything is checked before anything is written, put together
 * aside, and moved into its place at the very end.
 * `jinghao restored`: the same care for numbers after a database was restored by its own tools.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from '../../core/hall/configuration.ts';
import type { Log } from '../../log/log.ts';
import { openPostgresLog } from '../../log/postgres.ts';
import { fillPostgresLog } from '../../log/postgres-copy.ts';
import { sqliteLog } from '../../log/sqlite.ts';
import { checkSqliteLog } from '../../log/sqlite-copy.ts';
import { dataMark, restoringName } from '../data-folder.ts';
import { machineClock as clock, machineDice as dice } from '../hall/clock.ts';
import { checkHouse, type Persons, putBack, readPersons } from '../house/copies.ts';
import { fillPostgresHouse } from '../house/copies-postgres.ts';
import { type HallFile, type Settings, SettingsError } from '../settings.ts';
import { openTables, type Tables } from '../tables.ts';
import type { Said } from './acts.ts';
import { findKey, unseal } from './backup/keys.ts';
import {
  complaintsAbout,
  type Manifest,
  personsName,
  readManifest,
  sealedAbout,
} from './backup/manifest.ts';
import { type Lost, numbersPassedOver, passOver } from './backup/passing-over.ts';
import { keysFolderOf } from './backup.ts';
import { inForceIn } from './hall-in-force.ts';
import type { Teller, TellerParts } from './tellers.ts';
import { readWords } from './words.ts';

export const restoreTellers: Readonly<Record<string, Teller>> = {
  restore: {
    usage: 'restore <backup> [--keys FOLDER] [--persons none]',
    about: 'puts a backup into an empty data folder, the hub being off: docs/operations.md',
    run: restore,
  },
  restored: {
    usage: 'restored [--since 2026-11-22T09:30:00+08:00]',
    about: 'after PostgreSQL was restored: passes over numbers that may have been given since',
    run: restored,
  },
};

async function restore({ settings, file }: TellerParts, words: readonly string[]) {
  const { configuration } = file;
  const said = readWords(words, ['keys', 'persons']);
  const [backup, ...more] = said.alone;
  const without = said.named.get('persons') ?? '';
  if (backup === undefined || more.length > 0) return not('backup: the folder of one');
  if (without !== '' && without !== 'none') return not('--persons: none, or leave it out');
  const folder = resolve(backup);
  const manifest = readManifest(folder);
  const { hall } = configuration;
  if (manifest.hall !== hall) {
    throw new SettingsError(`${folder} is a backup of the hall ${manifest.hall}, not of ${hall}`);
  }
  mustBeEmpty(settings.dataDir);
  const wrong = await complaintsAbout(folder, manifest);
  if (wrong.length > 0) return not(`${folder} is not what it was when it was made:`, ...wrong);
  checkHouse(resolve(folder, 'house.sqlite'));
  checkSqliteLog(resolve(folder, 'log.sqlite'), `hall:${hall}`);
  const keys = keysFolderOf(settings, said);
  const persons = without === 'none' ? [] : personsOf(folder, manifest, keys);
  const lost = await putTogether(folder, manifest, persons, { settings, file });
  if (lost === null) return not(databaseNotEmpty);
  return done(
    `restored ${settings.dataDir} as of ${timeText(lost.from, configuration)}`,
    ...lostLines(lost, configuration),
    ...(without === 'none' ? ['what is about persons was left out, accounts of staff too'] : []),
    ...(existsSync(settings.keyFile) ? [] : [keyMissing(settings)]),
    'device keys and API tokens that were revoked since are valid again: see device keys, token list',
  );
}

/**
 * Everything is built and proven aside; only then it is moved, each file at one stroke. Null: the database
 * into which it should go is not empty.
 */
async function putTogether(
  folder: string,
  { files, last, madeAt }: Manifest,
  persons: Persons,
  { settings, file }: Pick<TellerParts, 'settings' | 'file'>,
): Promise<Lost | null> {
  const aside = resolve(settings.dataDir, restoringName);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const data = files.filter(({ name }) => name.startsWith('data/'));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  let moving = false;
  try {
    const put = (from: string, to: string) => {
      copyFileSync(resolve(folder, from), resolve(aside, to));
      chmodSync(resolve(aside, to), 0o600);
    };
    for (const name of ['log.sqlite', 'house.sqlite']) put(name, name);
    for (const { name } of data) put(name, name.slice('data/'.length));
    putBack(resolve(aside, 'house.sqlite'), persons);
    const now = clock.now();
    const from = last.at ?? madeAt;
    const lost = { from, until: Math.max(from, now) };
    await tellOfIt({ ...settings, databaseUrl: null, dataDir: aside }, file, lost, (tables) =>
      tables.backups.note(file.configuration.hall, { at: madeAt, bytes }),
    );
    if (settings.databaseUrl !== null && !(await intoPostgres(settings.databaseUrl, aside))) {
      rmSync(aside, { recursive: true });
      return null;
    }
    // The mark comes last. What breaks off from here on leaves the folder aside, and no hub starts on it.
    moving = true;
    const names = readdirSync(aside).sort(
      (a, b) => Number(a === 'hall.json') - Number(b === 'hall.json'),
    );
    for (const name of names) renameSync(resolve(aside, name), resolve(settings.dataDir, name));
    rmSync(aside, { recursive: true });
    return lost;
  } catch (error) {
    if (!moving) rmSync(aside, { recursive: true, force: true });
    throw error;
  }
}

/** What was put together as files goes into the database; false: something stands there already. */
async function intoPostgres(url: string, aside: string): Promise<boolean> {
  const [house, log] = [resolve(aside, 'house.sqlite'), resolve(aside, 'log.sqlite')];
  if (!(await fillPostgresHouse(url, house)) || !(await fillPostgresLog(url, log))) return false;
  for (const path of [house, log])
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  return true;
}

async function restored({ settings, file }: TellerParts, words: readonly string[]) {
  const { configuration } = file;
  const said = readWords(words, ['since']);
  if (said.alone.length > 0) return not('restored: nothing stands alone');
  const { hall } = configuration;
  if (settings.databaseUrl === null && !dataMark(settings.dataDir, hall)) {
    throw new SettingsError(`DATA_DIR: ${settings.dataDir} holds no hall's data`);
  }
  const since = said.named.get('since');
  const asked = since === undefined ? null : Date.parse(since);
  if (asked !== null && !(asked <= clock.now())) return not('--since: a time that is over');
  const lost = await tellOfIt(settings, file, { from: asked, until: clock.now() });
  return done(...lostLines(lost, configuration));
}

/**
 * Passes over the numbers and says so; without a time it is that of the log's last event. By the settings
 * that were restored with the data, where any were published: a day that is to open opens by them.
 */
async function tellOfIt(
  settings: Settings,
  file: HallFile,
  { from, until }: { readonly from: number | null; readonly until: number },
  also: (tables: Tables) => Promise<void> = async () => {},
): Promise<Lost> {
  const log = await openLog(settings);
  try {
    const tables = await openTables(settings, clock, dice);
    try {
      const { configuration } = await inForceIn(tables, settings, file);
      const stream = `hall:${configuration.hall}`;
      const head = await log.head(stream);
      const [row] = head === 0 ? [] : await log.read(stream, head - 1, 1);
      const lost = { from: from ?? row?.at ?? until, until };
      await passOver({ log, tables, configuration, clock, dice }, lost);
      await also(tables);
      return lost;
    } finally {
      await tables.close();
    }
  } finally {
    await log.close();
  }
}

async function openLog({
  databaseUrl,
  dataDir,
}: Pick<Settings, 'databaseUrl' | 'dataDir'>): Promise<Log> {
  if (databaseUrl !== null) return openPostgresLog({ url: databaseUrl });
  return sqliteLog({ path: resolve(dataDir, 'log.sqlite') });
}

/** Nothing may stand there but the keys, which are in no backup. Throws `SettingsError`. */
function mustBeEmpty(dataDir: string): void {
  const there = existsSync(dataDir) ? readdirSync(dataDir) : [];
  const strange = there.filter((name) => name !== 'keys' && name !== 'lost+found');
  if (strange.length === 0) return;
  throw new SettingsError(
    `DATA_DIR: ${dataDir} is not empty: ${strange.sort().join(', ')}; ` +
      'move them away, all but keys, or name another folder',
  );
}

function personsOf(folder: string, manifest: Manifest, keys: string): Persons {
  const { key: id } = manifest.persons;
  const without = 'without what is about persons, accounts of staff too: --persons none';
  const key = findKey(keys, id);
  if (!key)
    throw new SettingsError(`${keys} has no key of ${id}; bring it there, or restore ${without}`);
  const open = unseal(readFileSync(resolve(folder, personsName)), key, sealedAbout(manifest));
  if (!open) {
    throw new SettingsError(
      `the key of ${id} in ${keys} is not that of this backup; or ${without}`,
    );
  }
  return readPersons(open.toString());
}

const lostLines = (lost: Lost, configuration: Configuration): string[] => [
  `nothing is known of what happened from ${timeText(lost.from, configuration)} until ` +
    timeText(lost.until, configuration),
  `every prefix passes over ${numbersPassedOver} numbers today; the manager is told by an alarm`,
];

const databaseNotEmpty =
  'DATABASE_URL: that database holds data of a hall; name one that is empty, the old one stays as it is';

const keyMissing = ({ keyFile }: Settings): string =>
  `the hall's key is not at ${keyFile}: bring it there before the hub starts, or links on slips, ` +
  'bookings and the watch list know nobody any more';

const timeText = (at: number, { timeZone }: Configuration): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    at,
  );

const done = (...lines: string[]): Said => ({ ok: true, lines });
const not = (...lines: string[]): Said => ({ ok: false, lines });
