/**
 * Any act at all, for days of which nothing is known beforehand: who may do what where, mostly such as
 * could be done, now and then not; halls whose configurations differ in what matters.
 */
import fc from 'fast-check';
import type { Command, CommandOf } from '../../core/hall/commands.ts';
import type { Service } from '../../core/hall/configuration.ts';
import { counterId, needId, serviceId, type TicketId, ticketId } from '../../core/hall/ids.ts';
import { formatLabel } from '../../core/hall/numbering.ts';
import type { HallState } from '../../core/hall/state.ts';
import {
  boss,
  chen,
  gateway,
  hub,
  kiosk,
  minuteMs,
  type Play,
  type Step,
  visitor,
  wang,
} from './hall.ts';
import { place, service, smallHall, texts, ticketClass } from './halls.ts';

const classes = [
  ticketClass('ordinary', 'ordinary'),
  ticketClass('care', 'priority', { base: 20, rate: 2 }),
  ticketClass('urgent', 'green'),
  ticketClass('booked', 'booked', { base: 10 }),
];
const needs = ['wheels', 'signs'].map((id) => ({ id: needId(id), name: texts(id) }));

/** A hall with all that there is: who helps, who overflows, needs that no counter meets alone, tides. */
const richHall = smallHall({
  classes,
  needs,
  services: leading([
    service('a', 'A', true, { promiseMinutes: 20 }),
    service('b', 'B'),
    service('c', 'C', true, {
      overflow: { people: 2, minutes: 15, counters: [counterId('2')] },
    }),
    service('d', 'D', false),
  ]),
  counters: [
    place('1', ['a', 'b'], { offers: [needId('wheels')], helps: [serviceId('c')] }),
    place('2', ['a'], {
      ...{ offers: [needId('signs')], helps: [serviceId('b')] },
      tides: [
        { from: 0, to: 60, services: [serviceId('b')] },
        { from: 570, to: 600, services: [serviceId('c'), serviceId('a')] },
        { from: 1380, to: 1440, services: [serviceId('c')] },
      ],
    }),
    place('3', ['c', 'd'], { helps: [serviceId('a')] }),
  ],
  rules: { ...smallHall().rules, overtakingMax: 1 },
  tideRules: [
    { service: serviceId('c'), counters: ['1', '2'].map(counterId), openAbove: 30, closeBelow: 10 },
  ],
});

/** Configurations that may come into force, each different from the others in what matters. */
export const configurations = [
  richHall,
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
export function fitted(command: Command, { state }: Play): Command {
  if (command.type === 'adopt-ticket') return adopting(command, state);
  if (command.type === 'settle-adopted') return settling(command, state);
  if (command.type === 'check-in') return { ...command, slotAt: state.at + command.slotAt };
  if (!('ticket' in command) || !command.ticket?.startsWith(fitting)) return command;
  const waiting = [...state.tickets.values()].filter((ticket) => ticket.status === 'waiting');
  const pools: Partial<Record<Command['type'], TicketId[]>> = {
    resume: [...state.parked],
    rejoin: [...state.missed],
    'call-ticket': [...waiting.map((ticket) => ticket.id), ...state.missed, ...state.postponed],
    cancel: [...state.tickets.keys()],
    postpone: waiting.map((ticket) => ticket.id),
    'change-class': [...waiting.map((ticket) => ticket.id), ...state.parked, ...state.missed],
  };
  const held = 'counter' in command ? state.counters.get(command.counter)?.inHand : null;
  const pool = pools[command.type] ?? (held ? [held] : []);
  const ticket = pool[Number(command.ticket.slice(fitting.length)) % (pool.length || 1)];
  return { ...command, ticket: ticket ?? ticketId('t1') };
}

/** The next of its family, taken so many minutes ago, mostly for no tap of the hub's, else for a late one. */
function adopting(command: CommandOf<'adopt-ticket'>, state: HallState): Command {
  const prefix = command.label;
  const next = (state.numbers.get(prefix) ?? 0) + 1;
  const taps = [...state.tickets.values()].filter(({ away }) => away === null);
  const tap = command.given === null ? null : taps.at(-Number(command.given));
  return {
    ...command,
    ticket: ticketId(`${prefix}-${state.seq}`),
    label: formatLabel(prefix, next),
    takenAt: state.at - command.takenAt,
    given: tap?.id ?? null,
  };
}

/** The first of the list are those who are held, from the front: some to keep, some to close. */
function settling({ keep, close }: CommandOf<'settle-adopted'>, { held }: HallState): Command {
  const ids = [...held];
  return {
    type: 'settle-adopted',
    keep: ids.slice(0, keep.length),
    close: ids.slice(keep.length, keep.length + close.length),
  };
}

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

const how = fc.record(
  {
    class: fc.constantFrom('care', 'care', 'urgent', 'booked'),
    needs: fc.subarray(['wheels', 'signs'], { minLength: 1 }),
    visitor: fc.constantFrom('li', 'wu', 'zhao'),
    assisted: fc.boolean(),
    reason: fc.constant('frail'),
  },
  { requiredKeys: [] },
);
const taking = fc
  .tuple(fc.constantFrom(kiosk, gateway, wang, boss), anyService, fc.boolean(), fc.nat(2), how)
  .map(
    ([by, of, link, plain, more]): Step => by.takes(of, link ? 'hash' : null, plain ? {} : more),
  );
/** The slot lies so many minutes from when the visitor comes. */
const booking = fc
  .tuple(fc.nat(99), fc.integer({ min: -20, max: 35 }), fc.constantFrom('a', 'b', 'c'))
  .map(([id, minutes, of]) =>
    kiosk.checksIn(`booking-${id}`, minutes * minuteMs, { service: of, visitor: `booker-${id}` }),
  );
const handing = fc
  .tuple(
    fc.constantFrom('AK', 'AK', 'BK', 'CK'),
    fc.constantFrom('a', 'b', 'c', 'x'),
    fc.constantFrom(0, 1, 7, 30, 900).map((minutes) => minutes * minuteMs),
    fc.boolean(),
    fc.option(fc.constantFrom('1', '2', '3', '4'), { nil: undefined, freq: 1 }),
    how,
  )
  .map(([prefix, of, takenAt, unsure, tap, { visitor: _, assisted: __, ...more }]): Step => {
    const { command, by } = kiosk.adopts('x', prefix, 0, {
      ...{ service: of, unsure, ...more },
      ...(tap === undefined ? {} : { given: tap }),
    });
    return { by, command: { ...command, takenAt } as typeof command };
  });
const deciding = fc
  .tuple(fc.nat(3), fc.nat(2))
  .map(([keep, close]): Step => boss.settles(Array(keep).fill('x'), Array(close).fill('x')));
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
  .tuple(staffAt, anyTicket, fc.nat(8), reason('care'), reason('left'))
  .map(([[by, at], ticket, kind, why, gone]): Step => {
    const acts = [by.calls(at, ticket, why), by.resumes(at, ticket), by.rejoins(ticket)];
    // These again: they are mostly refused, and no day should be without them.
    if (kind > 6) return kind > 7 ? by.resumes(at, ticket) : by.rejoins(ticket);
    if (kind > 4) return (kind > 5 ? by : visitor).postpones(ticket);
    return acts[kind] ?? (kind === 3 ? by.cancels(ticket, gone) : visitor.cancels(ticket));
  });
const ruling = fc
  .tuple(anyTicket, fc.constantFrom('ordinary', 'care', 'urgent', 'none'), anyCounter, fc.nat(2))
  .chain(([ticket, ticketClass, at, kind]) =>
    fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((services): Step => {
      if (ticket === 't3') return hub.tells({ c: 5 * services.length ** 2 });
      if (ticket === `${fitting}4`) return boss.pausesService('b');
      if (ticket === `${fitting}5`) return boss.resumesService('b');
      if (kind === 0) return boss.turns(at, services.length === 3 ? null : services);
      return kind === 1 ? wang.reclasses(ticket, ticketClass) : boss.reclasses(ticket, ticketClass);
    }),
  );
const seating = fc
  .tuple(staffAt, fc.boolean(), fc.boolean(), fc.nat(7), reason('meal'))
  .map(([[by, at], takeOver, move, kind, why]): Step => {
    if (kind < 4) return by.signsIn(at, { takeOver, move });
    return [by.signsOut(at), by.pauses(at, why)][kind - 4] ?? by.unpauses(at);
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
  { weight: 1, arbitrary: fc.constantFrom(hub.passesTime(), hub.skips(3)) },
);
const clocks = fc.constantFrom(8, 8, 8, 7, 9, -8).map((zoneHours) => ({ zoneHours }));

export const anyStep = fc.oneof(
  { weight: 8, arbitrary: taking },
  { weight: 8, arbitrary: calling },
  { weight: 9, arbitrary: inHand },
  { weight: 5, arbitrary: chosen },
  { weight: 6, arbitrary: seating },
  { weight: 4, arbitrary: ruling },
  { weight: 2, arbitrary: booking },
  { weight: 3, arbitrary: handing },
  { weight: 1, arbitrary: deciding },
  { weight: 1, arbitrary: changing },
  { weight: 6, arbitrary: elapsing },
  { weight: 1, arbitrary: clocks },
);
