/**
 * What the hub has to know again when the provider sends a browser back: `state`, `nonce` and the PKCE
 * verifier. It goes along in the browser's own cookie, sealed under the hall's key, so every hub of the hall
 * can take it up, and nothing is kept of those who never come back.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import type { Dice } from '../secrets.ts';

/** Signing in there takes no longer. */
export const FLOW_MS_MAX = 10 * 60_000;
const ivBytes = 12;
const tagBytes = 16;

const flowShape = z.strictObject({
  state: z.string().min(20),
  nonce: z.string().min(20),
  verifier: z.string().min(20),
  /** Epoch milliseconds. */
  at: z.int(),
});
export type Flow = z.output<typeof flowShape>;

export class FlowSeal {
  readonly #key: Uint8Array;
  readonly #dice: Dice;

  /** `hallKey`: the hall's own 32 bytes. */
  constructor(hallKey: Uint8Array, dice: Dice) {
    this.#key = new Uint8Array(hkdfSync('sha256', hallKey, '', 'openid flow', 32));
    this.#dice = dice;
  }

  seal(flow: Flow): string {
    const iv = this.#dice.bytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const sealed = [cipher.update(JSON.stringify(flow), 'utf8'), cipher.final()];
    return Buffer.concat([iv, ...sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Null: it is not ours, was changed, or is too old. */
  open(sealed: string, now: number): Flow | null {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length <= ivBytes + tagBytes) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivBytes));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const inner = bytes.subarray(ivBytes, -tagBytes);
      const text = Buffer.concat([decipher.update(inner), decipher.final()]).toString('utf8');
      const flow = flowShape.parse(JSON.parse(text));
      return Math.abs(now - flow.at) <= FLOW_MS_MAX ? flow : null;
    } catch {
      return null;
    }
  }
}
