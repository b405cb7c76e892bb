/**
 * Guides as the rest of the hub needs them: what is in force, told to pages without a look at what
 * has not changed since.
 */
import type { Packages } from './packages.ts';

export interface GuideDeskParts {
  readonly hall: string;
  readonly packages: Packages;
}

export class GuideDesk {
  readonly #parts: GuideDeskParts;
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
    if (text !== null) this.#list = { version, text };
    return text === null ? null : { version, text };
  }

  /** One guide of a published version, as JSON. Fails: `HouseFailure`. */
  guide(version: string, id: string): Promise<string | null> {
    return this.#parts.packages.guideText(this.#parts.hall, version, id);
  }

  /** A published version whole, as JSON. Fails: `HouseFailure`. */
  async whole(version: string): Promise<string | null> {
    const { hall, packages } = this.#parts;
    const found = await packages.ofVersion(hall, version);
    return found && packages.wholeText(hall, found.id);
  }
}
