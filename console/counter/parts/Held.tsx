/**
 * One line at the foot while numbers that were given without the hub wait for a manager's word: clerks
 * know why these people are not called yet, managers are one press from the page.
 */
import { adoptionPath } from '../../address.ts';
import type { At } from '../at.ts';

export function Held({ at }: { at: At }) {
  const { view, texts, me } = at;
  if (view.held === 0) return null;
  return (
    <footer class="printers">
      <strong>{texts.held(view.held)}</strong>
      {me.role === 'manager' ? <a href={adoptionPath}>{texts.heldDecide}</a> : texts.heldWait}
    </footer>
  );
}
