/**
 * The audit as the hub tells it, over HTTP. Nothing here rejects.
 */
import { type Failed, hallPath, read, readIn, send } from '../asking.ts';

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

/** The latest first, a page at a time. */
export async function search(hall: string, query: Query): Promise<readonly EntryTold[] | Failed> {
  const answer = await send('POST', `${hallPath(hall)}/audit/search`, query);
  const said = await readIn<{ entries: readonly EntryTold[] }>(answer);
  return typeof said === 'string' ? said : said.entries;
}

/** Reads the whole chain again. */
export const verify = (hall: string): Promise<ChainTold | Failed> =>
  read(`${hallPath(hall)}/audit/chain`);
