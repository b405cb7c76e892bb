/**
 * What staff do beside the line of their counter: take a number for somebody, check in who has booked,
 * book and give back, and, for managers, say what the counter serves. The forms open over the page.
 */
import type { At } from '../at.ts';
import { openMenu, openSheet, type SheetName } from '../press.ts';
import { BookingsSheet } from './BookingsSheet.tsx';
import { BookSheet } from './BookSheet.tsx';
import { CheckInSheet } from './CheckInSheet.tsx';
import './desk.css';
import { NoticeSheet } from './notice/NoticeSheet.tsx';
import { FoundSheet } from './Slips.tsx';
import { TakeSheet } from './TakeSheet.tsx';
import { PhoneSheet } from './TextPhone.tsx';
import { TideSheet } from './TideSheet.tsx';

export function Desk({ at, tide }: { at: At; tide: boolean }) {
  const { names, texts, me, deeds } = at;
  const open = (sheet: SheetName) => {
    openMenu.value = null;
    deeds.hush();
    openSheet.value = sheet;
  };
  const books = names.services.some(({ booked }) => booked);
  const acts: readonly {
    readonly sheet: Exclude<SheetName, 'found' | 'phone'>;
    readonly shown: boolean;
  }[] = [
    { sheet: 'take', shown: true },
    { sheet: 'checkIn', shown: books },
    { sheet: 'book', shown: books },
    { sheet: 'bookings', shown: books },
    { sheet: 'notice', shown: names.kiosks.length > 0 },
    { sheet: 'tide', shown: tide && me.role === 'manager' },
  ];
  return (
    <div class="desk">
      {acts.map(
        ({ sheet, shown }) =>
          shown && (
            <button
              key={sheet}
              type="button"
              class="desk-act"
              aria-haspopup="dialog"
              onClick={() => open(sheet)}
            >
              {texts[sheet]}
            </button>
          ),
      )}
    </div>
  );
}

/** The sheet that is open, if any. */
export function OpenSheet({ at }: { at: At }) {
  switch (openSheet.value) {
    case 'take':
      return <TakeSheet at={at} />;
    case 'checkIn':
      return <CheckInSheet at={at} />;
    case 'book':
      return <BookSheet at={at} />;
    case 'bookings':
      return <BookingsSheet at={at} />;
    case 'notice':
      return <NoticeSheet at={at} />;
    case 'tide':
      return <TideSheet at={at} />;
    case 'found':
      return <FoundSheet at={at} />;
    case 'phone':
      return <PhoneSheet at={at} />;
    case null:
      return null;
  }
}
