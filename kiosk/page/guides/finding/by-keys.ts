/**
 * The guides by keys alone: Escape leads one place back and not out of the guides (steering.ts would
 * end them), and a place that came by a key is read from its title on.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusTitle } from '../../steering.ts';
import { type Look, type Looking, upIn } from './looking.ts';

/** The key that leads back, and those of a numeric keypad. */
export const isBack = ({ key, code }: KeyboardEvent): boolean =>
  key === 'Escape' || code === 'NumpadDecimal' || code === 'NumpadSubtract';

export function useKeys(looking: Looking, onLook: (deed: Look) => void): void {
  const byKeys = useRef(false);
  const latest = useRef(looking);
  latest.current = looking;
  useLayoutEffect(() => {
    const pressed = (press: KeyboardEvent) => {
      byKeys.current = true;
      if (press.defaultPrevented || !isBack(press) || latest.current.length === 1) return;
      press.preventDefault();
      onLook({ look: 'back' });
    };
    const touched = () => {
      byKeys.current = false;
    };
    // Before the listener of the whole kiosk.
    document.addEventListener('keydown', pressed, true);
    document.addEventListener('pointerdown', touched, true);
    return () => {
      document.removeEventListener('keydown', pressed, true);
      document.removeEventListener('pointerdown', touched, true);
    };
  }, []);
  const { at } = upIn(looking);
  // Before anything else is pressed on the page that came.
  useLayoutEffect(() => {
    if (byKeys.current) focusTitle();
  }, [at, looking.length]);
}
