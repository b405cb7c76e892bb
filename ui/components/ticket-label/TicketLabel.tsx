/**
 * A ticket's label, `A017`: a picture of its own, the same wherever it stands.
 */
import './ticket-label.css';

/** The label in the size of its surroundings. A reader spells it: `A 0 1 7` is not "a seventeen". */
export function TicketLabel({ label }: { label: string }) {
  return (
    <span class="ticket-label">
      <span class="unseen">{[...label].join(' ')}</span>
      <span aria-hidden="true">{label}</span>
    </span>
  );
}
