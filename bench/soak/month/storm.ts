/**
 * The faults of a day in the soak, drawn by chance: hubs that die, a log and tables that are away, lines
 * that are cut, devices in trouble, a clock that is set and put right again, a kiosk cut off.
 */
import type { AwayKiosk } from './away.ts';
import type { Devices } from './devices.ts';
import { rests, shareOf } from './hall.ts';
import { type Around, Hub } from './hub.ts';
import type { People } from './people.ts';
import type { Place } from './place.ts';

const minuteMs = 60_000;
/** Between two faults of a kind, on an average day. */
const meanMs = {
  crash: 90 * minuteMs,
  'log-away': 80 * minuteMs,
  'tables-away': 80 * minuteMs,
  'line-cut': 12 * minuteMs,
  'all-lines-cut': 200 * minuteMs,
  device: 20 * minuteMs,
  'clock-set': 200 * minuteMs,
  'kiosk-away': 120 * minuteMs,
} as const;
type Fault = keyof typeof meanMs;

export interface Stormed extends Around {
  readonly people: People;
  readonly away: AwayKiosk;
  readonly devices: Devices;
}

/** Starts the hub; when it dies, whatever of, it comes up again by itself. */
export function startHub(place: Place, around: Around): void {
  const hub = new Hub(place, around);
  place.hub = hub;
}

/** Blows while `place.storm`. */
export function blow(place: Place, around: Stormed): void {
  for (const fault of Object.keys(meanMs) as Fault[]) {
    const next = () => {
      const ms = place.chance.whole(meanMs[fault] / 3, meanMs[fault] * 1.66);
      place.time.after(shareOf(place.size) * ms, () => {
        if (place.storm) strike(place, around, fault);
        next();
      });
    };
    next();
  }
  // As systemd watches over it.
  const watch = () => {
    if (place.hub?.alive === false) startHub(place, around);
    place.time.after(rests(place.size, place.time) ? minuteMs : 2_000, watch);
  };
  watch();
}

function strike(place: Place, { people, away, devices }: Stormed, fault: Fault): void {
  const { chance, time } = place;
  if (fault !== 'device') place.drew(fault);
  switch (fault) {
    case 'crash':
      return place.hub?.die();
    case 'log-away':
      place.logAway = time.now + chance.whole(100, 15_000);
      return;
    case 'tables-away':
      place.tablesAway = time.now + chance.whole(100, 15_000);
      return;
    case 'line-cut':
      return chance.pick(people.pages).cut(chance.hit(0.5) ? 0 : chance.whole(0, 15_000));
    case 'all-lines-cut':
      for (const page of people.pages) page.cut(chance.hit(0.5) ? 0 : chance.whole(0, 15_000));
      return;
    case 'device':
      return devices.trouble();
    case 'clock-set': {
      const byMs = chance.pick([-400_000, -90_000, -2_000, 3_000, 90_000, 400_000]);
      place.setWall(byMs);
      // The administrator sees it and puts it right.
      const ms = shareOf(place.size) * chance.whole(5 * minuteMs, 20 * minuteMs);
      time.after(ms, () => place.setWallRight());
      return;
    }
    case 'kiosk-away': {
      if (away.cut) return;
      away.cut = true;
      for (const page of people.kiosks) {
        if (page.identity.name === `kiosk ${away.kiosk}`) page.cut(0);
      }
      time.after(shareOf(place.size) * chance.whole(minuteMs, 12 * minuteMs), () => {
        away.cut = false;
      });
    }
  }
}
