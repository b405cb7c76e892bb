/**
 * What a kiosk's stand-in is told of the hall, so that it can give numbers by the same rules while the
 * hub is away: the configuration, the day, the hub's time, and what of its family is given already.
 */
import { isAwayLabel } from '../hall/adopting.ts';
import type { Local } from '../hall/commands.ts';
import type { Configuration } from '../hall/configuration.ts';
import type { KioskId, Label } from '../hall/ids.ts';
import type { Hall } from '../hall/state.ts';

export interface StandIn {
  readonly now: number;
  readonly local: Local;
  readonly day: { readonly date: string; readonly endsAt: number; readonly open: boolean };
  readonly given: {
    readonly numbers: readonly { readonly prefix: string; readonly last: number }[];
    readonly labels: readonly Label[];
    readonly counts: readonly { readonly of: string; readonly count: number }[];
  };
  readonly version: string;
  /** Null where the stand-in has this version. */
  readonly configuration: Configuration | null;
}

/** Null before the first day, and for a kiosk that the hall does not have. */
export function standInView(
  hall: Hall,
  id: KioskId,
  { now, local, known }: { now: number; local: Local; known: string | null },
): StandIn | null {
  const { day, configuration } = hall;
  const kiosk = configuration?.kiosks.find((one) => one.id === id);
  if (day === null || configuration === null || !kiosk) return null;
  return {
    now,
    local: { ...local },
    day: { date: day.date, endsAt: day.endsAt, open: day.open },
    given: {
      numbers: [...hall.numbers].flatMap(([prefix, last]) =>
        prefix.length > 1 && prefix.endsWith(kiosk.letter) ? [{ prefix, last }] : [],
      ),
      labels: [...hall.crossedLabels].filter((label) => isAwayLabel(label, kiosk)),
      counts: [...hall.counts].map(([of, count]) => ({ of, count })),
    },
    version: configuration.version,
    configuration: configuration.version === known ? null : (configuration as Configuration),
  };
}
