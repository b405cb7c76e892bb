/**
 * The rights of one person over what is held of them: to be told (export), and to have it erased, which two
 * persons decide. What waits for the second holds hashes and ids, and by them the person is looked for anew
 * when it is done.
 */
import type { Person } from '../../core/wire/person.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Revs } from '../house/rev.ts';
import type { Tickets } from '../house/tickets.ts';
import type { ApprovalRefusal, Approvals, AskRefusal, Waiting } from './approvals.ts';
import { bookerHash } from './bookings/person.ts';
import { type AskedPerson, noHandles, type PersonHandles, phoneHash } from './person-asked.ts';
import type { FoundOf, PersonData } from './person-data.ts';
import type { Sessions } from './sessions.ts';
import type { Staff } from './staff.ts';

export interface PrivacyParts {
  readonly hall: string;
  readonly hallKey: Uint8Array;
  readonly house: HouseDatabase;
  readonly revs: Pick<Revs, 'change'>;
  readonly data: PersonData;
  readonly approvals: Approvals;
  readonly staff: Pick<Staff, 'findByAccount' | 'find'>;
  readonly sessions: Pick<Sessions, 'endAllOf'>;
  readonly tickets: Pick<Tickets, 'findByLabel'>;
  /** The person over the days, and today's tickets of them as far as the log knows. */
  readonly visitors: {
    always(person: Person): string;
    ticketsOf(person: Person): Promise<readonly string[]>;
  };
}

/** What waits for a second person: whom, as the tables may be asked, and by what it was asked. */
export interface ErasureWish {
  readonly by: AskedPerson['kind'];
  readonly handles: PersonHandles;
  /** How many rows were found when it was asked. */
  readonly rows: number;
}

export type ErasureRefusal =
  | ApprovalRefusal
  | AskRefusal
  /** Nothing is held; an account is in use, or one's own. */
  | { readonly refused: 'nothing-held' | 'account-in-use' };

export class PrivacyDesk {
  readonly #parts: PrivacyParts;

  constructor(parts: PrivacyParts) {
    this.#parts = parts;
  }

  /** Everything that is held of this person. Fails: `HouseFailure`, `LogFailure`. */
  async find(asked: AskedPerson): Promise<FoundOf> {
    return this.#parts.data.find(await this.#handlesOf(asked));
  }

  /** Asks a second person to erase it. Fails: `HouseFailure`, `LogFailure`. */
  async ask(asked: AskedPerson, by: string): Promise<Waiting<ErasureWish> | ErasureRefusal> {
    const { data, approvals, hall } = this.#parts;
    const handles = await this.#handlesOf(asked);
    if (await this.#inUse(handles)) return { refused: 'account-in-use' };
    const { held } = await data.find(handles);
    const rows = held.reduce((so, one) => so + one.rows.length, 0);
    if (rows === 0) return { refused: 'nothing-held' };
    const wish: ErasureWish = { by: asked.kind, handles, rows };
    return approvals.ask(hall, 'erase', wish, by);
  }

  /** What waits, the oldest first. Fails: `HouseFailure`. */
  waiting(): Promise<Waiting<ErasureWish>[]> {
    return this.#parts.approvals.list(this.#parts.hall, 'erase');
  }

  /** A second person agrees: it is erased; tells what was there and what is kept. Fails: `HouseFailure`. */
  async agree(id: string, by: string): Promise<FoundOf | ErasureRefusal> {
    const { approvals, data, hall, revs, sessions } = this.#parts;
    const wish = (await this.waiting()).find((one) => one.id === id);
    if (wish && (await this.#inUse(wish.body.handles))) return { refused: 'account-in-use' };
    const done = await approvals.agree<ErasureWish, FoundOf>(
      hall,
      { act: 'erase', id, by },
      (trx, { handles }) => data.erase(trx, handles),
    );
    if ('refused' in done) return done;
    const account = wish?.body.handles.account ?? null;
    if (account !== null) await sessions.endAllOf(account);
    // What is posted may have named them.
    await revs.change(hall, async () => ({ changed: true, value: null }));
    return done.value;
  }

  /** Says no to it. Fails: `HouseFailure`. */
  drop(id: string): Promise<boolean> {
    return this.#parts.approvals.drop(this.#parts.hall, 'erase', id);
  }

  /** An account is erased only after it was disabled. */
  async #inUse({ account }: PersonHandles): Promise<boolean> {
    return account !== null && (await this.#parts.staff.find(account))?.disabled === false;
  }

  async #handlesOf(asked: AskedPerson): Promise<PersonHandles> {
    const { hall, hallKey, visitors, tickets, house, staff } = this.#parts;
    const booker = bookerHash(hallKey);
    switch (asked.kind) {
      case 'id-card':
      case 'other':
        return {
          ...noHandles,
          watch: visitors.always(asked),
          bookers: [booker(asked)],
          tickets: await visitors.ticketsOf(asked),
        };
      case 'phone': {
        const typed = phonesAsBooked(asked.number);
        const bookers = typed.map((number) => booker({ kind: 'phone', number }));
        return { ...noHandles, bookers, phone: phoneHash(hallKey, asked.number) };
      }
      case 'booking': {
        const query = house.db.selectFrom('bookings').select('person').where('hall', '=', hall);
        const found = await query.where('code', '=', asked.code).executeTakeFirst();
        return { ...noHandles, bookers: found ? [found.person] : [] };
      }
      case 'ticket': {
        const found = await tickets.findByLabel(hall, asked.day, asked.label.toUpperCase());
        return { ...noHandles, tickets: found ? [found.ticket] : [] };
      }
      case 'case': {
        const query = house.db.selectFrom('cases').select('id').where('hall', '=', hall);
        const found = await query.where('number', '=', asked.number).executeTakeFirst();
        return { ...noHandles, cases: found ? [found.id] : [] };
      }
      case 'account': {
        const person = await staff.findByAccount(asked.account);
        return { ...noHandles, account: person?.hall === hall ? person.id : null };
      }
    }
  }
}

/** A booking's phone is hashed as it was typed: with the mainland's code or without. */
const phonesAsBooked = (digits: string): readonly string[] => [
  ...[digits, `+${digits}`],
  ...[`86${digits}`, `+86${digits}`, `0086${digits}`],
];
