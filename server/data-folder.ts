/**
 * The folder in which a hall's data stand, and the mark that says whose they are: the data of a real
 * hall are never opened as the example, nor those of one hall as another's.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { SettingsError } from './settings.ts';

const mark = z.object({ hall: z.string(), example: z.boolean() });

/** Where a restore puts things together; what stands there is not whole. */
export const restoringName = '.restoring';

/** The mark of the folder; null when it has none. Throws `SettingsError` when it is another hall's. */
export function dataMark(folder: string, hall: string): z.infer<typeof mark> | null {
  const found = readMark(resolve(folder, 'hall.json'));
  if (found && found.hall !== hall) throw otherHall(folder, hall, found);
  return found;
}

/** Makes the folder when there is none, and marks it. Throws `SettingsError` when it belongs to another hall. */
export function claimDataFolder(folder: string, hall: string, example: boolean): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  complainOfHalf(folder);
  const path = resolve(folder, 'hall.json');
  const found = readMark(path);
  if (!found) {
    writeFileSync(path, `${JSON.stringify({ hall, example })}\n`);
    return;
  }
  if (found.hall !== hall || found.example !== example) throw otherHall(folder, hall, found);
}

/**
 * For what is done beside a hub: makes the folder when there is none and leaves it to the hub to mark
 * it. Throws `SettingsError` when it belongs to another hall.
 */
export function openDataFolder(folder: string, hall: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  complainOfHalf(folder);
  dataMark(folder, hall);
}

function complainOfHalf(folder: string): void {
  if (!existsSync(resolve(folder, restoringName))) return;
  throw new SettingsError(
    `DATA_DIR: a restore into ${folder} did not come to its end; ` +
      'empty the folder, all but keys, and restore again',
  );
}

function otherHall(folder: string, hall: string, found: z.infer<typeof mark>): SettingsError {
  const whose = `${found.example ? 'the example hall' : 'the hall'} ${found.hall}`;
  return new SettingsError(
    `DATA_DIR: ${folder} holds the data of ${whose}; name another folder for ${hall}`,
  );
}

function readMark(path: string): z.infer<typeof mark> | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return mark.parse(JSON.parse(text));
  } catch {
    throw new SettingsError(`DATA_DIR: ${path} is not a mark of ours`);
  }
}
