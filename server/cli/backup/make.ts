/**
 * Makes a backup of a hall beside the running hub: log, tables, the small files of the data folder, the
 * hall's file and its pictures. It is the same whether the data stand in SQLite or in PostgreSQL. Persons are
 * sealed; keys and secrets are in no backup. It is made under another name and called a backup only when it
 * is whole and on disk.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { copyPostgresLog } from '../../../log/postgres-copy.ts';
import { copySqliteLog } from '../../../log/sqlite-copy.ts';
import type { Pace } from '../../../log/sqlite-pace.ts';
import { dataMark } from '../../data-folder.ts';
import type { Clock, Dice } from '../../hall/clock.ts';
import { copyHouse } from '../../house/copies.ts';
import { copyPostgresHouse } from '../../house/copies-postgres.ts';
import { readPlans } from '../../http/plans.ts';
import { type HallFile, type Settings, SettingsError } from '../../settings.ts';
import { keyOfMonth, seal } from './keys.ts';
import { describeFile, type Manifest, manifestName, personsName, sealedAbout } from './manifest.ts';

/** What must be left free beside the backup, so that the hall's own disk is not filled by it. */
const roomBytes = 64 * 1024 * 1024;
/** After so long without a change nobody works on it any more. */
const brokenMs = 6 * 3_600_000;

export interface MakeParts {
  readonly settings: Pick<Settings, 'dataDir' | 'configFile' | 'databaseUrl'>;
  readonly file: HallFile;
  /** Under which a new folder is made. */
  readonly into: string;
  readonly keysFolder: string;
  readonly program: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly dice: Dice;
  /** How it goes about it where a hub runs beside it; as fast as it can when not said. */
  readonly pace?: Pace;
}

export interface Made {
  readonly folder: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/** Fails: `SettingsError` (no data, no room), `LogFailure`, `HouseFailure`; nothing is left behind then. */
export async function makeBackup(parts: MakeParts): Promise<Made> {
  const { settings, file, into, clock, dice } = parts;
  const { hall } = file.configuration;
  const mark = dataMark(settings.dataDir, hall);
  const inFiles = settings.databaseUrl === null;
  const sources = ['log.sqlite', 'house.sqlite'].map((name) => resolve(settings.dataDir, name));
  if (!mark || (inFiles && !sources.every((path) => existsSync(path)))) {
    throw new SettingsError(`DATA_DIR: ${settings.dataDir} holds no hall's data`);
  }
  mkdirSync(into, { recursive: true, mode: 0o700 });
  clearBroken(into, hall, clock.now());
  checkRoom(into, inFiles ? sources : []);
  const madeAt = clock.now();
  const folder = resolve(into, nameOf(hall, madeAt));
  if (existsSync(folder)) throw new SettingsError(`${folder} is there already`);
  const key = keyOfMonth(parts.keysFolder, madeAt, dice);
  const unready = `${folder}.part`;
  mkdirSync(unready, { mode: 0o700 });
  try {
    const { persons, last } = await copyData(parts, unready);
    const open = Buffer.from(JSON.stringify(persons));
    const sealed = seal(open, key, sealedAbout({ hall, madeAt }), dice);
    writeFileSync(resolve(unready, personsName), sealed, { mode: 0o600 });
    copySmall(settings.dataDir, resolve(unready, 'data'));
    copySettings(parts, resolve(unready, 'settings'));
    const names = filesIn(unready);
    const files = [];
    for (const name of names) files.push(await describeFile(unready, name));
    const manifest: Manifest = {
      ...{ format: 1, program: parts.program, hall, example: mark.example, madeAt, last },
      persons: {
        key: key.id,
        rows: Object.fromEntries(persons.map(({ table, rows }) => [table, rows.length])),
      },
      files,
    };
    writeFileSync(resolve(unready, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const name of [...names, manifestName]) syncPath(resolve(unready, name));
    renameSync(unready, folder);
    syncPath(into);
    return { folder, manifest, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  } catch (error) {
    rmSync(unready, { recursive: true, force: true });
    throw error;
  }
}

async function copyData({ settings, file, pace }: MakeParts, to: string) {
  const { databaseUrl, dataDir } = settings;
  const stream = `hall:${file.configuration.hall}`;
  const [house, log] = [resolve(to, 'house.sqlite'), resolve(to, 'log.sqlite')];
  // The tables first: a follower may stand behind the log, but never ahead of it.
  if (databaseUrl !== null) {
    const persons = await copyPostgresHouse(databaseUrl, house, pace);
    return { persons, last: await copyPostgresLog(databaseUrl, log, stream, pace) };
  }
  const persons = copyHouse(resolve(dataDir, 'house.sqlite'), house, pace);
  return { persons, last: await copySqliteLog(resolve(dataDir, 'log.sqlite'), log, stream, pace) };
}

/** `dongcheng-2026-11-22T03-45-00Z`: sorted by name they are sorted by time. */
const nameOf = (hall: string, at: number): string =>
  `${hall}-${new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')}`;

/** The hall's backups under this folder, the oldest first; what is not whole is none. */
export function backupsIn(into: string, hall: string): string[] {
  const name = new RegExp(`^${hall}-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ$`);
  const whole = (one: string) => existsSync(resolve(into, one, manifestName));
  return readdirSync(into)
    .filter((one) => name.test(one) && whole(one))
    .sort()
    .map((one) => resolve(into, one));
}

/** Removes what a backup that was killed has left; one that is under way is younger. */
function clearBroken(into: string, hall: string, now: number): void {
  for (const name of readdirSync(into)) {
    if (!name.startsWith(`${hall}-`) || !name.endsWith('Z.part')) continue;
    const path = resolve(into, name);
    if (now - statSync(path).mtimeMs > brokenMs) rmSync(path, { recursive: true });
  }
}

function checkRoom(into: string, sources: readonly string[]): void {
  const needed = sources
    .flatMap((path) => [path, `${path}-wal`])
    .reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), roomBytes);
  const { bavail, bsize } = statfsSync(into);
  if (bavail * bsize >= needed) return;
  const [free, wanted] = [bavail * bsize, needed].map((bytes) => Math.ceil(bytes / 1_048_576));
  throw new SettingsError(`${into} has ${free} MiB free; a backup now may take ${wanted} MiB`);
}

/** The mark and the lists that people put there; never a key, never a database. */
function copySmall(dataDir: string, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(dataDir, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    copyFileSync(resolve(dataDir, entry.name), resolve(to, entry.name));
  }
}

/**
 * The hall's file, the settings in force where pages have changed them, and the pictures that they name, to
 * look at and to compare: they are not put back.
 */
function copySettings({ settings, file }: MakeParts, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  const written = settings.configFile && readFileSync(settings.configFile, 'utf8');
  if (typeof written === 'string') writeFileSync(resolve(to, 'hall.yaml'), written);
  if (file.text !== written) writeFileSync(resolve(to, 'in-force.yaml'), file.text);
  for (const [kiosk, { type, bytes }] of readPlans(file.configuration.kiosks, file.folder).plans) {
    mkdirSync(resolve(to, 'plans'), { recursive: true });
    const ending = type === 'image/png' ? 'png' : 'svg';
    writeFileSync(resolve(to, 'plans', `${kiosk}.${ending}`), bytes);
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(resolve(folder, name)).isFile())
    .sort();

function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
