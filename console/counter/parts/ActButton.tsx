/**
 * A button of an act: its name, its key, and what keeps it quiet. A quiet button still takes a press
 * and then says why not, so that nobody has to guess; it only looks and reads as not available.
 */
import type { ComponentChildren } from 'preact';

export interface ActButtonProps {
  /** By which a menu finds its place. */
  readonly id?: string;
  readonly name: string;
  readonly shortcut?: string | undefined;
  /** What `aria-keyshortcuts` says, where the cap on the button is a translated word. */
  readonly keys?: string | undefined;
  readonly kind: 'main' | 'plain' | 'open';
  readonly quiet: boolean;
  /** Seconds until it may be pressed, or a count such as `1/3`. */
  readonly small?: string | null;
  readonly busy?: boolean;
  readonly menu?: { readonly open: boolean };
  readonly onPress: () => void;
  readonly children?: ComponentChildren;
}

export function ActButton(props: ActButtonProps) {
  const { id, name, shortcut, keys, kind, quiet, small, busy, menu, onPress, children } = props;
  return (
    <button
      type="button"
      id={id}
      class={`act act-${kind}`}
      aria-disabled={quiet}
      aria-busy={busy ? true : undefined}
      aria-keyshortcuts={keys ?? shortcut}
      aria-haspopup={menu ? 'menu' : undefined}
      aria-expanded={menu?.open}
      onMouseDown={keepFocus}
      onClick={onPress}
    >
      <span class="act-name">{name}</span>
      {children}
      <span class="act-under figures">
        {shortcut && <kbd>{shortcut}</kbd>}
        {small && <span class="act-small">{small}</span>}
      </span>
    </button>
  );
}

/**
 * A press by mouse leaves no focus behind: the space bar then still means *next*, and does not
 * press once more what was clicked last.
 */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
  const { ownerDocument } = event.currentTarget as HTMLElement;
  const focused = ownerDocument.activeElement;
  if (focused instanceof HTMLElement || (focused && 'blur' in focused)) {
    (focused as HTMLElement).blur();
  }
}
