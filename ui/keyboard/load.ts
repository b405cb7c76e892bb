/**
 * Fetches the dictionary when somebody is about to type, once a page. It lies on the page's own
 * origin, so that it is there without a network beyond the hall's.
 */
import type { Dictionary } from './dictionary.ts';

let loading: Promise<Dictionary> | null = null;

/** Rejects when it cannot be fetched; a later call tries again. */
export function loadDictionary(): Promise<Dictionary> {
  loading ??= Promise.all([import('./words.ts'), import('./dictionary.ts')])
    .then(([packed, unpack]) => new unpack.Dictionary(packed.words))
    .catch((error: unknown) => {
      loading = null;
      throw error;
    });
  return loading;
}
