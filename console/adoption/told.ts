/**
 * What the hub tells of numbers that kiosks gave while it was away, and the manager's word on them, over
 * HTTP. Nothing here rejects.
 */
import type { AdoptionView } from '../../core/views/adoption.ts';

export type Failed = 'not-allowed' | 'unreachable' | 'refused';

export interface Word {
  readonly keep: readonly string[];
  readonly close: readonly string[];
  /** The same for every try of one press. */
  readonly requestId: string;
}

export class Asking {
  readonly #path: string;

  constructor(hall: string) {
    this.#path = `/api/halls/${encodeURIComponent(hall)}/adoptions`;
  }

  all(): Promise<AdoptionView | Failed> {
    return answered(fetch(this.#path, { headers: { accept: 'application/json' } }));
  }

  decide(word: Word): Promise<AdoptionView | Failed> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const body = JSON.stringify(word);
    return answered(fetch(`${this.#path}/decide`, { method: 'POST', headers, body }));
  }
}

async function answered(asked: Promise<Response>): Promise<AdoptionView | Failed> {
  try {
    const answer = await asked;
    if (answer.ok) return (await answer.json()) as AdoptionView;
    const { refused } = (await answer.json()) as { refused?: string };
    if (answer.status === 401 || refused === 'not-permitted') return 'not-allowed';
    // Somebody was quicker, or the ticket has been called: the list is read anew.
    return answer.status === 409 ? 'refused' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
