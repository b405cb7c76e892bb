/**
 * What is said on the socket, both ways (house.md, section 6).
 *
 * A peer says `hello` on every connect; the hub answers in the acknowledgement and then with
 * `state`, whole, at once and after every change; `pulse` follows every 3 s. Kiosks and consoles
 * send `command`, kiosks `reprint`; the acknowledgement is a `Reply`.
 */
import { z } from 'zod';
import type { Answer } from '../hall/answers.ts';
import type { Refusal } from '../hall/refusals.ts';
import type { CounterView } from '../views/counter.ts';
import type { DisplayView } from '../views/display.ts';
import type { KioskView } from '../views/kiosk.ts';
import type { LiveView } from '../views/live.ts';
import type { Names } from '../views/names.ts';
import type { PhoneView } from '../views/phone.ts';
import type { Posted } from '../views/posted.ts';
import {
  consoleCommandSchema,
  kioskCommandSchema,
  managerCommandSchema,
  requestIdSchema,
  ticketIdSchema,
} from './commands.ts';

export const helloSchema = z.strictObject({
  peer: z.enum(['display', 'kiosk', 'counter', 'phone', 'manager']),
  protocol: z.int().min(0).max(1_000_000),
  /** What the peer has: 0 and null when it comes up. */
  seq: z.int().min(0),
  rev: z.int().min(0),
  names: z.string().max(80).nullable(),
  /** A console's counter. */
  counter: z.string().max(32).optional(),
  /** A phone's secret, from the slip's QR code. */
  link: z.string().max(64).optional(),
});
export type Hello = z.infer<typeof helloSchema>;
export type Peer = Hello['peer'];

/** Why a peer may not follow. `reload`: it speaks an old protocol. */
export type HelloReply =
  | { readonly ok: true }
  | {
      readonly refused:
        | 'bad-hello'
        | 'reload'
        | 'not-enrolled'
        | 'not-signed-in'
        | 'unknown-counter'
        | 'unknown-kiosk'
        | 'unknown-link';
    }
  | { readonly failed: 'unavailable' };

export interface Views {
  display: DisplayView;
  kiosk: KioskView;
  counter: CounterView;
  phone: PhoneView;
  manager: LiveView;
}

export interface State<P extends Peer = Peer> {
  readonly seq: number;
  readonly rev: number;
  /** Epoch ms on the hub's clock: ages are counted from it, never from the peer's own. */
  readonly now: number;
  readonly view: Views[P];
  /** Only when the peer does not have this version yet. */
  readonly names?: Names;
  /** For displays, with the first state and when it is another. */
  readonly posted?: Posted;
}

export interface Pulse {
  readonly seq: number;
  readonly rev: number;
  readonly now: number;
}

export const kioskMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  command: kioskCommandSchema,
});
export const consoleMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  command: consoleCommandSchema,
});
export const managerMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  command: managerCommandSchema,
});
export const reprintMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  ticket: ticketIdSchema,
});

/** A message that does not fit its schema: which field, which rule. */
export interface BadInput {
  readonly refused: 'bad-input';
  readonly field: string;
  readonly rule: string;
}

/** Why the hub could not do it: `busy` (its mailbox is full), `unavailable` (the log is away), `bug` (ours). */
export type FailureName = 'busy' | 'unavailable' | 'bug';

/**
 * The answer to a command. After `failed` the same request id may be sent again: it is one deed.
 * `link`: only to the kiosk where the number was taken, the secret of its page for phones.
 */
export type Reply =
  | ({ readonly ok: true; readonly seq: number; readonly link?: string } & Answer)
  | Refusal
  | BadInput
  | { readonly refused: 'not-allowed' | 'no-printer' | 'reprinted-enough' | 'card-unknown' }
  | { readonly failed: FailureName };

/** The first complaint of a schema, as field and rule. */
export function badInput(error: z.ZodError): BadInput {
  const issue = error.issues[0];
  return {
    refused: 'bad-input',
    field: issue?.path.join('.') ?? '',
    rule: issue?.message ?? 'not understood',
  };
}
