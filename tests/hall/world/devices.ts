/**
 * The devices at the counters: LED strips, a caller keypad and a rating pad for each half of the hall,
 * pretend machines that speak bytes to the real drivers, and the real followers above these. Cables
 * are pulled, devices fall silent, lose their power or speak nonsense; what visitors read, what a
 * press does and what a rating says is judged against what was truly pressed and written.
 */
import type { Command } from '../../../core/hall/commands.ts';
import type { EventBodies } from '../../../core/hall/events.ts';
import { type CounterId, counterId } from '../../../core/hall/ids.ts';
import type { HallState } from '../../../core/hall/state.ts';
import { type StripTexts, stripFace } from '../../../core/views/strip.ts';
import type { Clock } from '../../../drivers/clock.ts';
import { openFf68Keypad } from '../../../drivers/ff68/keypad.ts';
import { openFf68Pad } from '../../../drivers/ff68/pad.ts';
import { readKeypadSettings, readPadSettings } from '../../../drivers/ff68/settings.ts';
import { usualStrip } from '../../../drivers/onbon/profile.ts';
import { openOnbonStrip } from '../../../drivers/onbon/strip.ts';
import { Bus } from '../../../drivers/ports/bus.ts';
import { createPort } from '../../../drivers/ports/port.ts';
import { PretendKeypad } from '../../../fixtures/machines/keypad.ts';
import { goodDevice } from '../../../fixtures/machines/keypad-device.ts';
import { PretendLine } from '../../../fixtures/machines/keypad-line.ts';
import { PretendPad } from '../../../fixtures/machines/pad.ts';
import { goodStrip, StripEngine } from '../../../fixtures/machines/strip-engine.ts';
import type { Row } from '../../../log/log.ts';
import { type DeviceOf, Registry } from '../../../server/devices/registry.ts';
import type { DeviceKind, DeviceSettings } from '../../../server/devices/settings.ts';
import { Cable } from './wires.ts';
import type { World } from './world.ts';

/** A text that a strip is told is of no longer ago: the slow look, turns on the line, tries. */
const pastMsMax = 15_000;
const stations = { strip: 1, keypad: 2, pad: 3 };
export const levels = [5, 4, 3, 2] as const;

export const stripTexts: StripTexts = {
  called: ['{label} -> {sign}'],
  serving: ['serving {label}'],
  idle: ['window {sign}'],
  paused: ['closed for a while: {reason}'],
  closed: ['closed'],
};
/** How strips say it; nothing is lit. */
export const stripWays = { texts: stripTexts, light: [], columns: null, line: null };

const station = (at: number) => new Map([['station', String(at)]]);
const keypadSettings = well(readKeypadSettings(station(stations.keypad)));
const padSettings = well(readPadSettings(station(stations.pad)));

function well<S>(read: { ok: true; settings: S } | { ok: false }): S {
  if (!read.ok) throw new Error('the pretend devices have no settings');
  return read.settings;
}

const settingsOf = (kind: DeviceKind, counter: CounterId): DeviceSettings => ({
  ...{ id: `${kind}@counter-${counter}`, kind, place: { kind: 'counter', id: counter } },
  ...{ address: `pretend:${kind}-${counter}`, agent: null, responsible: null },
  ...{ serviceEveryDays: null, levels, columns: null, line: null },
});

/** One half of the hall: a strip on one cable, a keypad and a pad on another. */
export class Half {
  readonly strip: CounterId;
  readonly keys: CounterId;
  readonly strips: StripEngine;
  readonly line: PretendLine;
  readonly keypad: PretendKeypad;
  readonly pad: PretendPad;
  readonly stripCable: Cable;
  readonly keysCable: Cable;
  presses = 0;
  /** What was done in the name of the keypad. */
  done = 0;
  /** Keys of the pad that were pressed, as levels. */
  readonly rated: number[] = [];
  /** What the strip ought to show, and from when on. */
  readonly wished: { readonly at: number; readonly text: string | null }[] = [];

  constructor(world: World, strip: CounterId, keys: CounterId) {
    const clock = world.time.clockFor(() => true);
    this.strip = strip;
    this.keys = keys;
    this.strips = new StripEngine([stations.strip], clock);
    this.line = new PretendLine({ clock });
    this.keypad = new PretendKeypad(stations.keypad, this.line);
    this.pad = new PretendPad(stations.pad, this.line);
    this.stripCable = new Cable(world.time, this.strips);
    this.keysCable = new Cable(world.time, this.line);
    void this.line.plug();
    let told = 0;
    this.strips.onChange(() => {
      const face = this.strips.face(stations.strip);
      if (face.told > told) this.#judge(world, face.text);
      told = face.told;
    });
  }

  /** What the log says now is what the strip is to show from here on. */
  wish(hall: HallState, at: number): void {
    const text = this.wishedBy(hall);
    if (this.wished.at(-1)?.text !== text) this.wished.push({ at, text });
  }

  wishedBy(hall: HallState): string | null {
    return stripFace(hall, this.strip, stripWays, 0)?.text ?? null;
  }

  get shows(): string | null {
    return this.strips.face(stations.strip).text;
  }

  /** All is well again. */
  mend(): void {
    this.stripCable.plug();
    this.keysCable.plug();
    this.strips.set(goodStrip);
    this.keypad.set(goodDevice);
    this.pad.set(goodDevice);
  }

  /** A text that was right a while ago would send somebody to the wrong window. */
  #judge(world: World, text: string | null): void {
    const { now } = world.time;
    world.trace(`strip ${this.strip} shows ${text}`);
    const lately = this.wished.filter((_, index) => {
      const until = this.wished[index + 1]?.at ?? now;
      return until >= now - pastMsMax;
    });
    if (!lately.some((one) => one.text === text)) {
      world.fail('strip-shows-no-past', `strip ${this.strip} is told ${text}`);
    }
  }
}

export class HallDevices {
  readonly halves: readonly Half[];
  readonly #world: World;
  /** At which counter a step was finished, by ticket and step. */
  readonly #finished = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
    this.halves = [
      new Half(world, counterId('1'), counterId('2')),
      new Half(world, counterId('3'), counterId('4')),
    ];
  }

  /** Those that hang on this hub's machine: all, or one half of two hubs. */
  at(site: string): readonly Half[] {
    const { sites } = this.#world;
    return sites.length === 1
      ? this.halves
      : this.halves.slice(...(site === sites[0]?.name ? [0, 1] : [1, 2]));
  }

  /** The drivers that one process has of them. */
  registryFor(site: string, clock: Clock, isAlive: () => boolean): Registry {
    const drivers = new Map<string, DeviceOf[DeviceKind]>();
    const station = (bus: Bus) => bus.station(async () => {});
    const busOn = (cable: Cable) =>
      new Bus(createPort('pretend', cable.wireFor(isAlive), clock), clock);
    for (const half of this.at(site)) {
      const keys = busOn(half.keysCable);
      const ofStrip = { station: station(busOn(half.stripCable)), profile: usualStrip, byteMs: 0 };
      drivers.set(`strip@counter-${half.strip}`, openOnbonStrip({ ...ofStrip, clock }));
      const ofKeypad = { station: station(keys), settings: keypadSettings, clock };
      drivers.set(`keypad@counter-${half.keys}`, openFf68Keypad(ofKeypad));
      const ofPad = { station: station(keys), settings: padSettings, clock };
      drivers.set(`pad@counter-${half.keys}`, openFf68Pad(ofPad));
    }
    const settings = this.at(site).flatMap((half) => [
      settingsOf('strip', half.strip),
      settingsOf('keypad', half.keys),
      settingsOf('pad', half.keys),
    ]);
    for (const [its, driver] of this.#world.cards?.driversFor(site, clock, isAlive) ?? []) {
      drivers.set(its.id, driver);
      settings.push(its);
    }
    return new Registry(settings, {
      clock,
      remote: () => null,
      open: ({ id }) => {
        const driver = drivers.get(id);
        if (!driver) throw new Error(`no pretend device ${id}`);
        return driver;
      },
    });
  }

  /** Told of every commit. */
  committed(rows: readonly Row[], hall: HallState): void {
    for (const { type, body } of rows) {
      if (type !== 'step-finished') continue;
      const { ticket, step, counter } = body as EventBodies['step-finished'];
      this.#finished.set(`${ticket} ${step}`, counter);
    }
    for (const half of this.halves) half.wish(hall, this.#world.time.now);
  }

  /** Told of what a hub did because a keypad asked for it. */
  done(command: Command): void {
    const counter = 'counter' in command ? command.counter : null;
    const half = this.halves.find(({ keys }) => keys === counter);
    if (!half) return;
    half.done += 1;
    if (half.done > half.presses + this.#world.crashes) {
      this.#world.fail('one-press-one-deed', `keypad ${counter}: ${command.type} nobody pressed`);
    }
  }

  /** Something goes wrong with one of them. */
  trouble(): void {
    const { chance, time } = this.#world;
    const half = chance.pick(this.halves);
    const fault = chance.pick(['cut', 'power', 'silent', 'nonsense', 'deaf', 'spoilt', 'noise']);
    this.#world.trace(`devices at ${half.strip} and ${half.keys}: ${fault}`);
    switch (fault) {
      case 'cut': {
        const cable = chance.pick([half.stripCable, half.keysCable]);
        cable.pull();
        time.after(chance.whole(50, 9_000), () => cable.plug());
        return;
      }
      case 'power':
        half.strips.powerCycle(stations.strip);
        return half.keypad.cutPower();
      case 'silent':
        half.strips.set({ silent: true });
        return half.keypad.set({ silent: chance.hit(0.5) });
      case 'nonsense':
        return half.strips.set({ answers: chance.pick(['noise', 'half', 'wrong-sum', 'late']) });
      case 'deaf':
        half.strips.set(goodStrip);
        return half.keypad.set({ deaf: true });
      case 'spoilt':
        half.pad.set({ wrongChecksums: 1 });
        return half.keypad.set({ ...goodDevice, halfFrames: 1, wrongChecksums: 2 });
      case 'noise':
        return half.line.say(Uint8Array.of(0xff, 0x68, 0x03, 0x91, 0xff, 0x00, 0x16, 0x68));
    }
  }

  mend(): void {
    for (const half of this.halves) half.mend();
  }

  /** A clerk presses a key of the keypad. */
  press(): void {
    const { chance } = this.#world;
    const half = chance.pick(this.halves);
    const key = chance.pick(['next', 'next', 'next', 'recall', 'ok', 'pause', 'rate'] as const);
    half.presses += 1;
    this.#world.trace(`keypad ${half.keys} is pressed: ${key}`);
    half.keypad.press(key);
  }

  /** A visitor answers a pad that asks; some press keys that nobody asked for. */
  rate(): void {
    const { chance } = this.#world;
    const half = chance.pick(this.halves);
    if (!half.pad.asking && chance.hit(0.9)) return;
    const key = chance.whole(0, 3);
    half.rated.push(levels[key] ?? 0);
    half.pad.rate(key);
  }

  /** What is not as it should be in the calm, in words. */
  unsettled(hall: HallState): string[] {
    return this.halves.flatMap((half) => {
      const wished = half.wishedBy(hall);
      const strip =
        half.shows === wished ? [] : [`strip ${half.strip} shows ${half.shows}, not ${wished}`];
      const inHand = hall.counters.get(half.keys)?.inHand ?? null;
      const label = inHand === null ? undefined : hall.tickets.get(inHand)?.label;
      const digits = label?.slice(-3) ?? '   ';
      const shown = half.keypad.display.slice(3);
      const keypad = shown === digits ? [] : [`keypad ${half.keys} shows ${shown}, not ${digits}`];
      return [...strip, ...keypad];
    });
  }

  /** What is kept as ratings: of steps that were finished there, and no level that nobody pressed. */
  async judgeRatings(): Promise<void> {
    const world = this.#world;
    const finished = this.#finished;
    const all = world.file.db.selectFrom('ratings').selectAll();
    const rows = await all.where('source', '=', 'pad').execute();
    for (const half of this.halves) {
      const mine = rows.filter((row) => finished.get(`${row.ticket} ${row.step}`) === half.keys);
      for (const level of levels) {
        const kept = mine.filter((row) => row.level === level).length;
        const pressed = half.rated.filter((one) => one === level).length;
        if (kept > pressed) {
          world.fail('rated-as-pressed', `${kept} of level ${level}, ${pressed} pressed`);
        }
      }
    }
    const padded = new Set<string>(this.halves.map(({ keys }) => keys));
    const strange = rows.filter(
      (row) => !padded.has(finished.get(`${row.ticket} ${row.step}`) ?? ''),
    );
    if (strange.length > 0)
      world.fail('rated-as-pressed', `${strange.length} of steps without a pad`);
  }
}
