/**
 * Who is signed in. The cookie holds a random key, the table only its hash; a sign-in ends after
 * some hours without use, after a working day whatever happens, by hand, or when the person is
 * disabled or gets a new password.
 */
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import { Fresh } from './fresh.ts';
import { type Dice, hashOf, newKey } from './secrets.ts';
import { noteSeen, SEEN_MS } from './seen.ts';
import type { Person } from './staff.ts';

export const IDLE_MS_MAX = 12 * 3_600_000;
export const SESSION_MS_MAX = 24 * 3_600_000;
/** A further sign-in of the same person ends the oldest. */
export const SESSIONS_A_PERSON_MAX = 10;

export interface Session {
  readonly person: Person;
  /** Epoch milliseconds of the sign-in. */
  readonly since: number;
  /** When it ends if nobody uses it any more. */
  readonly endsAt: number;
}

/** Where somebody signs in: the network address; by which provider. */
export interface SignedInAt {
  readonly from?: string;
  readonly issuer?: string;
  /** What the provider calls its own session (`sid`). */
  readonly session?: string | null;
}

/** Sign-ins by a provider that have ended there. */
export interface ProvidedEnd {
  readonly issuer: string;
  /** Null: whoever has the session. */
  readonly person: string | null;
  /** Null: all of the person's. */
  readonly session: string | null;
  /** Those that began by then, epoch ms. */
  readonly until: number;
}

/** One of a person's sign-ins, for that person. */
export interface OwnSession {
  /** Opens nothing. */
  readonly id: string;
  readonly since: number;
  readonly seenAt: number;
  /** When it ends if it is not used any more, epoch ms like those above. */
  readonly endsAt: number;
  readonly from: string | null;
  /** By a provider of sign-ins, not by password. */
  readonly provided: boolean;
  /** The one that asks. */
  readonly own: boolean;
}

export class Sessions {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #dice: Dice;
  readonly #fresh: Fresh<Session>;

  constructor(house: HouseDatabase, clock: Clock, dice: Dice) {
    this.#house = house;
    this.#clock = clock;
    this.#dice = dice;
    this.#fresh = new Fresh(clock);
  }

  /** Signs a person in and returns the secret for the cookie; it stands nowhere else. Fails: `HouseFailure`. */
  async begin(person: Pick<Person, 'id'>, where: SignedInAt = {}): Promise<string> {
    const secret = newKey(this.#dice);
    const now = this.#clock.now();
    const row = {
      ...{ hash: hashOf(secret) ?? '', person: person.id, made_at: now, seen_at: now },
      ...{ from: where.from ?? null, issuer: where.issuer ?? null },
      provider_session: where.session ?? null,
    };
    await this.#house.db.transaction().execute(async (trx) => {
      await trx.insertInto('sign_ins').values(row).execute();
      const newest = trx.selectFrom('sign_ins').select('hash').where('person', '=', person.id);
      const kept = newest.orderBy('made_at', 'desc').orderBy('hash').limit(SESSIONS_A_PERSON_MAX);
      const older = trx.deleteFrom('sign_ins').where('person', '=', person.id);
      await older.where('hash', '!=', row.hash).where('hash', 'not in', kept).execute();
    });
    return secret;
  }

  /**
   * Whose secret this is, or null when it is unknown, over, or its person disabled. Using it keeps
   * it alive. An end takes effect here at once, in other processes within 5 s. Fails: `HouseFailure`.
   */
  async find(secret: string): Promise<Session | null> {
    const hash = hashOf(secret);
    if (hash === null) return null;
    const session = await this.#fresh.get(hash, () => this.#load(hash));
    return session && this.#clock.now() < session.endsAt ? session : null;
  }

  /** Signs out, and gives the provider by which this sign-in came; null: by none. Fails: `HouseFailure`. */
  async end(secret: string): Promise<string | null> {
    const hash = hashOf(secret);
    if (hash === null) return null;
    const ended = this.#house.db.deleteFrom('sign_ins').where('hash', '=', hash);
    const row = await ended.returning('issuer').executeTakeFirst();
    this.#fresh.drop(hash);
    return row?.issuer ?? null;
  }

  /** Signs the person out everywhere. Fails: `HouseFailure`. */
  async endAllOf(person: string): Promise<void> {
    await this.#house.db.deleteFrom('sign_ins').where('person', '=', person).execute();
    this.#fresh.clear();
  }

  /**
   * Ends what a provider has ended, and gives whose it was. A person's sign-in of which the provider did not
   * say its session ends with any of theirs. Fails: `HouseFailure`.
   */
  async endProvided({ issuer, person, session, until }: ProvidedEnd): Promise<string[]> {
    if (person === null && session === null) return [];
    const all = this.#house.db.deleteFrom('sign_ins').where('issuer', '=', issuer);
    const theirs = person === null ? all : all.where('person', '=', person);
    const ended = theirs.where('made_at', '<=', until).where((or) => {
      if (session === null) return or.lit(true);
      const same = or('provider_session', '=', session);
      return person === null ? same : or.or([same, or('provider_session', 'is', null)]);
    });
    const rows = await ended.returning('person').execute();
    this.#fresh.clear();
    return [...new Set(rows.map((row) => row.person))];
  }

  /** A person's sign-ins that are not over, the latest used first; `secret`: of who asks. Fails: `HouseFailure`. */
  async listOf(person: string, secret: string): Promise<OwnSession[]> {
    const now = this.#clock.now();
    const mine = hashOf(secret);
    const query = this.#house.db.selectFrom('sign_ins').selectAll().where('person', '=', person);
    const rows = await query.orderBy('seen_at', 'desc').orderBy('hash').execute();
    return rows
      .map(({ hash, made_at: since, seen_at: seenAt, from, issuer }) => ({
        ...{ id: idOf(hash), since, seenAt, endsAt: endOf(since, seenAt), from },
        ...{ provided: issuer !== null, own: hash === mine },
      }))
      .filter(({ endsAt }) => endsAt > now);
  }

  /** Ends one of a person's sign-ins. False: there is none of this id. Fails: `HouseFailure`. */
  async endOneOf(person: string, id: string): Promise<boolean> {
    const query = this.#house.db.selectFrom('sign_ins').select('hash').where('person', '=', person);
    const hash = (await query.execute()).find((row) => idOf(row.hash) === id)?.hash;
    if (hash === undefined) return false;
    await this.#house.db.deleteFrom('sign_ins').where('hash', '=', hash).execute();
    this.#fresh.drop(hash);
    return true;
  }

  /** Deletes what is over; returns how many. Once an hour is plenty. Fails: `HouseFailure`. */
  async sweep(): Promise<number> {
    const now = this.#clock.now();
    const query = this.#house.db
      .deleteFrom('sign_ins')
      .where((or) =>
        or.or([or('seen_at', '<=', now - IDLE_MS_MAX), or('made_at', '<=', now - SESSION_MS_MAX)]),
      );
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }

  async #load(hash: string): Promise<Session | null> {
    const now = this.#clock.now();
    const row = await this.#house.db
      .selectFrom('sign_ins')
      .innerJoin('staff', 'staff.id', 'sign_ins.person')
      .select(['staff.id', 'hall', 'account', 'name', 'role', 'seen_at', 'sign_ins.made_at'])
      .where('hash', '=', hash)
      .where('disabled', '=', 0)
      .executeTakeFirst();
    if (!row) return null;
    const { id, hall, account, name, role } = row;
    if (endOf(row.made_at, row.seen_at) <= now) return null;
    if (now - row.seen_at >= SEEN_MS) await this.#seen(hash, now);
    const endsAt = endOf(row.made_at, Math.max(now, row.seen_at));
    return {
      person: { id, hall, account, name, role, disabled: false },
      since: row.made_at,
      endsAt,
    };
  }

  #seen(hash: string, now: number): Promise<void> {
    const query = this.#house.db.updateTable('sign_ins').set({ seen_at: now });
    return noteSeen(query.where('hash', '=', hash).where('seen_at', '<', now).execute());
  }
}

/** Half of the hash, which is no way back to the secret. */
const idOf = (hash: string): string => hash.slice(0, 32);

function endOf(madeAt: number, seenAt: number): number {
  return Math.min(madeAt + SESSION_MS_MAX, seenAt + IDLE_MS_MAX);
}
