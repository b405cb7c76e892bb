/**
 * Looking up a booking for somebody at the counter, by its code, scanned or typed, by the number that
 * was booked with or by an ID card, and giving it back. Giving back is asked twice, on the same button: the place goes to the next.
 */
import { useState } from 'preact/hooks';
import type { BookingTold } from '../../../core/wire/booking.ts';
import { clockTime, dateText } from '../../../ui/times.ts';
import type { At } from '../at.ts';
import './bookings.css';
import { useCards, useScans } from './reading.ts';
import { Foot, Sheet } from './Sheet.tsx';
import {
  byCode,
  codeMost,
  codeText,
  isMissing,
  keyOf,
  Which,
  type WhichBooking,
} from './Which.tsx';

export function BookingsSheet({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [which, setWhich] = useState(byCode);
  const [found, setFound] = useState<readonly BookingTold[]>([]);

  const find = async (by: WhichBooking): Promise<void> => {
    if (isMissing(by) || deeds.working.value !== null) return;
    setFound([]);
    const asked = { type: 'find-bookings', ...keyOf(by) } as const;
    if (await deeds.ask('sheet', asked, null)) setFound(deeds.done.peek()?.bookings ?? []);
  };
  const giveBack = async (code: string): Promise<void> => {
    if (!(await deeds.ask('sheet', { type: 'cancel-booking', code }, null))) return;
    const [given] = deeds.done.peek()?.bookings ?? [];
    if (given) setFound(found.map((one) => (one.code === given.code ? given : one)));
  };
  const take = (by: WhichBooking): void => {
    setWhich(by);
    void find(by);
  };
  const said = useCards(at, true, (card) => take({ ...byCode, card }));
  useScans(at, (text) => {
    // Where a number is typed, the keys of a scanner are that number's.
    if (which.kind !== 'code' || text.length > codeMost) return false;
    take({ ...byCode, text });
    return true;
  });
  return (
    <Sheet title={texts.bookingsTitle} onSubmit={() => void find(which)}>
      <Which
        at={at}
        which={which}
        said={said}
        onWhich={(changed) => {
          setFound([]);
          setWhich(changed);
        }}
      />
      {found.length > 0 && (
        <ul class="bookings" aria-label={texts.bookingsTitle}>
          {found.map((booking) => (
            <Found
              key={booking.code}
              at={at}
              booking={booking}
              onGiveBack={() => void giveBack(booking.code)}
            />
          ))}
        </ul>
      )}
      <Foot at={at} go={texts.bookingsGo} disabled={isMissing(which)} />
    </Sheet>
  );
}

interface FoundProps {
  readonly at: At;
  readonly booking: BookingTold;
  readonly onGiveBack: () => void;
}

function Found({ at, booking, onGiveBack }: FoundProps) {
  const { texts, language, now } = at;
  const [sure, setSure] = useState(false);
  const { code, state, hint, ends, closed } = booking;
  const time = `${clockTime(booking.at)}–${clockTime(ends)}`;
  const mayGiveBack = state === 'booked' && (closed || now <= booking.cancelUntil);
  return (
    <li class="booking figures">
      <span class="booking-what">
        {at.service(booking.service)} · {dateText(booking.at, language)} {time}
        <span class="booking-more">
          {texts.bookCode} {codeText(code)} · {hint} ·{' '}
          {closed ? texts.bookingClosed : texts.bookingState[state]}
        </span>
      </span>
      {mayGiveBack && (
        <button
          type="button"
          class={sure ? 'button button-plain booking-sure' : 'button button-plain'}
          onClick={() => (sure ? onGiveBack() : setSure(true))}
        >
          {sure ? texts.bookingCancelSure : texts.bookingCancel}
        </button>
      )}
      {state === 'booked' && !mayGiveBack && (
        <span class="booking-more">{texts.bookingTooLate}</span>
      )}
    </li>
  );
}
