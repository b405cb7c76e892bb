/**
 * What the hub tells of numbers that kiosks gave while it was away, and the manager's word on them, over
 * HTTP. Nothing here rejects.
 */
import type { AdoptionView } from '../../core/views/adoption.ts';
import { hallPath, read, readIn, send, type Failed as Unread } from '../asking.ts';

export type Failed = Unread | 'refused';

export interface Word {
  readonly keep: readonly string[];
  readonly close: readonly string[];
  /** The same for every try of one press. */
  readonly requestId: string;
}

export class Asking {
  readonly #path: string;

  constructor(hall: string) {
    this.#path = `${hallPath(hall)}/adoptions`;
  }

  all(): Promise<AdoptionView | Failed> {
    return read(this.#path);
  }

  async decide(word: Word): Promise<AdoptionView | Failed> {
    const answer = await send('POST', `${this.#path}/decide`, word);
    // Somebody was quicker, or the ticket has been called: the list is read anew.
    return answer?.status === 409 ? 'refused' : readIn(answer);
  }
}
