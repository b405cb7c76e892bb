/**
 * Checking in somebody who has booked: the code is typed or read by a scanner, which ends with Enter.
 */
import { useState } from 'preact/hooks';
import type { At } from '../at.ts';
import { closeSheet, Field, Foot, Sheet } from './Sheet.tsx';
import { SlipChoice, Taken, usualPrinter } from './Taken.tsx';

export function CheckInSheet({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [code, setCode] = useState('');
  const [kiosk, setKiosk] = useState(() => usualPrinter(at));
  const [taken, setTaken] = useState(false);
  const done = deeds.done.value;

  const checkIn = async (): Promise<void> => {
    if (code.trim() === '' || deeds.working.value !== null) return;
    const slip = kiosk === '' ? {} : { kiosk };
    if (!(await deeds.ask('sheet', { type: 'check-in', code, ...slip }, null))) return;
    setCode('');
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
      <div class="sheet-code">
        <Field name={texts.checkInCode}>
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={40}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </Field>
      </div>
      <SlipChoice at={at} kiosk={kiosk} onKiosk={setKiosk} />
      <Foot at={at} go={texts.checkInGo} disabled={code.trim() === ''} />
    </Sheet>
  );
}
