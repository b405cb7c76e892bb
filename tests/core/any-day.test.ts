/**
 * Any day at all: random acts of several people at several counters over days and midnights, in both
 * kinds of hall, through changes of configuration and of the hall's clocks. What must hold is held
 * after every step.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aheadOf } from '../../core/hall/ahead.ts';
import { answerOf } from '../../core/hall/answers.ts';
import { pickNext, pickSeveral } from '../../core/hall/calling.ts';
import type { Command } from '../../core/hall/commands.ts';
import { eventVersions, type HallEvent, type Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import { compareAge, placesOf as placesIn } from '../../core/hall/line.ts';
import { nextDue } from '../../core/hall/opening.ts';
import { isRefusal } from '../../core/hall/refusals.ts';
import { emptyHall, type Hall, type HallState, type Ticket } from '../../core/hall/state.ts';
import { counterView } from '../../core/views/counter.ts';
import { displayView } from '../../core/views/display.ts';
import { noFacts } from '../../core/views/facts.ts';
import { kioskView } from '../../core/views/kiosk.ts';
import { slipView } from '../../core/views/slip.ts';
import { ticketView } from '../../core/views/ticket.ts';
import { anyStep, configurations, fitted } from './any-steps.ts';
import { chen, dump, hub, Play, type Step, wang } from './hall.ts';
import { smallHall } from './halls.ts';
import { aheadOf as naiveAhead, nextAt, Overtakings } from './naive.ts';

/** What a play has seen, beside its state. */
class Witness {
  readonly overtakings = new Overtakings();
  readonly play = new Play(this.overtakings);
  /** Labels given on a date, or carried into it. */
  readonly labels = new Map<string, Set<string>>();
  /** Until when adopted tickets are held. */
  readonly holds = new Map<string, number>();
  refusals = 0;

  go(step: Step | 'midnight'): void {
    const { play } = this;
    if (step === 'midnight') play.at = Math.max(play.at, nextDue(play.state as Hall) ?? 0);
    else if (!('command' in step)) play.go(step);
    else {
      const { seq } = play.state;
      const command = fitted(step.command, play);
      const next = nextOf(play, this.overtakings, command);
      const decided = play.ask(command, step.by);
      if (isRefusal(decided)) {
        this.refusals += 1;
        must(play.state.seq === seq, 'a refusal was told');
      } else {
        const logged = JSON.parse(JSON.stringify(decided)) as HallEvent[];
        must(dump(answerOf(logged)) === dump(answerOf(decided)), 'a repeat is answered otherwise');
        this.#labelsOf(decided);
        if (command.type === 'call-next') theNextIsCalled(decided, next);
        this.#noGhosts(decided);
      }
    }
    everybodyIsSomewhere(play);
    placesHold(play.state, this.overtakings);
  }

  /** AWAY-5, AWAY-8: what is held, or was closed, is called by nobody; time lets nothing go too soon. */
  #noGhosts(events: readonly HallEvent[]): void {
    const { play, holds } = this;
    for (const event of events) {
      if (event.type === 'ticket-adopted' && event.body.ended === null) {
        holds.set(event.body.ticket, play.at + 300_000);
      }
      if (event.type === 'ticket-kept') {
        const { ticket, because } = event.body;
        const due = holds.get(ticket) ?? Number.POSITIVE_INFINITY;
        must(because === 'by-manager' || play.at >= due, `${ticket} was let go too soon`);
        holds.delete(ticket);
      }
      if (event.type === 'ticket-called') must(!holds.has(event.body.ticket), 'a ghost was called');
    }
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
      if (event.type === 'ticket-adopted' && event.body.ended !== 'day-closed') {
        given(event.body.label);
      }
      if (event.type === 'day-opened') {
        for (const ticket of event.body.crossing.tickets) given(ticket.label);
      }
    }
  }
}

/** NEXT: the ticket that a slow look at every ticket finds is the one that was called. */
function theNextIsCalled(events: readonly HallEvent[], next: Ticket | undefined): void {
  const call = events.at(-1);
  if (call?.type !== 'ticket-called') throw new Error('call-next calls');
  must(call.body.ticket === next?.id, `${call.body.ticket} was called, not ${next?.id}`);
}

/** Who is next at the counter, and the ticket in its hand that may go on to its next service (STEP-3). */
function nextOf(
  { state, at }: Play,
  overtakings: Overtakings,
  command: Command,
): Ticket | undefined {
  const counter = command.type === 'call-next' && state.counters.get(command.counter);
  if (!counter) return undefined;
  const held = counter.inHand === null ? undefined : state.tickets.get(counter.inHand);
  const onward =
    held && held.step + 1 < held.steps.length
      ? [{ ...held, step: held.step + 1, sentTo: null }]
      : [];
  return nextAt(state, overtakings, counter, at, onward)?.ticket;
}

/** AHEAD-2, NEXT-5: how many stand before whom, and how often each was passed. */
function placesHold(state: HallState, overtakings: Overtakings): void {
  for (const ticket of state.tickets.values()) {
    if (ticket.status !== 'waiting') continue;
    const ahead = aheadOf(state as Hall, ticket);
    const slowly = naiveAhead(state, ticket, state.at);
    must(ahead === slowly, `${ticket.id} has ${slowly} ahead, not ${ahead}`);
  }
  const max = state.configuration?.rules.overtakingMax ?? 0;
  for (const [ticket, times] of overtakings.plain) {
    must(times <= max, `${ticket} was overtaken ${times} times`);
  }
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
  for (const ticket of state.held) see(ticket, 'held');
  for (const ticket of state.parked) see(ticket, 'parked');
  for (const ticket of state.missed) see(ticket, 'missed');
  for (const ticket of state.postponed) see(ticket, 'postponed');
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

/**
 * NEXT-2, AHEAD-2: whom a counter would call in order is whom it does call, one after the other, and the
 * last of them has all others ahead there. Where calling changes who overflows, one cannot know.
 */
function severalHold({ state, at }: Play): void {
  for (const id of state.counters.keys()) {
    if (state.overflows.has(id)) continue;
    const copy = structuredClone(state);
    const counter = copy.counters.get(id);
    if (!counter) throw new Error(`no counter ${id}`);
    const all = pickSeveral(state as Hall, counter, at, 99);
    const called = all.map(() => {
      counter.inHand = null;
      const next = pickNext(copy as Hall, counter, at);
      const ticket = next && copy.tickets.get(next.ticket);
      if (!next || !ticket) return 'nobody';
      const body = { by: 'hub:x', ticket: ticket.id, label: ticket.label, step: 0, counter: id };
      const event = { type: 'ticket-called', body: { ...body, because: next.because } } as const;
      evolve(copy, { ...event, seq: copy.seq + 1, at });
      return ticket.id;
    });
    expect(all).toEqual(called);
    expect(new Set(all).size).toBe(all.length);
  }
}

/** DAY-7: time passed at what is due does something, and then something later is due. */
function timeGoesOn(play: Play): void {
  for (let times = 0; times < 4; times += 1) {
    const due = nextDue(play.state as Hall, play.at);
    if (due === null) return;
    play.at = Math.max(play.at, due);
    const decided = play.ask({ type: 'pass-time' }, { kind: 'hub', id: 'clock' });
    expect(isRefusal(decided) ? decided : decided.length).toBeGreaterThan(0);
    expect(nextDue(play.state as Hall, play.at)).toBeGreaterThan(play.at);
    everybodyIsSomewhere(play);
  }
}

const allTypes = Object.keys(eventVersions).sort();

describe('whatever is done', () => {
  const anyDay = fc.array(anyStep, { minLength: 60, maxLength: 160, size: 'max' });
  const kinds = new Map<string, number>();
  let refusals = 0;

  test.each([true, false])(
    'LINE-3 NUM-5 ANS-3 DAY-7 VIEW-1 NEXT-1 NEXT-5 AHEAD-2, in a hall that never closes: %s',
    (neverCloses) => {
      fc.assert(
        fc.property(anyDay, (steps) => {
          const witness = new Witness();
          const { play } = witness;
          witness.go(hub.opens({ ...(configurations[0] ?? smallHall()), neverCloses }));
          for (const who of [wang.signsIn('1'), chen.signsIn('2')]) witness.go(who);
          for (const step of steps) witness.go(step);
          viewsHold(play);
          severalHold(play);
          timeGoesOn(play);
          const lived = dump(play.state);
          expect(replayed(play.told)).toBe(lived);
          const opened = play.told.findLastIndex((told) => told.type === 'day-opened');
          expect(replayed(play.told.slice(opened))).toBe(lived);
          for (const told of play.told) kinds.set(told.type, (kinds.get(told.type) ?? 0) + 1);
          refusals += witness.refusals;
        }),
        { numRuns: 60 },
      );
    },
    120_000,
  );

  test('REF-1 those days had every kind of event in them, and refusals', () => {
    expect([...kinds.keys()].sort()).toEqual(allTypes);
    expect(refusals).toBeGreaterThan(1000);
  });
});
