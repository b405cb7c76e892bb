/**
 * Who takes a number, as far as the hub has to know: within a day the same person is the same
 * `visitor`, a hash under the day's key, and that alone goes into the log. The document's number is
 * used here and forgotten; it is never stored, logged, or told. Matching over days (watch list,
 * bookings) uses another hash, which stands in tables of people only.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { ServiceId, TicketId } from '../../core/hall/ids.ts';
import type { TicketStatus } from '../../core/hall/state.ts';
import type { CardMatch } from '../../core/wire/card-match.ts';
import type { Person } from '../../core/wire/person.ts';
import type { DayKeys } from '../hall/day-key.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { WatchList } from './watch-list.ts';

export interface VisitorParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look'>;
  readonly keys: Pick<DayKeys, 'keyOf'>;
  /** The hall's own 32 bytes, kept outside the database. */
  readonly hallKey: Uint8Array;
  readonly watchList: Pick<WatchList, 'saw'>;
  readonly complain: (what: string, error: unknown) => void;
}

/** As a command says it. */
export interface VisitorOfDay {
  readonly visitor: string | null;
  /** When the day opened under whose key it was made (epoch ms). */
  readonly visitorOfDay: number | null;
}

export class Visitors {
  readonly #parts: VisitorParts;
  readonly #hallKey: KeyObject;

  constructor(parts: VisitorParts) {
    this.#parts = parts;
    this.#hallKey = createSecretKey(parts.hallKey);
  }

  /**
   * The person as the log of today knows it, for a command; nobody without a person, where the service
   * binds no number to one, or while no day is open. Fails: `LogFailure`, `HouseFailure`.
   */
  async today(person: Person | undefined, service: ServiceId): Promise<VisitorOfDay> {
    const nobody = { visitor: null, visitorOfDay: null };
    if (person === undefined) return nobody;
    const openedAt = await this.#parts.keeper.look(({ day, services }) =>
      day === null || services.get(service)?.realName === 'never' ? null : day.openedAt,
    );
    if (openedAt === null) return nobody;
    const visitor = hashOf(await this.#parts.keys.keyOf(openedAt), person);
    return { visitor, visitorOfDay: openedAt };
  }

  /**
   * Whether this ticket was taken by this person, as far as today's log knows. The person's hash is
   * made, compared and forgotten. Fails: `LogFailure`, `HouseFailure`.
   */
  async match(person: Person, ticket: TicketId): Promise<CardMatch> {
    const { keeper, keys } = this.#parts;
    const bound = await keeper.look(({ day, tickets }) => {
      const { visitor = null, issuedAt = 0 } = tickets.get(ticket) ?? {};
      return visitor === null || day === null ? null : { openedAt: day.openedAt, issuedAt };
    });
    if (bound === null) return { match: 'bound-to-nobody' };
    const { openedAt, issuedAt } = bound;
    if (issuedAt < openedAt) return { match: 'before-today' };
    const visitor = hashOf(await keys.keyOf(openedAt), person);
    return keeper.look(({ tickets, visitors }) => {
      if (tickets.get(ticket)?.visitor === visitor) return { match: 'this-number' };
      const theirs = (visitors.get(visitor) ?? []).flatMap((id) => tickets.get(id) ?? []);
      const labels = theirs.filter(({ status }) => !over.has(status)).map(({ label }) => label);
      return { match: 'another-number', labels };
    });
  }

  /** Today's numbers of this person, as far as the log knows, oldest first. Fails: `LogFailure`, `HouseFailure`. */
  async ticketsOf(person: Person): Promise<readonly TicketId[]> {
    const { keeper, keys } = this.#parts;
    const openedAt = await keeper.look(({ day }) => day?.openedAt ?? null);
    if (openedAt === null) return [];
    const visitor = hashOf(await keys.keyOf(openedAt), person);
    return keeper.look(({ visitors }) => [...(visitors.get(visitor) ?? [])]);
  }

  /** The person over the days, for tables of people and nowhere else. */
  always(person: Person): string {
    return hashOf(this.#hallKey, person);
  }

  /**
   * A number was given to this person: if the watch list holds them, the manager is to see it. Beside
   * the taking, which it never hinders.
   */
  took(person: Person, ticket: TicketId): void {
    const { keeper, watchList, complain } = this.#parts;
    watchList.saw(keeper.hall, this.always(person), ticket).catch((error: unknown) => {
      complain('the watch list could not be asked', error);
    });
  }
}

/** Whose visitor needs nothing of it any more. */
const over: ReadonlySet<TicketStatus> = new Set(['finished', 'cancelled']);

/** Only the number counts: a card read as "another document" is the same person. */
const hashOf = (key: KeyObject, { number }: Person): string =>
  createHmac('sha256', key).update(`person:${number}`).digest('base64url');
