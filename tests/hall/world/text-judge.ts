/**
 * Judges what visitors of a simulated hall are told by text: nobody the same thing twice, nobody what
 * is no longer so, no phone more often than the hall allows, everybody who is to be told, and no phone
 * kept for longer than the day.
 */
import type { Kysely } from 'kysely';
import type { Row } from '../../../log/log.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import type { Tables } from '../../../server/house/tables.ts';
import { TextPhones } from '../../../server/people/text-phones.ts';
import { type Carrier, reportCodes, type Sent, slowestMs } from './carriers.ts';
import { theHall, timeZone } from './hall.ts';
import type { World } from './world.ts';

export const limits = { perNumber: 3, perDay: 60 };
/** A change is seen by another hub after its slow look; then it is to be with a carrier at once. */
export const toldWithinMs = 2_700;
const dayMs = 86_400_000;
/**
 * How old what is told may be: a text is worded when the hub has caught up with the log; then the phone is
 * looked up, and a carrier says no.
 */
const lagMs = 1_000 + slowestMs;
/** Who rejoins is called again, and is told so again; all else is told once a step. */
const eachTime: ReadonlySet<string> = new Set(['called', 'missed']);
const keyOf = (kind: string, ticket: string, step: number, seq: string): string =>
  `${kind} ${ticket}/${step}${eachTime.has(kind) ? ` ${seq}` : ''}`;
/** Ratings are asked for three minutes after the last step (server/texts/policy.ts). */
const rateAfterMs = 180_000;

/** Which events ask for which text. */
const asks: Readonly<Record<string, string>> = {
  'ticket-issued': 'taken',
  'ticket-called': 'called',
  'ticket-missed': 'missed',
};
/** In which states what was said is still so. */
const trueWhile: Readonly<Record<string, readonly string[]>> = {
  taken: ['waiting', 'postponed', 'held'],
  ahead: ['waiting'],
  called: ['called'],
  missed: ['missed'],
};

interface Wish {
  readonly ticket: string;
  readonly step: number;
  readonly kind: string;
  /** By the wall clock of the hub that wrote it. */
  readonly at: number;
  /** By the world's time. */
  readonly asked: number;
}

export class TextJudge {
  readonly #world: World;
  readonly #carriers: readonly Carrier[];
  readonly #said = new Set<string>();
  readonly #kept = new Map<string, string>();
  /** Whose phones are still kept: they are gone when the date is. */
  readonly #ofToday = new Set<string>();
  #date = '';
  /** What an event is about, by its `seq`. */
  readonly #about = new Map<string, Pick<Wish, 'ticket' | 'step' | 'at'>>();
  /** The latest event of a ticket that asks for a kind, by its `seq`. */
  readonly #asked = new Map<string, string>();
  readonly #wishes = new Map<string, Wish>();
  readonly #sent = new Map<string, Sent>();
  /** When something last happened to a ticket, by the world's time. */
  readonly #touched = new Map<string, number>();
  #dayBegan = 0;
  #dayEnds = 0;
  /** What went out of what this day asked for. */
  #today: Sent[] = [];

  constructor(world: World, carriers: readonly Carrier[]) {
    this.#world = world;
    this.#carriers = carriers;
  }

  get phones(): readonly string[] {
    return [...this.#said];
  }

  /** So long after the day everything has gone that is to go. */
  get eveningMs(): number {
    return rateAfterMs + 60_000;
  }

  said(phone: string): void {
    this.#said.add(phone);
  }

  kept(ticket: string, phone: string): void {
    this.#kept.set(ticket, phone);
    this.#ofToday.add(ticket);
  }

  forgotten(ticket: string): void {
    this.#kept.delete(ticket);
    this.#ofToday.delete(ticket);
  }

  committed(rows: readonly Row[]): void {
    const { now } = this.#world.time;
    for (const { seq, at, type, body } of rows) {
      if (type === 'day-opened') {
        const { day, endsAt } = body as { day: string; endsAt: number };
        this.#dayBegan = at;
        this.#today = [];
        this.#dayEnds = Math.max(this.#dayEnds, endsAt);
        if (day !== this.#date) this.#ofToday.clear();
        this.#date = day;
      }
      const { ticket, step = 0 } = body as { ticket?: string; step?: number };
      if (ticket === undefined) continue;
      this.#touched.set(ticket, now);
      this.#about.set(String(seq), { ticket, step, at });
      // Who was put aside unserved is called anew (SPEC PARK-4): told or served meanwhile, this is the latest call.
      if (type === 'ticket-resumed') this.#asked.set(`called ${ticket}`, String(seq));
      const kind = asks[type];
      if (kind === undefined) continue;
      this.#asked.set(`${kind} ${ticket}`, String(seq));
      // Who was carried over midnight may be told, and nobody is owed it.
      if (!this.#ofToday.has(ticket)) continue;
      const key = keyOf(kind, ticket, step, String(seq));
      if (!this.#wishes.has(key)) this.#wishes.set(key, { ticket, step, kind, at, asked: now });
    }
  }

  /** A carrier has taken it: somebody reads it. */
  took(sent: Sent): void {
    const world = this.#world;
    const [, seq = '', kind = ''] = /-(\d+)-([a-z]+)$/.exec(sent.id) ?? [];
    const about = this.#about.get(seq);
    const said = /】([a-z]+) (\S+)/.exec(sent.body);
    if (!about || !said || said[1] !== kind) {
      return world.fail('no-bugs', `${sent.id} says ${sent.body}`);
    }
    const { ticket, step } = about;
    const known = world.hall.tickets.get(ticket as never);
    const key = keyOf(kind, ticket, kind === 'ahead' ? (known?.step ?? step) : step, seq);
    world.trace(`texts: ${sent.carrier} tells ${sent.to}: ${sent.body} (${key})`);
    if (this.#sent.has(key)) world.fail('told-once', `${key} is told twice, by ${sent.carrier}`);
    this.#sent.set(key, sent);
    if (this.#kept.get(ticket) !== sent.to && this.#kept.has(ticket)) {
      world.fail('told-to-whom-it-is-about', `${key} is told somebody else`);
    }
    this.#judgeTruth(kind, { ticket, step, seq }, sent);
    // What the day before asked for is of that day.
    if (about.at < this.#dayBegan) return;
    this.#today.push(sent);
    // What a carrier took counts, whatever became of it (docs/texts.md).
    const all = this.#today;
    const mine = all.filter(({ to }) => to === sent.to).length;
    if (mine > limits.perNumber || all.length > limits.perDay) {
      world.fail('text-limits-hold', `${sent.to} is told ${mine} times of ${all.length} in all`);
    }
  }

  /** Whoever is called is to hear of it while it is of use, as long as one carrier is well. */
  toldAtOnce(ticket: string): void {
    const seq = this.#asked.get(`called ${ticket}`);
    const wish = seq === undefined ? undefined : this.#wishes.get(`called ${ticket}/0 ${seq}`);
    if (!wish) return;
    const sent = this.#sent.get(`called ${ticket}/0 ${seq}`);
    const late = (sent?.handedAt ?? Number.POSITIVE_INFINITY) - wish.asked;
    if (late > toldWithinMs) {
      this.#world.fail('told-in-time', `${ticket} is called and told after ${late} ms`);
    }
  }

  /** When all has gone that is to go, by the wall clock. */
  async afterwards(db: Kysely<Tables>, now: number): Promise<void> {
    const world = this.#world;
    const rows = await db.selectFrom('texts').selectAll().execute();
    const byKey = new Map(
      rows.map((row) => [keyOf(row.kind, row.ticket, row.step, row.id.split('/')[1] ?? ''), row]),
    );
    for (const [key, wish] of this.#wishes) {
      const ofToday = world.shadow.tickets.has(wish.ticket as never);
      if (byKey.has(key) || !ofToday || wish.at < this.#dayBegan) continue;
      world.fail('all-are-told', `${key} never came into the outbox`);
    }
    const gone = ['accepted', 'delivered', 'undelivered'];
    for (const [key, { id, ticket, state, reason, next_at }] of byKey) {
      const sent = this.#sent.get(key);
      // A carrier may say of what it took that it came too late.
      const late = state === 'expired' && (reason === null || reason === reportCodes.expired);
      const told = gone.includes(state) || late;
      const which = `${key} is ${state} (${reason})`;
      if (sent && !told && state !== 'unknown') world.fail('texts-as-they-went', which);
      if (!sent && told) world.fail('texts-as-they-went', which);
      if (state === 'sending' || (state === 'queued' && next_at <= now)) {
        world.fail('all-are-told', `${which} after all`);
      }
      if (state !== 'delivered' && state !== 'undelivered') continue;
      if (!this.#reported(id.replace(/[:/]/g, '-').slice(5), state)) {
        world.fail('texts-as-they-went', `${which}, and no carrier said so of ${ticket}`);
      }
    }
    await this.#judgePhones(db);
    const states = rows.map(({ kind, state }) => `${kind} ${state}`);
    world.trace(`${rows.length} texts: ${states.sort().join(', ')}`);
  }

  #judgeTruth(
    kind: string,
    { ticket, step, seq }: { ticket: string; step: number; seq: string },
    { handedAt, id }: Sent,
  ): void {
    const world = this.#world;
    const states = trueWhile[kind];
    const known = world.hall.tickets.get(ticket as never);
    const sameStep = kind === 'ahead' || known?.step === step;
    const latest = !eachTime.has(kind) || this.#asked.get(`${kind} ${ticket}`) === seq;
    if (!states || (known && sameStep && latest && states.includes(known.status))) return;
    // Of the day before, or moved on: only so long ago that whoever handed it over could not know.
    const since = Math.max(this.#touched.get(ticket) ?? 0, known ? 0 : world.movedAt);
    if (handedAt - since <= lagMs) return;
    world.fail('told-what-is-so', `${id}: ${ticket} is ${known?.status ?? 'of another day'}`);
  }

  #reported(id: string, state: string): boolean {
    return this.#carriers.some(({ reported }) => reported.get(id) === state);
  }

  /** A phone is kept until its day is over, and not an hour longer. */
  async #judgePhones(db: Kysely<Tables>): Promise<void> {
    const world = this.#world;
    const house = { kind: 'sqlite', db, close: async () => {} } as const;
    const left = dayMs - calendarOf(timeZone)(world.time.wall).minute * 60_000;
    const over = Math.max(this.#dayEnds, world.time.wall + left + 60_000);
    await new TextPhones(house, { now: () => over } as never).sweep();
    const kept = await db.selectFrom('text_phones').select('ticket').execute();
    if (kept.length > 0) {
      world.fail('no-phone-after-its-day', `${kept.length} phones of ${theHall} are still kept`);
    }
  }
}
