/**
 * ID cards and codes: a card reader and a scanner on a line at one kiosk, a card reader at one
 * counter, pretend machines that speak bytes to the real drivers. Visitors lay their cards on, take
 * them away while they are read, forget them, lay them on twice; cables are pulled and answers come in
 * halves. Whose card was read, and whose number it is, is judged against what lay there.
 */
import type { EventBodies } from '../../../core/hall/events.ts';
import { counterId, kioskId } from '../../../core/hall/ids.ts';
import type { CardTold } from '../../../core/wire/card.ts';
import type { CardMatchReply } from '../../../core/wire/card-match.ts';
import type { Reply } from '../../../core/wire/messages.ts';
import type { Clock } from '../../../drivers/clock.ts';
import { createPort } from '../../../drivers/ports/port.ts';
import { openSamReader } from '../../../drivers/sam/reader.ts';
import { openLineScanner } from '../../../drivers/scanner/scanner.ts';
import { numberOf, type TestCard, testCards } from '../../../fixtures/machines/reader-cards.ts';
import { ReaderEngine } from '../../../fixtures/machines/reader-engine.ts';
import { PretendScanner } from '../../../fixtures/machines/scanner.ts';
import type { Row } from '../../../log/log.ts';
import type { DeviceOf } from '../../../server/devices/registry.ts';
import type { DeviceKind, DeviceSettings } from '../../../server/devices/settings.ts';
import { inHall } from './books.ts';
import { CardPage, type Told } from './card-page.ts';
import type { Chance } from './chance.ts';
import type { People } from './people.ts';
import { Cable } from './wires.ts';
import type { World } from './world.ts';

const kiosk = kioskId('door');
const counter = counterId('2');
/** Services that bind a number to a person, or may. */
const services = ['passport', 'passport', 'passport', 'advice', 'licence'] as const;

const holder = (name: string, order: number): TestCard => ({
  ...(testCards.li as TestCard),
  ...{ name, birth: '19720611', number: numberOf('990103', '19720611', order) },
});
/** Who comes with a card. Their names and numbers must never come out. */
const holders = ['南宫试', '钟离样', '诸葛例', '慕容验'].map(holder);

/** A card on a reader, from when to when. */
interface Laying {
  readonly card: TestCard;
  readonly from: number;
  until: number;
  /** To how many wishes it was told. */
  told: number;
  /** How often a reader may have forgotten meanwhile that it was told: a cable, a process. */
  upsets: number;
}

/** One reader with its cable and what lay on it. */
export class ReaderPlace {
  readonly engine: ReaderEngine;
  readonly cable: Cable;
  readonly layings: Laying[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.engine = new ReaderEngine(world.time.clockFor(() => true));
    this.cable = new Cable(world.time, this.engine);
  }

  lay(card: TestCard): void {
    this.lift();
    this.engine.lay(card);
    const from = this.#world.time.now;
    this.layings.push({ card, from, until: Number.POSITIVE_INFINITY, told: 0, upsets: 0 });
  }

  lift(): void {
    this.engine.lift();
    const last = this.layings.at(-1);
    if (last) last.until = Math.min(last.until, this.#world.time.now);
  }

  upset(): void {
    const last = this.layings.at(-1);
    if (last && last.until === Number.POSITIVE_INFINITY) last.upsets += 1;
  }

  /** A card was told to a wish that began then; it must have lain there since, and be told once. */
  judge({ card, since }: Told<CardTold>): TestCard | null {
    const names = (one: TestCard) =>
      `${[...one.name][0]}*` === card.name && card.hint === `**${one.number.slice(-2)}`;
    const lay = this.layings.filter((one) => names(one.card) && one.until >= since);
    const laid = lay.at(-1);
    if (!laid) {
      this.#world.fail('read-is-this-visitors', `${card.hint} is told and did not lie there`);
      return null;
    }
    laid.told += 1;
    if (laid.told > 1 + laid.upsets) {
      this.#world.fail('read-is-this-visitors', `${card.hint} is told to the next one, too`);
    }
    return laid.card;
  }
}

export class HallCards {
  readonly kiosk: ReaderPlace;
  readonly counter: ReaderPlace;
  readonly scanner: PretendScanner;
  readonly scannerCable: Cable;
  readonly chance: Chance;
  /** Codes as they were held under the scanner. */
  readonly scanned: { readonly text: string; readonly at: number; told: boolean }[] = [];
  readonly #world: World;
  /** Who takes a number by this deed. */
  readonly #deeds = new Map<string, TestCard>();
  /** Whose ticket it is, on which opening of the day; null: nobody's. */
  readonly #owners = new Map<string, { readonly card: TestCard | null; readonly day: number }>();
  #day = 0;
  #codes = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.chance = chance;
    this.kiosk = new ReaderPlace(world);
    this.counter = new ReaderPlace(world);
    // Some modules find a card that was read again and again: the driver must know better.
    this.kiosk.engine.set({ findsAgain: true });
    this.scanner = new PretendScanner({ clock: world.time.clockFor(() => true) });
    this.scannerCable = new Cable(world.time, this.scanner);
    void this.scanner.plug();
  }

  /** The drivers that one process has of them: all hang on the first machine. */
  driversFor(site: string, clock: Clock, isAlive: () => boolean) {
    if (site !== this.#world.sites[0]?.name) return [];
    for (const place of [this.kiosk, this.counter]) place.upset();
    const port = (cable: Cable) => createPort('pretend', cable.wireFor(isAlive), clock);
    const reader = (at: ReaderPlace) =>
      openSamReader({ port: port(at.cable), cards: 'resident', clock });
    const settings = { end: 'line', pauseMs: 100 } as const;
    const opened: [DeviceSettings, DeviceOf[DeviceKind]][] = [
      [settingsOf('reader', { kind: 'kiosk', id: kiosk }), reader(this.kiosk)],
      [settingsOf('reader', { kind: 'counter', id: counter }), reader(this.counter)],
      [
        settingsOf('scanner', { kind: 'kiosk', id: kiosk }),
        openLineScanner({ port: port(this.scannerCable), settings, clock }),
      ],
    ];
    return opened;
  }

  /** Visitors with cards, and whoever checks them at the counter. */
  open(people: People): void {
    const { chance } = this;
    const world = this.#world;
    const page = new CardPage(world, chance, { peer: 'kiosk' }, `kiosk=${kiosk}`);
    const desk = new CardPage(world, chance, { peer: 'counter', counter }, 'staff=staff-3');
    void people.keepActing(
      () => chance.whole(20, 2_500),
      () => this.#visit(people, page),
    );
    void people.keepActing(
      () => chance.whole(50, 500),
      () => this.#check(desk),
    );
    void people.keepActing(
      () => chance.whole(500, 5_000),
      () => this.#scan(page),
    );
    void people.keepActing(
      () => chance.whole(2_000, 9_000),
      async () => this.#trouble(),
    );
  }

  mend(): void {
    for (const { engine, cable } of [this.kiosk, this.counter]) {
      cable.plug();
      engine.set(healthy);
    }
    this.scannerCable.plug();
  }

  /** Told of every commit. */
  committed(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#judgeWords(`row ${row.seq}`, JSON.stringify(row));
      if (row.type === 'day-opened') this.#day += 1;
      if (row.type === 'ticket-issued') this.#issued(row);
    }
  }

  /** Nothing of a person may be said there. */
  #judgeWords(where: string, words: string): void {
    const secrets = holders.flatMap(({ name, number }) => [name, number, number.slice(6, 14)]);
    const said = secrets.find((secret) => words.includes(secret));
    if (said !== undefined) this.#world.fail('no-persons', `${where} tells of a card: ${said}`);
  }

  complained(words: string): void {
    this.#judgeWords('a complaint', words);
  }

  #issued({ seq, cmd, body }: Row): void {
    const { ticket, label } = body as EventBodies['ticket-issued'];
    const { visitor } = body as EventBodies['ticket-issued'];
    const card = visitor === null ? null : this.#deeds.get(cmd);
    // By somebody else's way: who it was stands nowhere.
    if (card === undefined) return;
    const { tickets } = this.#world.ledger;
    const service = tickets.get(ticket)?.service;
    const again = [...this.#owners].find(([id, owner]) => {
      const other = tickets.get(id);
      const theirs = card !== null && owner.card === card && owner.day === this.#day;
      return theirs && other?.service === service && inHall.has(other?.status ?? '');
    });
    if (again) {
      const before = tickets.get(again[0])?.label;
      this.#world.fail('one-person-one-number', `row ${seq}: ${label} beside ${before}`);
    }
    this.#owners.set(ticket, { card, day: this.#day });
  }

  /** Somebody takes a number by card. Some forget it, some lift it too soon and lay it on again. */
  async #visit(people: People, page: CardPage): Promise<void> {
    const { chance, kiosk: place } = this;
    const { time } = this.#world;
    const card = chance.pick(holders);
    const wish = page.awaitCard();
    await time.sleep(chance.whole(50, 2_500));
    if (place.engine.card !== null) place.lift();
    if (chance.hit(0.3)) {
      place.lay(card);
      await time.sleep(chance.whole(10, 400));
      place.lift();
      await time.sleep(chance.whole(10, 300));
    }
    place.lay(card);
    const told = await Promise.race([wish.card, time.sleep(chance.whole(800, 6_000))]);
    // Whoever leaves may leave the card behind; the next one finds it there.
    if (chance.hit(0.7)) place.lift();
    await wish.end();
    if (!told) return;
    const read = place.judge(told);
    if (read) await this.#take(people, page, read, told.card.handle);
  }

  async #take(people: People, page: CardPage, card: TestCard, handle: string): Promise<void> {
    const { chance } = this;
    const by = `kiosk:${kiosk}`;
    const taken = async (): Promise<Reply | null> => {
      const requestId = people.wish(by, 'issue-ticket');
      this.#deeds.set(`${by}:${requestId}`, card);
      const command = {
        ...{ type: 'issue-ticket', service: chance.pick(services) },
        person: { kind: 'card', handle },
      };
      return page.command(`${by}:${requestId}`, { requestId, command });
    };
    const first = await taken();
    if (first === null || !chance.hit(0.3)) return;
    // The same card once more for another deed: it is used.
    const second = await taken();
    if (second !== null && !('refused' in second && second.refused === 'card-unknown')) {
      if ('failed' in second) return;
      this.#world.fail('read-is-this-visitors', 'one reading is good for two deeds');
    }
  }

  /** The clerk checks a card against the number in hand, whosever it is. */
  async #check(desk: CardPage): Promise<void> {
    const { chance, counter: place } = this;
    const world = this.#world;
    const wish = desk.awaitCard();
    await world.time.sleep(chance.whole(20, 300));
    const held = world.shadow.counters.get(counter)?.inHand ?? '';
    const theirs = this.#owners.get(held)?.card ?? null;
    place.lay(theirs !== null && chance.hit(0.6) ? theirs : chance.pick(holders));
    const told = await Promise.race([wish.card, world.time.sleep(chance.whole(1_000, 5_000))]);
    place.lift();
    await wish.end();
    const card = told ? place.judge(told) : null;
    const ticket = world.shadow.counters.get(counter)?.inHand ?? null;
    if (!told || card === null || ticket === null) return;
    const day = this.#day;
    const shown = { kind: 'card', handle: told.card.handle };
    const reply = await desk.ask<CardMatchReply>('match-card', { ticket, card: shown });
    const owner = this.#owners.get(ticket);
    if (reply === null || !('ok' in reply) || !owner || day !== this.#day) return;
    world.ledger.seen.add(`card ${reply.match}`);
    const due =
      owner.card === null
        ? 'bound-to-nobody'
        : owner.day !== day
          ? 'before-today'
          : owner.card === card
            ? 'this-number'
            : 'another-number';
    // What was booked with a document matches that document.
    const booked = owner.card === null && reply.match === 'this-number';
    if (reply.match !== due && !booked) {
      world.fail('match-true', `${reply.match} at counter ${counter}, and it is ${due}`);
    }
  }

  /** Codes come under the scanner, some of them in halves; the page hears for a while. */
  async #scan(page: CardPage): Promise<void> {
    const { chance, scanner } = this;
    const { time } = this.#world;
    const stops = await page.hearScans(({ text, since }) => this.#heard(text, since));
    for (let codes = chance.whole(1, 3); codes > 0; codes -= 1) {
      this.#codes += 1;
      const text = `CODE${1_000 + this.#codes}`;
      if (chance.hit(0.25)) {
        // The cable goes in the middle of it.
        scanner.say(Buffer.from(text.slice(0, 5)));
        await time.sleep(chance.whole(1, 20));
        this.scannerCable.pull();
        await time.sleep(chance.whole(50, 1_500));
        this.scannerCable.plug();
      } else this.#hold(text);
      await time.sleep(chance.whole(200, 2_500));
    }
    await stops();
    // Nobody hears it: it is nobody's.
    if (chance.hit(0.5)) this.#hold(`LEFT${this.#codes}`);
  }

  #hold(text: string): void {
    this.scanned.push({ text, at: this.#world.time.now, told: false });
    this.scanner.scan(text);
  }

  #heard(text: string, since: number): void {
    const world = this.#world;
    const held = this.scanned.find((one) => one.text === text);
    if (!held) return world.fail('scans-are-whole', `${text} is told and was never held there`);
    if (held.told) world.fail('scans-are-whole', `${text} is told twice`);
    if (held.at < since) world.fail('read-is-this-visitors', `${text} was scanned before`);
    held.told = true;
    world.ledger.seen.add('scan told');
  }

  #trouble(): void {
    const { chance } = this;
    const place = chance.pick([this.kiosk, this.counter]);
    const fault = chance.pick(['cut', 'half', 'wrong-check', 'noise', 'slow', 'lifts']);
    this.#world.trace(`card reader: ${fault}`);
    place.upset();
    switch (fault) {
      case 'cut':
        place.cable.pull();
        return void this.#world.time.after(chance.whole(50, 5_000), () => place.cable.plug());
      case 'half':
        return place.engine.set({ ...healthy, half: true });
      case 'wrong-check':
        return place.engine.set({ ...healthy, wrongCheck: true });
      case 'noise':
        return place.engine.set({ ...healthy, noise: true });
      case 'slow':
        return place.engine.set({ ...healthy, slowMs: 900 });
      case 'lifts':
        return place.engine.set({ ...healthy, liftsOn: chance.pick(['select', 'read']) });
    }
  }
}

const healthy = {
  ...{ half: false, wrongCheck: false, noise: false, slowMs: 0 },
  liftsOn: null,
};

const settingsOf = (kind: DeviceKind, place: DeviceSettings['place']): DeviceSettings => ({
  ...{ id: `${kind}@${place.kind}-${place.id}`, kind, place, address: `pretend:${kind}` },
  ...{ agent: null, responsible: null, serviceEveryDays: null },
  ...{ levels: [5, 4, 3, 2], columns: null, line: null },
});
