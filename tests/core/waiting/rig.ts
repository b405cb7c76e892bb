/**
 * Halls by seed for the forecast's tests, driven by the real rules: every service takes a fixed time,
 * so that the order of calls is all there is to compare.
 */
import type { Actor, Command } from '../../../core/hall/commands.ts';
import type { Configuration, TicketClass } from '../../../core/hall/configuration.ts';
import { decide } from '../../../core/hall/decide.ts';
import type { HallEvent } from '../../../core/hall/events.ts';
import { evolve } from '../../../core/hall/evolve.ts';
import {
  type CounterId,
  classId,
  hallId,
  needId,
  reasonId,
  type ServiceId,
  serviceId,
  staffId,
} from '../../../core/hall/ids.ts';
import { isRefusal, type Refusal } from '../../../core/hall/refusals.ts';
import { emptyHall, type Hall, type HallState } from '../../../core/hall/state.ts';
import { always, type Times } from '../../../core/hall/waiting/measured.ts';
import { bucketCount } from '../../../core/hall/waiting/times.ts';
import { minuteMs, start } from '../hall.ts';
import { place, service, smallHall, ticketClass } from '../halls.ts';

/** Chance by seed (mulberry32). */
export function dice(seed: number) {
  let state = seed | 0;
  const share = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(share() * count);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = <T>(list: readonly T[], odds: number): T[] => list.filter(() => share() < odds);
  return { share, below, one, some, odds: (odds: number) => share() < odds };
}
export type Dice = ReturnType<typeof dice>;

const serviceIds = ['a', 'b', 'c', 'd', 'e'];
const manager: Actor = { kind: 'manager', id: staffId('boss') };
const hub: Actor = { kind: 'hub', id: 'clock' };

/** A configuration that uses every rule that has a say in who is next. */
export function anyConfiguration(roll: Dice): Configuration {
  const counterCount = 2 + roll.below(4);
  const counters = Array.from({ length: counterCount }, (_, index) => {
    const own = roll.some(serviceIds, 0.4);
    const services = own.length > 0 ? own : [roll.one(serviceIds)];
    const helps = roll.odds(0.4) ? roll.some(serviceIds, 0.4) : [];
    return place(`${index + 1}`, services, {
      helps: helps.map(serviceId),
      offers: roll.some(['low', 'sign'], 0.3).map(needId),
    });
  });
  const classes: TicketClass[] = [
    ticketClass('ordinary', 'ordinary'),
    ticketClass('care', 'priority', { base: roll.below(20), rate: 1 + roll.below(2) }),
    ticketClass('slow', 'priority', { base: 0, rate: 0.5 }),
    ticketClass('green', 'green'),
  ];
  return smallHall({
    services: serviceIds.map((id, index) =>
      service(id, 'ABCDE'[index] ?? 'A', true, {
        promiseMinutes: 10 + roll.below(40),
        leadsTo: roll.odds(0.25) ? [serviceId(roll.one(serviceIds))] : [],
        ...(roll.odds(0.4)
          ? {
              overflow: {
                ...(roll.odds(0.6)
                  ? { people: 1 + roll.below(4) }
                  : { minutes: 5 + roll.below(15) }),
                counters: roll.some(counters, 0.6).map(({ id }) => id),
              },
            }
          : {}),
      }),
    ),
    counters,
    classes,
    needs: ['low', 'sign'].map((id) => ({ id: needId(id), name: { 'zh-Hans': id, en: id } })),
    rules: { ...smallHall().rules, overtakingMax: 1 + roll.below(3), forgottenSignOutMinutes: 600 },
  });
}

/** A hall that does what it is told, by the real rules. */
export class Drive {
  readonly state: HallState = emptyHall(hallId('small'));
  at = start;
  #ids = 0;

  get hall(): Hall {
    return this.state as Hall;
  }

  ask(command: Command, by: Actor = manager): HallEvent[] | Refusal {
    this.#ids += 1;
    const local = { date: '2026-11-23', weekday: 1, minute: 540 };
    const decided = decide(this.hall, command, { at: this.at, local, id: `t${this.#ids}`, by });
    if (isRefusal(decided)) return decided;
    for (const event of decided) {
      evolve(this.state, { ...event, seq: this.state.seq + 1, at: this.at });
    }
    return decided;
  }

  open(configuration: Configuration): void {
    this.ask({ type: 'open-day', configuration }, hub);
  }
}

/** A hall in the middle of its day: people wait, some were sent to a counter, some have been overtaken. */
export function anyMoment(roll: Dice): Drive {
  const drive = new Drive();
  const configuration = anyConfiguration(roll);
  drive.open(configuration);
  const ids = configuration.counters.map(({ id }) => id);
  for (const id of ids) if (roll.odds(0.85)) signIn(drive, id);
  for (let step = 0; step < 60; step += 1) {
    drive.at += roll.below(2 * minuteMs);
    if (roll.odds(0.75)) take(drive, roll);
    else act(drive, roll, roll.one(ids));
  }
  return drive;
}

function signIn(drive: Drive, counter: CounterId): void {
  drive.ask({ type: 'sign-in', counter }, { kind: 'clerk', id: staffId(`clerk-${counter}`) });
}

function take(drive: Drive, roll: Dice): void {
  const ticketClassId = roll.odds(0.6) ? 'ordinary' : roll.one(['care', 'slow', 'green']);
  drive.ask({
    type: 'issue-ticket',
    service: serviceId(roll.one(serviceIds)),
    language: 'zh-Hans',
    linkHash: null,
    class: classId(ticketClassId),
    ...(ticketClassId === 'green' ? { reason: reasonId('frail') } : {}),
    needs: roll.odds(0.2) ? [needId(roll.one(['low', 'sign']))] : [],
  });
}

function act(drive: Drive, roll: Dice, counter: CounterId): void {
  const inHand = drive.state.counters.get(counter)?.inHand ?? null;
  if (inHand === null) drive.ask({ type: 'call-next', counter });
  else if (roll.odds(0.3)) {
    const toCounter = roll.one([...drive.state.counters.keys()]);
    const service = roll.one(serviceIds);
    drive.ask({
      type: 'transfer',
      counter,
      toService: serviceId(service),
      ...(roll.odds(0.6) ? { toCounter } : {}),
    });
  } else drive.ask({ type: 'finish', counter, outcome: 'done' });
}

/** Fixed times by service, nothing left to chance, nobody away. */
export const fixedTimes = (minutes: readonly number[]): Times => ({
  hand: minutes.map((each) => always(each * minuteMs)),
  missOdds: minutes.map(() => 0),
  goesOnOdds: minutes.map(() => 1),
  missMs: always(0),
  gapMs: always(0),
  breakMs: always(0),
  cancelPerMs: 0,
  hours: new Float64Array(bucketCount).fill(1),
  breaksPerMs: new Float64Array(bucketCount),
  signOutsPerMs: new Float64Array(bucketCount),
  signInsPerMs: new Float64Array(bucketCount),
});

export interface Call {
  readonly ticket: string;
  readonly counter: string;
  readonly at: number;
}

/**
 * Plays the hall to its end by `decide` and `evolve`: a hand lasts as long as its service takes; then
 * it is finished and the counter calls; when a ticket goes on to its next service, all idle counters
 * call, who has been idle longest first.
 */
export function playOut(drive: Drive, minutes: ReadonlyMap<ServiceId, number>): Call[] {
  const calls: Call[] = [];
  const counters = [...drive.state.counters.keys()];
  const staffed = counters.filter((id) => drive.state.counters.get(id)?.status === 'open');
  const freeAt = new Map<CounterId, number>();
  const idle = new Map<CounterId, number>();
  const takes = (id: CounterId): number => {
    const ticket = drive.state.tickets.get(drive.state.counters.get(id)?.inHand ?? ('' as never));
    const at = ticket?.steps[ticket.step]?.service;
    return (at === undefined ? 0 : (minutes.get(at) ?? 0)) * minuteMs;
  };
  const call = (counter: CounterId) => {
    const done = drive.ask({ type: 'call-next', counter });
    if (isRefusal(done)) {
      if (!idle.has(counter)) idle.set(counter, drive.at);
      return;
    }
    idle.delete(counter);
    const called = done.find(({ type }) => type === 'ticket-called');
    if (called?.type !== 'ticket-called') return;
    calls.push({ ticket: called.body.ticket, counter, at: drive.at });
    freeAt.set(counter, drive.at + takes(counter));
  };
  for (const id of staffed) {
    const ticket = drive.state.tickets.get(drive.state.counters.get(id)?.inHand ?? ('' as never));
    freeAt.set(id, ticket ? (ticket.calledAt ?? 0) + takes(id) : drive.at);
  }
  for (let guard = 0; guard < 5_000; guard += 1) {
    const next = counters
      .filter((id) => freeAt.has(id))
      .reduce<CounterId | null>(
        (best, id) =>
          best === null || (freeAt.get(id) ?? 0) < (freeAt.get(best) ?? 0) ? id : best,
        null,
      );
    if (next === null) return calls;
    drive.at = freeAt.get(next) ?? drive.at;
    freeAt.delete(next);
    const held = drive.state.counters.get(next)?.inHand ?? null;
    const done = held ? drive.ask({ type: 'finish', counter: next, outcome: 'done' }) : [];
    const goesOn = !isRefusal(done) && done.some(({ type }) => type === 'step-advanced');
    if (!goesOn) {
      call(next);
      continue;
    }
    idle.set(next, drive.at);
    const order = [...idle].sort(
      ([a, since], [b, than]) => since - than || counters.indexOf(a) - counters.indexOf(b),
    );
    for (const [id] of order) call(id);
  }
  throw new Error('the hall does not come to an end');
}
