/**
 * What the hub does with the devices of its hall, put together: strips, keypads and pads follow the
 * hall, and all are watched over. Printing and cards take their devices from the registry themselves.
 */
import type { StripWays } from '../../core/views/strip.ts';
import { followKeypads } from '../followers/keypads.ts';
import { followPads } from '../followers/pads.ts';
import { Strips, type StripsParts } from '../followers/strips.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Tables } from '../tables.ts';
import { DeviceDesk } from './desk.ts';
import { type HealthParts, HealthWatch } from './health.ts';
import type { Registry } from './registry.ts';
import { deviceKinds } from './settings.ts';

export interface ServeParts {
  readonly keeper: Pick<Keeper, 'hall' | 'follow' | 'look' | 'submit'>;
  readonly registry: Registry;
  readonly tables: Pick<Tables, 'alarms' | 'deviceStates' | 'ratings'>;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly ways: Pick<StripWays, 'texts' | 'light'>;
  readonly facts: StripsParts['facts'];
  /** Which PCs that host devices are connected, here or to another hub. */
  readonly agents: {
    list(): readonly { readonly agent: string; readonly here: boolean }[];
    elsewhere(agent: string): boolean;
  };
  /** What is watched over beside devices. */
  readonly also?: HealthParts['also'];
  readonly stands?: HealthParts['stands'];
  readonly complain: (what: string, error: unknown) => void;
}

export interface ServedDevices {
  readonly strips: Strips;
  /** Ends all following; the devices themselves are the registry's to close. */
  close(): Promise<void>;
}

export function serveDevices(parts: ServeParts): ServedDevices {
  const { keeper, registry, tables, agents, clock, complain } = parts;
  const health = new HealthWatch({
    ...{ hall: keeper.hall, registry, clock, complain },
    ...{ alarms: tables.alarms, states: tables.deviceStates },
    agentAway: (agent) => !agents.list().some((one) => one.agent === agent && one.here),
    elsewhere: (agent) => agents.elsewhere(agent),
    ...(parts.also && { also: parts.also }),
    ...(parts.stands && { stands: parts.stands }),
  });
  const strips = new Strips({ ...parts, strips: registry.of('strip') });
  const unfollowKeypads = followKeypads({ ...parts, keypads: registry.of('keypad') });
  const unfollowPads = followPads({
    ...parts,
    pads: registry.of('pad'),
    ratings: tables.ratings,
  });
  return {
    strips,
    close: async () => {
      strips.close();
      unfollowKeypads();
      await Promise.all([health.close(), unfollowPads()]);
    },
  };
}

/** Forgets what is kept of devices that the hall's file no longer names. Fails: `HouseFailure`. */
export async function forgetGone(
  hall: string,
  registry: Registry,
  states: Tables['deviceStates'],
): Promise<void> {
  for (const { device, kind } of await states.list(hall)) {
    const known = deviceKinds.some((one) => one === kind);
    if (known && !registry.find(device)) await states.forget(hall, device);
  }
}

export interface DeskParts extends Pick<ServeParts, 'registry' | 'calendar' | 'clock'> {
  readonly hall: string;
  readonly timeZone: string;
  readonly strips: Strips;
  readonly tables: Pick<Tables, 'alarms' | 'deviceStates' | 'deviceCounters' | 'repairs'>;
}

/** What managers and technicians ask about these devices. */
export function deviceDesk({ tables, timeZone, ...parts }: DeskParts): DeviceDesk {
  const format = new Intl.DateTimeFormat('zh-CN', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'short' },
  });
  const { alarms, repairs, deviceStates: states, deviceCounters: counters } = tables;
  const tellTime = () => format.format(parts.clock.now());
  return new DeviceDesk({ ...parts, alarms, repairs, states, counters, tellTime });
}
