/**
 * What a kiosk shows: which services give numbers, who waits for them, and what its paper does.
 */
import { barredAt } from '../hall/admitting.ts';
import { servicesOf, waitingFor } from '../hall/capable.ts';
import type { Band, Service } from '../hall/configuration.ts';
import { addDays } from '../hall/dates.ts';
import type { Range } from '../hall/events.ts';
import { bandsOn, patternOf, type When } from '../hall/hours.ts';
import type { KioskId, ServiceId, TicketId } from '../hall/ids.ts';
import type { Deep, Hall } from '../hall/state.ts';
import type {
  Emergency,
  GuidesInForce,
  HelpCall,
  HouseFacts,
  OnDuty,
  PostedTexts,
  PrinterState,
  PrintState,
} from './facts.ts';
import { copyDuty, copyEmergency, copyTexts } from './posted.ts';

/** Why no numbers are given now. */
export type WhyNot =
  | 'service-closed'
  | 'outside-hours'
  | 'booked-only'
  | 'day-exhausted'
  | 'band-exhausted'
  | 'hall-full';

export interface KioskService {
  readonly service: ServiceId;
  /** Whether anybody may take a number now; if not, why, and when next where that is known. */
  readonly open: boolean;
  readonly whyNot: WhyNot | null;
  readonly opens: When | null;
  readonly waiting: number;
  /** Counters that are open for it now. */
  readonly counters: number;
  /** How long a newcomer would wait, in minutes; null while nothing is known. */
  readonly range: Range | null;
}

export interface KioskPrint {
  readonly ticket: TicketId;
  readonly because: 'issued' | 'reprint';
  readonly state: PrintState;
  readonly reason: string | null;
}

/** The hall's hours on a date; `name`: what a special date is called. */
export interface KioskDay {
  readonly date: string;
  readonly name: PostedTexts | null;
  readonly bands: readonly Pick<Band, 'from' | 'to' | 'admits' | 'duty'>[];
}

export interface KioskView {
  readonly kiosk: KioskId;
  readonly open: boolean;
  readonly services: readonly KioskService[];
  /** `none`: this kiosk has no printer. */
  readonly printer: PrinterState | 'none';
  /** Its latest jobs, newest first, at most 3. */
  readonly prints: readonly KioskPrint[];
  /** How its call for help stands; `none`: it has called nobody. */
  readonly help: HelpCall['state'] | 'none';
  /** Today and the six days after it; empty where numbers are given at any time. */
  readonly week: readonly KioskDay[];
  /** The hub is away since then (epoch ms), and the kiosk's stand-in answers; null: the hub does. */
  readonly away: { readonly since: number } | null;
  /** Takes over the whole page while it stands; no number is taken. */
  readonly emergency: Emergency | null;
  /** Who leads the hall today. */
  readonly duty: OnDuty | null;
  /** The notices for this kiosk, the latest first, at most 3. */
  readonly notices: readonly PostedTexts[];
  readonly guides: GuidesInForce | null;
  /** A phone may be left for texts. */
  readonly texts?: true;
}

const printsShown = 3;
const daysShown = 7;
const noticesShown = 3;

/** What stands on every kiosk alike: a hall with many of them makes it once for all. */
export type AllKiosks = Pick<KioskView, 'services' | 'week'>;

export function allKiosks(hall: Hall, facts: HouseFacts): AllKiosks {
  const staffed = new Map<ServiceId, number>();
  for (const counter of hall.counters.values()) {
    if (counter.status !== 'open') continue;
    for (const service of servicesOf(hall, counter)) {
      staffed.set(service, (staffed.get(service) ?? 0) + 1);
    }
  }
  return {
    services: [...hall.services.values()].map((service) => ({
      service: service.id,
      ...admittance(hall, facts, service),
      waiting: waitingFor(hall, service.id),
      counters: staffed.get(service.id) ?? 0,
      range: copyRange(facts.forecast.services.get(service.id)),
    })),
    week: weekFrom(hall, facts.local),
  };
}

/** `alike`: what `allKiosks` made of the same hall and facts. */
export function kioskView(
  hall: Hall,
  facts: HouseFacts,
  kiosk: KioskId,
  alike: AllKiosks = allKiosks(hall, facts),
): KioskView {
  return {
    kiosk,
    open: hall.day?.open ?? false,
    services: alike.services,
    printer: facts.printers.get(kiosk) ?? 'none',
    prints: facts.prints
      .filter((print) => print.kiosk === kiosk)
      .slice(0, printsShown)
      .map(({ ticket, because, state, reason }) => ({ ticket, because, state, reason })),
    help: facts.helpCalls.find((call) => call.kiosk === kiosk)?.state ?? 'none',
    week: alike.week,
    away: null,
    emergency: copyEmergency(facts.emergency),
    duty: copyDuty(facts.duty),
    notices: facts.notices
      .filter(
        ({ where: { at, id } }) => at === 'all' || (at === 'kiosk' && (id ?? kiosk) === kiosk),
      )
      .slice(0, noticesShown)
      .map(({ text }) => copyTexts(text)),
    guides: facts.guides === null ? null : { ...facts.guides },
    ...(facts.texts ? { texts: true as const } : {}),
  };
}

function weekFrom({ configuration }: Hall, local: When | null): KioskDay[] {
  const pattern = configuration && patternOf(configuration, null);
  if (!configuration || !pattern || local === null) return [];
  return Array.from({ length: daysShown }, (_, days) => {
    const date = addDays(local.date, days);
    const special = configuration.opening.dates.find((one) => one.date === date);
    const bands = bandsOn(configuration, pattern, date).map(({ from, to, admits, duty }) => ({
      ...{ from, to, admits },
      ...(duty ? { duty } : {}),
    }));
    return { date, name: special?.name ? copyTexts(special.name) : null, bands };
  });
}

/** Whether anybody may take a number now. */
export function admittance(
  hall: Hall,
  facts: HouseFacts,
  service: Deep<Service>,
): Pick<KioskService, 'open' | 'whyNot' | 'opens'> {
  if (!service.open) return { open: false, whyNot: 'service-closed', opens: null };
  const no = facts.local === null ? null : barredAt(hall, service, facts.local);
  if (no === null) return { open: true, whyNot: null, opens: null };
  const opens = 'opens' in no && no.opens ? { ...no.opens } : null;
  return { open: false, whyNot: no.refused as WhyNot, opens };
}

export const copyRange = (range: Range | undefined | null): Range | null =>
  range ? { low: range.low, high: range.high } : null;
