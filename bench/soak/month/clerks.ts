/**
 * The clerks of the soak: one at every counter, who sign in, call, wait, serve, finish, put aside, send
 * on, have lunch and go home. They press once more when no answer comes, with the same id.
 */
import { type CounterId, reasonId } from '../../../core/hall/ids.ts';
import type { ConsoleCommand } from '../../../core/wire/commands.ts';
import type { Answered } from '../../../ui/following.ts';
import { clerkAt, shareOf } from './hall.ts';
import { Page } from './page.ts';
import type { People } from './people.ts';
import type { Place } from './place.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
/** Of the day's working time at a counter: so much is not spent with a visitor in hand. */
const idleShare = 0.2;
const triesMax = 3;

export class Clerk {
  readonly page: Page<'counter'>;
  readonly #place: Place;
  readonly #people: People;
  readonly #counter: CounterId;
  #requests = 0;

  constructor(place: Place, people: People, counter: CounterId) {
    this.#place = place;
    this.#people = people;
    this.#counter = counter;
    const id = clerkAt(counter);
    this.page = new Page(place, {
      ...{ who: { peer: 'counter' as const, counter }, name: `console ${counter}` },
      ...{ cookies: `staff=${id}`, actor: `clerk:${id}` },
    });
  }

  /** Works until `isOver`; what is in hand then is finished. */
  async day(isOver: () => boolean): Promise<void> {
    const { people: chance, time } = this.#place;
    const share = shareOf(this.#place.size);
    await time.sleep(share * chance.whole(0, 20 * minuteMs));
    const lunchAt = time.now + share * chance.whole(150 * minuteMs, 250 * minuteMs);
    let eaten = false;
    for (;;) {
      await this.#people.may();
      const { view } = this.page.shown();
      if (!view?.open) {
        if (isOver()) return;
        await time.sleep(10 * secondMs);
        continue;
      }
      const { counter, inHand, next } = view;
      if (counter.status === 'closed') {
        if (isOver()) return;
        await this.#say({ type: 'sign-in' });
      } else if (inHand !== null) {
        await this.#serve();
      } else if (isOver() && next.length === 0) {
        await this.#say({ type: 'sign-out' });
        return;
      } else if (!eaten && time.now > lunchAt) {
        eaten = true;
        await this.#lunch();
      } else await this.#next(next.length > 0);
    }
  }

  /** Calls whoever is next; when nobody waits, looks again a little later. */
  async #next(somebody: boolean): Promise<void> {
    const { people: chance, time } = this.#place;
    const { view } = this.page.shown();
    const [missed] = view?.missed ?? [];
    const [parked] = view?.parked ?? [];
    if (missed && chance.hit(0.3)) await this.#say({ type: 'rejoin', ticket: missed.ticket });
    else if (parked) await this.#say({ type: 'resume', ticket: parked.ticket });
    else if (somebody) await this.#say({ type: 'call-next', after: null });
    else await time.sleep(chance.whole(5, 20) * secondMs);
  }

  /** The one in hand comes, or does not, is served, and goes in one of the usual ways. */
  async #serve(): Promise<void> {
    const { people: chance, time } = this.#place;
    const held = this.page.shown().view?.inHand;
    if (!held) return;
    const named = { ticket: held.ticket };
    if (held.status === 'called') {
      await time.sleep(chance.whole(5, 25) * secondMs);
      if (chance.hit(0.04)) {
        await this.#say({ type: 'recall', ...named });
        await time.sleep(35 * secondMs);
        if (chance.hit(0.6)) return this.#say({ type: 'no-show', ...named });
      }
      return this.#say({ type: 'serve', ...named });
    }
    await time.sleep(this.#workMs());
    const end = chance.weighted({ finish: 93, park: 2, transfer: 2, cancel: 1, 'call-next': 2 });
    const reasons = { park: reasonId('copying'), cancel: reasonId('visitor-left') };
    switch (end) {
      case 'finish': {
        const outcome = chance.weighted({
          ...{ done: 90, accepted: 5, 'to-supplement': 3, 'not-ours': 1, 'could-not': 0.3 },
        });
        await this.#say({ type: 'finish', ...named, outcome });
        return this.#people.finished(this.#counter, held.ticket, held.step);
      }
      case 'park':
        return this.#say({ type: 'park', ...named, reason: reasons.park });
      case 'cancel':
        return this.#say({ type: 'cancel', ...named, reason: reasons.cancel });
      case 'transfer':
        return this.#say({ type: 'transfer', ...named, toCounter: this.#people.anotherCounter() });
      case 'call-next':
        return this.#say({ type: 'call-next', after: held.ticket });
    }
  }

  async #lunch(): Promise<void> {
    await this.#say({ type: 'pause', reason: reasonId('meal') });
    await this.#place.time.sleep(shareOf(this.#place.size) * 25 * minuteMs);
    await this.#say({ type: 'unpause' });
  }

  /** How long the present visitor takes: as long as lets the counters serve the day's tickets. */
  #workMs(): number {
    const { people: chance, size } = this.#place;
    const meanMs =
      (shareOf(size) * 450 * minuteMs * size.counters * (1 - idleShare)) / size.tickets;
    const share = 0.3 + 1.4 * chance.next();
    return Math.min(8 * minuteMs, Math.max(20 * secondMs, (meanMs - 20 * secondMs) * share));
  }

  /** Presses until there is an answer, and looks up when the page has had time to show it. */
  async #say(command: ConsoleCommand): Promise<void> {
    const { time } = this.#place;
    await this.#people.may();
    this.#people.underWay += 1;
    this.#requests += 1;
    const requestId = `c${this.#counter}-${this.#requests}`;
    for (let tries = 0; tries < triesMax; tries += 1) {
      const answer: Answered = await this.page.following.command(command, requestId);
      if (!('failed' in answer)) break;
      await time.sleep(2 * secondMs);
    }
    this.#people.underWay -= 1;
    await time.sleep(secondMs / 2);
  }
}
