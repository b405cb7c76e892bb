/**
 * By what a booking is found: its code, the number that was booked with, or an ID card where the
 * counter has a reader. Shared by the forms that check in and that look up; whose number it is goes to
 * the hub and is kept nowhere.
 */

import type { FindBookingsMessage } from '../../../core/wire/booking.ts';
import type { CardTold } from '../../../core/wire/card.ts';
import type { At } from '../at.ts';
import type { ReaderSaid } from './reading.ts';
import { Field, Pick } from './Sheet.tsx';

const kinds = ['code', 'id-card', 'phone', 'other'] as const;

/** As long as the field; the hub takes no longer code. */
export const codeMost = 40;

export interface WhichBooking {
  readonly kind: (typeof kinds)[number];
  readonly text: string;
  /** In the place of what is typed: a card that was read. */
  readonly card: CardTold | null;
}

export const byCode: WhichBooking = { kind: 'code', text: '', card: null };

/** Nothing is said yet. */
export const isMissing = ({ text, card }: WhichBooking): boolean =>
  card === null && text.trim() === '';

/** As the hub is asked. */
export function keyOf({ kind, text, card }: WhichBooking): FindBookingsMessage {
  if (card !== null) return { person: { kind: 'card', handle: card.handle } };
  return kind === 'code' ? { code: text } : { person: { kind, number: text } };
}

/** A code in two halves, as it is read out and copied. */
export const codeText = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

interface WhichProps {
  readonly at: At;
  readonly which: WhichBooking;
  /** What is told of the reader. */
  readonly said: ReaderSaid;
  readonly onWhich: (which: WhichBooking) => void;
}

/** The field comes first: a scanner types into it, and ends with Enter. */
export function Which({ at: { texts, deeds }, which, said, onWhich }: WhichProps) {
  const { kind, text, card } = which;
  const ofCard = said === 'none' || card !== null ? null : texts.whichCard[said];
  const hint = ofCard ?? (kind === 'code' && card === null ? null : texts.takePersonHint);
  // A card that was laid on says what it is, whatever had been picked before.
  const shown = card === null ? kind : 'id-card';
  const typed = kind === 'code' ? texts.checkInCode : texts.bookNumber;
  const name = card === null ? typed : texts.bookKind['id-card'];
  const choices = kinds.map((id) => ({
    id,
    name: id === 'code' ? texts.checkInCode : texts.bookKind[id],
  }));
  return (
    <>
      <div class="sheet-code">
        <Field name={name} {...(hint === null ? {} : { hint })}>
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={codeMost}
            value={card === null ? text : `${card.name} ${card.hint}`}
            onInput={(event) => {
              // Whoever types into what a card said begins anew.
              onWhich({ kind, text: card === null ? event.currentTarget.value : '', card: null });
            }}
          />
        </Field>
      </div>
      <Pick
        name={texts.whichBy}
        value={shown}
        groups={[{ title: texts.whichBy, choices }]}
        onPick={(picked) => {
          deeds.hush();
          onWhich({ ...byCode, kind: kinds.find((one) => one === picked) ?? 'code' });
        }}
      />
    </>
  );
}
