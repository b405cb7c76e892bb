/**
 * The audit as the hub tells it, over HTTP. Nothing here rejects.
 */

export interface EntryTold {
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  readonly actor: string;
  readonly name: string | null;
  readonly act: string;
  readonly subject: string;
  readonly outcome: string;
  readonly from: string;
}

export interface ChainTold {
  readonly entries: number;
  readonly head: string;
  readonly broken: number | null;
}

export interface Query {
  readonly actor?: string;
  readonly act?: string;
  readonly from?: number;
  readonly until?: number;
  readonly before?: number;
}

export type Failed = 'not-allowed' | 'unreachable';

/** The latest first, a page at a time. */
export async function search(hall: string, query: Query): Promise<readonly EntryTold[] | Failed> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const said = await asked<{ entries: readonly EntryTold[] }>(hall, '/audit/search', {
    ...{ method: 'POST', headers },
    body: JSON.stringify(query),
  });
  return typeof said === 'string' ? said : said.entries;
}

/** Reads the whole chain again. */
export const verify = (hall: string): Promise<ChainTold | Failed> => asked(hall, '/audit/chain');

async function asked<T>(hall: string, path: string, init?: RequestInit): Promise<T | Failed> {
  try {
    const answer = await fetch(`/api/halls/${encodeURIComponent(hall)}${path}`, init);
    if (answer.status === 401 || answer.status === 403) return 'not-allowed';
    return answer.ok ? ((await answer.json()) as T) : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
