/**
 * Sees to it that the configuration file is what the log says is in force: it opens the first day,
 * and changes the configuration of an open one. A day that was closed by hand stays closed; the
 * configuration then comes into force when the next one opens.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import type { Hall } from '../../core/hall/state.ts';
import { type Clock, type Dice, freshId } from './clock.ts';
import type { Keeper, Settled } from './keeper.ts';

/** How soon it is tried again after a refusal or a failure. */
const retryMs = 15_000;

export interface InForceParts {
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly configuration: Configuration;
  /** Told why the configuration is not in force yet, each time it was tried. */
  readonly complain: (what: string, why: unknown) => void;
}

/**
 * Works until the returned function is called. Once the configuration has been in force it is not put
 * there again: of two hubs with different files the one that started last prevails, and they do not
 * take turns for ever.
 */
export function putInForce(parts: InForceParts): () => void {
  const { keeper, clock, dice, configuration, complain } = parts;
  let timer: unknown = null;
  let asking = false;
  let ended = false;
  let reached = false;

  const check = (hall: Hall) => {
    reached ||= hall.day?.open === true && hall.configuration?.version === configuration.version;
    if (reached || !wanted(hall, configuration) || asking || timer !== null || ended) return;
    asking = true;
    const wish = {
      command: { type: 'open-day', configuration },
      by: { kind: 'hub', id: 'configuration' },
      requestId: freshId(dice),
    } as const;
    void keeper.submit(wish).then(settled);
  };
  const settled = (answer: Settled) => {
    asking = false;
    if ('ok' in answer || ended) return;
    complain('the configuration is not in force yet; it will be tried again', answer);
    timer = clock.setTimeout(() => {
      timer = null;
      look();
    }, retryMs);
  };
  // While the log is away there is nothing to compare with; its return is a change.
  const look = () => void keeper.look(check).catch(() => {});
  const unfollow = keeper.follow(({ hall }) => check(hall));
  look();
  return () => {
    ended = true;
    unfollow();
    clock.clearTimeout(timer);
  };
}

const wanted = (hall: Hall, configuration: Configuration): boolean =>
  hall.day === null || (hall.day.open && hall.configuration?.version !== configuration.version);
