/**
 * Puts the keys of ./keys.ts on a window: the page's own, and the floating mini window's.
 */
import type { At } from './at.ts';
import { actOfKey, type KeyAct } from './keys.ts';
import { actNow, openMenu, press } from './press.ts';

/** What takes keys itself; a region that scrolls takes the space bar too. */
const controls = 'button, a, input, select, textarea, [role="menu"], [tabindex]';

/**
 * Listens until the returned function is called. `atNow`: the present moment, null while there is
 * nothing to act on. `may`: the acts that have a button in this window.
 */
export function listenKeys(
  target: Window,
  atNow: () => At | null,
  may: (act: KeyAct, at: At) => boolean,
): () => void {
  const onKey = (event: KeyboardEvent) => {
    const at = atNow();
    if (!at || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      openMenu.value = null;
      return at.deeds.hush();
    }
    const focused = event.target as Partial<Element> | null;
    const inControl = focused?.closest?.(controls) != null;
    const { key, repeat, ctrlKey, altKey, metaKey, shiftKey, isComposing } = event;
    const pressed = { key, repeat, ctrlKey, altKey, metaKey, shiftKey, isComposing, inControl };
    const act = actOfKey(pressed);
    if (act === 'none') return;
    event.preventDefault();
    if (act !== 'held' && may(act, at)) press(actNow(act, at), at);
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
