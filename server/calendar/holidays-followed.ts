/**
 * The calendar of holidays while the hub runs: the file beside it is read again within a minute of a
 * change, and the years move on at New Year. A file that breaks a rule is refused, once, by line and
 * rule, and what was known before goes on to count.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from '../../core/hall/configuration.ts';
import type { Clock } from '../hall/clock.ts';
import { SettingsError } from '../settings.ts';
import { type Holidays, holidaysFileName, holidaysKnown, withHolidays } from './holidays.ts';

/** How often it is looked whether the file has changed. */
const lookMs = 60_000;

export interface FollowedParts {
  /** The folder in which the file lies, or not. */
  readonly dataDir: string;
  /** As the hall's own file has it, without the holidays. */
  readonly configuration: Configuration;
  /** The local date. */
  readonly today: () => string;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** Told which years are not known, at the start and whenever that changes to others. */
  readonly missing: (years: readonly number[]) => void;
  readonly complain: (what: string, error: unknown) => void;
}

export class FollowedHolidays {
  readonly #parts: FollowedParts;
  #holidays: Holidays;
  /** The file that was looked at last, be it refused. */
  #seen: string;
  #year: number;
  #configuration: Configuration;
  /** As the hall's own settings have it, without the holidays. */
  #written: Configuration;
  readonly #followers = new Set<(configuration: Configuration) => void>();
  #unknown: readonly number[] = [];

  /** Reads the file at once; throws `SettingsError` when it breaks a rule. */
  constructor(parts: FollowedParts) {
    this.#parts = parts;
    this.#configuration = parts.configuration;
    this.#written = parts.configuration;
    this.#seen = stampOf(parts.dataDir);
    this.#holidays = holidaysKnown(parts.dataDir);
    this.#year = yearOf(parts.today());
    this.#reckon();
  }

  /** With the holidays of this year and the next. */
  get configuration(): Configuration {
    return this.#configuration;
  }

  /** The years, of this and the next, whose holidays are not known. */
  get unknown(): readonly number[] {
    return this.#unknown;
  }

  /** The hall's own settings are others from now on; tells who follows. */
  use(written: Configuration): void {
    const { version } = this.#configuration;
    this.#written = written;
    this.#reckon();
    if (this.#configuration.version === version) return;
    for (const changed of [...this.#followers]) changed(this.#configuration);
  }

  /** Looks every minute, and calls `changed` with every other configuration, until it is called. */
  follow(changed: (configuration: Configuration) => void): () => void {
    const { clock, complain } = this.#parts;
    this.#followers.add(changed);
    let timer: unknown = null;
    const look = () => {
      timer = clock.setTimeout(() => {
        const { version } = this.#configuration;
        try {
          this.#look();
          if (this.#configuration.version !== version) changed(this.#configuration);
        } catch (error) {
          complain('the holidays could not be read again; those known before count', error);
        }
        look();
      }, lookMs);
    };
    look();
    return () => {
      this.#followers.delete(changed);
      clock.clearTimeout(timer);
    };
  }

  #look(): void {
    const { dataDir, today, complain } = this.#parts;
    const [stamp, year] = [stampOf(dataDir), yearOf(today())];
    if (stamp === this.#seen && year === this.#year) return;
    this.#year = year;
    if (stamp !== this.#seen) {
      this.#seen = stamp;
      try {
        this.#holidays = holidaysKnown(dataDir);
      } catch (error) {
        if (!(error instanceof SettingsError)) throw error;
        complain(`${holidaysFileName} is refused; those known before count`, error);
      }
    }
    this.#reckon();
  }

  #reckon(): void {
    const { unknown, ...made } = withHolidays(this.#written, this.#holidays, this.#year);
    this.#configuration = made.configuration;
    const others = unknown.join() !== this.#unknown.join();
    this.#unknown = unknown;
    if (others && unknown.length > 0) this.#parts.missing(unknown);
  }
}

/** What tells one state of the file from another. */
function stampOf(dataDir: string): string {
  const file = statSync(resolve(dataDir, holidaysFileName), { throwIfNoEntry: false });
  return file ? `${file.mtimeMs} ${file.size} ${file.ino}` : 'none';
}

const yearOf = (date: string): number => Number(date.slice(0, 4));
