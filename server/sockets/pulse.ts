/**
 * The pulse: the proof, every three seconds, that what the screens show is the head of the log. While
 * the log does not confirm it there is none, and the screens grow stale and say so.
 */
import type { Pulse } from '../../core/wire/messages.ts';
import { pulseMs } from '../../core/wire/protocol.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Facts } from '../house/facts.ts';

export interface PulseParts {
  readonly keeper: Pick<Keeper, 'confirm'>;
  readonly facts: Pick<Facts, 'now'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Beats until the returned function is called. */
export function setPulse(
  { keeper, facts, clock, complain }: PulseParts,
  beat: (pulse: Pulse) => void,
): () => void {
  let timer: unknown;
  let ended = false;
  const next = () => {
    timer = clock.setTimeout(async () => {
      try {
        const { seq } = await keeper.confirm();
        beat({ seq, rev: facts.now.rev, now: clock.now() });
      } catch (error) {
        complain('no pulse: the log does not answer', error);
      }
      if (!ended) next();
    }, pulseMs);
  };
  next();
  return () => {
    ended = true;
    clock.clearTimeout(timer);
  };
}
