/**
 * Time is handed in: the tables ask this clock and no other, so that tests step it and a whole hall
 * can be played by seed. `server/main.ts` builds the one that follows the machine.
 */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
