/**
 * Keeping the time of a key's last use: exact to a minute, because a write for every request would
 * cost more than the request.
 */
import { HouseFailure } from '../house/failure.ts';

/** How exact the time of the last use is kept. */
export const SEEN_MS = 60_000;

/** Waits for a note of last use. A database that reads but cannot write (a full disk) shuts nobody out. */
export async function noteSeen(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof HouseFailure)) throw error;
  }
}
