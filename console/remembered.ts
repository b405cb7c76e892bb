/**
 * What this computer remembers between days: no more than which counter it stands at and which
 * language is read on it. A browser that keeps nothing is no obstacle.
 */

/** Null where nothing is remembered, or nothing may be. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is switched off: it is asked again next time.
  }
}
