/**
 * A control that can no longer be pressed keeps the focus that it has: whoever uses keys would otherwise
 * begin anew from the top of the page. It is told as what cannot be pressed, and does nothing.
 */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';

export interface Held {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly disabled: boolean;
  readonly 'aria-disabled': true | undefined;
  /** For styles: it looks like one that is disabled. */
  readonly 'data-held': '' | undefined;
}

/** What a `<button>` is given besides; its owner leaves `onClick` out while `disabled`. */
export function useHeld(disabled: boolean): Held {
  const ref = useRef<HTMLButtonElement>(null);
  const held = disabled && ref.current !== null && ref.current === document.activeElement;
  return {
    ref,
    disabled: disabled && !held,
    'aria-disabled': held || undefined,
    'data-held': held ? '' : undefined,
  };
}
