/**
 * Any day at all: random acts of several people at several counters over days and midnights, in both
 * kinds of hall, through changes of configuration and of the hall's clocks. What must hold is held
 * after every step.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf } from '../../core/hall/answers.ts';
import { serviceOf } from '../../core/hall/calling.ts';
import type { Command } from '../../core/hall/commands.ts';
import type { Service } from '../../core/hall/configuration.ts';
import { eventVersions, type HallEvent, type Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import { serviceId, type TicketId, ticketId } from '../../core/hall/ids.ts';
import { compareAge, placesOf as placesIn } from '../../core/hall/line.ts';
import { nextDue } from '../../core/hall/opening.ts';
import { isRefusal } from '../../core/hall/refusals.ts';
import { emptyHall, type Hall, type Ticket } from '../../core/hall/state.ts';
import { counterView } from '../../core/views/counter.ts';
import { displayView } from '../../core/views/display.ts';
import { noFacts } from '../../core/views/facts.ts';
import { kioskView } from '../../core/views/kiosk.ts';
import { slipView } from '../../core/views/slip.ts';
import { ticketView } from '../../core/views/ticket.ts';
import { boss, chen, dump, gateway, hub, kiosk, Play, type Step, visitor, wang } from './hall.ts';
import { place, service, smallHall, ticketClass } from './halls.ts';

const classes = [
  ticketClass('ordinary', 'ordinary'),
  ticketClass('care', 'priority', { base: 20, rate: 2 }),
  ticketClass('urgent', 'green'),
];

/** Configurations that may come into force, each different from the others in what matters. */
const configurations = [
  smallHall({ classes, services: leading(smallHall().services) }),
  smallHall({
    version: 'v2',
    services: leading(prefixes('B', 'A', 'C')),
  }),
  smallHall({ version: 'v3', services: prefixes('A', 'A', 'A'), counters: [place('1', ['c'])] }),
  smallHall({
    version: 'v4',
    services: [service('b', 'B', false), service('a', 'A')],
    counters: [place('3', ['a']), place('2', ['b'])],
  }),
  smallHall({
    version: 'v5',
    rules: { ...smallHall().rules, rejoinBehind: 0, recallsMax: 0, forgottenSignOutMinutes: 5 },
  }),
];

/** Whoever is done with `b` goes on to `a` and `c`. */
function leading(services: readonly Service[]) {
  return services.map((one) =>
    one.id === 'b' ? { ...one, leadsTo: ['a', 'c'].map(serviceId) } : one,
  );
}

function prefixes(a: string, b: string, c: string) {
  return [service('a', a), service('b', b), service('c', c), service('d', 'D', false)];
}

const fitting = 'fitting-';

/** The command with a ticket that it could be about in the place of `fitting-…`. */
function fitted(command: Command, { state }: Play): Command {
  if (!('ticket' in command) || !command.ticket?.startsWith(fitting)) return command;
  const waiting = [...state.tickets.values()].filter((ticket) => ticket.status === 'waiting');
  const pools: Partial<Record<Command['type'], TicketId[]>> = {
    resume: [...state.parked],
    rejoin: [...state.missed],
    'call-ticket': [...waiting.map((ticket) => ticket.id), ...state.missed],
    cancel: [...state.tickets.keys()],
    'change-class': [...waiting.map((ticket) => ticket.id), ...state.parked, ...state.missed],
  };
  const held = 'counter' in command ? state.counters.get(command.counter)?.inHand : null;
  const pool = pools[command.type] ?? (held ? [held] : []);
  const ticket = pool[Number(command.ticket.slice(fitting.length)) % (pool.length || 1)];
  return { ...command, ticket: ticket ?? ticketId('t1') };
}

const allTypes = Object.keys(eventVersions).sort();
const anyCounter = fc.constantFrom('1', '2', '3', '9');
/** Who acts where: mostly those who might be there. */
const staffAt = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(wang, chen, boss, gateway), anyCounter) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      [wang, '1'] as const,
      [wang, '1'] as const,
      [chen, '2'] as const,
      [boss, '3'] as const,
      [gateway, '3'] as const,
    ),
  },
);
const anyService = fc.constantFrom('a', 'a', 'b', 'b', 'c', 'c', 'd', 'x');
/** Now and then any ticket; mostly one that the command could be about, chosen when its time comes. */
const anyTicket = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 14 }).map((number) => `t${number}`) },
  { weight: 5, arbitrary: fc.nat(9).map((index) => `${fitting}${index}`) },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });
const reason = (good: string) => fc.constantFrom(good, good, good, 'whim');

const taking = fc
  .tuple(fc.constantFrom(kiosk, gateway, wang, boss), anyService, fc.boolean())
  .map(([by, of, link]): Step => by.takes(of, link ? 'hash' : null));
const calling = fc
  .tuple(staffAt, fc.option(anyTicket, { nil: null, freq: 2 }), fc.nat(5))
  .map(([[by, at], after, kind]): Step => by.callsNext(at, kind > 0 ? undefined : after));
const inHand = fc
  .tuple(staffAt, maybe(anyTicket), anyService, anyCounter, fc.nat(8), reason('copying'))
  .map(([[by, at], ticket, toService, toCounter, kind, why]): Step => {
    const sendings = [
      by.transfers(at, { service: toService }, ticket),
      by.transfers(at, { counter: toCounter }, ticket),
      by.transfers(at, { service: toService, counter: toCounter }, ticket),
    ];
    const acts = [
      by.recalls(at, ticket),
      by.serves(at, ticket),
      by.finishes(at, 'done', ticket),
      by.misses(at, ticket),
      by.parks(at, why, ticket),
      by.parks(at, why, ticket),
      ...sendings,
    ];
    return acts[kind] ?? by.serves(at);
  });
const chosen = fc
  .tuple(staffAt, anyTicket, fc.nat(4), reason('care'), reason('left'))
  .map(([[by, at], ticket, kind, why, gone]): Step => {
    const acts = [by.calls(at, ticket, why), by.resumes(at, ticket), by.rejoins(ticket)];
    return acts[kind] ?? (kind === 3 ? by.cancels(ticket, gone) : visitor.cancels(ticket));
  });
const ruling = fc
  .tuple(anyTicket, fc.constantFrom('ordinary', 'care', 'urgent', 'none'), anyCounter, fc.nat(2))
  .chain(([ticket, ticketClass, at, kind]) =>
    fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((services): Step => {
      if (kind === 0) return boss.turns(at, services.length === 3 ? null : services);
      return kind === 1 ? wang.reclasses(ticket, ticketClass) : boss.reclasses(ticket, ticketClass);
    }),
  );
const seating = fc
  .tuple(staffAt, fc.boolean(), fc.boolean(), fc.nat(7), reason('meal'))
  .map(([[by, at], takeOver, move, kind, why]): Step => {
    if (kind < 4) return by.signsIn(at, { takeOver, move });
    return [by.signsOut(at), by.pauses(at, why), by.unpauses(at)][kind - 4] ?? by.signsOut(at);
  });
const changing = fc
  .tuple(fc.nat(configurations.length - 1), fc.boolean(), fc.nat(9))
  .map(([index, neverCloses, kind]): Step => {
    if (kind === 0) return boss.closes();
    const configuration = configurations[index] ?? smallHall();
    const version = `${configuration.version}-${neverCloses}`;
    return hub.opens({ ...configuration, neverCloses, version });
  });
const elapsing = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(0, 1, 999, 2_000, 11_000, 31_000).map((ms) => ({ ms })),
  },
  { weight: 2, arbitrary: fc.constantFrom(5, 20, 61).map((m) => ({ ms: m * 60_000 })) },
  { weight: 1, arbitrary: fc.constant('midnight' as const) },
  { weight: 1, arbitrary: fc.constant(hub.passesTime()) },
);
const clocks = fc.constantFrom(8, 8, 8, 7, 9, -8).map((zoneHours) => ({ zoneHours }));

const anyStep = fc.oneof(
  { weight: 8, arbitrary: taking },
  { weight: 8, arbitrary: calling },
  { weight: 9, arbitrary: inHand },
  { weight: 5, arbitrary: chosen },
  { weight: 6, arbitrary: seating },
  { weight: 4, arbitrary: ruling },
  { weight: 1, arbitrary: changing },
  { weight: 6, arbitrary: elapsing },
  { weight: 1, arbitrary: clocks },
);

/** What a play has seen, beside its state. */
class Witness {
  readonly play = new Play();
  /** Labels given on a date, or carried into it. */
  readonly labels = new Map<string, Set<string>>();
  refusals = 0;

  go(step: Step | 'midnight'): void {
    const { play } = this;
    if (step === 'midnight') play.at = Math.max(play.at, nextDue(play.state as Hall) ?? 0);
    else if (!('command' in step)) play.go(step);
    else {
      const { seq } = play.state;
      const places = placesOf(play);
      const decided = play.ask(fitted(step.command, play), step.by);
      if (isRefusal(decided)) {
        this.refusals += 1;
        must(play.state.seq === seq, 'a refusal was told');
      } else {
        const logged = JSON.parse(JSON.stringify(decided)) as HallEvent[];
        must(dump(answerOf(logged)) === dump(answerOf(decided)), 'a repeat is answered otherwise');
        this.#labelsOf(decided);
        if (step.command.type === 'call-next') theOldestIsCalled(play, decided, places);
      }
    }
    everybodyIsSomewhere(play);
  }

  #labelsOf(events: readonly HallEvent[]): void {
    const given = (label: string) => {
      const date = this.play.state.day?.date ?? '';
      const labels = this.labels.get(date) ?? new Set();
      if (labels.has(label)) throw new Error(`${label} twice on ${date}`);
      this.labels.set(date, labels.add(label));
    };
    for (const event of events) {
      if (event.type === 'ticket-issued') given(event.body.label);
      if (event.type === 'day-opened') {
        for (const ticket of event.body.crossing.tickets) given(ticket.label);
      }
    }
  }
}

/** Who waits where just before a call, found without the lines: by looking at every ticket. */
function placesOf({ state }: Play): Ticket[] {
  return [...state.tickets.values()]
    .filter((ticket) => ticket.status === 'waiting')
    .map((ticket) => ({ ...ticket, steps: [...ticket.steps] }));
}

function theOldestIsCalled(play: Play, events: readonly HallEvent[], waiting: Ticket[]): void {
  const call = events.at(-1);
  if (call?.type !== 'ticket-called') throw new Error('call-next calls');
  if (!('class' in call.body.because) || call.body.because.rule !== 'oldest') return;
  const services =
    play.state.counters.get(call.body.counter)?.tide?.services ??
    play.state.places.get(call.body.counter)?.services ??
    [];
  const mine = waiting.filter(({ sentTo, ...ticket }) =>
    sentTo === null ? services.includes(serviceOf(ticket)) : sentTo === call.body.counter,
  );
  const [oldest] = mine.sort((a, b) => a.orderAt - b.orderAt || a.orderSeq - b.orderSeq);
  must(call.body.ticket === oldest?.id, `${call.body.ticket} was called, not ${oldest?.id}`);
}

/** LINE-3, from both ends: every ticket's state says where it is, and there is nobody else anywhere. */
function everybodyIsSomewhere({ state }: Play): void {
  const found = new Map<string, string>();
  const see = (ticket: string, where: string) =>
    found.set(ticket, `${found.get(ticket) ?? ''}${where};`);
  for (const line of [...state.lines.values(), ...state.sentLines.values()].flat()) {
    placesIn(line).forEach((one, index, all) => {
      see(one.ticket, 'waiting');
      const next = all[index + 1];
      must(next === undefined || compareAge(one, next) < 0, 'a line is out of order');
    });
  }
  for (const { id, status, inHand, clerk } of state.counters.values()) {
    must(
      status !== 'closed' || (inHand === null && clerk === null),
      `${id} is closed, yet not empty`,
    );
    if (inHand !== null) see(inHand, `in hand at ${id}`);
  }
  for (const ticket of state.parked) see(ticket, 'parked');
  for (const ticket of state.missed) see(ticket, 'missed');
  for (const { id, status, counter } of state.tickets.values()) {
    const inHand = status === 'called' || status === 'serving';
    const ended = status === 'finished' || status === 'cancelled';
    const wanted = ended ? '' : `${inHand ? `in hand at ${counter}` : status};`;
    const is = found.get(id) ?? '';
    must(is === wanted, `${id} is ${status}, but found: ${is}`);
    found.delete(id);
  }
  must(found.size === 0, `never issued: ${[...found.keys()]}`);
  const clerks = [...state.counters.values()].flatMap((counter) => counter.clerk ?? []);
  must(new Set(clerks).size === clerks.length, 'a clerk sits at two counters');
}

/** `expect` takes too long for what is asked tens of thousands of times. */
function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function replayed(told: readonly Told[]): string {
  const state = emptyHall('small' as never);
  for (const one of JSON.parse(JSON.stringify(told)) as Told[]) evolve(state, one);
  return dump(state);
}

function viewsHold({ state }: Play): void {
  const hall = state as Hall;
  const everyCounter = [...hall.counters.keys()].map((id) => counterView(hall, noFacts, id));
  const everyTicket = [...hall.tickets.keys()].map((id) => [
    ticketView(hall, noFacts, id),
    slipView(hall, id),
  ]);
  const open = [displayView(hall), kioskView(hall, noFacts, 'door' as never), everyTicket];
  const views = [open, everyCounter];
  expect(JSON.parse(JSON.stringify(views))).toEqual(views);
  expect(JSON.stringify(open)).not.toMatch(/wang|chen|boss|gateway/);
  expect(JSON.stringify(open[0]).length).toBeLessThan(4000);
}

/** DAY-7: time passed at what is due does something, and then something later is due. */
function timeGoesOn(play: Play): void {
  for (let times = 0; times < 4; times += 1) {
    const due = nextDue(play.state as Hall);
    if (due === null) return;
    play.at = Math.max(play.at, due);
    const decided = play.ask({ type: 'pass-time' }, { kind: 'hub', id: 'clock' });
    expect(isRefusal(decided) ? decided : decided.length).toBeGreaterThan(0);
    expect(nextDue(play.state as Hall)).toBeGreaterThan(play.at);
    everybodyIsSomewhere(play);
  }
}

describe('whatever is done', () => {
  const anyDay = fc.array(anyStep, { minLength: 60, maxLength: 160, size: 'max' });
  const kinds = new Map<string, number>();
  let refusals = 0;

  test.each([true, false])(
    'LINE-3 NUM-5 ANS-3 DAY-7 VIEW-1, in a hall that never closes: %s',
    (neverCloses) => {
      fc.assert(
        fc.property(anyDay, (steps) => {
          const witness = new Witness();
          const { play } = witness;
          witness.go(hub.opens({ ...(configurations[0] ?? smallHall()), neverCloses }));
          for (const who of [wang.signsIn('1'), chen.signsIn('2')]) witness.go(who);
          for (const step of steps) witness.go(step);
          viewsHold(play);
          timeGoesOn(play);
          const lived = dump(play.state);
          expect(replayed(play.told)).toBe(lived);
          const opened = play.told.findLastIndex((told) => told.type === 'day-opened');
          expect(replayed(play.told.slice(opened))).toBe(lived);
          for (const told of play.told) kinds.set(told.type, (kinds.get(told.type) ?? 0) + 1);
          refusals += witness.refusals;
        }),
        { numRuns: 100 },
      );
    },
  );

  test('REF-1 those days had every kind of event in them, and refusals', () => {
    expect([...kinds.keys()].sort()).toEqual(allTypes);
    expect(refusals).toBeGreaterThan(1000);
  });
});
