/**
 * What the finding pages fetched from their own origin: the list of guides that is in force, by which
 * they are found, and the one that is open. Kept while the page is open, and told for what it is: who
 * cannot fetch goes on with what is there.
 */
import { type Signal, signal } from '@preact/signals';
import { Finder } from '../../../../core/guides/finding/finder.ts';
import type { FindingIndex } from '../../../../core/guides/finding/shape.ts';
import type { Guide, GuideId, GuideList } from '../../../../core/guides/guide.ts';

/** `none`: this hall has published none. */
export type Fetched<T> = { readonly is: T } | 'asking' | 'failed' | 'none';

/** How long one answer may take, ms. */
const answerMsMax = 10_000;
const guidesKeptMax = 30;
/** Words that are sought once before anybody looks, so that the first letter is as quick as the next. */
const warmUp = ['shenfenzheng', 'sfz', '\u8eab\u4efd\u8bc1', 'registration'];

export type Get = (path: string) => Promise<Response>;

const getOwn: Get = async (path) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), answerMsMax);
  try {
    return await fetch(path, { signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
};

export class Guides {
  readonly list: Signal<Fetched<GuideList>> = signal('asking');
  readonly finder: Signal<Fetched<Finder>> = signal('asking');
  readonly guide: Signal<Fetched<Guide>> = signal('asking');
  readonly #get: Get;
  readonly #guides = new Map<string, Guide>();
  #wanted: GuideId | null = null;

  constructor(get: Get = getOwn) {
    this.#get = get;
  }

  /** The list that is in force; `version`: the one that is, as far as the kiosk was told. */
  async load(version: string | null): Promise<void> {
    const known = whole(this.list.peek());
    if (known !== null && (version === null || known.version === version)) return;
    if (known === null) this.list.value = 'asking';
    const list = await this.#json<GuideList>('/guides/current');
    // What was shown so far is better than nothing, and says of which day it is.
    if (list === 'failed' && known !== null) return;
    this.list.value = list;
    if (whole(list)?.version !== known?.version) this.finder.value = 'asking';
  }

  /** By which the guides of the list are found. */
  async loadFinder(): Promise<void> {
    const list = whole(this.list.peek());
    if (list === null || whole(this.finder.peek()) !== null) return;
    this.finder.value = 'asking';
    const index = await this.#json<FindingIndex>(
      `/guides/${encodeURIComponent(list.version)}/index`,
    );
    if (typeof index === 'string') {
      this.finder.value = index;
      return;
    }
    const finder = new Finder(list, index.is);
    for (const words of warmUp) finder.find(words, 1);
    this.finder.value = { is: finder };
  }

  async open(id: GuideId): Promise<void> {
    const list = whole(this.list.peek());
    if (list === null) return;
    this.#wanted = id;
    const key = `${encodeURIComponent(list.version)}/${encodeURIComponent(id)}`;
    const kept = this.#guides.get(key);
    this.guide.value = kept ? { is: kept } : 'asking';
    if (kept) return;
    const guide = await this.#json<Guide>(`/guides/${key}`);
    if (this.#wanted !== id) return;
    this.guide.value = guide;
    if (typeof guide === 'string') return;
    this.#guides.set(key, guide.is);
    const [oldest] = this.#guides.keys();
    if (this.#guides.size > guidesKeptMax && oldest !== undefined) this.#guides.delete(oldest);
  }

  async #json<T>(path: string): Promise<Fetched<T>> {
    try {
      const answer = await this.#get(path);
      if (answer.status === 404) return 'none';
      return answer.ok ? { is: (await answer.json()) as T } : 'failed';
    } catch {
      return 'failed';
    }
  }
}

export const whole = <T>(fetched: Fetched<T>): T | null =>
  typeof fetched === 'string' ? null : fetched.is;
