/**
 * The blanks and samples of the guides in force on this PC's disk, one file each, so that they are
 * shown while the hub is away. Those of an earlier version go when all of the new one are there.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sentAs } from '../../core/guides/files.ts';

/** As the hub makes them; nothing that leads to another folder. */
const versionPattern = /^[\w-][\w.-]{0,79}$/;

/** A file of a version from the hub; null: it was not to be had. */
export type FetchFile = (version: string, name: string) => Promise<Buffer | null>;

export class KeptFiles {
  readonly #folder: string;
  readonly #fetch: FetchFile;

  constructor(folder: string, fetch: FetchFile) {
    this.#folder = join(folder, 'guide-files');
    this.#fetch = fetch;
  }

  /** What is kept of it; null: nothing. Never rejects. */
  async read(version: string, name: string): Promise<Buffer | null> {
    const path = this.#path(version, name);
    return path === null ? null : readFile(path).catch(() => null);
  }

  /** Fetches what is not here yet; whether all are here then. Rejects where the disk does not take it. */
  async keep(version: string, names: readonly string[]): Promise<boolean> {
    let whole = true;
    for (const name of names) {
      const path = this.#path(version, name);
      if (path === null || existsSync(path)) continue;
      const bytes = await this.#fetch(version, name);
      if (bytes === null) whole = false;
      else await this.#write(version, path, bytes);
    }
    if (whole) await this.#forgetOthers(version);
    return whole;
  }

  async #write(version: string, path: string, bytes: Buffer): Promise<void> {
    await mkdir(join(this.#folder, version), { recursive: true, mode: 0o700 });
    await writeFile(`${path}.new`, bytes, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  async #forgetOthers(version: string): Promise<void> {
    const kept = await readdir(this.#folder).catch(() => []);
    for (const other of kept.filter((one) => one !== version)) {
      await rm(join(this.#folder, other), { recursive: true, force: true });
    }
  }

  #path(version: string, name: string): string | null {
    if (!versionPattern.test(version) || sentAs(name) === null) return null;
    return join(this.#folder, version, name);
  }
}
