/**
 * What everything in the soak stands in: time, chance, the weather of the log and the tables, the disk,
 * the hub that runs now, and the book in which it is written what went wrong.
 */
import type { Row } from '../../../log/log.ts';
import { linksOf } from '../../../server/hall/links.ts';
import type { HallFile } from '../../../server/settings.ts';
import { Chance } from '../../../tests/hall/world/chance.ts';
import { Lock } from '../../../tests/hall/world/log.ts';
import { Time } from '../../../tests/hall/world/time.ts';
import type { Weather } from '../../../tests/hall/world/weather.ts';
import type { Disk } from './disk.ts';
import { type HallSize, soakHall } from './hall.ts';
import type { Hub } from './hub.ts';
import { Ledger } from './ledger.ts';

/** Monday 2026-11-02, 00:05 in Shanghai. */
const begins = Date.UTC(2026, 10, 1, 16, 5);
/** A word on the hall's own net takes so long; what goes out together arrives together. */
const netMs = 4;

/** A bad day, every day. */
const weather: Weather = {
  ...{ hubs: 1, neverCloses: false, holiday: false, peopleMax: 0, beforeMidnightMs: 0 },
  ...{ appendFails: 0.002, appendUnknown: 0.002, appendSlow: 0.001, wakesLost: 0.05 },
  ...{ logAwayMs: null, tablesAwayMs: null, tableFails: 0.001, crashMs: null },
  ...{ lineBreaksMs: null, printerMoods: 0, deviceMs: null, awayMs: null, officeMs: null },
};

export interface Violation {
  readonly invariant: string;
  readonly what: string;
  readonly day: string | null;
}

export interface PlaceParts {
  readonly seed: number;
  readonly size: HallSize;
  readonly disk: Disk;
  readonly say: ((line: string) => void) | null;
}

export class Place {
  readonly size: HallSize;
  readonly disk: Disk;
  readonly hall: HallFile;
  readonly time = new Time(begins);
  /** Of the world's faults, of the people, and of the hub's own ids. */
  readonly chance: Chance;
  readonly people: Chance;
  readonly dice: Chance;
  readonly weather = weather;
  readonly lock = new Lock();
  readonly tablesLock = new Lock();
  readonly file: Disk;
  readonly links = linksOf(new Uint8Array(32).fill(7));
  readonly ledger: Ledger;
  readonly violations: Violation[] = [];
  /** How often each kind of fault was drawn today. */
  readonly faults = new Map<string, number>();
  hub: Hub | null = null;
  /** Faults may happen. */
  storm = false;
  logAway = 0;
  tablesAway = 0;
  /** When the log moved last, by `time.now`. */
  movedAt = 0;
  #wallOff = 0;
  readonly #say: ((line: string) => void) | null;

  constructor({ seed, size, disk, say }: PlaceParts) {
    this.size = size;
    this.disk = disk;
    this.file = disk;
    this.hall = soakHall(size);
    this.chance = new Chance(seed);
    this.people = new Chance(seed + 1_000_000);
    this.dice = new Chance(seed + 2_000_000);
    this.#say = say;
    this.ledger = new Ledger(this.hall.configuration.hall, (invariant, what) =>
      this.fail(invariant, what),
    );
  }

  get stopped(): boolean {
    return this.violations.length > 0;
  }

  // Handed around one by one, hence arrows.
  readonly store = () => this.disk.log();
  readonly stormy = (): boolean => this.storm;
  readonly awayUntil = (): number => this.logAway;
  readonly tablesAwayUntil = (): number => this.tablesAway;
  readonly committed = (rows: readonly Row[]): void => {
    this.moved();
    for (const row of rows) this.ledger.add(row);
  };
  readonly moved = (): void => {
    this.movedAt = this.time.now;
  };
  readonly trace = (what: string): void => {
    this.#say?.(`${(this.time.now / 1_000).toFixed(3).padStart(11)}  ${what}`);
  };

  fail(invariant: string, what: string): void {
    this.trace(`VIOLATION ${invariant}: ${what}`);
    this.violations.push({ invariant, what, day: this.ledger.book.date });
  }

  setWall(byMs: number): void {
    this.#wallOff += byMs;
    this.time.setWall(byMs);
  }

  setWallRight(): void {
    if (this.#wallOff !== 0) this.setWall(-this.#wallOff);
  }

  /** A fault that was drawn, and is told at the day's end. */
  drew(fault: string): void {
    this.trace(`fault: ${fault}`);
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
  }

  /** After the net's own time. */
  onNet(arrive: () => void): void {
    this.time.after(netMs, arrive);
  }

  complain(what: string, error: unknown): void {
    this.trace(`complaint: ${what}: ${said(error)}`);
    // The world may fail; a bug is ours.
    const world = error instanceof Error && /LogFailure|HouseFailure/.test(error.name);
    if (error instanceof Error && !world) this.fail('no-bugs', `${what}: ${error.stack}`);
  }
}

const said = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
