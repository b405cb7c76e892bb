/**
 * Reads the hall's log and puts into the outbox what its events ask to be told, for tickets whose
 * visitors gave a phone. The cursor moves with the rows, so a hub that dies in between, or a second
 * one, puts in nothing twice.
 */
import { type TicketId, ticketId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import type { Log } from '../../log/log.ts';
import { repeating } from '../followers/repeating.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { toTold } from '../hall/replay.ts';
import type { Outbox } from '../house/outbox.ts';
import type { NewText } from '../house/text-rows.ts';
import type { TextPhones } from '../people/text-phones.ts';
import { type Forecasts, nearOnes, type TextWish, usefulMs, wishOf } from './policy.ts';
import type { TextSettings } from './settings.ts';

/** A text is to be with its carrier within two seconds of the call: changes are taken up at once. */
const waitMs = { change: 20, page: 20, failure: 2_000, near: 5_000, nearAgain: 3_000 };
const pageRows = 250;
const minuteMs = 60_000;

export interface TextFollowParts {
  readonly keeper: Pick<Keeper, 'hall' | 'follow' | 'look' | 'catchUp'>;
  readonly log: Pick<Log, 'read' | 'lastOf'>;
  readonly outbox: Pick<Outbox, 'cursor' | 'fill' | 'add' | 'told'>;
  readonly phones: Pick<TextPhones, 'among'>;
  readonly settings: TextSettings;
  readonly forecasts: () => Forecasts;
  /** Whether visitors can be sent somewhere to rate. */
  readonly hasLinks: boolean;
  readonly clock: Clock;
  /** Something was put in. */
  readonly filled: () => void;
  readonly complain: (what: string, error: unknown) => void;
}

/** Follows until the returned function is called; it resolves when nothing is under way. */
export function followForTexts(parts: TextFollowParts): () => Promise<void> {
  const { keeper, clock, complain } = parts;
  const near = new NearTeller(parts);
  let lookedAt = Number.NEGATIVE_INFINITY;
  const pages = repeating({
    ...{ clock, failureMs: waitMs.failure },
    act: async () => {
      if (await readPage(parts)) return waitMs.page;
      // A rush has a change every few milliseconds, and each would look at everybody who waits.
      const restMs = lookedAt + waitMs.nearAgain - clock.monotonic();
      if (restMs > 0) return restMs;
      await near.tell();
      lookedAt = clock.monotonic();
      return waitMs.near;
    },
    failed: (error) => complain('texts could not be put into the outbox', error),
  });
  // What asks for no text may bring somebody nearer, and is looked at with the next look at those who wait;
  // without events the hall was replayed, and nobody knows what came meanwhile.
  const unfollow = keeper.follow(({ events }) => {
    const asks = events.length === 0 || events.some((event) => wishOf(event));
    pages.wake(asks ? waitMs.change : waitMs.nearAgain);
  });
  pages.wake(0);
  return () => {
    unfollow();
    return pages.end();
  };
}

/** One page of the log; true: there is more. */
async function readPage(parts: TextFollowParts): Promise<boolean> {
  const { keeper, log, outbox, filled } = parts;
  const { hall } = keeper;
  const stream = `hall:${hall}`;
  const stored = await outbox.cursor(hall);
  // What was before texts were set up is nobody's to be told.
  const from = stored > 0 ? stored : Math.max(0, (await log.lastOf(stream, 'day-opened')) - 1);
  const rows = await log.read(stream, from, pageRows);
  const to = rows.at(-1)?.seq ?? from;
  if (to === stored) return false;
  const texts = await wanted(
    parts,
    rows.flatMap((row) => wishOf(toTold(row)) ?? []),
  );
  if ((await outbox.fill(hall, stored, to, texts)) && texts.length > 0) filled();
  return rows.length === pageRows;
}

/** Those of the wishes that the hall tells of and whose visitors gave a phone. */
async function wanted(parts: TextFollowParts, wishes: readonly TextWish[]): Promise<NewText[]> {
  const { keeper, phones, settings, hasLinks } = parts;
  const told = wishes.filter(({ kind }) => settings.kinds.has(kind));
  if (told.length === 0) return [];
  const asked = await phones.among(keeper.hall, [...new Set(told.map(({ ticket }) => ticket))]);
  if (asked.size === 0) return [];
  // The log may tell of tickets that this hub's state does not have yet: another hub gave them.
  await keeper.catchUp();
  return keeper.look((hall) =>
    told
      .filter(({ ticket, kind }) => asked.has(ticket) && (kind !== 'rate' || hasLinks))
      .flatMap((wish) => textOf(keeper.hall, hall, wish, settings) ?? []),
  );
}

/** Null: the ticket is not of this day, or a step that is not its last has ended. */
function textOf(
  name: string,
  hall: Hall,
  wish: TextWish,
  { rateAfterMinutes }: Pick<TextSettings, 'rateAfterMinutes'>,
): NewText | null {
  const { ticket, step, kind, seq, at, counter, ahead } = wish;
  const known = hall.tickets.get(ticket);
  if (!known) return null;
  if (kind === 'rate' && step < known.steps.length - 1) return null;
  if (wish.unserved && known.startedAt !== null) return null;
  // At once: an event's time stands still while a clock that was set back catches up with it.
  const nextAt = kind === 'rate' ? at + rateAfterMinutes * minuteMs : 0;
  return {
    ...{ id: `hall:${name}/${seq}/${kind}`, ticket, label: known.label, step, kind },
    ...{ counter, ahead, madeAt: at, nextAt, expiresAt: at + usefulMs[kind] },
  };
}

/** The step of a ticket, as `Outbox.told` names it. */
const keyOf = ({ id, step }: { readonly id: TicketId; readonly step: number }) => `${id}/${step}`;

/** Tells those who are near by now, each once for a step. */
class NearTeller {
  readonly #parts: TextFollowParts;
  /** Of those who wait, as `ticket/step`: the tables are not asked for them again. */
  #told: ReadonlySet<string> = new Set();

  constructor(parts: TextFollowParts) {
    this.#parts = parts;
  }

  /** Rejects with a `LogFailure` or `HouseFailure`; nobody is forgotten then. */
  async tell(): Promise<void> {
    const { keeper, phones, outbox, settings, forecasts, clock, filled } = this.#parts;
    if (!settings.kinds.has('ahead')) return;
    const nearAmong = (hall: Hall, ids: Iterable<TicketId>) =>
      nearOnes(hall, ids, settings.ahead, forecasts());
    // Few are near, and the tables are asked for them alone.
    const near = await keeper.look((hall) => {
      const waiting = [...hall.tickets.values()].filter(({ status }) => status === 'waiting');
      this.#told = new Set(waiting.map(keyOf).filter((key) => this.#told.has(key)));
      const untold = waiting.flatMap((one) => (this.#told.has(keyOf(one)) ? [] : one.id));
      return nearAmong(hall, untold).map(({ ticket }) => ticket);
    });
    if (near.length === 0) return;
    const asked = [...(await phones.among(keeper.hall, near))].map(ticketId);
    if (asked.length === 0) return;
    const told = await outbox.told(keeper.hall, 'ahead', asked);
    this.#told = new Set([...this.#told, ...told]);
    const texts = await keeper.look((hall) => {
      const open = asked.filter((id) => !told.has(`${id}/${hall.tickets.get(id)?.step ?? 0}`));
      // The hall's time stands while a clock that was set back catches up: else it were of the day before.
      const at = Math.max(clock.now(), hall.at);
      return nearAmong(hall, open).flatMap(
        (wish) => textOf(keeper.hall, hall, { ...wish, at }, settings) ?? [],
      );
    });
    if (texts.length === 0) return;
    await outbox.add(keeper.hall, texts);
    filled();
  }
}
