/**
 * A hall's own look on every page that follows it: its one accent in the place of the action blue, and
 * its emblem beside its name (ui/emblem.css). Dark screens and the high contrast keep their own colours
 * (ui/tokens.css).
 */
import type { Names } from '../core/views/names.ts';

type Root = Pick<HTMLElement, 'dataset'> & {
  readonly style: Pick<CSSStyleDeclaration, 'setProperty'>;
};

const emblemPath = '/emblem';

/** Calls `there` when the picture can be shown; where it cannot be had nothing is. */
function loadPicture(path: string, there: () => void): void {
  const picture = new Image();
  picture.onload = () => {
    void import('./emblem.css');
    there();
  };
  picture.src = path;
}

/** Tells the styles; what the hall does not have of its own is as usual. */
export function showHallLook(root: Root, look: Names['look'], load = loadPicture): void {
  if (look?.accent && look.tint) {
    root.dataset.accent = 'own';
    root.style.setProperty('--hall-accent', look.accent);
    root.style.setProperty('--hall-tint', look.tint);
  } else delete root.dataset.accent;
  if (!look?.emblem) delete root.dataset.emblem;
  else if (root.dataset.emblem === undefined) {
    load(emblemPath, () => {
      root.dataset.emblem = 'own';
      root.style.setProperty('--emblem', `url("${emblemPath}")`);
    });
  }
}
