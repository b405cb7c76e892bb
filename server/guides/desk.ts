/**
 * Guides as the rest of the hub needs them: what is in force, told to pages without a look at what
 * has not changed since.
 */
import { FindingIndexes } from './finding/indexes.ts';
import type { Packages } from './packages.ts';

export interface GuideDeskParts {
  readonly hall: string;
  readonly packages: Packages;
}

export class GuideDesk {
  readonly #parts: GuideDeskParts;
  readonly #indexes = new FindingIndexes({ whole: (version) => this.whole(version) });
  #list: { readonly version: string; readonly text: string } | null = null;

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
}
