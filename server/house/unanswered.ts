/**
 * Watches that calls for help are taken up: one that nobody has accepted within the hall's
 * `helpAnswerSeconds` is marked, and stays on every console until somebody has been there.
 */
import type { HouseFacts } from '../../core/views/facts.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { HelpCalls } from './help-calls.ts';

const secondMs = 1_000;
/** How soon it is tried again when the tables or the log did not answer. */
const retryMs = 2_000;

export interface UnansweredParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look'>;
  readonly facts: { readonly now: HouseFacts; follow(tell: () => void): () => void };
  readonly helpCalls: Pick<HelpCalls, 'unanswered'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Watches until the returned function is called. */
export function markUnanswered(parts: UnansweredParts): () => void {
  const { keeper, facts, helpCalls, clock, complain } = parts;
  let timer: unknown = null;
  let ended = false;

  const again = (ms: number) => {
    clock.clearTimeout(timer);
    timer = ended ? null : clock.setTimeout(() => void look(), ms);
  };
  const look = async () => {
    const oldest = facts.now.helpCalls.find(({ state }) => state === 'asked');
    if (oldest === undefined || ended) return;
    try {
      const seconds = await keeper.look((hall) => hall.configuration?.rules.helpAnswerSeconds);
      const waitMs = (seconds ?? 0) * secondMs;
      const leftMs = oldest.at + waitMs - clock.now();
      // What it marks is a change of facts, which looks again.
      if (leftMs > 0) again(leftMs);
      else await helpCalls.unanswered(keeper.hall, clock.now() - waitMs);
    } catch (error) {
      if (ended) return;
      complain('calls for help could not be looked after', error);
      again(retryMs);
    }
  };
  const unfollow = facts.follow(() => void look());
  void look();
  return () => {
    ended = true;
    unfollow();
    clock.clearTimeout(timer);
  };
}
