/**
 * Sees to it that the version that is wanted comes into force while the hub runs: at once or with the
 * next opening of the day. Every hub of a hall reads the same acts and asks for the same configuration,
 * and the log takes it once. What the hub opened at its start comes when it is started again, which it
 * does by itself at an opening.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import type { FollowedHolidays } from '../calendar/holidays-followed.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { SettingsAct, SettingsVersions } from '../house/settings-versions.ts';
import { type HallFile, versionOf } from '../settings.ts';
import type { SecretPlaces } from '../texts/secrets.ts';
import { checkText } from './check.ts';
import { published } from './choosing.ts';
import type { Difference, Plain } from './differences.ts';
import { readYaml } from './document.ts';
import { takenAtOnce, waitsForStart } from './effect.ts';
import { startComplaints } from './starting.ts';

/** Changes of the house's facts come in bursts; the acts are read once for all of them. */
const lookMs = 300;
const retryMs = 5_000;

export interface FollowingParts extends Pick<SecretPlaces, 'secrets'> {
  readonly keeper: Pick<Keeper, 'hall' | 'look' | 'follow'>;
  readonly versions: SettingsVersions;
  /** What the hub was started by. */
  readonly running: HallFile;
  readonly holidays: Pick<FollowedHolidays, 'use' | 'configuration'>;
  readonly clock: Clock;
  readonly complain: (what: string, why: unknown) => void;
  /** Asks for the hub to be started again; left out, it waits for a person to do so. */
  readonly renew?: (() => void) | undefined;
}

/** Whether an act counts in this hall now: one for the opening does from the first one after it. */
export const isDue = ({ effect, at }: SettingsAct, openedAt: number | null): boolean =>
  effect === 'at-once' || openedAt === null || openedAt > at;

export class SettingsFollower {
  readonly #parts: FollowingParts;
  readonly #ends: (() => void)[];
  #timer: unknown = null;
  #openedAt: number | null = null;
  #act = 0;
  #version: number | null = null;
  #reading = false;
  #renewed = false;
  #closed = false;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
    this.#ends = [
      parts.versions.watch(parts.keeper.hall, () => this.#soon(lookMs)),
      parts.keeper.follow(({ hall }) => {
        if ((hall.day?.openedAt ?? null) !== this.#openedAt) this.#soon(0);
      }),
    ];
    this.#soon(0);
  }

  end(): void {
    this.#closed = true;
    for (const end of this.#ends) end();
    this.#parts.clock.clearTimeout(this.#timer);
  }

  /** What it has asked the log for. */
  get asked(): { readonly version: number | null; readonly configuration: string } {
    return { version: this.#version, configuration: this.#parts.holidays.configuration.version };
  }

  /** Reads the acts now, and puts in force what is due. Fails as the tables and the log do. */
  async look(): Promise<void> {
    const { keeper, versions, holidays, running } = this.#parts;
    const openedAt = await keeper.look((hall) => hall.day?.openedAt ?? null);
    const acts = published(await versions.acts(keeper.hall));
    const due = acts.find((act) => isDue(act, openedAt));
    if (due && (due.number !== this.#act || openedAt !== this.#openedAt)) {
      const file = await this.#fileOf(due.version);
      if (file) {
        holidays.use(takenAtOnce(running.configuration, file.configuration, versionOf));
        this.#act = due.number;
        this.#version = due.version;
      }
      const opened = openedAt !== null && openedAt > due.at;
      if (opened && file && this.#needsStart(file)) this.#renew();
    }
    this.#openedAt = openedAt;
  }

  /** One that it could not start by would only stop it. */
  #needsStart(file: HallFile): boolean {
    const { running } = this.#parts;
    return (
      waitingParts(running, file).length > 0 && startComplaints(file, this.#parts).length === 0
    );
  }

  #renew(): void {
    const { renew } = this.#parts;
    if (this.#renewed || !renew) return;
    this.#renewed = true;
    renew();
  }

  async #fileOf(version: number): Promise<HallFile | null> {
    const { versions, keeper, running, complain } = this.#parts;
    const text = await versions.text(keeper.hall, version);
    if (text === null) return null;
    const checked = checkText(text, { hall: keeper.hall, path: running.path });
    if (checked.ok) return checked.file;
    complain(`version ${version} of the settings is not sound any more`, checked.complaints[0]);
    return null;
  }

  /** Changes that come while it reads make it read once more. */
  #soon(ms: number): void {
    const { clock, complain } = this.#parts;
    if (this.#timer !== null || this.#closed) return;
    this.#timer = clock.setTimeout(() => {
      this.#timer = null;
      if (this.#reading) return this.#soon(lookMs);
      this.#reading = true;
      this.look()
        .catch((error: unknown) => {
          if (this.#closed) return;
          complain('the settings could not be read; they will be read again', error);
          this.#soon(retryMs);
        })
        .finally(() => {
          this.#reading = false;
        });
    }, ms);
  }
}

/** What a hub that runs by one file would start anew for, by the texts of both. */
const waitingParts = (running: HallFile, wanted: HallFile): Difference[] =>
  waitsForStart(plainOf(running), plainOf(wanted));

/** The value of a file that is known to be sound. */
export function plainOf({ text }: Pick<HallFile, 'text'>): Plain {
  const read = readYaml(text);
  return read.ok ? read.value : null;
}

/** The configuration that is due in a hall whose day opened then. Null: nothing was published. */
export async function dueConfiguration(
  versions: SettingsVersions,
  running: HallFile,
  openedAt: number | null,
): Promise<Configuration | null> {
  const { hall } = running.configuration;
  const act = published(await versions.acts(hall)).find((one) => isDue(one, openedAt));
  const text = act && (await versions.text(hall, act.version));
  if (typeof text !== 'string') return null;
  const checked = checkText(text, { hall, path: running.path });
  if (!checked.ok) return null;
  return takenAtOnce(running.configuration, checked.file.configuration, versionOf);
}
