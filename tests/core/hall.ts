/**
 * A small language for the rules: `given(what was done).when(command).then(events or refusal)`.
 * Everything goes through the real `decide` and `evolve`; each answer is asked for twice and the
 * state compared before and after, so that a rule that writes or dices fails every test (ANS-3).
 *
 * The hall opens on Monday 2026-11-23 at 9:00; tickets get the ids t1, t2, … in the order of issue.
 */
import { expect } from 'vitest';
import type { Actor, Command, CommandBodies, CommandOf, Stamp } from '../../core/hall/commands.ts';
import type { Configuration } from '../../core/hall/configuration.ts';
import { decide } from '../../core/hall/decide.ts';
import type { EventType, HallEvent, Outcome, Range, Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import {
  bookingId,
  classId,
  counterId,
  hallId,
  itemId,
  kioskId,
  reasonId,
  serviceId,
  staffId,
  ticketId,
  label as toLabel,
} from '../../core/hall/ids.ts';
import { isRefusal, type Refusal, type RefusalName } from '../../core/hall/refusals.ts';
import { emptyHall, type Hall, type HallState, type Ticket } from '../../core/hall/state.ts';
import { smallHall } from './halls.ts';

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Up to so many tickets the whole state is compared before and after each `decide`. */
const watchedMax = 500;
/** 9:00 on Monday 2026-11-23 in Shanghai. */
export const start = Date.UTC(2026, 10, 23, 1);

/** Something that was done, or time that went by, or a bare event of the log. */
export type Step =
  | { readonly command: Command; readonly by: Actor; readonly minutesAgo?: number }
  | { readonly ms: number }
  | { readonly clock: string; readonly days: number }
  | { readonly zoneHours: number }
  | HallEvent;

/** Looks on while events are folded in. */
export interface Witness {
  readonly before: (told: Told, state: HallState) => void;
  readonly after: (told: Told, state: HallState) => void;
}

export class Play {
  readonly state: HallState = emptyHall(hallId('small'));
  readonly told: Told[] = [];
  at = start;
  /** Hours that the hall's clocks are ahead of UTC. */
  zoneHours = 8;
  #issued = 0;
  readonly #witness: Witness | null;

  constructor(witness: Witness | null = null) {
    this.#witness = witness;
  }

  stamp(by: Actor): Stamp {
    return { at: this.at, local: localAt(this.at, this.zoneHours), id: `t${this.#issued + 1}`, by };
  }

  /** The command with the time at which its number was taken. */
  timed({ command, minutesAgo }: { command: Command; minutesAgo?: number }): Command {
    if (command.type !== 'adopt-ticket' || minutesAgo === undefined) return command;
    return { ...command, takenAt: this.at - minutesAgo * minuteMs };
  }

  /** Decides; the events are folded in, a refusal is handed back. */
  ask(command: Command, by: Actor): HallEvent[] | Refusal {
    const stamp = this.stamp(by);
    // Writing out a whole day at every step would cost seconds.
    const watched = this.state.tickets.size <= watchedMax;
    const before = watched ? dump(this.state) : '';
    const decided = decide(this.state as Hall, command, stamp);
    const again = decide(this.state as Hall, command, stamp);
    if (JSON.stringify(decided) !== JSON.stringify(again)) throw new Error('decide dices');
    if (watched && dump(this.state) !== before) {
      throw new Error(`deciding ${command.type} wrote the state`);
    }
    if (!isRefusal(decided)) for (const event of decided) this.tell(event);
    return decided;
  }

  tell(event: HallEvent): void {
    // Frozen, as what is told is about to be written to the log: the state must never share with it.
    const told: Told = { ...frozen(event), seq: this.state.seq + 1, at: this.at };
    this.#witness?.before(told, this.state);
    evolve(this.state, told);
    this.#witness?.after(told, this.state);
    this.told.push(told);
    if (event.type === 'ticket-issued') this.#issued += 1;
  }

  go(step: Step): void {
    if ('ms' in step) this.at += step.ms;
    else if ('clock' in step) this.at = clockAt(this.at, this.zoneHours, step);
    else if ('zoneHours' in step) this.zoneHours = step.zoneHours;
    else if ('command' in step) {
      const decided = this.ask(this.timed(step), step.by);
      if (isRefusal(decided)) {
        throw new Error(`given ${step.command.type}: ${JSON.stringify(decided)}`);
      }
    } else this.tell(step);
  }

  ticket(id: string): Ticket {
    const ticket = this.state.tickets.get(ticketId(id));
    if (!ticket) throw new Error(`no ticket ${id}`);
    return ticket;
  }
}

export function localAt(at: number, zoneHours: number): Stamp['local'] {
  const local = at + zoneHours * hourMs;
  return {
    date: new Date(local).toISOString().slice(0, 10),
    weekday: ((Math.floor(local / dayMs) + 3) % 7) + 1,
    minute: Math.floor((local % dayMs) / minuteMs),
  };
}

function clockAt(at: number, zoneHours: number, step: { clock: string; days: number }): number {
  const [hours = 0, minutes = 0] = step.clock.split(':').map(Number);
  const zoneMs = zoneHours * hourMs;
  const midnight = at + zoneMs - ((at + zoneMs) % dayMs);
  const to = midnight - zoneMs + step.days * dayMs + hours * hourMs + minutes * minuteMs;
  if (to < at) throw new Error('time does not go back');
  return to;
}

export const later = (seconds: number): Step => ({ ms: seconds * secondMs });
export const at = (clock: string): Step => ({ clock, days: 0 });
export const nextDay = (clock: string): Step => ({ clock, days: 1 });
export const clocksAhead = (zoneHours: number): Step => ({ zoneHours });

/** An event as a test expects it: its type, and those fields of its body that the rule is about. */
export type Expected = readonly [EventType, object?];
export const refused = (name: RefusalName, data: object = {}) => ({ refused: name, ...data });

export function given(...steps: readonly Step[]) {
  return {
    when: (step: Step) => {
      const play = new Play();
      for (const one of steps) play.go(one);
      if (!('command' in step)) throw new Error('when: a command');
      const answer = play.ask(play.timed(step), step.by);
      return {
        answer,
        play,
        // biome-ignore lint/suspicious/noThenProperty: given / when / then is the language of these tests; it is never awaited.
        then: (...expected: Expectations) => check(answer, expected, play),
      };
    },
    /** The state that these steps lead to. */
    state: () => {
      const play = new Play();
      for (const one of steps) play.go(one);
      return play;
    },
  };
}

type Expectations = readonly Expected[] | readonly [{ readonly refused: RefusalName }];

function check(answer: HallEvent[] | Refusal, expected: Expectations, play: Play): Play {
  const [first] = expected;
  if (first !== undefined && 'refused' in first) {
    expect(answer).toMatchObject(first);
    return play;
  }
  expect(isRefusal(answer) ? answer : answer.map((event) => event.type)).toEqual(
    (expected as readonly Expected[]).map(([type]) => type),
  );
  const bodies = isRefusal(answer) ? [] : answer.map((event) => event.body);
  expect(bodies).toMatchObject((expected as readonly Expected[]).map(([, body]) => body ?? {}));
  return play;
}

/** What is said of a number beside its service, with plain ids. */
export interface Taking {
  readonly service?: string;
  readonly class?: string;
  readonly reason?: string;
  readonly needs?: readonly string[];
  readonly items?: readonly string[];
  readonly visitor?: string;
  readonly assisted?: boolean;
  readonly promised?: Range;
}

/** What else is said of a number that was given away. */
export interface Adopting extends Taking {
  readonly unsure?: boolean;
  readonly given?: string;
  readonly linkHash?: string;
}
interface Taken {
  readonly command: Command;
  readonly by: Actor;
  readonly minutesAgo: number;
}

/** The acts of one actor, as steps. */
export function acts(by: Actor) {
  const step = (command: Command): Step => ({ command, by });
  const counter = (id: string) => ({ counter: counterId(id) });
  const maybe = (ticket?: string) => (ticket === undefined ? {} : { ticket: ticketId(ticket) });
  return {
    does: step,
    takes: (service = 'a', linkHash: string | null = null, how: Taking = {}): Step =>
      step({
        ...{ type: 'issue-ticket', service: serviceId(service), language: 'en', linkHash },
        ...(how as object),
      }),
    checksIn: (booking: string, slotAt: number, how: Taking = {}): Step =>
      step({
        ...{ type: 'check-in', booking: bookingId(booking), slotAt, service: serviceId('a') },
        ...{ language: 'en', linkHash: null },
        ...(how as object),
      }),
    /** A number that the kiosk gave by itself, so many minutes ago. */
    adopts: (ticket: string, label: string, minutesAgo: number, how: Adopting = {}): Taken => ({
      by,
      minutesAgo,
      command: {
        ...{ type: 'adopt-ticket', ticket: ticketId(ticket), label: toLabel(label) },
        ...{ kiosk: kioskId('door'), language: 'en', service: serviceId('a'), linkHash: null },
        ...{ takenAt: 0, unsure: false, given: null },
        ...(how as object),
      },
    }),
    settles: (keep: readonly string[], close: readonly string[] = []): Step =>
      step({ type: 'settle-adopted', keep: keep.map(ticketId), close: close.map(ticketId) }),
    callsNext: (at: string, after?: string | null): Step =>
      step({
        type: 'call-next',
        ...counter(at),
        ...(after === undefined ? {} : { after: after === null ? null : ticketId(after) }),
      }),
    calls: (at: string, ticket: string, reason = 'care'): Step =>
      step({
        type: 'call-ticket',
        ...counter(at),
        ticket: ticketId(ticket),
        reason: reasonId(reason),
      }),
    recalls: (at: string, ticket?: string): Step =>
      step({ type: 'recall', ...counter(at), ...maybe(ticket) }),
    serves: (at: string, ticket?: string): Step =>
      step({ type: 'serve', ...counter(at), ...maybe(ticket) }),
    finishes: (
      at: string,
      outcome: Outcome = 'done',
      ticket?: string,
      items?: Readonly<Record<string, Outcome>>,
    ): Step =>
      step({
        ...{ type: 'finish', ...counter(at), ...maybe(ticket), outcome },
        ...(items && {
          items: Object.entries(items).map(([id, how]) => ({ item: itemId(id), outcome: how })),
        }),
      }),
    misses: (at: string, ticket?: string): Step =>
      step({ type: 'no-show', ...counter(at), ...maybe(ticket) }),
    parks: (at: string, reason = 'copying', ticket?: string): Step =>
      step({ type: 'park', ...counter(at), ...maybe(ticket), reason: reasonId(reason) }),
    resumes: (at: string, ticket: string): Step =>
      step({ type: 'resume', ...counter(at), ticket: ticketId(ticket) }),
    transfers: (at: string, to: { service?: string; counter?: string }, ticket?: string): Step => {
      const command: CommandOf<'transfer'> = {
        type: 'transfer',
        ...counter(at),
        ...maybe(ticket),
        ...(to.service === undefined ? {} : { toService: serviceId(to.service) }),
        ...(to.counter === undefined ? {} : { toCounter: counterId(to.counter) }),
      };
      return step(command);
    },
    rejoins: (ticket: string): Step => step({ type: 'rejoin', ticket: ticketId(ticket) }),
    postpones: (ticket: string): Step => step({ type: 'postpone', ticket: ticketId(ticket) }),
    cancels: (ticket: string, reason = 'left'): Step =>
      step({ type: 'cancel', ticket: ticketId(ticket), reason: reasonId(reason) }),
    reclasses: (ticket: string, ticketClass: string, reason = 'frail'): Step =>
      step({
        type: 'change-class',
        ticket: ticketId(ticket),
        class: classId(ticketClass),
        reason: reasonId(reason),
      }),
    turns: (at: string, services: readonly string[] | null, reason = 'rush'): Step =>
      step({
        type: 'set-services',
        ...counter(at),
        services: services?.map(serviceId) ?? null,
        reason: reasonId(reason),
      }),
    pausesService: (service: string, reason = 'rush'): Step =>
      step({ type: 'pause-service', service: serviceId(service), reason: reasonId(reason) }),
    resumesService: (service: string): Step =>
      step({ type: 'resume-service', service: serviceId(service) }),
    tells: (minutes: Readonly<Record<string, number>>): Step =>
      step({
        type: 'tell-forecast',
        forecasts: Object.entries(minutes).map(([id, wait]) => ({
          service: serviceId(id),
          minutes: wait,
        })),
      }),
    signsIn: (at: string, how: Omit<CommandBodies['sign-in'], 'counter'> = {}): Step =>
      step({ type: 'sign-in', ...counter(at), ...how }),
    signsOut: (at: string): Step => step({ type: 'sign-out', ...counter(at) }),
    pauses: (at: string, reason = 'meal'): Step =>
      step({ type: 'pause', ...counter(at), reason: reasonId(reason) }),
    unpauses: (at: string): Step => step({ type: 'unpause', ...counter(at) }),
    opens: (configuration: Configuration = smallHall()): Step =>
      step({ type: 'open-day', configuration }),
    closes: (): Step => step({ type: 'close-day' }),
    passesTime: (): Step => step({ type: 'pass-time' }),
    skips: (count: number, lost = { from: start, until: start }): Step =>
      step({ type: 'skip-labels', count, lost }),
  };
}

export const clerk = (id: string) => acts({ kind: 'clerk', id: staffId(id) });
export const wang = clerk('wang');
export const chen = clerk('chen');
export const boss = acts({ kind: 'manager', id: staffId('boss') });
export const gateway = acts({ kind: 'token', id: 'gateway' });
export const kiosk = acts({ kind: 'kiosk', id: 'door' });
export const visitor = acts({ kind: 'visitor', id: 'phone' });
export const hub = acts({ kind: 'hub', id: 'clock' });

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner)) frozen(inner);
  }
  return Object.freeze(value);
}

/** The whole state as text: Maps and Sets in their own order, so that two equal texts are equal states. */
export const dump = (state: unknown): string =>
  JSON.stringify(state, (_key, value: unknown) =>
    value instanceof Map ? ['Map', ...value] : value instanceof Set ? ['Set', ...value] : value,
  );
