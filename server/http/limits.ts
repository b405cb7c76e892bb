/**
 * How much one caller may ask, in one place and with units. Strict where a secret could be guessed,
 * wide where a whole hall stands behind one address, and roomy for gateways, which are counted by
 * their token and not by where they call from.
 */

export interface Rate {
  /** Requests in one window; the next one is answered 429 with `Retry-After`. */
  readonly max: number;
  readonly windowMs: number;
}

export interface Limits {
  /**
   * Sign-ins from one address: thirty counters may open at nine behind one proxy. Wrong passwords
   * are slowed down far earlier (`people/throttle.ts`).
   */
  readonly signIn: Rate;
  /** Enrolment codes typed from one address. */
  readonly enrol: Rate;
  /** `GET /me` and sign-outs from one address. */
  readonly session: Rate;
  /** The public board, from one address: a wall of fifty screens may ask once a second. */
  readonly board: Rate;
  /** Service guides, from one address: all phones of a hall may come through one proxy. */
  readonly guides: Rate;
  /** Trials of devices, from one address: paper is used up, and strips are read by people. */
  readonly trials: Rate;
  /** Health, readiness and the API's description, from one address. */
  readonly probes: Rate;
  /** Pages from one address: a thousand screens behind one address may reload together. */
  readonly pages: Rate;
  /** Everything under `/api` by one token: 500 requests a second, for a whole minute. */
  readonly token: Rate;
  /** Requests with a token that is not ours, from one address. */
  readonly strangers: Rate;
}

const minuteMs = 60_000;

export const usualLimits: Limits = {
  signIn: { max: 30, windowMs: minuteMs },
  enrol: { max: 10, windowMs: minuteMs },
  session: { max: 600, windowMs: minuteMs },
  board: { max: 3_000, windowMs: minuteMs },
  guides: { max: 3_000, windowMs: minuteMs },
  trials: { max: 30, windowMs: minuteMs },
  probes: { max: 600, windowMs: minuteMs },
  pages: { max: 3_000, windowMs: minuteMs },
  token: { max: 30_000, windowMs: minuteMs },
  strangers: { max: 300, windowMs: minuteMs },
};

/** Callers remembered by one limit; the one whose window began first is forgotten for a new one. */
export const callersMax = 10_000;

/** The largest body of a request. */
export const bodyBytesMax = 64 * 1024;
/** Complaints about one body that are told. */
export const complaintsMax = 20;
/**
 * A deed that is not settled by then is answered `unavailable`; the same request id may be sent
 * again.
 */
export const deedMsMax = 15_000;
/** The paper of a ticket is not waited for longer than this: it is `unknown` then. */
export const paperMsMax = 1_000;
/** The log has to tell its head within this time for the hub to be ready. */
export const readyMsMax = 2_000;
/** Past tickets that are read from the log at the same time; a further one is answered `busy`. */
export const pastReadsMax = 4;
/** Rows of the log that are read in one go for a past ticket, and all in all. */
export const pastPageRows = 500;
export const pastRowsMax = 200_000;
