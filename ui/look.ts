/**
 * A hall's own look on every page that follows it: its one accent in the place of the action blue. Dark
 * screens and the high contrast keep their own colours (ui/tokens.css).
 */
import type { Names } from '../core/views/names.ts';

type Root = Pick<HTMLElement, 'dataset'> & {
  readonly style: Pick<CSSStyleDeclaration, 'setProperty'>;
};

/** Tells the styles; without an accent they have their own. */
export function showHallLook(root: Root, look: Names['look']): void {
  if (!look) {
    delete root.dataset.accent;
    return;
  }
  root.dataset.accent = 'own';
  root.style.setProperty('--hall-accent', look.accent);
  root.style.setProperty('--hall-tint', look.tint);
}
