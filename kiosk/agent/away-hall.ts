/**
 * Who stands in for the hub at this kiosk while the hub is away: what the agent asks of it, and what
 * it is given. The stand-in lives in `away/`; the relay turns to it when the hub is gone for longer
 * than a moment, and back when the hub answers again.
 */
import type { Reply, State } from '../../core/wire/messages.ts';
import type { PrintOutcome } from '../../drivers/driver.ts';
import type { Paper } from '../../drivers/paper.ts';

export interface AwayHall {
  /**
   * What the kiosk's page shows while the hub is away: a whole state, with names, whose view says
   * that it is away. Null: nothing is known of the hall yet, and the page stays as it was.
   */
  state(): State<'kiosk'> | null;
  /** Calls `tell` after every change of `state()`. Returns the function that ends it. */
  onState(tell: () => void): () => void;
  /**
   * Answers a `command` message as the page sent it (unchecked). The same request id is the same
   * ticket, also when the hub was asked before. Never rejects.
   */
  command(message: unknown): Promise<Reply>;
  /** Answers a `reprint` message as the page sent it (unchecked). Never rejects. */
  reprint(message: unknown): Promise<Reply>;
  /** The hub told the page this state: what the stand-in knows of the hall when the hub goes. */
  heard(state: State<'kiosk'>): void;
  /** The hub is away from now on (true), or back (false): then what was given is handed over. */
  hubAway(away: boolean): void;
  close(): Promise<void>;
}

/** What the stand-in is given. */
export interface AwayParts {
  /** The kiosk whose PC this is. */
  readonly kiosk: string;
  /** Its own folder, there and closed to others. */
  readonly folder: string;
  /**
   * Asks the hub by the name of a message (`AgentAsk` of the hub's sockets); null: no answer, and
   * whether it was heard is not known. At most 16 kB a message. Never rejects.
   */
  readonly ask: (event: string, body: object) => Promise<unknown>;
  /**
   * Prints at this kiosk's own printer, at once and without the hub; the same job id prints once
   * only. Null: no printer hangs here. Never rejects.
   */
  readonly print: (job: string, paper: Paper) => Promise<PrintOutcome | null>;
  readonly complain: (what: string, error: unknown) => void;
}

/** Builds the stand-in. */
export type OpenAway = (parts: AwayParts) => Promise<AwayHall>;
