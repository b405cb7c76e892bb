/**
 * What is held of persons as the hub tells it, over HTTP. Numbers go in bodies alone. Nothing here rejects.
 */
import type { Language } from '../../ui/texts.ts';
import { type Failed, hallPath, read, readIn, send } from '../asking.ts';

export interface HeldTold {
  readonly kind: string;
  readonly of: 'visitors' | 'staff';
  readonly what: string;
  readonly why: string;
  readonly howLong: string;
  readonly tables: readonly string[];
  readonly also: readonly string[];
  readonly backup: 'sealed' | 'never' | 'open' | null;
}

export interface FoundTold {
  readonly held: readonly { readonly kind: string; readonly rows: readonly object[] }[];
  readonly kept: readonly {
    readonly kind: string;
    readonly why: string;
    readonly rows: number;
    /** Epoch ms, or a date; null: with the log. */
    readonly until: number | string | null;
  }[];
}

export interface WishTold {
  readonly id: string;
  readonly askedBy: string;
  readonly name: string | null;
  readonly askedAt: number;
  readonly deleteAt: number;
  readonly by: string;
  readonly rows: number;
}

export type Table = Readonly<Record<Language, readonly HeldTold[]>>;

/** `rule`: why it was not done, by name or by field; null: the hub did not answer. */
export type Done = { readonly done: true } | { readonly done: false; readonly rule: string | null };

export const readTable = (hall: string): Promise<Table | Failed> =>
  read(`${hallPath(hall)}/privacy/held`);

export async function readWishes(hall: string): Promise<readonly WishTold[] | Failed> {
  const said = await read<{ wishes: readonly WishTold[] }>(`${hallPath(hall)}/privacy/erasures`);
  return typeof said === 'string' ? said : said.wishes;
}

/** What is held of this person, or the rule that what was typed breaks. */
export async function find(hall: string, person: object): Promise<FoundTold | string> {
  const answer = await send('POST', `${hallPath(hall)}/privacy/export`, person);
  if (answer?.status === 400) return ((await answer.json()) as { rule: string }).rule;
  return readIn<FoundTold>(answer);
}

export const ask = (hall: string, person: object): Promise<Done> =>
  done(send('POST', `${hallPath(hall)}/privacy/erasures`, person));

export const agree = (hall: string, wish: string): Promise<Done> =>
  done(send('POST', `${hallPath(hall)}/privacy/erasures/${encodeURIComponent(wish)}/agree`, {}));

export const drop = (hall: string, wish: string): Promise<Done> =>
  done(send('DELETE', `${hallPath(hall)}/privacy/erasures/${encodeURIComponent(wish)}`));

async function done(asked: Promise<Response | null>): Promise<Done> {
  const answer = await asked;
  if (answer?.ok) return { done: true };
  const said = (await answer?.json().catch(() => ({}))) as Record<string, string> | undefined;
  return { done: false, rule: said?.refused ?? null };
}
