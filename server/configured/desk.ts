/**
 * The desk of settings: versions are saved, checked, compared, brought together, published, taken back
 * and put aside, from pages and from the command line alike.
 */
import { strands } from '../../core/hall/opening.ts';
import type { Hall } from '../../core/hall/state.ts';
import type { Keeper } from '../hall/keeper.ts';
import type {
  Effect,
  SettingsConflict,
  SettingsRead,
  SettingsVersions,
  Source,
  UnknownVersion,
  VersionHead,
} from '../house/settings-versions.ts';
import { TEXT_BYTES_MAX } from '../house/settings-versions.ts';
import { type HallFile, versionOf } from '../settings.ts';
import type { SecretPlaces } from '../texts/secrets.ts';
import { type Checked, type Complaint, checkText, complaintsToldMax } from './check.ts';
import { conflictIn, published } from './choosing.ts';
import { type Difference, differences, type Merged, merged, type Plain } from './differences.ts';
import { readYaml, writeYaml } from './document.ts';
import { takenAtOnce, type When, whenOf } from './effect.ts';
import { isDue, plainOf } from './following.ts';
import { type Authority, changedSections, type NotTheirs, notTheirs } from './guarded.ts';
import { namedAsRuled } from './hall-name.ts';
import { startComplaints } from './starting.ts';

export interface DeskParts extends Pick<SecretPlaces, 'secrets'> {
  readonly hall: string;
  readonly versions: SettingsVersions;
  /** What the hub was started by; beside a hub, the file. */
  readonly running: HallFile;
  /** Left out beside a hub: then nobody can say who would be stranded, and the log will. */
  readonly keeper?: Pick<Keeper, 'look'> | undefined;
  /** What the hub has asked the log for: a version, and the configuration that it stands for. */
  readonly asked?:
    | (() => { readonly version: number | null; readonly configuration: string })
    | undefined;
}

/** What somebody hands in: a value that forms made, written into the text that it came from, or a text. */
export type Handed = { readonly value: Plain; readonly of: number } | { readonly text: string };

export type Unsound = {
  readonly refused: 'settings-unsound';
  readonly complaints: readonly Complaint[];
  readonly count: number;
};
export type Stranding = {
  readonly refused: 'would-strand';
  readonly services: readonly string[];
  readonly counters: readonly string[];
};

export interface PublishWish {
  readonly version: number;
  readonly effect: Effect;
  readonly seen: number | null | 'any';
  readonly by: string;
  readonly as: Authority;
}
export type NotPublished = SettingsConflict | UnknownVersion | Unsound | Stranding | NotTheirs;

export interface Change extends Difference {
  readonly when: When;
}

export interface Standing {
  readonly versions: readonly VersionHead[];
  readonly acts: Awaited<ReturnType<SettingsVersions['acts']>>;
  /** The version that was published last, and with what effect; null before the first. */
  readonly wanted: {
    readonly version: number;
    readonly effect: Effect;
    readonly at: number;
  } | null;
  /** By which version the hall goes on now, as the log says; null: not known, or on its way. */
  readonly inForce: number | null;
  /** Why the wanted one is not in force whole yet; null: it is. */
  readonly waits: {
    /** Fields that come with the next opening, or when the hub is started again. */
    readonly opening: readonly Change[];
    /** What keeps all of it from being in force: somebody would be stranded. */
    readonly stranding: Omit<Stranding, 'refused'> | null;
  } | null;
  /** The version of a changed file that stands against what was published. */
  readonly conflict: VersionHead | null;
}

export class SettingsDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** How things stand. Fails as the tables do; while the log is away, what waits is not told. */
  async standing(): Promise<Standing> {
    const { versions, hall, running } = this.#parts;
    const [all, acts] = await Promise.all([versions.versions(hall), versions.acts(hall)]);
    const [last = null] = published(acts);
    const wanted = last && { version: last.version, effect: last.effect, at: last.at };
    const conflict = conflictIn(all, acts);
    const { opened, inForce } = await this.#now();
    const due = published(acts).find((act) => isDue(act, opened)) ?? null;
    const file = wanted && (await this.#fileOf(wanted.version));
    if (!file || !wanted) {
      return { versions: all, acts, wanted, inForce: null, waits: null, conflict };
    }
    const later = due?.version !== wanted.version;
    const of = (later && due && (await this.#fileOf(due.version))) || running;
    const opening = changesBetween(plainOf(of), plainOf(file)).filter(
      ({ when }) => later || when === 'opening',
    );
    const stranding = later ? null : await this.strandedBy(file);
    const waits = opening.length > 0 || stranding ? { opening, stranding } : null;
    return { versions: all, acts, wanted, inForce, waits, conflict };
  }

  /** A version's text and value; null: there is none. Fails: `HouseFailure`. */
  async read(version: number): Promise<{ text: string; value: Plain } | null> {
    const text = await this.#parts.versions.text(this.#parts.hall, version);
    if (text === null) return null;
    const read = readYaml(text);
    return { text, value: read.ok ? read.value : null };
  }

  /** What is handed in, as a text; null: the version it came from is gone. */
  async textOf(handed: Handed): Promise<string | null> {
    if ('text' in handed) return handed.text;
    const text = await this.#parts.versions.text(this.#parts.hall, handed.of);
    return text === null ? null : writeYaml(text, handed.value);
  }

  /** Checks a text, without keeping it. */
  check(text: string): Checked {
    if (Buffer.byteLength(text) > TEXT_BYTES_MAX) {
      const rule = `at most ${TEXT_BYTES_MAX} bytes`;
      return { ok: false, value: null, complaints: [{ path: [], code: 'too_big', rule }] };
    }
    return checkText(text, { hall: this.#parts.hall, path: this.#parts.running.path });
  }

  /**
   * Keeps a text as a version of its own. Refused: `settings-unsound`; `settings-conflict` when there is
   * a later version than `base`. Fails: `HouseFailure`.
   */
  async save(
    text: string,
    draft: { base: number | null; why: string; by: string; source: Source },
  ): Promise<VersionHead | SettingsConflict | Unsound> {
    const checked = this.check(text);
    if (!checked.ok) return unsound(checked.complaints);
    return this.#parts.versions.save(this.#parts.hall, { ...draft, text });
  }

  /** What is different from one version to another; null: one is not there. Fails: `HouseFailure`. */
  async compare(before: number, after: number): Promise<Change[] | null> {
    const [one, other] = await Promise.all([this.read(before), this.read(after)]);
    return one && other && changesBetween(one.value, other.value);
  }

  /** The changes of whoever began with `base`, put on the last version. Null: there is no such version. */
  async merge(base: number, mine: Plain): Promise<(Merged & { onto: number }) | null> {
    const { versions, hall } = this.#parts;
    const [last] = await versions.versions(hall);
    const [from, theirs] = await Promise.all([this.read(base), last && this.read(last.number)]);
    return from && theirs && last
      ? { ...merged(from.value, mine, theirs.value), onto: last.number }
      : null;
  }

  /**
   * Puts a version in force: at once, or with the next opening. Refused: what is not theirs to put in force
   * (`guarded.ts`); `settings-unsound` where the hub could not start by it; `would-strand` at once, by name,
   * when numbers wait for what it leaves out; `settings-conflict`; `unknown-version`. Fails as the tables and
   * the log do.
   */
  async publish(wish: PublishWish): Promise<'published' | NotPublished> {
    const { versions, hall } = this.#parts;
    const found = await this.#publishable(wish);
    if ('refused' in found) return found;
    return versions.publish(hall, wish, (read, { by }) => this.#notTheirs(read, wish, by));
  }

  /** A new version that is equal to an old one, and in force as wished. Refused and fails as `publish`. */
  async rollBack(wish: PublishWish & { why: string }): Promise<'published' | NotPublished> {
    const { versions, hall } = this.#parts;
    const found = await this.#publishable(wish);
    if ('refused' in found) return found;
    const { text } = found;
    const last = published(await versions.acts(hall))[0] ?? null;
    if (wish.seen !== 'any' && last && last.version !== wish.seen) {
      const { version, by, at } = last;
      return { refused: 'settings-conflict', version, by, at };
    }
    const [head] = await versions.versions(hall);
    const { why, by, effect, seen, as } = wish;
    const draft = { source: 'roll-back', base: head?.number ?? null, text, why, by } as const;
    const saved = await versions.save(hall, draft);
    if ('refused' in saved) return saved;
    return this.publish({ version: saved.number, effect, seen, by, as });
  }

  /**
   * Whether it is theirs to put in force, by what it changes of what was put in force last, which is due or
   * will be: else somebody else's change that still waits could be undone. Null: it is.
   */
  async #notTheirs(
    read: Pick<SettingsRead, 'acts' | 'textOf'>,
    { version, effect, as, by }: PublishWish,
    madeBy: string,
  ): Promise<NotTheirs | null> {
    const [last = null] = published(read.acts);
    // The same again is no deed.
    if (last?.version === version && last.effect === effect) return null;
    const { text: running } = this.#parts.running;
    const before = (last && (await read.textOf(last.version))) ?? running;
    const after = (await read.textOf(version)) ?? '';
    const sections = changedSections(plainOf({ text: before }), plainOf({ text: after }));
    return notTheirs(as, sections, { by, madeBy });
  }

  /** The text of a version that can be in force as wished: the hub starts by it, and nobody is stranded. */
  async #publishable(wish: PublishWish): Promise<{ text: string } | NotPublished> {
    const { versions, hall } = this.#parts;
    const { version, effect } = wish;
    const [all, acts] = await Promise.all([versions.versions(hall), versions.acts(hall)]);
    const head = all.find(({ number }) => number === version);
    const text = head && (await versions.text(hall, version));
    if (!head || typeof text !== 'string') return { refused: 'unknown-version' };
    const textOf = (number: number) => versions.text(hall, number);
    const theirs = await this.#notTheirs({ acts, textOf }, wish, head.by);
    if (theirs) return theirs;
    const checked = this.check(text);
    const wrong = checked.ok ? this.startComplaints(checked.file) : checked.complaints;
    if (!checked.ok || wrong.length > 0) return unsound(wrong);
    const stranding = effect === 'at-once' ? await this.strandedBy(checked.file) : null;
    return stranding ? { refused: 'would-strand', ...stranding } : { text };
  }

  /** What would keep the hub from starting by it, as it is on this machine now. */
  startComplaints(file: HallFile): Complaint[] {
    return startComplaints(file, this.#parts);
  }

  /** Leaves the file's version aside. Refused: `unknown-version`. Fails: `HouseFailure`. */
  setAside(version: number, by: string): Promise<'set-aside' | UnknownVersion> {
    return this.#parts.versions.setAside(this.#parts.hall, version, by);
  }

  /** When the day opened, and what is in force; while the log is away nobody knows. */
  async #now(): Promise<{ opened: number | null; inForce: number | null }> {
    const { keeper, asked } = this.#parts;
    const unknown = { opened: null, inForce: null };
    const now = keeper?.look(({ day, configuration }) => ({
      opened: day?.openedAt ?? null,
      inForce: asked?.().configuration === configuration?.version ? asked?.().version : null,
    }));
    const { opened, inForce = null } = (await now?.catch(() => unknown)) ?? unknown;
    return { opened, inForce };
  }

  /** The wanted configuration as a file; null: it is not there, or not sound any more. */
  async #fileOf(version: number): Promise<HallFile | null> {
    const text = await this.#parts.versions.text(this.#parts.hall, version);
    const checked = text === null ? null : this.check(text);
    return checked?.ok ? checked.file : null;
  }

  /** Whom a file would strand if it came into force now; null: nobody. Rejects while the log is away. */
  async strandedBy({ configuration }: HallFile): Promise<Omit<Stranding, 'refused'> | null> {
    const { keeper, running } = this.#parts;
    const taken = takenAtOnce(running.configuration, configuration, versionOf);
    const found = await keeper?.look((state: Hall) =>
      state.day?.open ? strands(state, taken) : null,
    );
    if (found?.refused !== 'would-strand') return null;
    return { services: found.services, counters: found.counters };
  }
}

const unsound = (complaints: readonly Complaint[]): Unsound => ({
  ...{ refused: 'settings-unsound', count: complaints.length },
  complaints: complaints.slice(0, complaintsToldMax),
});

/** Every field that is different, and when it comes into force. */
export const changesBetween = (before: Plain, after: Plain): Change[] =>
  differences(before, after).map((one) => ({ ...one, when: whenOf(one.path) }));

/** The hall's name (zh-Hans) where it is of none of the four patterns of article 18; null: it is. */
export function oddName(value: Plain): string | null {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  const said =
    typeof name === 'object' && name !== null && 'zh-Hans' in name ? name['zh-Hans'] : null;
  return typeof said === 'string' && !namedAsRuled(said) ? said : null;
}
