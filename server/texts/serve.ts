/**
 * Texts of a hall while its hub runs: providers, follower, sender and what managers ask, put together.
 */

import { addDays } from '../../core/hall/dates.ts';
import type { Log } from '../../log/log.ts';
import type { Seen } from '../devices/alarm-rules.ts';
import type { Calendar } from '../hall/calendar.ts';
import { momentOf } from '../hall/calendar.ts';
import { type Clock, type Dice, freshId } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';
import type { Facts } from '../house/facts.ts';
import type { Leases } from '../house/leases.ts';
import type { Outbox } from '../house/outbox.ts';
import type { Ratings } from '../house/ratings.ts';
import type { Revs } from '../house/rev.ts';
import type { TextPhones } from '../people/text-phones.ts';
import { type AlarmsRead, followAlarms } from './alarm-following.ts';
import { askForReports } from './asking.ts';
import { TextDesk } from './desk.ts';
import { type CasesRead, followForDuty } from './duty-following.ts';
import type { DutyPhones } from './duty-settings.ts';
import { dutyWordingOf } from './duty-wording.ts';
import { followForTexts } from './following.ts';
import type { Provider } from './providers.ts';
import { TextSender } from './sender.ts';
import type { TextSettings } from './settings.ts';
import { wordingOf } from './wording.ts';

export interface TextsParts {
  readonly keeper: Pick<Keeper, 'hall' | 'follow' | 'look' | 'catchUp'>;
  readonly log: Pick<Log, 'read' | 'lastOf'>;
  readonly tables: {
    readonly outbox: Outbox;
    readonly textPhones: TextPhones;
    readonly leases: Leases;
    readonly ratings: Pick<Ratings, 'of'>;
    readonly cases: CasesRead;
    readonly revs: Pick<Revs, 'watch'>;
  };
  readonly settings: TextSettings;
  /** Left out: managers are told of no alarms. */
  readonly alarms?: AlarmsRead;
  /** Of the managers of `settings`. */
  readonly dutyPhones: DutyPhones;
  /** Opened already; closed with the texts. */
  readonly providers: readonly Provider[];
  readonly facts: { readonly now: Pick<Facts['now'], 'forecast'> };
  readonly publicUrl: string | null;
  readonly links: Links;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
}

export interface ServedTexts {
  readonly desk: TextDesk;
  /** How the providers are, for alarms. */
  seen(): Seen[];
  /** Resolves when nothing is under way any more. */
  end(): Promise<void>;
}

/** Begins at once. */
export function serveTexts(parts: TextsParts): ServedTexts {
  const { keeper, tables, settings, providers, facts, publicUrl, calendar, clock, dice } = parts;
  const { outbox, textPhones: phones, leases, ratings, cases, revs } = tables;
  const { dutyPhones, alarms = noAlarms } = parts;
  const { hall } = keeper;
  const midnight = (days: number) => {
    const now = clock.now();
    return momentOf(calendar, addDays(calendar(now).date, days), 0);
  };
  const dayBegan = () => keeper.look(({ day }) => day?.openedAt ?? midnight(0));
  // A day that was closed by hand may end before its date does.
  const dayEnds = () => keeper.look(({ day }) => Math.max(day?.endsAt ?? 0, midnight(1)));
  const newId = () => freshId(dice);
  const holder = newId();
  const sender = new TextSender({
    ...parts,
    ...{ hall, holder, outbox, phones, leases, dayBegan },
    midnight: () => midnight(0),
    word: (text, to) =>
      text.duty === null
        ? wordingOf({ ...parts, ratings }, text, to)
        : dutyWordingOf({ ...parts, cases, alarms }, text, to),
  });
  const unask = askForReports({ ...parts, hall, holder, outbox, phones, leases });
  const filled = () => sender.kick();
  const unfollow = followForTexts({
    ...{ ...parts, outbox, phones, filled, hasLinks: publicUrl !== null },
    forecasts: () => facts.now.forecast.tickets,
  });
  const { managers } = settings;
  const forDuty = { ...parts, hall, outbox, revs, managers, filled };
  const unfollowDuty =
    managers.length === 0
      ? []
      : [followForDuty({ ...forDuty, cases }), followAlarms({ ...forDuty, alarms })];
  const desk = new TextDesk({
    ...{ hall, outbox, phones, providers, settings, dayBegan, dayEnds, newId, clock, filled },
    dutyPhones,
  });
  return {
    desk,
    seen: () =>
      providers.map(({ settings: { id }, texter }) => {
        const subject = texterSubject(id);
        const { state } = texter.health();
        return { subject, devices: [subject], fault: state === 'ready' ? null : state };
      }),
    end: async () => {
      // A question that is under way ends with its provider.
      const unasked = unask();
      await Promise.all([unfollow(), ...unfollowDuty.map((end) => end())]);
      const ended = sender.end();
      await Promise.all(providers.map(({ texter }) => texter.close()));
      await Promise.all([ended, unasked]);
    },
  };
}

const noAlarms: AlarmsRead = { open: async () => [], printers: [] };

export const texterSubject = (id: string): string => `texts@${id}`;
