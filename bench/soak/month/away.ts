/**
 * A kiosk of the soak that goes on without its hub: the real stand-in on a pretend disk. Its net breaks
 * a few times a day, it gives numbers of its own meanwhile, and hands them over when it is back. What it
 * told visitors is held against what the hall has of it.
 */
import type { KioskId } from '../../../core/hall/ids.ts';
import { agentAwayMs } from '../../../core/wire/agent.ts';
import type { KioskCommand } from '../../../core/wire/commands.ts';
import type { State } from '../../../core/wire/messages.ts';
import { StandIn } from '../../../kiosk/agent/away/stand-in.ts';
import { TestDisk } from '../../../tests/agent/away/disk.ts';
import { nightly, rests } from './hall.ts';
import type { Place } from './place.ts';

const lookMs = 1_000;
const answerMs = 10_000;

export class AwayKiosk {
  readonly kiosk: KioskId;
  readonly #place: Place;
  readonly #stands: StandIn;
  /** What visitors were told today: the ticket by its label. */
  #told = new Map<string, string>();
  /** Whether no hub is reached from there, whichever is up. */
  cut = false;
  standsIn = false;
  #hubSeen = 0;

  constructor(place: Place, kiosk: KioskId) {
    this.#place = place;
    this.kiosk = kiosk;
    const { time } = place;
    const clock = time.clockFor(() => true);
    this.#stands = new StandIn(
      {
        ...{ kiosk, folder: '/data', print: async () => null },
        ask: (event, body) => this.#ask(event, body),
        complain: (what, error) => place.complain(`the stand-in: ${what}`, error),
      },
      {
        disk: new TestDisk(),
        ...{ wall: () => clock.now(), monotonic: () => time.now },
        bytes: (count) => place.dice.bytes(count),
        setTimeout: (act, ms) => clock.setTimeout(act, ms),
        clearTimeout: (due) => clock.clearTimeout(due),
      },
    );
    void this.#watch();
  }

  /** The page there was told this by a hub. */
  heard(state: State<'kiosk'> | null): void {
    if (state && !this.standsIn) this.#stands.heard(state);
  }

  /** Somebody takes a number from the stand-in; false: it gave none. */
  async tap(requestId: string, command: KioskCommand): Promise<boolean> {
    const { phone: _, ...said } = command;
    const reply = await this.#stands.command({ requestId, command: said });
    if (!('ok' in reply) || !reply.ticket || !reply.label) return false;
    if (this.#told.has(reply.label)) this.#place.fail('label-once-a-day', `${reply.label} away`);
    this.#told.set(reply.label, reply.ticket);
    return true;
  }

  /** Numbers that are not the hall's yet. */
  get open(): number {
    return this.standsIn ? 1 : this.#stands.left().open;
  }

  /** All that was told to anybody is the hall's; to be asked when it is calm. `over`: the day ends. */
  judge(over: boolean): void {
    const { refused, damaged } = this.#stands.left();
    if (refused + damaged > 0) {
      this.#place.fail('away-number-kept', `${refused} are refused, ${damaged} cannot be read`);
    }
    const { book } = this.#place.ledger;
    for (const [label, ticket] of this.#told) {
      if (book.tickets.get(ticket)?.label !== label) {
        this.#place.fail('away-number-kept', `${label} is in a hand, and unknown to the hall`);
      }
    }
    if (over) this.#told = new Map();
  }

  async #ask(event: string, body: object): Promise<unknown> {
    const { time, people } = this.#place;
    await time.sleep(people.whole(2, 20));
    const { hub } = this.#place;
    if (this.cut || !hub?.listens) return null;
    const message = JSON.parse(JSON.stringify(body)) as object;
    const asked = hub.agentAsks(this.kiosk, event, message).catch(() => null);
    const reply = await Promise.race([asked, time.sleep(answerMs).then(() => null)]);
    return this.cut || !hub.alive ? null : JSON.parse(JSON.stringify(reply));
  }

  /** Away when no hub was there for a while, back with the first. */
  async #watch(): Promise<void> {
    const { time, size } = this.#place;
    for (;;) {
      await time.sleep(rests(size, time) ? lookMs * nightly : lookMs);
      if (!this.cut && this.#place.hub?.listens) this.#hubSeen = time.now;
      const away = time.now - this.#hubSeen >= agentAwayMs;
      if (away === this.standsIn) continue;
      this.standsIn = away;
      this.#place.trace(`${this.kiosk} is ${away ? 'away' : 'back'}`);
      this.#stands.hubAway(away);
    }
  }
}
