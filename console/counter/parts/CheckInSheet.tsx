/**
 * Checking in somebody who has booked: by the code, typed or read by a scanner, which ends with Enter,
 * or by the number that was booked with.
 */
import { useState } from 'preact/hooks';
import type { At } from '../at.ts';
import { closeSheet, Foot, Sheet } from './Sheet.tsx';
import { SlipChoice, Taken, usualPrinter } from './Taken.tsx';
import { byCode, keyOf, Which } from './Which.tsx';

export function CheckInSheet({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [which, setWhich] = useState(byCode);
  const [kiosk, setKiosk] = useState(() => usualPrinter(at));
  const [taken, setTaken] = useState(false);
  const done = deeds.done.value;
  const missing = which.text.trim() === '';

  const checkIn = async (): Promise<void> => {
    if (missing || deeds.working.value !== null) return;
    const slip = kiosk === '' ? {} : { kiosk };
    if (!(await deeds.ask('sheet', { type: 'check-in', ...keyOf(which), ...slip }, null))) return;
    setWhich(byCode);
    setTaken(true);
  };
  if (taken && done?.type === 'check-in') {
    const again = { name: texts.checkInAnother, act: () => setTaken(false) };
    return (
      <Sheet title={texts.checkInTitle} onSubmit={closeSheet}>
        <Taken at={at} done={{ ...done, ahead: null }} again={again} />
      </Sheet>
    );
  }
  return (
    <Sheet title={texts.checkInTitle} onSubmit={() => void checkIn()}>
      <Which at={at} which={which} onWhich={setWhich} />
      <SlipChoice at={at} kiosk={kiosk} onKiosk={setKiosk} />
      <Foot at={at} go={texts.checkInGo} disabled={missing} />
    </Sheet>
  );
}
