/**
 * The hall as a kiosk's stand-in makes it up for each tap: from what the hub told last and from what
 * stands in the journal, by the very rules of the hub. It knows no lines and calls nobody.
 */
import { awayConfiguration } from '../../../core/hall/adopting.ts';
import type { Local } from '../../../core/hall/commands.ts';
import { counted } from '../../../core/hall/counting.ts';
import { addDays } from '../../../core/hall/dates.ts';
import { evolve } from '../../../core/hall/evolve.ts';
import type { ClassId, KioskId } from '../../../core/hall/ids.ts';
import { emptyHall, type Hall } from '../../../core/hall/state.ts';
import type { Given, Journal } from './journal.ts';
import type { Known } from './known.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/**
 * The local calendar so long after the hub told it. Where clocks are put forward or back meanwhile it is
 * wrong by that hour until the hub is back.
 */
export function localAt({ now, local }: Known['told'], at: number): Local {
  // Zones differ from each other by whole minutes.
  const since = local.minute * minuteMs + (now % minuteMs) + Math.max(0, at - now);
  const days = Math.floor(since / dayMs);
  return {
    date: addDays(local.date, days),
    weekday: ((local.weekday - 1 + days) % 7) + 1,
    minute: Math.floor((since % dayMs) / minuteMs),
  };
}

/** Null when the hall has no such kiosk, or its day was closed by hand and has not turned since. */
export function standInHall(
  { told }: Pick<Known, 'told'>,
  journal: Pick<Journal, 'numbers' | 'open'>,
  kiosk: KioskId,
  at: number,
): { readonly hall: Hall; readonly local: Local } | null {
  const place = told.configuration.kiosks.find(({ id }) => id === kiosk);
  const local = localAt(told, at);
  const same = local.date <= told.day.date;
  if (!place || (same && !told.day.open)) return null;
  const configuration = awayConfiguration(told.configuration, place);
  const state = emptyHall(configuration.hall);
  const date = same ? told.day.date : local.date;
  evolve(state, {
    type: 'day-opened',
    ...{ seq: 1, at },
    body: {
      by: 'hub:stand-in',
      day: date,
      endsAt: at - (at % minuteMs) + (1440 - local.minute) * minuteMs,
      configuration,
      crossing: { tickets: [], counters: [], overtaken: [] },
      given: {
        numbers: journal.numbers(configuration.services.map(({ prefix }) => prefix)),
        labels: told.given.labels,
        counts: countsOn(date, same ? told.given.counts : [], journal.open()),
      },
    },
  });
  return { hall: state as Hall, local };
}

/** What the hub had counted, and what was given here since. */
function countsOn(
  date: string,
  told: readonly { readonly of: string; readonly count: number }[],
  open: readonly Given[],
) {
  const counts = new Map(told.map(({ of, count }) => [of, count]));
  for (const { ticket, day, band } of open) {
    if (day !== date) continue;
    for (const of of counted(ticket.service, ticket.class ?? ('' as ClassId), band)) {
      counts.set(of, (counts.get(of) ?? 0) + 1);
    }
  }
  return [...counts].map(([of, count]) => ({ of, count }));
}
