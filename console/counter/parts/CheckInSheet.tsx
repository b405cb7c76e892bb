/**
 * Checking in somebody who has booked: by the code, typed or read by a scanner, or by the number that
 * was booked with. One scan after the other checks in one visitor after the other.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { listenToScans } from '../../../ui/wedge.ts';
import type { At } from '../at.ts';
import { closeSheet, Foot, Sheet } from './Sheet.tsx';
import { SlipChoice, Taken, usualPrinter } from './Taken.tsx';
import { byCode, keyOf, Which, type WhichBooking } from './Which.tsx';

/** As long as the field; the hub takes no longer code. */
const codeMost = 40;

export function CheckInSheet({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [which, setWhich] = useState(byCode);
  const [kiosk, setKiosk] = useState(() => usualPrinter(at));
  const [taken, setTaken] = useState(false);
  const done = deeds.done.value;
  const missing = which.text.trim() === '';

  const checkIn = async (by: WhichBooking): Promise<void> => {
    if (by.text.trim() === '' || deeds.working.value !== null) return;
    const slip = kiosk === '' ? {} : { kiosk };
    if (!(await deeds.ask('sheet', { type: 'check-in', ...keyOf(by), ...slip }, null))) return;
    setWhich(byCode);
    setTaken(true);
  };
  useScans((text) => {
    // Where a number is typed, the keys of a scanner are that number's.
    if ((which.kind !== 'code' && !taken) || text.length > codeMost) return false;
    const scanned: WhichBooking = { kind: 'code', text };
    setTaken(false);
    // It takes the place of what stood in the field, and of what an input method made of it.
    setWhich(scanned);
    void checkIn(scanned);
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
      <Which at={at} which={which} onWhich={setWhich} />
      <SlipChoice at={at} kiosk={kiosk} onKiosk={setKiosk} />
      <Foot at={at} go={texts.checkInGo} disabled={missing} />
    </Sheet>
  );
}

/** Tells the newest `onScan` of every scan, for as long as the form is open. */
function useScans(onScan: (text: string) => boolean): void {
  const newest = useRef(onScan);
  newest.current = onScan;
  useEffect(() => listenToScans(document, (text) => newest.current(text)), []);
}
