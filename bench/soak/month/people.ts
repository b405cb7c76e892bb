/**
 * Everybody in the hall of the soak: visitors who come by the curve of a day and take numbers at kiosks,
 * some with a phone in the hand or a number for texts, some who want the slip once more; clerks;
 * screens on the wall; who rates; and the manager, who settles cases and what kiosks handed over.
 */
import {
  type CounterId,
  counterId,
  type KioskId,
  serviceId,
  type TicketId,
  ticketId,
} from '../../../core/hall/ids.ts';
import type { KioskCommand } from '../../../core/wire/commands.ts';
import { Announcer } from '../../../ui/announce.ts';
import type { AwayKiosk } from './away.ts';
import { Clerk } from './clerks.ts';
import { demandOf } from './hall.ts';
import { Page } from './page.ts';
import type { Phones } from './phones.ts';
import type { Place } from './place.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
const triesMax = 4;
/** Phones that follow at once. */
const phonesMax = 40;
/** Shares of visitors: who follow with a phone, leave a number, want the slip again, rate. */
const shares = { follows: 0.1, leaves: 0.2, reprints: 0.02, tablet: 0.25, phone: 0.1, bad: 0.02 };
const languages = { 'zh-Hans': 90, 'zh-Hant': 4, en: 6 };

/** A screen on the wall: it announces every call once. */
class Display {
  readonly page: Page<'display'>;
  readonly #announcer = new Announcer();
  #lit = new Set<number>();
  announced = new Set<number>();

  constructor(place: Place, name: string) {
    this.page = new Page(place, { who: { peer: 'display' }, name }, () => {
      const { view, now } = this.page.shown();
      if (!view || now === null) return;
      const lit = new Set(this.#announcer.look(view.calls, now));
      for (const seq of lit) {
        if (this.#lit.has(seq)) continue;
        if (this.announced.has(seq)) place.fail('announced-once', `${name}: event ${seq} again`);
        this.announced.add(seq);
      }
      this.#lit = lit;
    });
  }
}

export class People {
  readonly kiosks: readonly Page<'kiosk'>[];
  readonly clerks: readonly Clerk[];
  readonly displays: readonly Display[];
  readonly phones = new Map<Page<'phone'>, TicketId>();
  /** While it is false nobody begins anything new. */
  acting = true;
  /** Visitors who have not got what they came for yet, and clerks without an answer. */
  underWay = 0;
  /** Visitors who got no number at all. */
  turnedAway = 0;
  /** The kiosk that goes on by itself. */
  away: AwayKiosk | null = null;
  readonly #place: Place;
  readonly #texts: Phones;
  readonly #demand;
  #requests = 0;

  constructor(place: Place, texts: Phones) {
    this.#place = place;
    this.#texts = texts;
    const { configuration } = place.hall;
    this.#demand = demandOf(configuration);
    this.displays = ['hall', 'stairs', 'door'].map((name) => new Display(place, name));
    this.kiosks = configuration.kiosks.map(({ id }) => this.#kiosk(id));
    this.clerks = configuration.counters.map(({ id }) => new Clerk(place, this, id));
  }

  get pages(): Page<'display' | 'counter' | 'kiosk' | 'phone'>[] {
    return [
      ...this.displays.map(({ page }) => page),
      ...this.kiosks,
      ...this.clerks.map(({ page }) => page),
      ...this.phones.keys(),
    ] as unknown as Page<'display' | 'counter' | 'kiosk' | 'phone'>[];
  }

  /** Waits while nobody may begin anything. */
  async may(): Promise<void> {
    while (!this.acting) await this.#place.time.sleep(5 * secondMs);
  }

  anotherCounter(): CounterId {
    return counterId(this.#place.people.pick(this.#place.hall.configuration.counters).id);
  }

  /** The visitors of one day, from the moment at which the doors open. Resolves when all have come. */
  async visitors(midnight: number): Promise<void> {
    const { people: chance, size, time } = this.#place;
    const { from, to } = size.open;
    const opens = from + 0.04 * (to - from);
    const spanMs = 0.9 * (to - from) * minuteMs;
    // Two hills: the morning's is the higher one.
    const at = () => {
      const hill = chance.hit(0.6) ? { middle: 0.22, width: 0.25 } : { middle: 0.72, width: 0.3 };
      const where = hill.middle + (chance.next() + chance.next() - 1) * hill.width;
      return Math.min(1, Math.max(0, where)) * spanMs;
    };
    const times = Array.from({ length: size.tickets }, at).sort((a, b) => a - b);
    for (const one of times) {
      const due = midnight + opens * minuteMs + one - time.now;
      if (due > 0) await time.sleep(due);
      await this.may();
      this.underWay += 1;
      void this.#visit().finally(() => {
        this.underWay -= 1;
      });
    }
  }

  /** Somebody was served here; some of them rate it. */
  async finished(counter: CounterId, ticket: TicketId, step: number): Promise<void> {
    const { people: chance } = this.#place;
    const level = chance.hit(shares.bad) ? chance.pick([1, 2] as const) : chance.pick([5, 5, 4, 3]);
    if (chance.hit(shares.tablet)) await this.#rateOnTablet(counter, level as 5);
    else if (chance.hit(shares.phone)) await this.#rateByPhone(ticket, step, level as 5);
  }

  #kiosk(id: KioskId): Page<'kiosk'> {
    const isCut = () => this.away?.kiosk === id && this.away.cut;
    let heard: unknown = null;
    const page: Page<'kiosk'> = new Page(
      this.#place,
      {
        ...{ who: { peer: 'kiosk' as const }, name: `kiosk ${id}`, cookies: `kiosk=${id}` },
        ...{ actor: `kiosk:${id}`, isCut },
      },
      () => {
        if (this.away?.kiosk !== id || page.state === heard) return;
        heard = page.state;
        this.away.heard(page.state);
      },
    );
    return page;
  }

  async #visit(): Promise<void> {
    const { people: chance, time } = this.#place;
    const page = chance.pick(this.kiosks);
    const phone = chance.hit(shares.leaves) ? { phone: this.#texts.next() } : {};
    const command: KioskCommand = {
      ...{ type: 'issue-ticket', service: serviceId(chance.weighted(this.#demand)) },
      language: chance.weighted(languages),
    };
    this.#requests += 1;
    const requestId = `v${this.#requests}`;
    for (let tries = 0; tries < triesMax; tries += 1) {
      const { away } = this;
      if (away?.standsIn && page.identity.name === `kiosk ${away.kiosk}`) {
        if (await away.tap(requestId, command)) return;
      } else {
        const said = { ...command, ...phone };
        const answer = await page.following.command(said, requestId);
        if ('ok' in answer && answer.ticket) return this.#withNumber(page, ticketId(answer.ticket));
        if ('refused' in answer) break;
      }
      await time.sleep(chance.whole(1, 8) * secondMs);
    }
    this.turnedAway += 1;
  }

  async #withNumber(kiosk: Page<'kiosk'>, ticket: TicketId): Promise<void> {
    const { people: chance, time, links } = this.#place;
    if (chance.hit(shares.follows) && this.phones.size < phonesMax) {
      const link = links.secretOf(ticket);
      const identity = { who: { peer: 'phone' as const, link }, name: `phone of ${ticket}` };
      const page = new Page(this.#place, { ...identity, actor: `visitor:${ticket}` });
      this.phones.set(page, ticket);
      void this.#putAway(page, ticket);
    }
    if (!chance.hit(shares.reprints)) return;
    await time.sleep(chance.whole(2, 40) * secondMs);
    this.#requests += 1;
    await kiosk.following.reprint(ticket, `again-${this.#requests}`);
  }

  /** A phone is looked at until its ticket is over, and put away. */
  async #putAway(page: Page<'phone'>, ticket: TicketId): Promise<void> {
    const { time, ledger } = this.#place;
    do await time.sleep(minuteMs);
    while ((ledger.book.tickets.get(ticket)?.where ?? 'over') !== 'over');
    this.phones.delete(page);
    page.stop();
  }

  async #rateOnTablet(counter: CounterId, level: 5): Promise<void> {
    const { time, people: chance } = this.#place;
    const hub = this.#place.hub;
    const question = hub?.served?.tablets.question(counter);
    if (!hub || !question) return;
    void time.sleep(chance.whole(2, 50) * secondMs).then(async () => {
      if (!hub.alive) return;
      await hub.served?.tablets.rate(counter, question.id, level).catch(() => {});
    });
  }

  async #rateByPhone(ticket: TicketId, step: number, level: 5): Promise<void> {
    const { time, people: chance } = this.#place;
    void time.sleep(chance.whole(60, 3_600) * secondMs).then(async () => {
      const { hub } = this.#place;
      if (!hub?.listens) return;
      const about = { promptedAt: null, device: null, token: true };
      const given = { ...about, ticket, step, level, source: 'phone' as const };
      await hub.served?.ratings.keep(given).catch(() => {});
    });
  }
}
