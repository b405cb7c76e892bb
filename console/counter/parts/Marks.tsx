/**
 * What is particular about a ticket, to be known before the call: its class, what the visitor needs,
 * and the slot of a booking. An ordinary ticket without needs has none of it.
 */
import type { TicketLine } from '../../../core/views/counter.ts';
import { Icon } from '../../../ui/components/icon/Icon.tsx';
import { clockTime } from '../../../ui/times.ts';
import { type At, classOf } from '../at.ts';
import './marks.css';

type Marked = Pick<TicketLine, 'class' | 'needs' | 'booking'>;

export const isMarked = (line: Marked, at: At): boolean =>
  classOf(at, line.class) !== null || line.needs.length > 0 || line.booking !== null;

export function Marks({ line, at }: { line: Marked; at: At }) {
  if (!isMarked(line, at)) return null;
  const known = classOf(at, line.class);
  const { booking, needs } = line;
  // The slot says that it was booked; the class beside it would say the same once more.
  const shown = known?.kind === 'booked' && booking !== null ? null : known;
  return (
    <span class="marks figures">
      {shown && <span class={`mark mark-${shown.kind}`}>{at.kind(shown.id)}</span>}
      {needs.map((need) => (
        <span key={need} class="mark mark-need">
          <Icon name="person" />
          {at.need(need)}
        </span>
      ))}
      {booking && (
        <span class="mark mark-booked">
          <Icon name="clock" />
          {slotText(booking, at)}
        </span>
      )}
    </span>
  );
}

const slotText = ({ slotAt, late }: NonNullable<Marked['booking']>, { texts }: At): string =>
  late ? texts.bookingLate(clockTime(slotAt)) : texts.booking(clockTime(slotAt));

/** The same in plain words, where there is one line for all. */
export function markWords(line: Marked, at: At): string[] {
  const known = classOf(at, line.class);
  const booked = line.booking !== null;
  return [
    ...(known === null || (known.kind === 'booked' && booked) ? [] : [at.kind(known.id)]),
    ...line.needs.map(at.need),
    ...(line.booking === null ? [] : [slotText(line.booking, at)]),
  ];
}
