/**
 * A morning in the example hall, told by the rules themselves and written to a log: people by chance
 * from a seed, windows that call, visitors who do not come or ask for more minutes, several errands on
 * one ticket.
 */
import type { Actor, Command } from '../../../core/hall/commands.ts';
import { decide } from '../../../core/hall/decide.ts';
import { eventVersions, type Told } from '../../../core/hall/events.ts';
import { evolve } from '../../../core/hall/evolve.ts';
import { bookingId, classId, counterId, itemId, serviceId } from '../../../core/hall/ids.ts';
import { isRefusal } from '../../../core/hall/refusals.ts';
import { emptyHall, type Hall } from '../../../core/hall/state.ts';
import type { Draft, Log } from '../../../log/log.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { exampleHall } from '../../core/halls.ts';
import { Chance } from '../../hall/world/chance.ts';

const minuteMs = 60_000;
export const day = '2026-11-20';
/** 08:55 in Shanghai. */
const opensAt = Date.parse('2026-11-20T08:55:00+08:00');
const windows = ['1', '2', '3', '9', '10', '15', '21'];
const calendar = calendarOf('Asia/Shanghai');

/** Of so many visitors one asks for some more minutes at once. */
const putsOffEvery = 10;

const kiosk: Actor = { kind: 'kiosk', id: 'entrance-1' };
const manager: Actor = { kind: 'manager', id: 'm1' as never };

/** Events of a morning by so many visitors, each with its `cmd`; the same seed is the same morning. */
export class Morning {
  readonly state = emptyHall(exampleHall().hall);
  readonly told: Told[] = [];
  readonly drafts: Draft[] = [];
  readonly #chance: Chance;
  #now = opensAt;
  #deeds = 0;

  constructor(seed: number, visitors: number) {
    this.#chance = new Chance(seed);
    this.do({ type: 'open-day', configuration: exampleHall() }, { kind: 'hub', id: 'start' });
    for (const counter of windows.map(counterId)) {
      this.do({ type: 'sign-in', counter }, { kind: 'clerk', id: `c-${counter}` as never });
    }
    this.#live(visitors);
    this.#now += 30 * minuteMs;
    this.do({ type: 'close-day' }, manager);
  }

  do(command: Command, by: Actor): boolean {
    const at = this.#now;
    this.#deeds += 1;
    const id = `ticket-${String(this.#deeds).padStart(4, '0')}`;
    const events = decide(this.state as Hall, command, { at, local: calendar(at), id, by });
    if (isRefusal(events)) return false;
    events.forEach(({ type, body }, part) => {
      const told = { type, body, seq: this.state.seq + 1, at } as Told;
      evolve(this.state, told);
      this.told.push(told);
      const cmd = `${by.kind}:${by.id}:${this.#deeds}`;
      this.drafts.push({ at, type, v: eventVersions[type], cmd, part, body });
    });
    return true;
  }

  /** Half a minute after half a minute. */
  #live(visitors: number): void {
    const chance = this.#chance;
    const until = new Map<string, number>();
    for (let come = 0; come < visitors || this.#waits(); ) {
      this.#now += minuteMs / 2;
      this.do({ type: 'pass-time' }, { kind: 'hub', id: 'clock' });
      if (come < visitors && chance.hit(0.75)) {
        come += 1;
        this.#comes(come);
      }
      for (const counter of windows) {
        if ((until.get(counter) ?? 0) > this.#now) continue;
        this.#acts(counter, until);
      }
    }
  }

  #comes(nth: number): void {
    const chance = this.#chance;
    const taking = { language: 'zh-Hans' as const, linkHash: null };
    if (nth === 7) {
      const service = serviceId('social-insurance');
      const booking = { booking: bookingId('booking-0007'), slotAt: this.#now + 5 * minuteMs };
      this.do({ type: 'check-in', service, ...booking, ...taking }, kiosk);
      return;
    }
    const service = chance.pick([
      'general',
      'general',
      'tax',
      'start-company',
      'collection',
      'home-sale',
    ]);
    const care = chance.hit(0.2) ? { class: classId('care') } : {};
    const items = service === 'start-company' ? { items: ['licence', 'seals'].map(itemId) } : {};
    this.do(
      { type: 'issue-ticket', service: serviceId(service), ...taking, ...care, ...items },
      kiosk,
    );
    const ticket = [...this.state.tickets.keys()].at(-1);
    if (nth % putsOffEvery === 0 && ticket) {
      this.do({ type: 'postpone', ticket }, { kind: 'visitor', id: ticket });
    }
  }

  #acts(window: string, until: Map<string, number>): void {
    const chance = this.#chance;
    const counter = counterId(window);
    const by: Actor = { kind: 'clerk', id: `c-${window}` as never };
    const held = this.state.counters.get(counter)?.inHand ?? null;
    const wait = (minutes: number) => until.set(window, this.#now + minutes * minuteMs);
    if (held === null) {
      if (this.do({ type: 'call-next', counter, after: null }, by)) wait(1);
      return;
    }
    if (this.state.tickets.get(held)?.status === 'called') {
      if (chance.hit(0.05)) return void this.do({ type: 'no-show', counter, ticket: held }, by);
      this.do({ type: 'serve', counter, ticket: held }, by);
      return void wait(2 + 8 * chance.next() * chance.next());
    }
    const here = this.state.tickets.get(held)?.steps[0]?.items ?? [];
    const items = here.slice(1).map((item) => ({ item, outcome: 'to-supplement' as const }));
    this.do({ type: 'finish', counter, ticket: held, outcome: 'accepted', items }, by);
  }

  #waits(): boolean {
    return [...this.state.tickets.values()].some(({ status }) =>
      ['waiting', 'postponed', 'called', 'serving'].includes(status),
    );
  }
}

/** Writes the morning to a log, as a hub would. */
export async function write(log: Log, { drafts }: Morning): Promise<void> {
  await log.append('hall:dongcheng', { after: 0, cmds: [] }, () => drafts);
}
