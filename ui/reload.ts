/**
 * Loading a page anew by itself: when the hub says `reload`, or when drawing broke. Never in a tight
 * circle: a hub that still serves the old page would otherwise keep every screen blinking.
 */

/** At most one reload by itself in this time. */
const reloadEveryMs = 30_000;
const key = 'jinghao.reloaded-at';

/** Reloads now, or as soon as the last reload by itself is `reloadEveryMs` ago. */
export function reloadPage(): void {
  const last = Number(sessionStorage.getItem(key) ?? 0);
  const since = Date.now() - last;
  // A wall clock that was set back must not keep a screen waiting for years.
  const wait = since < 0 || since >= reloadEveryMs ? 0 : reloadEveryMs - since;
  window.setTimeout(() => {
    sessionStorage.setItem(key, String(Date.now()));
    location.reload();
  }, wait);
}
