/**
 * Deciding a batch: under the log's lock, one command after the other, each on the state that the one
 * before left. It writes no log and answers nobody; the keeper does, once the batch is durable.
 */
import { type Answer, answerOf } from '../../core/hall/answers.ts';
import type { Actor, Command } from '../../core/hall/commands.ts';
import { decide } from '../../core/hall/decide.ts';
import { eventVersions, type HallEvent, type Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import { type EmergencyKind, haltedBy } from '../../core/hall/halting.ts';
import { isRefusal, type Refusal } from '../../core/hall/refusals.ts';
import type { Hall, HallState } from '../../core/hall/state.ts';
import type { FailureName } from '../../core/wire/messages.ts';
import type { Draft, Moment } from '../../log/log.ts';
import type { Calendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import { toTold } from './replay.ts';

export type Settled = ({ ok: true; seq: number } & Answer) | Refusal | { failed: FailureName };

export interface Wish {
  readonly command: Command;
  readonly by: Actor;
  /** The asker's id of this wish; with `by` it makes the deed's one id. */
  readonly requestId: string;
  /** The id of what the command makes; a fresh one when left out. */
  readonly id?: string;
}

/** A wish with its ids: `cmd` is the deed's one id in the log. */
export interface Asked extends Wish {
  readonly id: string;
  readonly cmd: string;
}

/** What came of a batch: an answer to each command in order, all that is new, and what is to be appended. */
export interface Decided {
  readonly answers: Settled[];
  readonly news: Told[];
  readonly drafts: Draft[];
}

export interface DecidingParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly calendar: Calendar;
  /** The emergency that stands now; null: none. Absent: there is never one. */
  readonly emergency?: () => EmergencyKind | null;
  readonly complain: (what: string, error: unknown) => void;
}

/** An adoption whose tap the hub had answered with a number is a deed of its own. */
const adoptionOf = (cmd: string): string => `${cmd}:away`;

/**
 * The ids that the log is asked about. A number that a kiosk gave while the hub was away has the id of
 * its tap, as one given by the hub would have: a late try of that tap is answered with it (AWAY-3).
 */
export const cmdsOf = ({ cmd, command }: Asked): string[] =>
  command.type === 'adopt-ticket' ? [cmd, adoptionOf(cmd)] : [cmd];

export const nothingDecided = (): Decided => ({ answers: [], news: [], drafts: [] });

/**
 * Folds in what others wrote, then decides the batch. The state runs ahead of the log from here until
 * the drafts are appended; when they are not, it must be thrown away.
 */
export function decideBatch(
  state: HallState,
  batch: readonly Asked[],
  moment: Moment,
  parts: DecidingParts,
): Decided {
  const decided = nothingDecided();
  for (const row of moment.since) {
    const told = toTold(row);
    evolve(state, told);
    decided.news.push(told);
  }
  const done = new Map<string, Settled>();
  for (const wanted of batch) {
    const asked = wanted.command.type === 'adopt-ticket' ? adopting(wanted, moment, done) : wanted;
    const known = moment.repeats.get(asked.cmd)?.map(toTold);
    const last = known?.at(-1);
    const settled =
      known && last
        ? { ok: true as const, seq: last.seq, ...answerOf(known) }
        : (done.get(asked.cmd) ?? decideOne(state, asked, decided, parts));
    // Tries of one wish that came together are answered alike, a refusal too: what one of them is
    // told must not be undone by another that came in the same breath.
    done.set(asked.cmd, settled);
    decided.answers.push(settled);
  }
  return decided;
}

/**
 * The adoption as it is to be decided: where the hub had given a number for the same tap, it names that
 * one, and is done under an id of its own.
 */
function adopting(asked: Asked, moment: Moment, done: ReadonlyMap<string, Settled>): Asked {
  if (asked.command.type !== 'adopt-ticket') return asked;
  const known = moment.repeats.get(asked.cmd)?.map(toTold);
  const answer = known ? answerOf(known) : done.get(asked.cmd);
  const given = answer && 'ticket' in answer ? (answer.ticket ?? null) : null;
  if (given === asked.command.ticket) return asked;
  const own = adoptionOf(asked.cmd);
  const taken = known !== undefined || done.has(asked.cmd) || moment.repeats.has(own);
  return { ...asked, cmd: taken ? own : asked.cmd, command: { ...asked.command, given } };
}

/**
 * The day turned between the making of a person's hash and the deciding: under the new day's key it would
 * be somebody else, and the old one must not stand in the new day. Asked again, it is made anew.
 */
const isOfAnotherDay = (state: HallState, command: Command): boolean =>
  'visitorOfDay' in command &&
  command.visitorOfDay != null &&
  command.visitorOfDay !== state.day?.openedAt;

function decideOne(
  state: HallState,
  { command, by, id, cmd }: Asked,
  { drafts, news }: Decided,
  { clock, calendar, emergency, complain }: DecidingParts,
): Settled {
  const halted = haltedBy(emergency?.() ?? null, command, state.configuration);
  if (halted) return halted;
  if (isOfAnotherDay(state, command)) return { failed: 'busy' };
  const at = Math.max(clock.now(), state.at);
  let events: HallEvent[] | Refusal;
  try {
    events = decide(state as Hall, command, { at, local: calendar(at), id, by });
  } catch (error) {
    // `decide` writes nothing, so only this one command is lost to our bug.
    complain(`${command.type} could not be decided`, error);
    return { failed: 'bug' };
  }
  if (isRefusal(events)) return events;
  events.forEach((event, part) => {
    const told: Told = { ...event, seq: state.seq + 1, at };
    evolve(state, told);
    news.push(told);
    const { type, body } = event;
    drafts.push({ at, type, v: eventVersions[type], cmd, part, body });
  });
  return { ok: true, seq: state.seq, ...answerOf(events) };
}
