/**
 * A hall with nothing around it: the rules alone, deciding and folding in. Every counter serves every
 * service, so that a call has to weigh all lines there are: 50 services, 5 classes, with and without
 * a need.
 */
import type { Actor, Command, Stamp } from '../../core/hall/commands.ts';
import type { Configuration } from '../../core/hall/configuration.ts';
import { decide } from '../../core/hall/decide.ts';
import type { HallEvent } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import { type CounterId, hallId, needId, staffId, type TicketId } from '../../core/hall/ids.ts';
import { isRefusal } from '../../core/hall/refusals.ts';
import { emptyHall, type Hall, type HallState } from '../../core/hall/state.ts';
import { configurationSchema } from '../../core/wire/configuration.ts';
import { serveActs } from '../rig/child.ts';
import { percentile } from '../rig/figures.ts';

const texts = (text: string) => ({ 'zh-Hans': text, en: text });
const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const services = range(50).map((index) => `s${index}`);
const reasons = [{ id: 'why', name: texts('why') }];
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

const configuration: Configuration = {
  ...configurationSchema.parse({
    hall: 'bare',
    name: texts('bare'),
    hours: texts('always'),
    groups: [0, 25].map((from) => ({
      ...{ id: `g${from}`, name: texts('group') },
      services: services.slice(from, from + 25),
    })),
    services: services.map((id, index) => ({
      ...{ id, name: texts(id), promiseMinutes: 90 },
      prefix: `${letters[Math.floor(index / 20)]}${letters[index % 20]}`,
    })),
    counters: range(50).map((index) => ({
      ...{ id: `c${index}`, sign: `${index}`, name: texts(`${index}`), services },
      offers: index < 5 ? ['low'] : [],
    })),
    classes: [
      { id: 'ordinary', kind: 'ordinary', name: texts('ordinary') },
      { id: 'booked', kind: 'booked', name: texts('booked'), base: 15 },
      { id: 'care', kind: 'priority', name: texts('care'), base: 20, rate: 1.5 },
      { id: 'army', kind: 'priority', name: texts('army'), base: 20 },
      { id: 'green', kind: 'green', name: texts('green') },
    ],
    needs: [{ id: 'low', name: texts('low') }],
    reasons: {
      ...{ pause: reasons, callTicket: reasons, park: reasons, cancel: reasons },
      ...{ priority: reasons, tide: reasons },
    },
    rules: { forgottenSignOutMinutes: 1440 },
  }),
  version: '1',
};

/** 9:00 on Monday 2026-11-23 in Shanghai. */
const start = Date.UTC(2026, 10, 23, 1);
const boss: Actor = { kind: 'manager', id: staffId('boss') };

/** The state with a clock that goes on with every command, as busy as a hall can be. */
class Bare {
  readonly state: HallState = emptyHall(hallId('bare'));
  readonly tickMs: number;
  at = start;
  #asked = 0;

  constructor(tickMs: number) {
    this.tickMs = tickMs;
    this.ask({ type: 'open-day', configuration });
    for (const { id } of configuration.counters) {
      this.ask({ type: 'sign-in', counter: id }, { kind: 'clerk', id: staffId(`at-${id}`) });
    }
  }

  ask(command: Command, by: Actor = boss): HallEvent[] {
    this.#asked += 1;
    this.at += this.tickMs;
    const local = { date: '2026-11-23', weekday: 1, minute: 540 };
    const stamp: Stamp = { at: this.at, local, id: `ticket-${this.#asked}`, by };
    const events = decide(this.state as Hall, command, stamp);
    if (isRefusal(events)) throw new Error(`${command.type}: ${JSON.stringify(events)}`);
    for (const event of events) {
      evolve(this.state, { ...event, seq: this.state.seq + 1, at: this.at });
    }
    return events;
  }

  /** Most are ordinary; all services, classes and needs come up. */
  give(index: number): HallEvent[] {
    const service = configuration.services[(index * 7) % services.length]?.id;
    if (service === undefined) throw new Error('no services');
    const of = index % 10;
    const ticketClass = index % 400 === 0 ? 4 : of === 3 ? 2 : of === 6 ? 3 : 0;
    const language = 'zh-Hans' as const;
    const needs = index % 20 === 0 ? [needId('low')] : [];
    if (of === 9) {
      const booking = `booking-${index}` as never;
      const slotAt = this.at - (this.at % 1_800_000);
      return this.ask({
        type: 'check-in',
        service,
        language,
        linkHash: null,
        booking,
        slotAt,
        needs,
      });
    }
    const { id } = configuration.classes[ticketClass] ?? { id: 'ordinary' as never };
    const reason = 'why' as never;
    const said = { service, language, needs, class: id, reason, linkHash: null };
    return this.ask({ type: 'issue-ticket', ...said });
  }

  serve(index: number): void {
    const counter = this.counterOf(index);
    this.ask({ type: 'serve', counter });
  }

  counterOf(index: number): CounterId {
    return configuration.counters[index % 50]?.id ?? ('' as CounterId);
  }
}

interface Times {
  readonly callP50: number;
  readonly callP99: number;
  readonly floorP99: number;
  readonly issueP50: number;
  readonly issueP99: number;
}

const warmUp = 2_000;

/** So many calls while so many wait; each finishes whom it had and calls the next. Times in ms. */
function calls({ waiting, count }: { readonly waiting: number; readonly count: number }): Times {
  const bare = new Bare(Math.floor(3_600_000 / waiting / 2));
  for (let index = 0; index < waiting; index += 1) bare.give(index);
  const calling: number[] = [];
  const issuing: number[] = [];
  const floor: number[] = [];
  const told: HallEvent[] = [];
  const known = new Map<TicketId, HallEvent>();
  for (let index = 0; index < warmUp + count; index += 1) {
    const from = performance.now();
    const given = bare.give(waiting + index);
    const between = performance.now();
    const events = bare.ask({ type: 'call-next', counter: bare.counterOf(index) });
    const done = performance.now();
    bare.serve(index);
    const before = performance.now();
    for (const event of events) {
      if ('ticket' in event.body && known.get(event.body.ticket) === undefined) {
        known.set(event.body.ticket, event);
      }
      told.push(event);
    }
    const after = performance.now();
    if (index < warmUp) continue;
    if (given.length !== 1) throw new Error('no number');
    issuing.push(between - from);
    calling.push(done - between);
    floor.push(after - before);
  }
  return {
    callP50: percentile(calling, 0.5),
    callP99: percentile(calling, 0.99),
    floorP99: percentile(floor, 0.99),
    issueP50: percentile(issuing, 0.5),
    issueP99: percentile(issuing, 0.99),
  };
}

/** What a day of so many tickets holds in memory when all have been served, in bytes. */
function day({ tickets }: { readonly tickets: number }): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('run with --expose-gc');
  const used = () => {
    gc();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  const bare = new Bare(5_000);
  for (let index = 0; index < tickets; index += 1) {
    bare.give(index);
    // Where all needs are met.
    const at = index % 5;
    bare.ask({ type: 'call-next', counter: bare.counterOf(at) });
    bare.serve(at);
  }
  const bytes = used() - before;
  if (bare.state.tickets.size !== tickets) throw new Error('tickets were lost');
  return bytes;
}

const acts = { calls, day };
export type CallingActs = typeof acts;
serveActs(acts);
