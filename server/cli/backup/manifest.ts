/**
 * What a backup says of itself: whose it is, from when, and the SHA-256 of every file in it. A folder
 * without it is no backup, and nothing is taken from one whose files are not what it says.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { SettingsError } from '../../settings.ts';

export const manifestName = 'manifest.json';
export const personsName = 'persons.sealed';

const fileShape = z.object({
  /** Below the backup's folder; never a way out of it. */
  name: z.string().regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/, 'a path inside the backup'),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifestShape = z.object({
  /** The shape of the backup itself. */
  format: z.literal(1),
  program: z.string(),
  hall: z.string(),
  example: z.boolean(),
  /** Epoch milliseconds. */
  madeAt: z.int(),
  /** Where the log ends; `at` null: nothing was in it. */
  last: z.object({ seq: z.int(), at: z.int().nullable() }),
  /** The month of the key under which persons are sealed, and how many rows of which table. */
  persons: z.object({ key: z.string(), rows: z.record(z.string(), z.int()) }),
  files: z.array(fileShape).max(10_000),
});

export type Manifest = z.infer<typeof manifestShape>;
export type BackupFile = z.infer<typeof fileShape>;

/** What is sealed belongs to this backup and no other. */
export const sealedAbout = ({ hall, madeAt }: Pick<Manifest, 'hall' | 'madeAt'>): string =>
  `${hall} ${madeAt}`;

/** Throws `SettingsError` when the folder holds no whole backup. */
export function readManifest(folder: string): Manifest {
  const path = resolve(folder, manifestName);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new SettingsError(
      `${folder} is no backup, or not a whole one: it has no ${manifestName}`,
    );
  }
  try {
    return manifestShape.parse(JSON.parse(text));
  } catch {
    throw new SettingsError(`${path} is not what this version of the program calls a backup`);
  }
}

/** The size and hash of a file in the backup. */
export async function describeFile(folder: string, name: string): Promise<BackupFile> {
  const path = resolve(folder, name);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return { name, bytes: statSync(path).size, sha256: hash.digest('hex') };
}

/** Every file that is not there, or not what the manifest says, with the rule; empty: all is well. */
export async function complaintsAbout(folder: string, { files }: Manifest): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, bytes, sha256 } of files) {
    try {
      const found = await describeFile(folder, name);
      if (found.bytes !== bytes) wrong.push(`${name}: ${found.bytes} bytes, it was ${bytes}`);
      else if (found.sha256 !== sha256)
        wrong.push(`${name}: its SHA-256 is not that of the manifest`);
    } catch {
      wrong.push(`${name}: is missing or cannot be read`);
    }
  }
  return wrong;
}
