/**
 * A button. `main` is the one act of a page, `plain` any other, `quiet` one that should not draw the
 * eye. Its size comes from the page: the smallest is 44 px, 60 px where `--target` says so.
 */
import type { ComponentChildren } from 'preact';
import './button.css';
import { useHeld } from './held.ts';

export interface ButtonProps {
  readonly kind?: 'main' | 'plain' | 'quiet';
  readonly onPress: () => void;
  readonly disabled?: boolean;
  /** A toggle's state; absent when the button is none. */
  readonly pressed?: boolean;
  /** The language of its words, when it is not the page's. */
  readonly lang?: string;
  /** The key that does the same, shown beside the words. */
  readonly shortcut?: string;
  readonly children: ComponentChildren;
}

export function Button(props: ButtonProps) {
  const { kind = 'plain', onPress, disabled = false, pressed, lang, shortcut, children } = props;
  const held = useHeld(disabled);
  return (
    <button
      type="button"
      class={`button button-${kind}`}
      onClick={disabled ? undefined : onPress}
      {...held}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      lang={lang}
    >
      <span>{children}</span>
      {shortcut && <kbd class="button-key">{shortcut}</kbd>}
    </button>
  );
}
