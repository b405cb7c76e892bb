/**
 * Checking in somebody who has booked: by the code, typed or read by a scanner, by the number that was
 * booked with, or by an ID card. One scan or card after the other checks in one visitor after the other.
 */
import { useState } from 'preact/hooks';
import type { At } from '../at.ts';
import { isWrongPhone, PhoneField, phoneIn } from './PhoneField.tsx';
import { useCards, useScans } from './reading.ts';
import { closeSheet, Foot, Sheet } from './Sheet.tsx';
import { SlipChoice, Taken, usualPrinter } from './Taken.tsx';
import { byCode, codeMost, isMissing, keyOf, Which, type WhichBooking } from './Which.tsx';

export function CheckInSheet({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [which, setWhich] = useState(byCode);
  const [kiosk, setKiosk] = useState(() => usualPrinter(at));
  const [phone, setPhone] = useState('');
  const [taken, setTaken] = useState(false);
  const done = deeds.done.value;

  const checkIn = async (by: WhichBooking): Promise<void> => {
    if (isMissing(by) || isWrongPhone(phone) || deeds.working.value !== null) return;
    const slip = kiosk === '' ? {} : { kiosk };
    const typed = phoneIn(phone);
    const texted = typed === undefined ? {} : { phone: typed };
    const done = await deeds.ask(
      'sheet',
      { type: 'check-in', ...keyOf(by), ...slip, ...texted },
      null,
    );
    // A card is good for one try; it is laid on again for the next.
    if (done || by.card !== null) setWhich(byCode);
    if (done) {
      // The next visitor has a phone of their own.
      setPhone('');
      setTaken(true);
    }
  };
  const take = (by: WhichBooking): void => {
    setTaken(false);
    setWhich(by);
    void checkIn(by);
  };
  const said = useCards(at, true, (card) => take({ ...byCode, card }));
  useScans(at, (text) => {
    // Where a number is typed, the keys of a scanner are that number's.
    if ((which.kind !== 'code' && !taken) || text.length > codeMost) return false;
    // It takes the place of what stood in the field, and of what an input method made of it.
    take({ ...byCode, text });
    return true;
  });
  if (taken && done?.type === 'check-in') {
    const again = { name: texts.checkInAnother, act: () => setTaken(false) };
    return (
      <Sheet title={texts.checkInTitle} onSubmit={closeSheet}>
        <Taken at={at} done={{ ...done, ahead: null }} again={again} />
      </Sheet>
    );
  }
  return (
    <Sheet title={texts.checkInTitle} onSubmit={() => void checkIn(which)}>
      <Which at={at} which={which} said={said} onWhich={setWhich} />
      <SlipChoice at={at} kiosk={kiosk} onKiosk={setKiosk} />
      <PhoneField at={at} phone={phone} onPhone={setPhone} />
      <Foot at={at} go={texts.checkInGo} disabled={isMissing(which) || isWrongPhone(phone)} />
    </Sheet>
  );
}
