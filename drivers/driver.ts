/**
 * The shapes that the hub sees of a device, whatever its wire. A driver owns one device on one
 * port, finds it again by itself when it is lost, and tells its health; it never throws at its
 * caller.
 */
import type { DeviceState, PrinterState } from '../core/views/facts.ts';
import type { Paper } from './paper.ts';

export type { DeviceState, PrinterState };

export interface Health<State = DeviceState> {
  readonly state: State;
  /** Epoch milliseconds of the last byte heard from the device, null before the first. */
  readonly heardAt: number | null;
  /** One plain sentence for the technician (English), e.g. what the port said last. */
  readonly detail: string;
}

export type PrinterHealth = Health<PrinterState>;

/** What the hub sees of every device. */
export interface Device<State = DeviceState> {
  health(): Health<State>;
  /** Calls `tell` on every change of `state`. Returns the function that ends it. */
  onHealth(tell: (health: Health<State>) => void): () => void;
  /** Ends what the driver holds of the port, and its timers. Never rejects. */
  close(): Promise<void>;
}

/** What a job took of the roll, as far as its bytes went out: millimetres fed, and cuts. */
export interface PaperUse {
  readonly mm: number;
  readonly cuts: number;
}

/**
 * How a print job ended. `failed`: surely not (or not wholly) on paper, and why. `unknown`: bytes
 * went out and nobody can say; such a job is never printed again by itself. `detail` is one plain
 * sentence for the technician (English), e.g. which characters no font had (printed as 〓).
 */
export type PrintOutcome =
  | { readonly outcome: 'printed'; readonly detail?: string; readonly used?: PaperUse }
  | {
      readonly outcome: 'failed';
      readonly reason: Exclude<PrinterState, 'ready' | 'paper-low' | 'unknown'>;
      readonly detail?: string;
      readonly used?: PaperUse;
    }
  | {
      readonly outcome: 'unknown';
      readonly reason: 'lost-in-print' | 'no-answer';
      readonly detail?: string;
      readonly used?: PaperUse;
    };

export interface Printer extends Device<PrinterState> {
  /**
   * Prints one piece of paper and cuts it. Jobs are done one after the other; each ends within
   * its deadline (30 s, waiting in line included; more for a slip whose line or paper takes longer
   * than a fourth of it), whatever the machine does. Nothing of a job
   * that has ended is ever sent later, and jobs in line end with `close` as `failed` `unplugged`.
   * Never rejects.
   */
  print(paper: Paper): Promise<PrintOutcome>;
  /**
   * Says that a slip broke off before this driver was opened: the next one is cut free of what may
   * hang in the paper path. Left out where another process holds the printer and sees to it.
   */
  beginTorn?(): void;
}

/** What a LED strip (条屏) is to show. */
export interface Face {
  readonly text: string;
  readonly colour: 'red' | 'green' | 'amber';
  /** 1 (dark) to 16. */
  readonly brightness: number;
}

/** A LED strip: it is told what to show, and the driver sees to it, after a lost cable too. */
export interface Strip extends Device {
  /** The latest wish counts; null shows nothing. What it shows already costs no byte. */
  show(face: Face | null): void;
}

/** A key of a caller keypad (叫号器), by what it asks for. */
export type KeypadKey =
  | 'call-next'
  | 'recall'
  | 'start-serving'
  | 'finish'
  | 'no-show'
  | 'park'
  | 'resume'
  | 'pause'
  | 'transfer'
  | 'cancel';

export interface Keypad extends Device {
  onKey(tell: (key: KeypadKey) => void): () => void;
  /** The number in hand, e.g. `A017`; null: nobody. The latest wish counts. */
  showCalled(label: string | null): void;
  showWaiting(people: number): void;
  /** A press that was refused, or an alarm. */
  beep(): void;
}

/** `unrated`: nobody pressed within 60 s, or the question was taken back. */
export type PadAnswer = { readonly key: 0 | 1 | 2 | 3 } | 'unrated' | 'unreachable';

/** A pad of four keys on which a visitor rates the service. */
export interface RatingPad extends Device {
  /** Asks once; a further call takes the question before back. Never rejects. */
  ask(): Promise<PadAnswer>;
  takeBack(): void;
}

/** Who a card says its holder is. It lives in memory only, for as long as its purpose needs it. */
export interface CardHolder {
  readonly card: 'resident' | 'foreign-resident' | 'hk-macao-taiwan';
  readonly name: string;
  readonly number: string;
  /** Local dates, `YYYY-MM-DD`; `validTo` null: for ever (长期). */
  readonly birth: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export type CardRead =
  | { readonly read: CardHolder }
  /** `unreadable`: it was lifted too soon, or is damaged; `invalid`: its number's check digit is wrong. */
  | { readonly failed: 'unreadable' | 'invalid' | 'not-supported' };

/** A reader of ID cards. It looks for cards only while somebody waits for one. */
export interface IdReader extends Device {
  /**
   * Tells of every card laid on, once each time it is laid on, until the returned function is
   * called.
   */
  onCard(tell: (card: CardRead) => void): () => void;
}

/** A scanner of QR and bar codes on a line of its own. */
export interface Scanner extends Device {
  onScan(tell: (text: string) => void): () => void;
}
