/**
 * A guide from the page's own origin, which may be the hub or its relay: one small answer, with the
 * mark of the version in force. Nothing here rejects.
 */
import type { Guide, GuideEntry } from '../../core/guides/guide.ts';
import type { GuideMark } from '../../ui/guide/told.ts';

export interface Fetched {
  readonly guide: Guide;
  /** Which of the package's blanks and samples can be opened, without `files/`. */
  readonly files: readonly string[];
  readonly mark: GuideMark;
}

/** Which there are for the service of a ticket, where there are several. */
export interface FetchedList {
  readonly guides: readonly Pick<GuideEntry, 'id' | 'name'>[];
  readonly mark: GuideMark;
}

/** `unknown`: the hub has no such guide; `away`: it did not answer. */
export type NotFetched = 'unknown' | 'away';

/** So long an answer may take on a bad network, ms. */
const answerMs = 15_000;

/** The guide's id of an address `/guide/<id>`; null: it names none. */
export const idIn = (path: string): string | null => {
  const [, , id = ''] = path.split('/');
  try {
    return id === '' ? null : decodeURIComponent(id);
  } catch {
    return null;
  }
};

/** What an address asks for: an item, or, where it names none or it is gone, what its service has. */
export async function fetchAsked(
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
  ask: typeof fetch,
): Promise<Fetched | FetchedList | NotFetched> {
  const id = idIn(pathname);
  const service = new URLSearchParams(search).get('service');
  const found = id === null ? 'unknown' : await fetchGuide(id, ask);
  return found === 'unknown' && service !== null ? fetchGuidesOf(service, ask) : found;
}

export async function fetchGuide(id: string, ask: typeof fetch): Promise<Fetched | NotFetched> {
  const path = `/guides/current/${encodeURIComponent(id)}`;
  const found = await told<GuideMark & Pick<Fetched, 'guide' | 'files'>>(path, ask);
  if (typeof found === 'string') return found;
  const { guide, files, version, date, origin } = found;
  return { guide, files, mark: { version, date, origin } };
}

/** The guides for a service: the one that there is, or their names. */
export async function fetchGuidesOf(
  service: string,
  ask: typeof fetch,
): Promise<Fetched | FetchedList | NotFetched> {
  const path = `/guides/of/${encodeURIComponent(service)}`;
  const found = await told<GuideMark & Pick<FetchedList, 'guides'>>(path, ask);
  if (typeof found === 'string') return found;
  const { guides, version, date, origin } = found;
  const [first] = guides;
  if (first === undefined) return 'unknown';
  if (guides.length === 1) return fetchGuide(first.id, ask);
  return { guides, mark: { version, date, origin } };
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
