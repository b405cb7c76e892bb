/**
 * How a line waits for a hub that is slow to answer: each attempt that ran out of time gives the next
 * one twice as long (`connectMsAfter`), and a line that stands begins anew. Pages, the rig's crowds
 * and tests of real hubs all wait by this one function, or a crowd would measure another hall than
 * one of pages. Nothing of Socket.IO is imported, so that it adds none of it to what imports it.
 */
import { connectMs, connectMsAfter } from './following.ts';

/** As much of Socket.IO's `Socket` as is needed; `io` is its `Manager`, one to a line (`forceNew`). */
export interface PatientLine {
  readonly io: {
    timeout(): number | boolean;
    timeout(ms: number): unknown;
    on(event: 'error', told: (error: Error) => void): unknown;
  };
  on(event: 'connect', told: () => void): unknown;
}

/** To be called once a line, when it is made with the time-out `connectMs.first`. */
export function patient(line: PatientLine): void {
  const { io } = line;
  // A number, and never `false`, for nobody else sets it.
  io.on('error', ({ message }) => io.timeout(connectMsAfter(io.timeout() as number, message)));
  line.on('connect', () => io.timeout(connectMs.first));
}
