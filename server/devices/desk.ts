/**
 * All that managers and technicians ask about the hall's devices: how each is, what is due, what was
 * repaired, which alarms stand and who has seen them. The HTTP API and the manager's page ask here.
 */
import { addDays } from '../../core/hall/dates.ts';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Alarm, Alarms } from '../house/alarms.ts';
import type { DeviceState, DeviceStates } from '../house/device-states.ts';
import type { NewRepair, Repair, Repairs } from '../house/repairs.ts';
import { type Fault, isNotice } from './alarm-rules.ts';
import type { AnyDevice, Held, Registry } from './registry.ts';
import type { DeviceKind, DevicePlace } from './settings.ts';
import { type TrialParts, type Tried, tryDevice } from './trials.ts';

const dayMs = 86_400_000;

/** A device as managers see it. Times are epoch milliseconds. */
export interface DeviceTold {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly place: DevicePlace;
  readonly address: string;
  /** The PC that hosts it; null: the hub's own machine. */
  readonly agent: string | null;
  readonly state: string;
  readonly detail: string;
  /** The last byte heard, and when it came into this state; null: not known. */
  readonly heardAt: number | null;
  readonly since: number | null;
  readonly responsible: string | null;
  /** The maintenance plan; null: none. What was never serviced, as far as is known, is due. */
  readonly service: {
    readonly everyDays: number;
    readonly lastAt: number | null;
    readonly dueAt: number | null;
    readonly due: boolean;
  } | null;
  /** The alarm that stands about it, if one does. */
  readonly alarm: string | null;
  readonly counters: readonly DeviceCount[];
}

export interface DeviceCount {
  readonly counter: string;
  /** Since `since`, and ever. */
  readonly value: number;
  readonly total: number;
  readonly since: number;
}

/** An alarm as managers see it. */
export interface AlarmTold extends Alarm {
  /** `notice`: what still works, and will not for long. */
  readonly severity: 'fault' | 'notice';
  /** The posts that look after it. */
  readonly responsible: readonly string[];
}

export interface DeviceDeskParts extends TrialParts {
  readonly hall: string;
  readonly registry: Registry;
  readonly states: Pick<DeviceStates, 'list'>;
  readonly alarms: Pick<Alarms, 'open' | 'between' | 'acknowledge'>;
  readonly repairs: Pick<Repairs, 'add' | 'list' | 'lastServices'>;
  readonly counters: {
    list(hall: string): Promise<readonly (DeviceCount & { readonly device: string })[]>;
  };
  readonly calendar: Calendar;
  readonly clock: Clock;
}

export class DeviceDesk {
  readonly #parts: DeviceDeskParts;
  readonly #trying = new Set<string>();

  constructor(parts: DeviceDeskParts) {
    this.#parts = parts;
  }

  /** All devices, in the order of the hall's file. Fails: `HouseFailure`. */
  async list(): Promise<DeviceTold[]> {
    const { hall, registry, states, alarms, repairs, counters } = this.#parts;
    const [said, open, services, counts] = await Promise.all([
      states.list(hall),
      alarms.open(hall),
      repairs.lastServices(hall),
      counters.list(hall),
    ]);
    const byDevice = new Map(said.map((one) => [one.device, one]));
    return registry.all.map((held) => {
      const { id } = held.settings;
      const alarm = open.find(({ devices }) => devices.includes(id));
      const mine = counts.filter(({ device }) => device === id);
      return told(held, {
        said: byDevice.get(id),
        lastAt: services.get(id) ?? null,
        alarm: alarm?.id ?? null,
        counters: mine.map(({ device: _, ...count }) => count),
        now: this.#parts.clock.now(),
      });
    });
  }

  /** One device; null: the hall has none of this id. Fails: `HouseFailure`. */
  async find(id: string): Promise<DeviceTold | null> {
    return (await this.list()).find((one) => one.id === id) ?? null;
  }

  has(id: string): boolean {
    return this.#parts.registry.find(id) !== undefined;
  }

  /** Alarms that stand, oldest first. Fails: `HouseFailure`. */
  async openAlarms(): Promise<AlarmTold[]> {
    const { hall, alarms } = this.#parts;
    return (await alarms.open(hall)).map((one) => this.#alarmTold(one));
  }

  /** The record of a local date: every alarm that stood on it. Fails: `HouseFailure`. */
  async alarmsOf(day: string): Promise<AlarmTold[]> {
    const { hall, alarms, calendar } = this.#parts;
    const from = momentOf(calendar, day, 0);
    const to = momentOf(calendar, addDays(day, 1), 0);
    return (await alarms.between(hall, from, to)).map((one) => this.#alarmTold(one));
  }

  /** Null: there is no such alarm. Fails: `HouseFailure`. */
  async acknowledge(id: string, by: string): Promise<AlarmTold | null> {
    const { hall, alarms } = this.#parts;
    const alarm = await alarms.acknowledge(hall, id, by);
    return alarm && this.#alarmTold(alarm);
  }

  /** The latest first. Fails: `HouseFailure`. */
  repairs(device: string): Promise<Repair[]> {
    return this.#parts.repairs.list(this.#parts.hall, device);
  }

  /** Fails: `HouseFailure`. */
  addRepair(repair: NewRepair): Promise<Repair> {
    return this.#parts.repairs.add(this.#parts.hall, repair);
  }

  /** Tries a device. `busy`: it is being tried already. Null: there is none of this id. */
  async try(id: string, text: string | null): Promise<Tried | 'busy' | null> {
    const held = this.#parts.registry.find(id);
    if (!held) return null;
    if (this.#trying.has(id)) return 'busy';
    this.#trying.add(id);
    try {
      return await tryDevice(held, text, this.#parts);
    } finally {
      this.#trying.delete(id);
    }
  }

  #alarmTold(alarm: Alarm): AlarmTold {
    const posts = alarm.devices.flatMap(
      (id) => this.#parts.registry.find(id)?.settings.responsible ?? [],
    );
    const severity = isNotice(alarm.fault as Fault) ? 'notice' : 'fault';
    return { ...alarm, severity, responsible: [...new Set(posts)] };
  }
}

interface Known {
  readonly said: DeviceState | undefined;
  readonly lastAt: number | null;
  readonly alarm: string | null;
  readonly counters: readonly DeviceCount[];
  readonly now: number;
}

function told({ kind, settings, device }: Held, known: Known): DeviceTold {
  const { id, place, address, agent, responsible, serviceEveryDays: everyDays } = settings;
  const { state, detail, heardAt } = (device as AnyDevice).health();
  const { said, lastAt, alarm, counters, now } = known;
  const dueAt = lastAt === null || everyDays === null ? null : lastAt + everyDays * dayMs;
  const due = dueAt === null || dueAt <= now;
  const service = everyDays === null ? null : { everyDays, lastAt, dueAt, due };
  const since = said?.state === state ? said.since : null;
  return {
    ...{ id, kind, place, address, agent, state, detail, heardAt, since },
    ...{ responsible, service, alarm, counters },
  };
}
