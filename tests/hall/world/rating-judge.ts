/**
 * Judges what is kept of how visitors of a simulated hall were served: what they said, once and as they
 * said it; nothing that nobody said; and a tablet's question only for whom its counter was just done
 * with. It listens where a hub hears, asks and keeps, in the same moment.
 */
import type { Kysely } from 'kysely';
import type { Told } from '../../../core/hall/events.ts';
import type { Given } from '../../../server/house/ratings.ts';
import type { Tables } from '../../../server/house/tables.ts';
import type { World } from './world.ts';

/** A question is for whom a step was finished at most so long ago, and stands so long. */
const askableMs = 30_000;
const standsMs = 60_000;

/** A level that somebody gives. */
export interface Said {
  readonly level: number;
  readonly source: 'phone' | 'text' | 'tablet';
}

/** What a hub has heard last of a counter. */
type Heard = Pick<Told, 'type' | 'at'> & { readonly key: string };

interface Asked {
  readonly key: string;
  readonly counter: string;
  /** By the world's time. */
  readonly at: number;
}

export const stepKey = (ticket: string, step: number): string => `${ticket} ${step}`;
const spell = ({ source, level }: { source: string; level: number | null }) => `${source} ${level}`;

export class RatingJudge {
  readonly #world: World;
  /** Of first ratings and of follow-ups: what was tried, and what was answered with a yes, by step. */
  readonly #tried = [new Map<string, string[]>(), new Map<string, string[]>()] as const;
  readonly #stands = [new Map<string, string>(), new Map<string, string>()] as const;
  readonly #added = new Map<string, string>();
  readonly #questions = new Map<string, Asked>();
  readonly #pressing = new Set<{ readonly id: string; readonly level: number }>();
  readonly #finished = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The log says that this step is over. */
  finished(key: string): void {
    this.#finished.add(key);
  }

  /** A hub shows a tablet its question; `heard`: what that hub knows of the counter, `now`: its clock. */
  shows(id: string, counter: string, heard: Heard | undefined, now: number): void {
    const world = this.#world;
    const before = this.#questions.get(id);
    const which = `the question at ${counter}`;
    if (heard?.type !== 'step-finished') {
      return world.fail('tablet-asks-in-time', `${which} stands while the next is served`);
    }
    if (before) {
      const stood = world.time.now - before.at > standsMs;
      if (stood) world.fail('tablet-asks-in-time', `${which} stands for too long`);
      if (before.key !== heard.key) {
        world.fail('tablet-asks-in-time', `${which} is of ${before.key}, not of ${heard.key}`);
      }
      return;
    }
    if (now - heard.at > askableMs) {
      world.fail('tablet-asks-in-time', `${which} comes ${now - heard.at} ms after the service`);
    }
    this.#questions.set(id, { key: heard.key, counter, at: world.time.now });
  }

  /** A tablet was told to ask, though everybody is to leave. */
  asksInEmergency(counter: string): void {
    this.#world.fail('nobody-asked-in-an-emergency', `the tablet at ${counter} asks`);
  }

  /** A visitor presses; the returned function says that there was an answer. */
  presses(id: string, level: number): () => void {
    const press = { id, level };
    this.#pressing.add(press);
    return () => this.#pressing.delete(press);
  }

  /** A hub's tablets keep something: an answer that was pressed for this step, or that there was none. */
  keeps({ ticket, step, level, device }: Given): void {
    const world = this.#world;
    const key = stepKey(ticket, step);
    const asked = [...this.#questions.values()].some((one) => one.key === key);
    if (!asked) world.fail('rated-as-said', `${device} keeps ${level} of ${key}, never asked`);
    if (level === null) return;
    const pressed = [...this.#pressing].filter((one) => {
      const question = this.#questions.get(one.id);
      return `tablet@${question?.counter}` === device && one.level === level;
    });
    if (pressed.length === 0) {
      return world.fail('rated-as-said', `${device} keeps ${level} of ${key}, nobody pressed it`);
    }
    if (!pressed.some(({ id }) => this.#questions.get(id)?.key === key)) {
      world.fail('rates-own-step', `${device}: what was pressed for another step rates ${key}`);
    }
  }

  /** The step that a tablet's question is of. */
  stepOf(id: string): string {
    return this.#questions.get(id)?.key ?? '';
  }

  /** Somebody is about to say it: as the first rating (1), or as the follow-up (2). */
  tries(number: 1 | 2, key: string, said: Said): void {
    const tried = this.#tried[number - 1] ?? new Map<string, string[]>();
    tried.set(key, [...(tried.get(key) ?? []), spell(said)]);
  }

  /** The hub said yes. */
  kept(number: 1 | 2, key: string, said: Said): void {
    const stands = this.#stands[number - 1] ?? new Map<string, string>();
    const before = stands.get(key);
    const invariant = number === 1 ? 'first-rating-stands' : 'one-follow-up';
    if (before) this.#world.fail(invariant, `${key} is ${before}, then ${spell(said)}`);
    stands.set(key, spell(said));
    this.#world.trace(`ratings: ${number} of ${key} is ${spell(said)}`);
  }

  /** The hub said no to a follow-up: what it is about has one already. */
  followedUp(key: string): void {
    if (!this.#stands[0].has(key) || this.#tried[1].get(key)?.length !== 1) return;
    this.#world.fail('one-follow-up', `${key} has no follow-up, and may have none`);
  }

  added(number: 1 | 2, key: string, tags: readonly string[]): void {
    const which = `${number} ${key}`;
    if (this.#added.has(which)) this.#world.fail('added-once', `${which} is added to twice`);
    this.#added.set(which, JSON.stringify(tags));
  }

  /** What is kept when the day is over. */
  async afterwards(db: Kysely<Tables>): Promise<void> {
    const world = this.#world;
    const first = await db.selectFrom('ratings').selectAll().execute();
    const again = await db.selectFrom('rating_followups').selectAll().execute();
    const rated = new Set(first.flatMap((row) => (row.level ? [keyOf(row)] : [])));
    for (const row of again) {
      if (!rated.has(keyOf(row))) world.fail('one-follow-up', `${keyOf(row)} follows nothing`);
    }
    ([first, again] as const).forEach((rows, index) => {
      const said = new Map(rows.map((row) => [keyOf(row), spell(row)]));
      for (const [key, stood] of this.#stands[index] ?? []) {
        const invariant = index === 0 ? 'first-rating-stands' : 'one-follow-up';
        if (said.get(key) === stood) continue;
        world.fail(invariant, `${key} was ${stood} and is ${said.get(key)}`);
      }
      for (const row of rows) {
        // Pads are judged beside the keys that were pressed on them (devices.ts).
        if (row.level === null || row.source === 'pad') continue;
        const tried = this.#tried[index]?.get(keyOf(row)) ?? [];
        if (tried.includes(spell(row))) continue;
        world.fail('rated-as-said', `${keyOf(row)} is ${spell(row)}, and nobody said so`);
      }
      for (const row of rows) {
        const tags = this.#added.get(`${index + 1} ${keyOf(row)}`);
        if (tags === undefined || tags === row.tags) continue;
        world.fail('added-once', `${keyOf(row)} has ${row.tags}, and was told ${tags}`);
      }
    });
    for (const row of first) {
      if (this.#finished.has(keyOf(row))) continue;
      world.fail('unrated-is-countable', `${keyOf(row)} is not finished and has a rating`);
    }
  }

  /** The figures' sums beside the log and what was said. */
  async figures(db: Kysely<Tables>): Promise<void> {
    const legs = db.selectFrom('figure_legs').select('ticket').where('ended', '=', 'finished');
    const ended = (await legs.execute()).length;
    const sums = db.selectFrom('figure_ratings').selectAll().where('dim', '=', 'all');
    const rated = (await sums.execute()).reduce(
      (all, { l1, l2, l3, l4, l5 }) => all + l1 + l2 + l3 + l4 + l5,
      0,
    );
    const rows = await db.selectFrom('ratings').select('ticket').where('level', 'is not', null);
    const given = (await rows.execute()).length;
    this.#world.trace(`ratings: ${given} of ${this.#finished.size} finished steps`);
    if (ended === this.#finished.size && rated === given) return;
    const told = `the figures tell ${ended - rated} unrated of ${ended}`;
    const is = `they are ${this.#finished.size - given} of ${this.#finished.size}`;
    this.#world.fail('unrated-is-countable', `${told}, ${is}`);
  }
}

const keyOf = ({ ticket, step }: { ticket: string; step: number }): string => stepKey(ticket, step);
