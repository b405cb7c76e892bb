/**
 * What a page's line is made of where there is no page: the settings of Socket.IO and the clock that
 * `ui/follow.ts` has. A crowd that came back sooner or later than pages do would measure another hall.
 */
import { connectMs } from '../../ui/following.ts';

/** As `ui/follow.ts` begins; how long it waits later is `patient`'s (ui/patience.ts). Milliseconds. */
export const pageSettings = {
  transports: ['websocket'],
  reconnectionDelay: 200,
  reconnectionDelayMax: 1_500,
  randomizationFactor: 0.5,
  timeout: connectMs.first,
};

export const pageClock = {
  now: () => performance.now(),
  setTimeout: (act: () => void, ms: number) => setTimeout(act, ms),
  clearTimeout: (handle: NodeJS.Timeout) => clearTimeout(handle),
};
