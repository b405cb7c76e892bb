/**
 * Who may take a number, judged once more: hours, the day's limits, a full hall, one person with one
 * number, classes that only staff give, and bookings. SPEC: HOURS, FAIR, NEXT-3, BOOK.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { EventBodies } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import { type Books, inHall, localOf } from './books.ts';

const minuteMs = 60_000;

type Fail = (invariant: string, what: string) => void;
type Issued = EventBodies['ticket-issued'];
type Band = Configuration['opening']['patterns'][number]['week'][number][number];

export class Limits {
  /** Numbers given by date and by what is counted. */
  readonly #counts = new Map<string, number>();
  readonly #fail: Fail;

  constructor(fail: Fail) {
    this.#fail = fail;
  }

  /** Judges a number before the books take it up. */
  issued(books: Books, body: Issued, row: Row): void {
    const { configuration, day } = books;
    const service = configuration?.services.find(({ id }) => id === body.steps[0]?.service);
    if (!configuration || !day || !service) return this.#fail('no-bugs', `row ${row.seq}: no day`);
    const band = bandAt(configuration, service.hoursId, row.at);
    const which = `row ${row.seq} gives ${body.label}`;
    if (body.band !== (band.band?.from ?? null)) {
      this.#fail('hours-respected', `${which} in band ${body.band}, not ${band.band?.from}`);
    }
    if (body.booking !== null) this.#booked(books, body, row);
    const inTime = body.booking !== null && !body.booking.late;
    const byManager = body.by.startsWith('manager:');
    if (!inTime && !byManager) {
      if (band.admits !== 'everybody') {
        this.#fail('hours-respected', `${which} while ${service.id} admits ${band.admits}`);
      }
      this.#full(books, which);
      this.#exhausted(day.date, `service:${service.id}`, service.dailyMax, which);
      const ofBand = `band:${service.id}:${band.band?.from}`;
      this.#exhausted(day.date, ofBand, band.band?.max, which);
    }
    if (body.booking === null) {
      this.#onePerson(books, body, service.id, which);
      if (service.realName === 'required' && body.visitor === null) {
        this.#fail('one-waiting-per-person', `${which} without a name`);
      }
      this.#classed(books, body.class, body.reason, body.by, which);
    }
    this.#count(day.date, `service:${service.id}`);
    this.#count(day.date, `class:${body.class}`);
    if (body.band !== null) this.#count(day.date, `band:${service.id}:${body.band}`);
  }

  /** No limit holds for a number that a kiosk gave by itself, but it counts for those of the day (AWAY-3). */
  adopted(books: Books, body: EventBodies['ticket-adopted']): void {
    const date = books.day?.date ?? '';
    this.#count(date, `service:${body.steps[0]?.service}`);
    this.#count(date, `class:${body.class}`);
  }

  reclassed(books: Books, body: EventBodies['ticket-reclassed'], row: Row): void {
    const which = `row ${row.seq} reclasses ${books.tickets.get(body.ticket)?.label}`;
    this.#classed(books, body.class, body.reason, body.by, which);
    if (books.day) this.#count(books.day.date, `class:${body.class}`);
  }

  /** Green is given by staff, with a reason, and no more often than the hall says. */
  #classed(books: Books, id: string, reason: string | null, by: string, which: string): void {
    const { classes = [], reasons } = books.configuration ?? {};
    const given = classes.find((one) => one.id === id);
    if (given?.kind === 'ordinary') return;
    const staff = by.startsWith('clerk:') || by.startsWith('manager:');
    if (!staff && !given?.atKiosk) {
      this.#fail('green-counted', `${which}: ${by} gives the class ${id}`);
    }
    if (given?.kind !== 'green') return;
    if (!reasons?.priority.some((known) => known.id === reason)) {
      this.#fail('green-counted', `${which}: green without a reason`);
    }
    const count = this.#countOf(books.day?.date ?? '', `class:${id}`);
    if (given.dailyMax !== undefined && count >= given.dailyMax) {
      this.#fail('green-counted', `${which}: green for the ${count + 1}th time today`);
    }
  }

  #booked(books: Books, { booking, ...body }: Issued, row: Row): void {
    if (booking === null) return;
    const { booking: rules, classes = [] } = books.configuration ?? {};
    const which = `row ${row.seq} checks in ${booking.id}`;
    const twin = [...books.tickets.values()].find((one) => one.booking === booking.id);
    if (twin) this.#fail('booked-never-queues-again', `${which}, which has ${twin.label}`);
    const late = row.at > booking.slotAt + (rules?.lateMinutes ?? 0) * minuteMs;
    const early = row.at < booking.slotAt - (rules?.earlyMinutes ?? 0) * minuteMs;
    const kind = classes.find(({ id }) => id === body.class)?.kind;
    const right = late
      ? kind === 'ordinary' && body.orderAt === row.at
      : kind === 'booked' && body.orderAt === booking.slotAt;
    if (early || late !== booking.late || !right) {
      const what = `${which} as ${body.class} at ${body.orderAt}, late: ${booking.late}`;
      this.#fail('booked-never-queues-again', what);
    }
  }

  #onePerson(books: Books, { visitor }: Issued, service: string, which: string): void {
    if (visitor === null) return;
    const mine = [...books.tickets.values()].filter((one) => one.visitor === visitor);
    const twin = mine.find((one) => inHall.has(one.status) && one.service === service);
    if (twin) this.#fail('one-waiting-per-person', `${which} to who has ${twin.label}`);
    const max = books.configuration?.rules.perPersonMax ?? 0;
    if (max > 0 && mine.length >= max) {
      this.#fail('one-waiting-per-person', `${which} to who has had ${mine.length} today`);
    }
  }

  #full(books: Books, which: string): void {
    const max = books.configuration?.rules.peopleMax ?? 0;
    const people = [...books.tickets.values()].filter(({ status }) => inHall.has(status)).length;
    if (max > 0 && people >= max) this.#fail('limits-hold', `${which} with ${people} in the hall`);
  }

  #exhausted(date: string, of: string, max: number | undefined, which: string): void {
    const count = this.#countOf(date, of);
    if (max !== undefined && count >= max) {
      this.#fail('limits-hold', `${which}, the ${count + 1}th of ${of}`);
    }
  }

  #countOf(date: string, of: string): number {
    return this.#counts.get(`${date} ${of}`) ?? 0;
  }

  #count(date: string, of: string): void {
    this.#counts.set(`${date} ${of}`, this.#countOf(date, of) + 1);
  }
}

/** The band of the service's hours, and who may take a number in it. */
function bandAt(
  { opening }: Configuration,
  hoursId: string | undefined,
  at: number,
): { band: Band | null; admits: 'everybody' | 'booked' | 'nobody' } {
  const pattern = opening.patterns.find(({ id }) => id === hoursId);
  if (!pattern) return { band: null, admits: 'everybody' };
  const { date, minute } = localOf(at);
  const special = opening.dates.find((one) => one.date === date)?.as;
  if (special === 'closed') return { band: null, admits: 'nobody' };
  const weekday = special ?? (new Date(`${date}T00:00:00Z`).getUTCDay() || 7);
  const bands = pattern.week[weekday - 1] ?? [];
  const band = bands.find(({ from, to }) => from <= minute && minute < to) ?? null;
  if (band === null) return { band, admits: 'nobody' };
  let ends = band.to;
  while (bands.some(({ from }) => from === ends)) {
    ends = bands.find(({ from }) => from === ends)?.to ?? 0;
  }
  const over = minute >= ends - pattern.lastTicketMinutes;
  return { band, admits: over ? 'nobody' : band.admits };
}
