/**
 * Cards between a reader and the page that asks for one. A page has a wish; a card that is laid on
 * answers that wish and no other, with a masked name and a handle. Who the card says its holder is
 * stays here, in memory, until the handle is used or two minutes are over, and goes nowhere else.
 */
import { type CardRefusal, type CardTold, cardHandleSchema } from '../../core/wire/card.ts';
import { type Person, personSchema } from '../../core/wire/person.ts';
import type { CardHolder, CardRead, IdReader } from '../../drivers/driver.ts';
import type { Clock, Dice } from '../hall/clock.ts';

/** Milliseconds. `lapse`: a page that has not asked for so long has gone without a word. */
export const cardMs = { hold: 3_000, lapse: 6_000, wish: 60_000, handle: 120_000 };
/** Holders that may be in memory at once: more than all readers of a hall read in two minutes. */
const handlesMax = 1_000;
/** 128 bits, so that no handle is ever guessed. */
const handleBytes = 16;

export interface CardsParts {
  /** By place: `kiosk:<id>`, `counter:<id>`. */
  readonly readers: ReadonlyMap<string, IdReader>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly dice: Dice;
  /** The hall's local date, `2026-11-22`. */
  readonly today: () => string;
}

export type CardAnswer =
  | { readonly ok: true; readonly card: CardTold | null }
  | { readonly refused: CardRefusal };

interface Wish {
  readonly id: string;
  readonly stop: () => void;
  /** What the page has not been told yet. A card stays, in case its answer is lost. */
  said: CardAnswer | null;
  /** Answers the question that is under way. */
  answer: ((answer: CardAnswer) => void) | null;
  over: boolean;
  /** The end of the wish, of the question under way, of the page's silence. */
  ends: unknown;
  holds: unknown;
  lapses: unknown;
}

interface Held {
  readonly place: string;
  readonly person: Person;
  readonly timer: unknown;
  /** The deed that it was used for. */
  deed: string | null;
}

export class Cards {
  readonly #parts: CardsParts;
  readonly #wishes = new Map<string, Wish>();
  readonly #held = new Map<string, Held>();

  constructor(parts: CardsParts) {
    this.#parts = parts;
  }

  /**
   * Waits for a card at this place, for at most 3 s: the page asks again while it is up. Only the
   * first question of a wish is answered at once, so that the page knows whether there is a reader.
   */
  await(place: string, wishId: string): Promise<CardAnswer> {
    const reader = this.#parts.readers.get(place);
    if (!reader || !isUsable(reader)) {
      this.#end(place);
      return Promise.resolve({ refused: 'no-reader' });
    }
    const present = this.#wishes.get(place);
    if (present && present.id !== wishId) return Promise.resolve({ refused: 'busy' });
    if (!present) {
      this.#begin(place, wishId, reader);
      return Promise.resolve({ ok: true, card: null });
    }
    return this.#hold(place, present);
  }

  /** The page has left: nobody waits for a card any more. */
  leave(place: string, wishId: string): void {
    if (this.#wishes.get(place)?.id === wishId) this.#end(place);
  }

  /**
   * Who was read, for one deed of the place where it was read: the same deed may ask again, as it may
   * be tried again. Null: unknown, over, used, or read elsewhere.
   */
  personOf(place: string, handle: string, deed: string): Person | null {
    const held = this.#held.get(handle);
    if (!held || held.place !== place) return null;
    if (held.deed !== null && held.deed !== deed) return null;
    held.deed = deed;
    return held.person;
  }

  /** What the card was read for is done: its holder is forgotten before the two minutes are over. */
  done(handle: string): void {
    this.#forget(handle);
  }

  /** Holders that are remembered now. */
  get remembered(): number {
    return this.#held.size;
  }

  close(): void {
    for (const place of [...this.#wishes.keys()]) this.#end(place);
    for (const handle of [...this.#held.keys()]) this.#forget(handle);
  }

  #begin(place: string, id: string, reader: IdReader): void {
    const { clock } = this.#parts;
    const wish: Wish = {
      ...{ id, said: null, answer: null, over: false },
      stop: reader.onCard((card) => this.#read(place, wish, card)),
      ends: clock.setTimeout(() => this.#tooLong(wish), cardMs.wish),
      holds: null,
      lapses: null,
    };
    this.#wishes.set(place, wish);
    this.#lapseSoon(place, wish);
  }

  #hold(place: string, wish: Wish): Promise<CardAnswer> {
    const { clock } = this.#parts;
    // One question at a time: the page asks again only when it has given the last one up.
    wish.answer?.({ ok: true, card: null });
    clock.clearTimeout(wish.lapses);
    return new Promise((resolve) => {
      wish.answer = (answer) => {
        wish.answer = null;
        clock.clearTimeout(wish.holds);
        if (this.#wishes.get(place) === wish) this.#lapseSoon(place, wish);
        resolve(answer);
      };
      wish.holds = clock.setTimeout(() => wish.answer?.({ ok: true, card: null }), cardMs.hold);
      this.#tell(wish);
    });
  }

  #tell(wish: Wish): void {
    if (!wish.answer) return;
    const { said } = wish;
    if (said === null) {
      if (wish.over) wish.answer({ refused: 'no-card' });
      return;
    }
    if ('refused' in said) wish.said = null;
    wish.answer(said);
  }

  #read(place: string, wish: Wish, card: CardRead): void {
    wish.said = this.#answerTo(place, card);
    // A card that was read is the answer to the wish: the next one is nobody's.
    if ('ok' in wish.said) wish.stop();
    this.#tell(wish);
  }

  #answerTo(place: string, card: CardRead): CardAnswer {
    if ('failed' in card) {
      const not = card.failed === 'not-supported' ? 'card-not-supported' : 'card-unreadable';
      return { refused: not };
    }
    const { read } = card;
    const today = this.#parts.today();
    if (read.validFrom > today || (read.validTo !== null && read.validTo < today)) {
      return { refused: 'card-expired' };
    }
    const person = personOn(read);
    if (person === null) return { refused: 'card-unreadable' };
    const handle = this.#remember(place, person);
    return { ok: true, card: { handle, name: masked(read.name), hint: hintOf(person) } };
  }

  #remember(place: string, person: Person): string {
    const { clock, dice } = this.#parts;
    const [oldest] = this.#held.keys();
    if (this.#held.size >= handlesMax && oldest !== undefined) this.#forget(oldest);
    const handle = Buffer.from(dice.bytes(handleBytes)).toString('base64url');
    cardHandleSchema.parse({ kind: 'card', handle });
    const timer = clock.setTimeout(() => this.#forget(handle), cardMs.handle);
    this.#held.set(handle, { place, person, timer, deed: null });
    return handle;
  }

  #forget(handle: string): void {
    this.#parts.clock.clearTimeout(this.#held.get(handle)?.timer);
    this.#held.delete(handle);
  }

  #tooLong(wish: Wish): void {
    wish.over = true;
    wish.stop();
    this.#tell(wish);
  }

  #lapseSoon(place: string, wish: Wish): void {
    const { clock } = this.#parts;
    clock.clearTimeout(wish.lapses);
    wish.lapses = clock.setTimeout(() => this.leave(place, wish.id), cardMs.lapse);
  }

  #end(place: string): void {
    const { clock } = this.#parts;
    const wish = this.#wishes.get(place);
    if (!wish) return;
    this.#wishes.delete(place);
    wish.stop();
    for (const timer of [wish.ends, wish.holds, wish.lapses]) clock.clearTimeout(timer);
    wish.answer?.({ refused: 'no-card' });
  }
}

/** Whether a reader that is in this state may come to read a card; one that does not say may. */
const isUsable = (reader: IdReader): boolean => {
  const { state } = reader.health();
  return state === 'ready' || state === 'unknown';
};

/** As if it were typed: only the number counts, so a card and its number are the same person. */
function personOn({ card, number }: CardHolder): Person | null {
  const kind = card === 'foreign-resident' && !/^\d/.test(number) ? 'other' : 'id-card';
  const parsed = personSchema.safeParse({ kind, number });
  return parsed.success ? parsed.data : null;
}

/** 张三 as 张*: enough to see that it is one's own. */
const masked = (name: string): string => `${[...name][0] ?? ''}*`;

const hintOf = ({ number }: Person): string => `**${number.slice(-2)}`;
