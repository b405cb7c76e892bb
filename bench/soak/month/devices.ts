/**
 * The devices of the soak: a slip printer at every kiosk and a strip at some counters, pretend machines
 * that speak bytes to the real drivers over cables that are pulled; paper runs out, devices fall silent
 * and lose their power. What came out of each printer is counted.
 */
import { type CounterId, type KioskId, kioskId } from '../../../core/hall/ids.ts';
import { stripFace } from '../../../core/views/strip.ts';
import { steadyClock } from '../../../drivers/clock.ts';
import type { Printer } from '../../../drivers/driver.ts';
import { openEscposPrinter } from '../../../drivers/escpos/printer.ts';
import { paper80 } from '../../../drivers/escpos/profile.ts';
import { usualStrip } from '../../../drivers/onbon/profile.ts';
import { openOnbonStrip } from '../../../drivers/onbon/strip.ts';
import { Bus } from '../../../drivers/ports/bus.ts';
import { createPort } from '../../../drivers/ports/port.ts';
import { goodCondition } from '../../../fixtures/machines/printer-condition.ts';
import { goodStrip, StripEngine } from '../../../fixtures/machines/strip-engine.ts';
import { type DeviceOf, Registry } from '../../../server/devices/registry.ts';
import type { DeviceKind, DeviceSettings } from '../../../server/devices/settings.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import { levels, stripWays } from '../../../tests/hall/world/devices.ts';
import { Cable } from '../../../tests/hall/world/wires.ts';
import { shareOf } from './hall.ts';
import type { Place } from './place.ts';
import { type Slip, SlipPrinter } from './printer.ts';

const stripsMax = 4;
const minuteMs = 60_000;
const stripStation = 1;

interface AtKiosk {
  readonly kiosk: KioskId;
  readonly machine: SlipPrinter;
  readonly cable: Cable;
}

interface AtCounter {
  readonly counter: CounterId;
  readonly machine: StripEngine;
  readonly cable: Cable;
}

export class Devices {
  readonly printers: readonly AtKiosk[];
  readonly strips: readonly AtCounter[];
  /** What came out since the day began, by the link on it: slips, and reprints. */
  readonly papers = new Map<string, { slips: number; reprints: number }>();
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
    const { configuration } = place.hall;
    const clock = place.time.clockFor(() => true);
    this.printers = configuration.kiosks.map(({ id }) => {
      const machine = new SlipPrinter((slip) => this.#cut(slip));
      return { kiosk: kioskId(id), machine, cable: new Cable(place.time, machine) };
    });
    this.strips = configuration.counters.slice(0, stripsMax).map(({ id }) => {
      const machine = new StripEngine([stripStation], clock);
      return { counter: id, machine, cable: new Cable(place.time, machine) };
    });
  }

  /** The drivers that one process has of the printers. */
  printersFor(clock: Clock, isAlive: () => boolean): ReadonlyMap<KioskId, Printer> {
    const steady = steadyClock(clock);
    return new Map(
      this.printers.map(({ kiosk, cable }) => {
        const port = createPort('pretend', cable.wireFor(isAlive), steady);
        return [kiosk, openEscposPrinter({ port, profile: paper80, clock: steady })];
      }),
    );
  }

  /** The drivers that one process has of the others. */
  registryFor(clock: Clock, isAlive: () => boolean): Registry {
    const steady = steadyClock(clock);
    const drivers = new Map<string, DeviceOf[DeviceKind]>();
    const settings = this.strips.map(({ counter, cable }): DeviceSettings => {
      const bus = new Bus(createPort('pretend', cable.wireFor(isAlive), steady), steady);
      const station = bus.station(async () => {});
      const id = `strip@counter-${counter}`;
      drivers.set(id, openOnbonStrip({ station, profile: usualStrip, byteMs: 0, clock: steady }));
      return {
        ...{ id, kind: 'strip', place: { kind: 'counter', id: counter }, agent: null },
        ...{ address: `pretend:${id}`, responsible: null, serviceEveryDays: null },
        ...{ levels, columns: null, line: null },
      };
    });
    return new Registry(settings, {
      clock: steady,
      remote: () => null,
      open: ({ id }) => {
        const driver = drivers.get(id);
        if (!driver) throw new Error(`no pretend device ${id}`);
        return driver;
      },
    });
  }

  /** Something goes wrong with one of them, and is put right by somebody after a while. */
  trouble(): void {
    const { chance } = this.#place;
    const printer = chance.pick(this.printers);
    const strip = chance.pick(this.strips);
    const fault = chance.weighted({
      ...{ 'paper-out': 4, 'cover-open': 1, 'printer-unplugged': 2, 'printer-silent': 2 },
      ...{ 'printer-power': 1, 'strip-unplugged': 1, 'strip-silent': 1 },
    });
    this.#place.drew(fault);
    const later = (act: () => void) =>
      void this.#place.time.after(
        shareOf(this.#place.size) * chance.whole(minuteMs / 2, 15 * minuteMs),
        act,
      );
    switch (fault) {
      case 'paper-out':
        printer.machine.set({ paper: 'out' });
        return later(() => printer.machine.set({ paper: 'ok' }));
      case 'cover-open':
        printer.machine.set({ coverOpen: true });
        return later(() => printer.machine.set({ coverOpen: false }));
      case 'printer-unplugged':
        printer.cable.pull();
        return later(() => printer.cable.plug());
      case 'printer-silent':
        printer.machine.set({ silent: true });
        return later(() => printer.machine.set({ silent: false }));
      case 'printer-power':
        printer.machine.powerCycle();
        printer.cable.pull();
        return later(() => printer.cable.plug());
      case 'strip-unplugged':
        strip.cable.pull();
        return later(() => strip.cable.plug());
      case 'strip-silent':
        strip.machine.set({ silent: true });
        return later(() => strip.machine.set({ silent: false }));
    }
  }

  /** All is well again. */
  mend(): void {
    for (const { machine, cable } of this.printers) {
      cable.plug();
      machine.set(goodCondition);
      if (machine.fault !== null) this.#place.fail('bytes-known', machine.fault);
    }
    for (const { machine, cable } of this.strips) {
      cable.plug();
      machine.set(goodStrip);
    }
  }

  /** Strips that do not show what the log says, in words. */
  unsettled(): string[] {
    const { hall } = this.#place.ledger;
    return this.strips.flatMap(({ counter, machine }) => {
      const wished = stripFace(hall, counter, stripWays, 0)?.text ?? null;
      const { text } = machine.face(stripStation);
      return text === wished ? [] : [`strip ${counter} shows ${text}, not ${wished}`];
    });
  }

  #cut({ link, reprint }: Slip): void {
    const secret = link.slice(link.lastIndexOf('/') + 1);
    const paper = this.papers.get(secret) ?? { slips: 0, reprints: 0 };
    if (reprint) paper.reprints += 1;
    else paper.slips += 1;
    if (paper.slips > 1) this.#place.fail('printed-once', `${link} came out again by itself`);
    this.papers.set(secret, paper);
  }
}
