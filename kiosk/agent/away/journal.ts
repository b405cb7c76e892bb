/**
 * The journal of a kiosk that gives numbers by itself: every number stands here, on the disk, before
 * anything moves, and stays until the hub has said that it has it. The journal, not the clock,
 * decides the next number (AWAY-1). No person and no document's number is ever written here.
 */
import { z } from 'zod';
import { numberIn, prefixIn } from '../../../core/hall/numbering.ts';
import { awayTicketSchema, type JournalTicket } from '../../../core/wire/adopting.ts';
import { ticketIdSchema } from '../../../core/wire/commands.ts';
import type { Disk } from './disk.ts';
import { lineOf, linesIn } from './lines.ts';

const date = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const numbers = z.array(z.object({ prefix: z.string().max(8), last: z.int().min(0) })).max(2_000);

const entrySchema = z.union([
  /** The hub told a day, and what of this kiosk's family it knows to be given on it. */
  z.object({ day: date, numbers }),
  /** `band`: of the hours that it was taken in, which a limit counts. */
  z.object({ ticket: awayTicketSchema, day: date, band: z.int().nullable() }),
  z.object({ settled: z.array(ticketIdSchema).max(1_000) }),
  z.object({ refused: ticketIdSchema, because: z.string().max(60) }),
]);
type Entry = z.input<typeof entrySchema>;
type Parsed = z.output<typeof entrySchema>;

export interface Given {
  readonly ticket: JournalTicket;
  /** The date on which it was taken, as far as the kiosk could tell. */
  readonly day: string;
  readonly band: number | null;
  /** `open`: not handed over yet. `refused`: the hub will never take it; a person has to look. */
  state: 'open' | 'settled' | 'refused';
}

type TicketId = JournalTicket['ticket'];

/** Of the day before, the latest: a tap that is tried again then is the same number still. */
const settledKept = 50;

export class Journal {
  /** Lines in the midst that could not be read. */
  damaged = 0;
  readonly #disk: Disk;
  readonly #path: string;
  #given = new Map<TicketId, Given>();
  #byRequest = new Map<string, TicketId>();
  #numbers = new Map<string, number>();
  #day: string | null = null;
  /** An append has failed: what the disk holds must be read before anything is written behind it. */
  #inDoubt = false;

  /** Opens the journal, and makes none when there is none. Throws the system's error. */
  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
    this.#read();
  }

  /** The number that was given for this tap. */
  byRequest(requestId: string): Given | undefined {
    const id = this.#byRequest.get(requestId);
    return id === undefined ? undefined : this.#given.get(id);
  }

  find(id: string): Given | undefined {
    return this.#given.get(id as TicketId);
  }

  /** What the hub has not taken yet, oldest first. */
  open(): Given[] {
    return [...this.#given.values()].filter(({ state }) => state === 'open');
  }

  refused(): Given[] {
    return [...this.#given.values()].filter(({ state }) => state === 'refused');
  }

  /** When the last number was given, in epoch ms; 0 when there is none. */
  lastAt(): number {
    let last = 0;
    for (const { ticket } of this.#given.values()) last = Math.max(last, ticket.takenAt);
    return last;
  }

  /**
   * The last number by prefix. A line that could not be read may have been a number: one more is
   * passed over for each.
   */
  numbers(prefixes: Iterable<string>): { readonly prefix: string; readonly last: number }[] {
    return [...new Set([...prefixes, ...this.#numbers.keys()])].map((prefix) => ({
      prefix,
      last: (this.#numbers.get(prefix) ?? 0) + this.damaged,
    }));
  }

  /** From here on the number is given, come what may. Throws the system's error: then it is not. */
  give(ticket: JournalTicket, day: string, band: number | null): void {
    this.#say({ ticket: plain(ticket), day, band });
  }

  /**
   * The hub told the day, and what it knows to be given of this family. Numbers begin anew only with a
   * day that the hub has told, and not while some are not handed over (AWAY-1). Throws the system's
   * error.
   */
  told(day: string, known: readonly { readonly prefix: string; readonly last: number }[]): void {
    const news = known.some(({ prefix, last }) => last > (this.#numbers.get(prefix) ?? 0));
    if (day === this.#day && !news) return;
    const anew = day !== this.#day && this.open().length === 0;
    this.#say({ day, numbers: [...known] });
    if (anew) this.#beginAnew(day, known);
  }

  /** The hub has these. Throws the system's error; then they are handed over once more. */
  settled(ids: readonly TicketId[]): void {
    if (ids.length > 0) this.#say({ settled: [...ids] });
  }

  /** The hub will never take this one. Throws the system's error. */
  isRefused(id: TicketId, because: string): void {
    this.#say({ refused: id, because });
  }

  /** What was settled is over but for the latest: a new file, with what nobody has taken. */
  #beginAnew(day: string, known: readonly { prefix: string; last: number }[]): void {
    const settled = [...this.#given.values()].filter(({ state }) => state === 'settled');
    const kept = [...this.refused(), ...settled.slice(-settledKept)].flatMap(
      ({ ticket, day: its, band, state }): Entry[] => [
        { ticket: plain(ticket), day: its, band },
        state === 'refused'
          ? { refused: ticket.ticket, because: 'kept' }
          : { settled: [ticket.ticket] },
      ],
    );
    const entries: Entry[] = [...kept, { day, numbers: [...known] }];
    this.#disk.replace(this.#path, Buffer.concat(entries.map(lineOf)));
    this.#read();
  }

  #say(entry: Entry): void {
    if (this.#inDoubt) this.#read();
    this.#inDoubt = true;
    this.#disk.append(this.#path, lineOf(entry));
    this.#inDoubt = false;
    this.#take(entrySchema.parse(entry));
  }

  #read(): void {
    const bytes = this.#disk.read(this.#path) ?? new Uint8Array(0);
    const { said, damaged, length } = linesIn(bytes);
    if (length < bytes.length) this.#disk.truncate(this.#path, length);
    this.#given = new Map();
    this.#byRequest = new Map();
    this.#numbers = new Map();
    this.#day = null;
    this.damaged = damaged;
    for (const one of said) {
      const parsed = entrySchema.safeParse(one);
      if (parsed.success) this.#take(parsed.data);
      else this.damaged += 1;
    }
    this.#inDoubt = false;
  }

  #take(entry: Parsed): void {
    if ('ticket' in entry) {
      const { ticket, day, band } = entry;
      this.#given.set(ticket.ticket, { ticket, day, band, state: 'open' });
      this.#byRequest.set(ticket.requestId, ticket.ticket);
      this.#atLeast(prefixIn(ticket.label), numberIn(ticket.label));
    } else if ('day' in entry) {
      if (entry.day !== this.#day && this.open().length === 0) this.#numbers.clear();
      this.#day = entry.day;
      for (const { prefix, last } of entry.numbers) this.#atLeast(prefix, last);
    } else if ('settled' in entry) {
      for (const id of entry.settled) this.#become(id, 'settled');
    } else this.#become(entry.refused, 'refused');
  }

  #atLeast(prefix: string, last: number): void {
    this.#numbers.set(prefix, Math.max(this.#numbers.get(prefix) ?? 0, last));
  }

  #become(id: TicketId, state: Given['state']): void {
    const given = this.#given.get(id);
    if (given) given.state = state;
  }
}

/** As it is written: ids are text. */
const plain = (ticket: JournalTicket): z.input<typeof awayTicketSchema> => ({ ...ticket });
