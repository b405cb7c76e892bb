/**
 * A rating pad asks when its counter has finished with somebody; what is answered is kept as a level,
 * and not having answered as none. It holds nobody up, and knows a ticket and no person.
 */
import type { Told } from '../../core/hall/events.ts';
import type { PadAnswer } from '../../drivers/driver.ts';
import type { HeldOf } from '../devices/registry.ts';
import type { Levels } from '../devices/settings.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Given, Rating, Ratings } from '../house/ratings.ts';

/** Whom a step was finished for longer ago has left the counter. */
const askableMs = 30_000;
/** How soon it is tried again when the tables did not take an answer, and how often. */
const retryMs = 5_000;
const triesMax = 60;

export interface PadsParts {
  readonly keeper: Pick<Keeper, 'hall' | 'follow'>;
  readonly pads: readonly Pick<HeldOf<'pad'>, 'settings' | 'device'>[];
  readonly ratings: Pick<Ratings, 'keep'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

type Pad = PadsParts['pads'][number];
type Finished = Extract<Told, { type: 'step-finished' }>;

/**
 * Follows until the returned function is called: questions that are open are taken back then, and it
 * resolves when their answers are kept.
 */
export function followPads(parts: PadsParts): () => Promise<void> {
  const { keeper, pads, clock } = parts;
  const byCounter = new Map(pads.map((pad) => [pad.settings.place.id as string, pad]));
  const open = new Set<Promise<void>>();
  const keeping = new Keeping(parts);
  const ask = ({ body }: Finished, { device, settings }: Pad) => {
    const { levels } = settings;
    // Who answers in this minute is the one who sat at the counter.
    const about = { promptedAt: clock.now(), device: settings.id, token: true };
    const asked = device.ask().then((answer) => {
      const level = levelOf(answer, levels);
      if (level === undefined) return;
      const { ticket, step } = body;
      return keeping.keep({ ...{ ticket, step, level, source: 'pad' }, ...about });
    });
    open.add(asked);
    void asked.finally(() => open.delete(asked));
  };
  const unfollow = keeper.follow(({ events }) => {
    for (const told of events) {
      if (told.type !== 'step-finished' || clock.now() - told.at > askableMs) continue;
      const pad = byCounter.get(told.body.counter);
      if (pad) ask(told, pad);
    }
  });
  return async () => {
    unfollow();
    for (const { device } of pads) device.takeBack();
    keeping.end();
    await Promise.all(open);
  };
}

/** Undefined: the visitor was never asked. */
function levelOf(answer: PadAnswer, levels: Levels): Rating['level'] | undefined {
  if (answer === 'unreachable') return undefined;
  return answer === 'unrated' ? null : levels[answer.key];
}

/** Keeps answers, again and again while the tables are away. */
class Keeping {
  readonly #parts: PadsParts;
  #ended = false;
  readonly #waiting = new Set<() => void>();

  constructor(parts: PadsParts) {
    this.#parts = parts;
  }

  async keep(rating: Given): Promise<void> {
    const { ratings, keeper, complain } = this.#parts;
    for (let tries = 1; ; tries += 1) {
      try {
        await ratings.keep(keeper.hall, rating);
        return;
      } catch (error) {
        if (tries === 1) complain('a rating could not be kept yet', error);
        if (this.#ended || tries >= triesMax) return;
        await this.#wait();
      }
    }
  }

  end(): void {
    this.#ended = true;
    for (const go of [...this.#waiting]) go();
  }

  #wait(): Promise<void> {
    const { clock } = this.#parts;
    return new Promise((resolve) => {
      const go = () => {
        this.#waiting.delete(go);
        clock.clearTimeout(timer);
        resolve();
      };
      const timer = clock.setTimeout(go, retryMs);
      this.#waiting.add(go);
    });
  }
}
