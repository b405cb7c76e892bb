/**
 * One line that several devices share (RS-485): each has a station on it and may speak in its turn
 * only. Turns go round, so that one device that never answers cannot keep the others waiting for
 * longer than its own time.
 */
import type { PortListener, PortState, WriteOutcome } from './port.ts';

/** The line while it is somebody's turn. */
export interface Turn {
  write(bytes: Uint8Array): Promise<WriteOutcome>;
  /** Calls `hear` with what comes in during the turn; the turn ends when the returned promise does. */
  hear(hear: (bytes: Uint8Array) => void): void;
}

export interface Station {
  /**
   * Runs `act` when it is this station's turn. Nobody else's bytes go out until it ends, at the
   * latest after `withinMs`: then the result is `late` and what `act` does is not heard any more.
   * Never rejects because of the line.
   */
  turn<T>(withinMs: number, act: (turn: Turn) => Promise<T>): Promise<T | 'late' | 'not-open'>;
  /** What the line says, whoever's turn it is: keypads speak unasked. */
  listen(listener: PortListener): () => void;
  state(): PortState;
  /** Leaves the line; the last one to leave closes it. */
  leave(): Promise<void>;
}
