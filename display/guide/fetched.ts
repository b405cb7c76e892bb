/**
 * A guide from the page's own origin: the list that is in force tells the version, and a guide of a
 * version never changes. Nothing here rejects.
 */
import type { Guide, GuideList } from '../../core/guides/guide.ts';
import type { GuideMark } from '../../ui/guide/told.ts';

export interface Fetched {
  readonly guide: Guide;
  readonly mark: GuideMark;
}

/** `unknown`: the hub has no such guide; `away`: it did not answer. */
export type NotFetched = 'unknown' | 'away';

/** So long an answer may take on a bad network, ms. */
const answerMs = 15_000;

/** The guide's id of an address `/guide/<id>`. */
export const idIn = (path: string): string => {
  try {
    return decodeURIComponent(path.split('/').filter(Boolean).pop() ?? '');
  } catch {
    return '';
  }
};

export async function fetchGuide(id: string, ask: typeof fetch): Promise<Fetched | NotFetched> {
  const list = await told<GuideList>('/guides/current', ask);
  if (typeof list === 'string') return list;
  const { version, date, origin } = list;
  const path = `/guides/${encodeURIComponent(version)}/${encodeURIComponent(id)}`;
  const guide = await told<Guide>(path, ask);
  return typeof guide === 'string' ? guide : { guide, mark: { version, date, origin } };
}

async function told<T>(path: string, ask: typeof fetch): Promise<T | NotFetched> {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), answerMs);
  try {
    const answer = await ask(path, {
      headers: { accept: 'application/json' },
      signal: stop.signal,
    });
    if (answer.ok) return (await answer.json()) as T;
    return answer.status < 500 && answer.status !== 429 ? 'unknown' : 'away';
  } catch {
    return 'away';
  } finally {
    clearTimeout(late);
  }
}
