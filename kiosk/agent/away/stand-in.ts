/**
 * Who stands in for the hub at a kiosk: gives numbers by the hub's own rules with labels of the kiosk's
 * own family, on the journal first and on paper then, and hands them over when the hub is back
 * (house.md, section 7; SPEC: AWAY). Of a person nothing is kept: what the page says of one is dropped.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { CommandOf } from '../../../core/hall/commands.ts';
import { decide } from '../../../core/hall/decide.ts';
import { haltedBy } from '../../../core/hall/halting.ts';
import { type KioskId, kioskId, ticketId } from '../../../core/hall/ids.ts';
import { isRefusal } from '../../../core/hall/refusals.ts';
import { noFacts } from '../../../core/views/facts.ts';
import { type KioskView, kioskView } from '../../../core/views/kiosk.ts';
import { namesView } from '../../../core/views/names.ts';
import type { JournalTicket } from '../../../core/wire/adopting.ts';
import {
  badInput,
  kioskMessageSchema,
  type Reply,
  reprintMessageSchema,
  type State,
} from '../../../core/wire/messages.ts';
import type { AwayHall, AwayParts } from '../away-hall.ts';
import { type Disk, machineDisk } from './disk.ts';
import { askTold, handOver } from './handing-over.ts';
import { Journal } from './journal.ts';
import { type Known, readKnown, writeKnown } from './known.ts';
import { AwayPrints } from './prints.ts';
import { standInHall } from './stand-in-hall.ts';
import { type Clocks, HubTime } from './time.ts';

/** Time, chance and disk, as the machine has them; tests hand in others. */
export interface World extends Clocks {
  readonly disk: Disk;
  bytes(count: number): Uint8Array;
  setTimeout(act: () => void, ms: number): unknown;
  // The handle's type differs between Node and a stepped clock; each takes back only its own.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  clearTimeout(handle: any): void;
}

/** While the hub is there it is asked what is new, and given what is open, so often. */
const askMs = 15_000;
/** How far the two clocks may drift apart before that is written down, and how long what was told. */
const driftMs = 1_000;
const keptMs = 600_000;
const idBytes = 12;
const secretBytes = 16;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export class StandIn implements AwayHall {
  readonly #parts: AwayParts;
  readonly #world: World;
  readonly #kiosk: KioskId;
  readonly #knownPath: string;
  readonly #journal: Journal;
  readonly #time: HubTime;
  readonly #prints: AwayPrints;
  readonly #tellers = new Set<() => void>();
  #known: Known | null;
  #away = false;
  #since: number;
  #seq = 1;
  /** What the hub last said: an emergency stands until the hub says that it is over. */
  #posted: Pick<KioskView, 'emergency' | 'duty' | 'notices' | 'guides'> = nothingPosted;
  #timer: unknown = null;
  #meeting: Promise<void> | null = null;
  #closed = false;

  /** Opens the journal. Throws the system's error. */
  constructor(parts: AwayParts, world: World) {
    this.#parts = parts;
    this.#world = world;
    this.#kiosk = kioskId(parts.kiosk);
    this.#knownPath = join(parts.folder, 'known.json');
    this.#journal = new Journal(world.disk, join(parts.folder, 'journal'));
    this.#known = readKnown(world.disk, this.#knownPath);
    const notBefore = Math.max(this.#journal.lastAt(), this.#known?.told.now ?? 0);
    this.#time = new HubTime(world, this.#known?.met ?? null, notBefore);
    this.#since = this.#time.now().at;
    this.#prints = new AwayPrints(parts, () => this.#changed());
    if (this.#journal.damaged > 0) {
      parts.complain(`${this.#journal.damaged} lines of the journal cannot be read`, null);
    }
    this.#meetSoon(0);
  }

  state(): State<'kiosk'> | null {
    const known = this.#known;
    if (known === null) return null;
    return {
      ...{ seq: this.#seq, rev: 0, now: this.#time.now().at },
      view: this.#view(known),
      names: namesView(known.told.configuration),
    };
  }

  onState(tell: () => void): () => void {
    this.#tellers.add(tell);
    return () => this.#tellers.delete(tell);
  }

  async command(message: unknown): Promise<Reply> {
    const parsed = kioskMessageSchema.safeParse(message);
    if (!parsed.success) return badInput(parsed.error);
    const { requestId, command } = parsed.data;
    // What was said of a person is dropped here: the journal must not know of any.
    const { person: _, phone: __, ...said } = command;
    try {
      return this.#take(said, requestId);
    } catch (error) {
      this.#parts.complain('a number could not be written down', error);
      return { failed: 'unavailable' };
    }
  }

  async reprint(message: unknown): Promise<Reply> {
    const parsed = reprintMessageSchema.safeParse(message);
    if (!parsed.success) return badInput(parsed.error);
    const { requestId, ticket } = parsed.data;
    const given = this.#journal.find(ticket);
    if (!given || !this.#known) return { failed: 'unavailable' };
    const refused = this.#prints.reprint(given.ticket, this.#known.told.configuration, requestId);
    return refused ? { refused } : { ok: true, seq: this.#seq, ticket };
  }

  heard(state: State<'kiosk'>): void {
    const { told } = this.#known ?? {};
    const { emergency, duty, notices, guides } = state.view;
    this.#posted = { emergency, duty, notices, guides };
    this.#prints.heard(state.view.printer);
    this.#hear(state.now);
    const version = state.names?.version ?? told?.version;
    if (version !== told?.version || state.view.open !== told?.day.open) this.#meetSoon(0);
  }

  hubAway(away: boolean): void {
    if (away && !this.#away) this.#since = this.#time.now().at;
    this.#away = away;
    this.#changed();
    if (!away) this.#meetSoon(0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#world.clearTimeout(this.#timer);
    this.#tellers.clear();
    await this.#meeting;
  }

  /** Numbers that the hub has not taken yet, and such as it will never take. */
  left(): { readonly open: number; readonly refused: number; readonly damaged: number } {
    const { damaged } = this.#journal;
    return { open: this.#journal.open().length, refused: this.#journal.refused().length, damaged };
  }

  #take(said: Omit<CommandOf<'issue-ticket'>, 'linkHash'>, requestId: string): Reply {
    const known = this.#known;
    if (known === null) return { failed: 'unavailable' };
    const before = this.#journal.byRequest(requestId);
    if (before) return this.#answer(before.ticket, known);
    const { at, unsure } = this.#time.now();
    const stands = standInHall(known, this.#journal, this.#kiosk, at);
    if (stands === null) return { refused: 'hall-closed' };
    const { hall, local } = stands;
    const kind = this.#posted.emergency?.kind ?? null;
    const halted = haltedBy(kind, { type: 'issue-ticket' }, hall.configuration);
    if (halted) return halted;
    const secret = base64url(this.#world.bytes(secretBytes));
    const linkHash = hash('sha256', secret, 'base64url');
    const id = base64url(this.#world.bytes(idBytes));
    const by = { kind: 'kiosk', id: this.#kiosk } as const;
    const decided = decide(hall, { ...said, linkHash }, { at, local, id, by });
    if (isRefusal(decided)) return decided;
    const [event] = decided;
    if (event?.type !== 'ticket-issued') throw new Error('a tap came to no number');
    const { label, class: its, needs, band } = event.body;
    const ticket: JournalTicket = {
      ...{ ticket: ticketId(id), requestId, label, service: said.service, class: its },
      ...{ needs: [...needs], items: [...(said.items ?? [])], language: said.language },
      ...{ linkHash, takenAt: at, unsure },
    };
    // From here on the number is given: on the disk, before anything moves.
    this.#journal.give(ticket, local.date, band);
    this.#prints.remember(ticket.ticket, secret);
    return this.#answer(ticket, known);
  }

  /** The same job prints once, so that a tap that is tried again after a crash has its paper too. */
  #answer(ticket: JournalTicket, { told }: Known): Reply {
    this.#prints.issue(ticket, told.configuration);
    this.#changed();
    const { ticket: id, label } = ticket;
    return { ok: true, seq: this.#seq, ticket: id, label, away: true };
  }

  #view(known: Known): KioskView {
    const { at } = this.#time.now();
    const stands = standInHall(known, this.#journal, this.#kiosk, at);
    const hall = stands?.hall;
    const facts = { ...noFacts, local: stands?.local ?? null };
    const { printer, prints } = this.#prints;
    const view = hall ? kioskView(hall, facts, this.#kiosk) : closedView(this.#kiosk);
    return { ...view, ...this.#posted, printer, prints, away: { since: this.#since } };
  }

  /** The hub's time; written down now and then, for a restart. */
  #hear(now: number): void {
    const met = this.#time.hear(now);
    const known = this.#known;
    if (known === null) return;
    const drift = met.hub - met.wall - (known.met.hub - known.met.wall);
    if (Math.abs(drift) > driftMs) this.#keep({ ...known, met });
  }

  /** The hub told all of it; the disk is spared where nothing is new. */
  #learn(known: Known): void {
    const before = this.#known;
    const news =
      before === null ||
      known.told.now - before.met.hub > keptMs ||
      mattersIn(before) !== mattersIn(known);
    if (news) this.#keep(known);
    else this.#known = { told: known.told, met: before.met };
  }

  #keep(known: Known): void {
    this.#known = known;
    try {
      writeKnown(this.#world.disk, this.#knownPath, known);
    } catch (error) {
      // In memory it stands; only a restart would not know it.
      this.#parts.complain('what the hub told could not be kept', error);
    }
  }

  #meetSoon(ms: number): void {
    this.#world.clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = this.#world.setTimeout(() => {
      if (this.#meeting === null) {
        this.#meeting = this.#meet().finally(() => {
          this.#meeting = null;
        });
      }
      this.#meetSoon(askMs);
    }, ms);
  }

  /** Asks what is new and hands over what is open; does nothing while the hub does not answer. */
  async #meet(): Promise<void> {
    const { ask, complain } = this.#parts;
    try {
      const told = await askTold(ask, this.#known?.told.version ?? null);
      if (told === null) return;
      const configuration = told.configuration ?? this.#known?.told.configuration;
      if (!configuration || configuration.version !== told.version) return;
      const met = this.#time.hear(told.now);
      this.#learn({ told: { ...told, configuration }, met });
      this.#journal.told(told.day.date, told.given.numbers);
      if (await handOver(ask, this.#journal)) return;
    } catch (error) {
      complain('numbers given while the hub was away could not be handed over', error);
    }
  }

  #changed(): void {
    this.#seq += 1;
    for (const tell of this.#tellers) tell();
  }
}

const mattersIn = ({ told: { version, day, given } }: Known): string =>
  JSON.stringify([version, day, given.numbers, given.labels]);

const nothingPosted = { emergency: null, duty: null, notices: [], guides: null };

const closedView = (kiosk: KioskId): KioskView => ({
  ...{ kiosk, open: false, services: [], printer: 'none', prints: [], help: 'none', away: null },
  week: [],
  ...nothingPosted,
});

/** The machine's own. */
const machineWorld: World = {
  disk: machineDisk,
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  setTimeout: (act, ms) => setTimeout(act, ms),
  clearTimeout: (handle) => clearTimeout(handle),
};

/** Builds the stand-in. Rejects with the system's error when its folder cannot be used. */
export const openAway = async (parts: AwayParts): Promise<AwayHall> =>
  new StandIn(parts, machineWorld);
