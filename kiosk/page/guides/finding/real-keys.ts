/**
 * Real keys do what the keys on the screen do, wherever these stand: on the page of the search, and where
 * one writes a few words. A numeric keypad steers (steering.ts). On a button two keys press it, and arrows
 * go on from it: whoever has nothing but arrows would else never leave the letters that were pressed.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Key, keyOf, type Typing } from '../../../../ui/keyboard/typing.ts';

/** `pages`: where each page of candidates begins (`candidatePages`). */
export function useRealKeys(
  typing: Typing,
  pages: readonly number[],
  onKey: (key: Key) => void,
): void {
  const heard = (pressed: KeyboardEvent) => {
    if (pressed.defaultPrevented || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
    if (pressed.code.startsWith('Numpad')) return;
    const onButton = pressed.target instanceof HTMLButtonElement;
    if (onButton && /^(Enter| |Arrow\w+)$/.test(pressed.key)) return;
    const begin = pages[Math.min(typing.page, pages.length - 1)] ?? 0;
    const key = keyOf(pressed.key, typing, begin);
    if (key !== null) {
      pressed.preventDefault();
      onKey(key.key === 'page' ? { ...key, page: Math.min(key.page, pages.length - 1) } : key);
    }
  };
  const latest = useRef(heard);
  latest.current = heard;
  // With the page itself: what is typed the moment it stands there is heard.
  useLayoutEffect(() => {
    const listen = (pressed: KeyboardEvent) => latest.current(pressed);
    // Before the listener of the whole kiosk, whose arrows would take a page of candidates away.
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}
