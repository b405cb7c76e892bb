/**
 * All that the tables hold of one person, found, told and erased (个人信息保护法 第四十四至四十七条). The event
 * log is not touched: it holds no person, only hashes under a key that is destroyed as the day closes.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../house/clock.ts';
import { type HouseDatabase, inPieces } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import { ledgerFiledAt } from './case-words.ts';
import type { KindId } from './held/kinds.ts';
import type { PersonHandles } from './person-asked.ts';

type Handle = Kysely<Tables> | Transaction<Tables>;
type Row = Readonly<Record<string, string | number | null>>;

/** What was found of one kind: rows as they stand, without hashes and secrets. */
export interface HeldOf {
  readonly kind: KindId;
  readonly rows: readonly Row[];
}

/**
 * Why something is not erased. `counts`: a miss that still bars; `watched`: two managers take it off;
 * `case-open`, `ledger`: until the case is closed and its month filed; `record-of-access`: kept for three years
 * by law; `with-the-log`: codes and counts that name nobody; `audit`: kept for six months by law.
 */
export type KeptWhy =
  | 'counts'
  | 'watched'
  | 'case-open'
  | 'ledger'
  | 'record-of-access'
  | 'with-the-log'
  | 'audit';

export interface KeptOf {
  readonly kind: KindId;
  readonly why: KeptWhy;
  readonly rows: number;
  /** When it goes at the latest: epoch ms, or a local date; null: with the log. */
  readonly until: number | string | null;
}

export interface FoundOf {
  readonly held: readonly HeldOf[];
  readonly kept: readonly KeptOf[];
}

export interface PersonDataParts {
  readonly house: HouseDatabase;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly hall: string;
  /** Of a phone that a table holds, to compare it with the one that was asked for. */
  readonly phoneHash: (phone: string) => string;
}

interface Places {
  readonly tickets: readonly string[];
  readonly cases: readonly { readonly id: string; readonly closed_at: number | null }[];
}

/** Rows of phones that are looked through: those of a busy day, and of all cases that are kept. */
const phonesMax = 100_000;

export class PersonData {
  readonly #parts: PersonDataParts;

  constructor(parts: PersonDataParts) {
    this.#parts = parts;
  }

  /** What is held, and of it what an erasure would keep. Fails: `HouseFailure`. */
  async find(handles: PersonHandles): Promise<FoundOf> {
    const { db } = this.#parts.house;
    const places = await this.#places(db, handles);
    const held = await this.#held(db, handles, places);
    return { held: held.filter(({ rows }) => rows.length > 0), kept: this.#kept(held, places) };
  }

  /** Erases what need not be kept; tells what was found before, and what is kept. Fails: `HouseFailure`. */
  async erase(trx: Transaction<Tables>, handles: PersonHandles): Promise<FoundOf> {
    const { hall } = this.#parts;
    const places = await this.#places(trx, handles);
    const held = await this.#held(trx, handles, places);
    for (const person of handles.bookers) {
      const bookings = trx.deleteFrom('bookings').where('hall', '=', hall);
      await bookings.where('person', '=', person).execute();
    }
    for (const piece of inPieces(places.tickets)) {
      for (const table of ['text_phones', 'rating_words'] as const) {
        const rows = trx.deleteFrom(table).where('hall', '=', hall);
        await rows.where('ticket', 'in', piece).execute();
      }
    }
    for (const one of places.cases) await this.#eraseCase(trx, one);
    if (handles.account !== null) {
      const named = await nameOf(trx, hall, handles.account);
      const roster = trx.deleteFrom('duty_roster').where('hall', '=', hall);
      await roster.where('name', '=', named).execute();
      // Card, sign-ins, second factor and provider's identity go with it.
      const staff = trx.deleteFrom('staff').where('hall', '=', hall);
      await staff.where('id', '=', handles.account).execute();
    }
    return { held: held.filter(({ rows }) => rows.length > 0), kept: this.#kept(held, places) };
  }

  async #eraseCase(trx: Transaction<Tables>, one: Places['cases'][number]): Promise<void> {
    const mine = trx.updateTable('case_words').set({ name: null, phone: null });
    await mine.where('hall', '=', this.#parts.hall).where('id', '=', one.id).execute();
    const words = trx.deleteFrom('case_words').where('hall', '=', this.#parts.hall);
    const ofCase = words.where('id', '=', one.id);
    await (this.#filed(one.closed_at) ? ofCase : ofCase.where('words', 'is', null)).execute();
  }

  #filed(closedAt: number | null): boolean {
    const { calendar, clock } = this.#parts;
    return closedAt !== null && ledgerFiledAt(closedAt, calendar) <= clock.now();
  }

  /** The tickets and cases that lead to the person. */
  async #places(db: Handle, handles: PersonHandles): Promise<Places> {
    const { hall, phoneHash } = this.#parts;
    const tickets = new Set(handles.tickets);
    const ids = new Set(handles.cases);
    for (const person of handles.bookers) {
      const rows = db.selectFrom('bookings').select('ticket').where('hall', '=', hall);
      for (const { ticket } of await rows.where('person', '=', person).execute()) {
        if (ticket !== null) tickets.add(ticket);
      }
    }
    if (handles.phone !== null) {
      const texted = db.selectFrom('text_phones').select(['ticket', 'phone']);
      for (const row of await texted.where('hall', '=', hall).limit(phonesMax).execute()) {
        if (phoneHash(row.phone) === handles.phone) tickets.add(row.ticket);
      }
      const called = db.selectFrom('case_words').select(['id', 'phone']).where('hall', '=', hall);
      const some = called.where('phone', 'is not', null).limit(phonesMax);
      for (const { id, phone } of await some.execute()) {
        if (phone !== null && phoneHash(phone) === handles.phone) ids.add(id);
      }
    }
    const found = db.selectFrom('cases').select(['id', 'closed_at']).where('hall', '=', hall);
    const cases = new Map<string, Places['cases'][number]>();
    for (const piece of inPieces([...tickets])) {
      for (const row of await found.where('ticket', 'in', piece).execute()) cases.set(row.id, row);
    }
    for (const piece of inPieces([...ids])) {
      for (const row of await found.where('id', 'in', piece).execute()) cases.set(row.id, row);
    }
    return { tickets: [...tickets], cases: [...cases.values()] };
  }

  async #held(db: Handle, handles: PersonHandles, { tickets, cases }: Places): Promise<HeldOf[]> {
    const { hall } = this.#parts;
    const { watch, bookers, account } = handles;
    const of = <T extends keyof Tables>(table: T) => db.selectFrom(table as 'tickets');
    const ofTickets = async (table: keyof Tables, names: readonly string[]): Promise<Row[]> => {
      const rows: Row[] = [];
      for (const piece of inPieces(tickets)) {
        const query = of(table)
          .select([...names] as 'ticket'[])
          .where('hall', '=', hall);
        rows.push(...(await query.where('ticket', 'in', piece).execute()));
      }
      return rows;
    };
    const booked = async (table: 'bookings' | 'missed_bookings', names: readonly string[]) => {
      const rows: Row[] = [];
      for (const person of bookers) {
        const query = db
          .selectFrom(table)
          .select([...names] as 'hall'[])
          .where('hall', '=', hall);
        rows.push(...(await query.where('person', '=', person).execute()));
      }
      return rows;
    };
    const ids = cases.map(({ id }) => id);
    const slot = ['code', 'service', 'day', 'slot_at', 'hint', 'state', 'ticket', 'delete_on'];
    return [
      { kind: 'tickets', rows: await ofTickets('tickets', ['ticket', 'day', 'label']) },
      {
        kind: 'text-phones',
        rows: await ofTickets('text_phones', ['ticket', 'phone', 'language', 'delete_at']),
      },
      { kind: 'bookings', rows: await booked('bookings', slot) },
      {
        kind: 'missed-bookings',
        rows: await booked('missed_bookings', ['booking', 'missed_at', 'delete_on']),
      },
      ...(watch === null ? [] : await watched(db, hall, watch)),
      {
        kind: 'ratings',
        rows: await ofTickets('ratings', ['ticket', 'step', 'level', 'tags', 'at']),
      },
      {
        kind: 'rating-words',
        rows: await ofTickets('rating_words', [
          'ticket',
          'step',
          'words',
          'written_at',
          'delete_at',
        ]),
      },
      ...(await casesOf(db, hall, ids)),
      ...(account === null ? [] : await staffOf(db, hall, account)),
    ];
  }

  #kept(held: readonly HeldOf[], { cases }: Places): KeptOf[] {
    const rowsOf = (kind: KindId) => held.find((one) => one.kind === kind)?.rows ?? [];
    const keep = (kind: KindId, why: KeptWhy, rows: readonly Row[], ends: string): KeptOf[] => {
      const until =
        rows
          .map((row) => row[ends] ?? null)
          .toSorted()
          .at(-1) ?? null;
      return rows.length === 0 ? [] : [{ kind, why, rows: rows.length, until }];
    };
    const words = (wanted: (closedAt: number | null) => boolean): readonly Row[] => {
      const ids = new Set(cases.filter((one) => wanted(one.closed_at)).map(({ id }) => id));
      return rowsOf('case-words').filter(
        ({ id, words: said }) => said !== null && ids.has(`${id}`),
      );
    };
    return [
      ...keep('missed-bookings', 'counts', rowsOf('missed-bookings'), 'delete_on'),
      ...keep('watch-list', 'watched', rowsOf('watch-list'), 'delete_at'),
      ...keep('watch-sightings', 'watched', rowsOf('watch-sightings'), 'none'),
      ...keep(
        'case-words',
        'case-open',
        words((closed) => closed === null),
        'delete_at',
      ),
      ...keep(
        ...(['case-words', 'ledger'] as const),
        words((closed) => closed !== null && !this.#filed(closed)),
        'delete_at',
      ),
      ...keep('case-looks', 'record-of-access', rowsOf('case-looks'), 'delete_at'),
      ...keep('tickets', 'with-the-log', rowsOf('tickets'), 'none'),
      ...keep('ratings', 'with-the-log', rowsOf('ratings'), 'none'),
      ...keep('staff-ids', 'with-the-log', rowsOf('accounts'), 'none'),
      ...keep('help-calls', 'with-the-log', rowsOf('help-calls'), 'none'),
      ...keep('repairs', 'with-the-log', rowsOf('repairs'), 'none'),
      ...keep('audit', 'audit', rowsOf('audit'), 'none'),
    ];
  }
}

async function watched(db: Handle, hall: string, person: string): Promise<HeldOf[]> {
  const columns = ['id', 'reason', 'words', 'added_at', 'delete_at'] as const;
  const query = db.selectFrom('watched_persons').select(columns).where('hall', '=', hall);
  const rows = await query.where('person', '=', person).execute();
  const seen: Row[] = [];
  for (const { id } of rows) {
    const sightings = db.selectFrom('watch_sightings').select(['ticket', 'at']);
    seen.push(...(await sightings.where('watched', '=', id).execute()));
  }
  return [
    { kind: 'watch-list', rows },
    { kind: 'watch-sightings', rows: seen },
  ];
}

async function casesOf(db: Handle, hall: string, ids: readonly string[]): Promise<HeldOf[]> {
  const words: Row[] = [];
  const contacts: Row[] = [];
  const looks: Row[] = [];
  for (const piece of inPieces(ids)) {
    const said = db.selectFrom('case_words').where('hall', '=', hall).where('id', 'in', piece);
    const some = ['id', 'words', 'name', 'phone', 'written_at', 'delete_at'] as const;
    for (const { name, phone, ...rest } of await said.select(some).execute()) {
      if (rest.words !== null) words.push(rest);
      const { id, delete_at } = rest;
      if (name !== null || phone !== null) contacts.push({ id, name, phone, delete_at });
    }
    const looked = db.selectFrom('case_looks').where('hall', '=', hall).where('id', 'in', piece);
    looks.push(...(await looked.select(['id', 'looked_by', 'at', 'delete_at']).execute()));
  }
  return [
    { kind: 'case-words', rows: words },
    { kind: 'case-contacts', rows: contacts },
    { kind: 'case-looks', rows: looks },
  ];
}

/** By which the duty roster knows a member of staff; empty: there is no such account. */
async function nameOf(db: Handle, hall: string, id: string): Promise<string> {
  const one = db.selectFrom('staff').select('name').where('hall', '=', hall).where('id', '=', id);
  return (await one.executeTakeFirst())?.name ?? '';
}

async function staffOf(db: Handle, hall: string, id: string): Promise<HeldOf[]> {
  const one = db.selectFrom('staff').where('hall', '=', hall).where('id', '=', id);
  const accounts = await one.select(['id', 'account', 'name', 'role', 'made_at']).execute();
  const cards = db.selectFrom('staff_cards').where('person', '=', id);
  const named = db.selectFrom('staff_identities').where('person', '=', id);
  const signed = db.selectFrom('sign_ins').where('person', '=', id);
  const factors = db.selectFrom('second_factors').where('person', '=', id);
  const themselves = [`staff:${id}`, `manager:${id}`, `clerk:${id}`];
  const acts = db.selectFrom('audit_entries').where('hall', '=', hall);
  const entries = await acts
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .where('actor', 'in', themselves)
    .executeTakeFirstOrThrow();
  const roster = db.selectFrom('duty_roster').where('hall', '=', hall);
  const onDuty = roster.where('name', '=', accounts[0]?.name ?? '');
  const calls = db.selectFrom('help_calls').where('hall', '=', hall);
  const went = calls.where('accepted_by', 'in', [id, ...themselves]);
  const repairs = db.selectFrom('device_repairs').where('hall', '=', hall);
  const noted = repairs.where('noted_by', 'in', [id, ...themselves]);
  return [
    { kind: 'accounts', rows: accounts },
    {
      kind: 'staff-cards',
      rows: await cards.select(['post', 'duties', 'promise', 'photo', 'delete_at']).execute(),
    },
    { kind: 'identities', rows: await named.select(['issuer', 'subject', 'linked_at']).execute() },
    { kind: 'sign-ins', rows: await signed.select(['from', 'made_at', 'seen_at']).execute() },
    {
      kind: 'duty-roster',
      rows: await onDuty.select(['day', 'name', 'post', 'phone', 'delete_on']).execute(),
    },
    { kind: 'help-calls', rows: await went.select(['kiosk', 'asked_at', 'accepted_at']).execute() },
    { kind: 'repairs', rows: await noted.select(['device', 'kind', 'words', 'at']).execute() },
    { kind: 'second-factors', rows: await factors.select(['confirmed_at']).execute() },
    {
      kind: 'audit',
      rows: Number(entries.entries) > 0 ? [{ entries: Number(entries.entries) }] : [],
    },
  ];
}
