/**
 * Guides as the rest of the hub needs them: what is in force, told to pages; and the way of a package
 * from a file to being in force, for those who keep the guides.
 */
import type { GuideProblem } from '../../core/guides/problems.ts';
import { type Differences, differences } from './differences.ts';
import type { PackageFile } from './files.ts';
import { FindingIndexes } from './finding/indexes.ts';
import type { Format } from './import/read.ts';
import type { Imported, ImportTask } from './import/reader.ts';
import { readApart } from './import/reader.ts';
import type { Unread } from './import/unread.ts';
import type { Packages } from './packages.ts';
import type { ActTold, PackageRefusal, PackageTold } from './told.ts';

export interface GuideDeskParts {
  readonly hall: string;
  readonly packages: Packages;
  /** The hall's services as they are configured now. */
  readonly services: () => Iterable<string>;
  /** The local date. */
  readonly today: () => string;
  /** Reads files; on a thread of its own when left out. */
  readonly read?: (task: ImportTask) => Promise<Imported>;
}

export interface Standing {
  readonly inForce: { readonly version: string; readonly date: string } | null;
  readonly packages: readonly PackageTold[];
  readonly acts: readonly ActTold[];
}

/** What a package changes; each with what is in force, or with what is asked for. */
export interface Compared {
  readonly against: string | null;
  readonly guides: Differences;
  readonly events: Differences;
}

export class GuideDesk {
  readonly #parts: GuideDeskParts;
  readonly #indexes = new FindingIndexes({ whole: (version) => this.whole(version) });
  #list: { readonly version: string; readonly text: string } | null = null;
  /** Files are read one after the other: each takes a thread and its memory. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(parts: GuideDeskParts) {
    this.#parts = parts;
  }

  /** The list that is in force, as JSON; null before the first. Fails: `HouseFailure`. */
  async current(): Promise<{ version: string; text: string } | null> {
    const { hall, packages } = this.#parts;
    const version = (await packages.inForce(hall))?.version;
    if (version === undefined) return null;
    if (this.#list?.version === version) return this.#list;
    const text = await packages.listText(hall, version);
    // A list never changes once it has a version.
    if (text !== null) {
      this.#list = { version, text };
      // Whoever looks at a list is about to search it; one that fails is made when it is asked for.
      this.#indexes.of(version).catch(() => {});
    }
    return text === null ? null : { version, text };
  }

  /** One guide of a published version, as JSON. Fails: `HouseFailure`. */
  guide(version: string, id: string): Promise<string | null> {
    return this.#parts.packages.guideText(this.#parts.hall, version, id);
  }

  /** A blank or a sample of a published version. Fails: `HouseFailure`. */
  file(version: string, name: string): Promise<Buffer | null> {
    return this.#parts.packages.file(this.#parts.hall, version, name);
  }

  /** By which pages find the guides of a version, as JSON. Fails: `HouseFailure`. */
  index(version: string): Promise<string | null> {
    return this.#indexes.of(version);
  }

  /** A published version whole, as JSON. Fails: `HouseFailure`. */
  async whole(version: string): Promise<string | null> {
    const { hall, packages } = this.#parts;
    const found = await packages.ofVersion(hall, version);
    return found && packages.wholeText(hall, found.id);
  }

  /** Brings a file in as a draft, whole or not at all. Fails: `HouseFailure`. */
  async bringIn(
    bytes: Uint8Array,
    format: Format | null,
    by: string,
    files: readonly PackageFile[] = [],
  ): Promise<PackageTold | PackageRefusal | { unread: readonly Unread[] }> {
    const { hall, packages } = this.#parts;
    const imported = await this.check(bytes, format, files);
    return 'unread' in imported ? imported : packages.add(hall, imported.prepared, by);
  }

  /** Reads and checks a file and keeps nothing of it. */
  check(
    bytes: Uint8Array,
    format: Format | null,
    files: readonly PackageFile[] = [],
  ): Promise<Imported> {
    const { today, services, read = readApart } = this.#parts;
    const task = { bytes, format, today: today(), services: [...services()], files };
    const reading = this.#reading.then(() => read(task));
    this.#reading = reading.catch(() => null);
    return reading;
  }

  /** All that managers are shown. Fails: `HouseFailure`. */
  async standing(): Promise<Standing> {
    const { hall, packages } = this.#parts;
    const [inForce, all, acts] = await Promise.all([
      packages.inForce(hall),
      packages.list(hall),
      packages.acts(hall),
    ]);
    return { inForce, packages: all, acts };
  }

  /** What the checker said of a package; null when there is none. Fails: `HouseFailure`. */
  async problems(id: string): Promise<readonly GuideProblem[] | null> {
    const { hall, packages } = this.#parts;
    return (await packages.find(hall, id)) && packages.problems(hall, id);
  }

  /**
   * What a package changes of a published version, of the one in force when `version` is null; null
   * when there is no such package. Fails: `HouseFailure`.
   */
  async compare(id: string, version: string | null): Promise<Compared | null> {
    const { hall, packages } = this.#parts;
    const against = version ?? (await packages.inForce(hall))?.version ?? null;
    const [one, other] = await Promise.all([
      packages.find(hall, id),
      against === null ? null : packages.ofVersion(hall, against),
    ]);
    if (one === null || (version !== null && other === null)) return null;
    const of = async (wanted: string | undefined) => ({
      guides: wanted === undefined ? new Map() : await packages.bodies(hall, wanted),
      events: wanted === undefined ? new Map() : await packages.eventBodies(hall, wanted),
    });
    const [before, after] = await Promise.all([of(other?.id), of(one.id)]);
    return {
      against,
      guides: differences(before.guides, after.guides),
      events: differences(before.events, after.events),
    };
  }

  /** A package whole, as JSON; null when there is none. Fails: `HouseFailure`. */
  wholeOf(id: string): Promise<string | null> {
    return this.#parts.packages.wholeText(this.#parts.hall, id);
  }

  /** The blanks and samples of a package, published or not. Fails: `HouseFailure`. */
  filesOf(id: string): Promise<PackageFile[]> {
    return this.#parts.packages.filesIn(this.#parts.hall, id);
  }

  /** Fails: `HouseFailure`, like the acts below. */
  submit(id: string, by: string): Promise<PackageTold | PackageRefusal> {
    return this.#parts.packages.submit(this.#parts.hall, id, by);
  }

  approve(id: string, by: string): Promise<PackageTold | PackageRefusal> {
    return this.#parts.packages.approve(this.#parts.hall, id, by);
  }

  discard(id: string): Promise<PackageTold | PackageRefusal> {
    return this.#parts.packages.discard(this.#parts.hall, id);
  }

  publish(id: string, by: string): Promise<PackageTold | PackageRefusal> {
    const { hall, packages, today, services } = this.#parts;
    return packages.publish(hall, id, { by, day: today(), services: new Set(services()) });
  }

  rollBack(version: string, by: string): Promise<PackageTold | PackageRefusal> {
    return this.#parts.packages.rollBack(this.#parts.hall, version, by);
  }
}
