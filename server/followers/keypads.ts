/**
 * A keypad's keys are the same commands as the console's, in the name of who is signed in at its
 * counter. What is refused, or could not be done, is answered by a beep; what the keypad shows
 * follows the counter.
 */
import { servicesOf, waitingFor } from '../../core/hall/capable.ts';
import type { Command } from '../../core/hall/commands.ts';
import type { CounterId, TicketId } from '../../core/hall/ids.ts';
import { lengthOf } from '../../core/hall/line.ts';
import type { Counter, Deep, Hall } from '../../core/hall/state.ts';
import { counterView } from '../../core/views/counter.ts';
import { noFacts } from '../../core/views/facts.ts';
import type { Keypad, KeypadKey } from '../../drivers/driver.ts';
import type { HeldOf } from '../devices/registry.ts';
import { type Dice, freshId } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';

export interface KeypadsParts {
  readonly keeper: Pick<Keeper, 'follow' | 'look' | 'submit'>;
  readonly keypads: readonly Pick<HeldOf<'keypad'>, 'settings' | 'device'>[];
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
}

/** Keys of one keypad that may wait; more are pressed in anger and only beep. */
const keysWaitingMax = 5;

/** Follows keys and counters until the returned function is called. */
export function followKeypads(parts: KeypadsParts): () => void {
  const { keeper, keypads, complain } = parts;
  const ends: (() => void)[] = [];
  const shows = keypads.flatMap(({ settings: { place }, device }) => {
    if (place.kind !== 'counter') return [];
    ends.push(device.onKey(listener(parts, place.id, device)));
    return [(hall: Hall) => show(hall, place.id, device)];
  });
  const showAll = (hall: Hall) => {
    for (const one of shows) one(hall);
  };
  ends.push(keeper.follow(({ hall }) => showAll(hall)));
  keeper
    .look(showAll)
    .catch((error: unknown) => complain('keypads could not be told how it stands', error));
  return () => {
    for (const end of ends) end();
  };
}

/** Presses of one keypad are done one after the other. */
function listener(parts: KeypadsParts, counter: CounterId, device: Keypad) {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  return (key: KeypadKey) => {
    if (waiting >= keysWaitingMax) return device.beep();
    waiting += 1;
    last = last.then(async () => {
      const done = await press(parts, counter, key).catch((error: unknown) => {
        parts.complain(`a key at counter ${counter} was not taken`, error);
        return false;
      });
      waiting -= 1;
      if (!done) device.beep();
    });
  };
}

/** Does what the key asks for. False: nobody is signed in, it was refused, or it could not be done. */
async function press(
  { keeper, dice }: KeypadsParts,
  counter: CounterId,
  key: KeypadKey,
): Promise<boolean> {
  const wish = await keeper.look((hall) => {
    const clerk = hall.counters.get(counter)?.clerk ?? null;
    const command = clerk === null ? null : commandOf(hall, counter, key);
    return clerk === null || command === null ? null : { clerk, command };
  });
  if (wish === null) return false;
  const by = { kind: 'clerk', id: wish.clerk } as const;
  const settled = await keeper.submit({ command: wish.command, by, requestId: freshId(dice) });
  // A second press within 2 s is the same press (CALL-5): nothing is wrong.
  if ('refused' in settled) return settled.refused === 'same-press';
  return 'ok' in settled;
}

/**
 * What a key asks for at this counter now; null: nothing that a key alone can say. Putting aside and
 * pausing take the first of the hall's reasons, taking up again the ticket put aside last.
 */
function commandOf(hall: Hall, counter: CounterId, key: KeypadKey): Command | null {
  const reasons = hall.configuration?.reasons;
  switch (key) {
    case 'call-next':
      return { type: 'call-next', counter };
    case 'recall':
      return { type: 'recall', counter };
    case 'start-serving':
      return { type: 'serve', counter };
    case 'finish':
      return { type: 'finish', counter, outcome: 'done' };
    case 'no-show':
      return { type: 'no-show', counter };
    case 'park': {
      const reason = reasons?.park[0]?.id;
      return reason === undefined ? null : { type: 'park', counter, reason };
    }
    case 'resume': {
      const ticket = lastParked(hall, counter);
      return ticket === undefined ? null : { type: 'resume', counter, ticket };
    }
    case 'pause': {
      if (hall.counters.get(counter)?.status === 'paused') return { type: 'unpause', counter };
      const reason = reasons?.pause[0]?.id;
      return reason === undefined ? null : { type: 'pause', counter, reason };
    }
    // Where to, and why a ticket is given up, only the console can say.
    case 'transfer':
    case 'cancel':
      return null;
  }
}

const lastParked = (hall: Hall, counter: CounterId): TicketId | undefined =>
  counterView(hall, noFacts, counter)?.parked[0]?.ticket;

function show(hall: Hall, id: CounterId, device: Keypad): void {
  const counter = hall.counters.get(id);
  const inHand = counter?.inHand == null ? undefined : hall.tickets.get(counter.inHand);
  device.showCalled(inHand?.label ?? null);
  device.showWaiting(counter ? waitingAt(hall, counter) : 0);
}

/** Who waits for what the counter serves first, and for it alone. */
function waitingAt(hall: Hall, counter: Deep<Counter>): number {
  const services = servicesOf(hall, counter);
  const inLines = services.reduce((sum, service) => sum + waitingFor(hall, service), 0);
  const sent = hall.sentLines.get(counter.id) ?? [];
  return sent.reduce((sum, line) => sum + lengthOf(line), inLines);
}
