/**
 * Who works here: clerks and managers with an account, a name for their counter's sign and a
 * password. The log names them by their id only, so an account can be renamed or deleted without
 * touching history. A wrong password, an unknown account and a disabled one give the same answer
 * in the same time.
 */
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Revs } from '../house/rev.ts';
import type { Tables } from '../house/tables.ts';
import { type PasswordRefusal, Passwords, weakness } from './passwords.ts';
import { type Dice, newId } from './secrets.ts';
import { ACCOUNT_RULE, ADDRESS_RULE, Throttle, type TooManyTries } from './throttle.ts';

export interface Person {
  /** Opaque; the only thing of a person that may stand in the log. */
  readonly id: string;
  readonly hall: string;
  readonly account: string;
  readonly name: string;
  readonly role: string;
  readonly disabled: boolean;
}

export interface NewPerson {
  readonly hall: string;
  /** 2-32 letters, digits, `.`, `_`, `-`; case does not count; one in the whole house. */
  readonly account: string;
  /** 1-40 characters. */
  readonly name: string;
  readonly role: string;
}

export type StaffRefusal =
  | PasswordRefusal
  | { readonly refused: 'account-taken' }
  | { readonly refused: 'account-malformed' }
  | { readonly refused: 'name-malformed' }
  | { readonly refused: 'person-unknown' };

export type SignInRefusal = TooManyTries | { readonly refused: 'wrong-password' };

/** A password drawn by chance is answered here, once; null when it was chosen by the caller. */
export interface PasswordSet {
  readonly person: Person;
  readonly generated: string | null;
}

/** Most people that one list returns. */
export const PEOPLE_LISTED_MAX = 2_000;

const ACCOUNT = /^[\p{L}\p{N}._-]{2,32}$/u;
const NAME = /^[^\p{C}]{1,40}$/u;

export interface StaffParts {
  readonly house: HouseDatabase;
  readonly revs: Revs;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly passwords?: Passwords;
  readonly throttle?: Throttle;
}

export class Staff {
  readonly #house: HouseDatabase;
  readonly #revs: Revs;
  readonly #clock: Clock;
  readonly #dice: Dice;
  readonly #passwords: Passwords;
  readonly #throttle: Throttle;

  constructor({ house, revs, clock, dice, passwords, throttle }: StaffParts) {
    this.#house = house;
    this.#revs = revs;
    this.#clock = clock;
    this.#dice = dice;
    this.#passwords = passwords ?? new Passwords(dice);
    this.#throttle = throttle ?? new Throttle();
  }

  /** Adds somebody; without a password one is drawn. Fails: `HouseFailure`. */
  async add(wish: NewPerson, password: string | null): Promise<PasswordSet | StaffRefusal> {
    const account = plainAccount(wish.account);
    const name = wish.name.trim();
    if (!ACCOUNT.test(account)) return { refused: 'account-malformed' };
    if (!NAME.test(name)) return { refused: 'name-malformed' };
    const weak = password === null ? null : weakness(password, account);
    if (weak) return weak;
    const generated = password === null ? this.#passwords.generate() : null;
    const hash = await this.#passwords.hash(password ?? generated ?? '');
    const { hall, role } = wish;
    const person = { id: newId(this.#dice), hall, account, name, role };
    const made_at = this.#clock.now();
    const added = await this.#revs.change(hall, async (trx) => {
      const query = trx
        .insertInto('staff')
        .values({ ...person, disabled: 0, password: hash, made_at });
      const row = await query
        .onConflict((conflict) => conflict.column('account').doNothing())
        .returning('id')
        .executeTakeFirst();
      return { changed: row !== undefined, value: row !== undefined };
    });
    if (!added) return { refused: 'account-taken' };
    return { person: { ...person, disabled: false }, generated };
  }

  /**
   * Who signs in with this account and password from this network address. A disabled account is
   * `wrong-password` like an unknown one. Fails: `HouseFailure`; such a try does not count.
   */
  async verify(account: string, password: string, from: string): Promise<Person | SignInRefusal> {
    const plain = plainAccount(account);
    const byAccount = { key: `account ${plain}`, rule: ACCOUNT_RULE };
    const keys = [byAccount, { key: `address ${from}`, rule: ADDRESS_RULE }];
    const tooMany = this.#throttle.attempt(keys, this.#clock.now());
    if (tooMany) return tooMany;
    try {
      const row = ACCOUNT.test(plain) ? await this.#row('account', plain) : undefined;
      const right = await this.#passwords.verify(password, row?.password ?? null);
      if (!row || !right || row.disabled === 1) return { refused: 'wrong-password' };
      this.#throttle.takeBack(keys);
      this.#throttle.forgive(byAccount.key);
      return asPerson(row);
    } catch (error) {
      this.#throttle.takeBack(keys);
      throw error;
    }
  }

  /**
   * Gives a new password, drawn when null is given; ends the person's sign-ins everywhere and
   * forgives their wrong tries. Fails: `HouseFailure`.
   */
  async setPassword(id: string, password: string | null): Promise<PasswordSet | StaffRefusal> {
    const row = await this.#row('id', id);
    if (!row) return { refused: 'person-unknown' };
    const weak = password === null ? null : weakness(password, row.account);
    if (weak) return weak;
    const generated = password === null ? this.#passwords.generate() : null;
    const hash = await this.#passwords.hash(password ?? generated ?? '');
    const set = await this.#house.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('sign_ins').where('person', '=', id).execute();
      const query = trx.updateTable('staff').set({ password: hash }).where('id', '=', id);
      return (await query.executeTakeFirst()).numUpdatedRows > 0n;
    });
    if (!set) return { refused: 'person-unknown' };
    this.#throttle.forgive(`account ${row.account}`);
    return { person: asPerson(row), generated };
  }

  /**
   * Renames, gives another role, disables or enables. Whoever is disabled or gets another role has
   * to sign in again. Fails: `HouseFailure`.
   */
  async change(
    id: string,
    wish: {
      readonly name?: string | undefined;
      readonly role?: string | undefined;
      readonly disabled?: boolean | undefined;
    },
  ): Promise<Person | StaffRefusal> {
    const row = await this.#row('id', id);
    if (!row) return { refused: 'person-unknown' };
    const before = asPerson(row);
    const name = wish.name?.trim() ?? before.name;
    if (!NAME.test(name)) return { refused: 'name-malformed' };
    const { role = before.role, disabled = before.disabled } = wish;
    const after: Person = { ...before, name, role, disabled };
    const changed = name !== before.name || role !== before.role || disabled !== before.disabled;
    if (!changed) return before;
    await this.#revs.change(before.hall, async (trx) => {
      const columns = { name, role, disabled: disabled ? 1 : 0 };
      await trx.updateTable('staff').set(columns).where('id', '=', id).execute();
      if (disabled || role !== before.role) {
        await trx.deleteFrom('sign_ins').where('person', '=', id).execute();
      }
      return { changed: true, value: null };
    });
    return after;
  }

  /** Fails: `HouseFailure`. */
  async find(id: string): Promise<Person | null> {
    const row = await this.#row('id', id);
    return row ? asPerson(row) : null;
  }

  /** Fails: `HouseFailure`. */
  async findByAccount(account: string): Promise<Person | null> {
    const row = await this.#row('account', plainAccount(account));
    return row ? asPerson(row) : null;
  }

  /** Everybody of the hall by account, the disabled too, at most `PEOPLE_LISTED_MAX`. Fails: `HouseFailure`. */
  async list(hall: string): Promise<Person[]> {
    const query = this.#house.db.selectFrom('staff').selectAll().where('hall', '=', hall);
    const rows = await query.orderBy('account').limit(PEOPLE_LISTED_MAX).execute();
    return rows.map(asPerson);
  }

  #row(column: 'id' | 'account', value: string): Promise<Tables['staff'] | undefined> {
    const query = this.#house.db.selectFrom('staff').selectAll();
    return query.where(column, '=', value).executeTakeFirst();
  }
}

/** Accounts without case and full-width letters; cut, so that nonsense stays short. */
function plainAccount(typed: string): string {
  return typed.slice(0, 64).normalize('NFKC').trim().toLowerCase();
}

function asPerson({ id, hall, account, name, role, disabled }: Tables['staff']): Person {
  return { id, hall, account, name, role, disabled: disabled === 1 };
}
