/**
 * By what a booking is found: its code, or the number that was booked with. Shared by the forms that
 * check in and that look up; whose number it is goes to the hub and is kept nowhere.
 */
import type { FindBookingsMessage } from '../../../core/wire/booking.ts';
import type { At } from '../at.ts';
import { Field, Pick } from './Sheet.tsx';

const kinds = ['code', 'id-card', 'phone', 'other'] as const;

export interface WhichBooking {
  readonly kind: (typeof kinds)[number];
  readonly text: string;
}

export const byCode: WhichBooking = { kind: 'code', text: '' };

/** As the hub is asked. */
export const keyOf = ({ kind, text }: WhichBooking): FindBookingsMessage =>
  kind === 'code' ? { code: text } : { person: { kind, number: text } };

/** A code in two halves, as it is read out and copied. */
export const codeText = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

interface WhichProps {
  readonly at: At;
  readonly which: WhichBooking;
  readonly onWhich: (which: WhichBooking) => void;
}

/** The field comes first: a scanner types into it, and ends with Enter. */
export function Which({ at: { texts, deeds }, which, onWhich }: WhichProps) {
  const { kind, text } = which;
  const name = kind === 'code' ? texts.checkInCode : texts.bookNumber;
  const choices = kinds.map((id) => ({
    id,
    name: id === 'code' ? texts.checkInCode : texts.bookKind[id],
  }));
  return (
    <>
      <div class="sheet-code">
        <Field name={name} {...(kind === 'code' ? {} : { hint: texts.takePersonHint })}>
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={40}
            value={text}
            onInput={(event) => onWhich({ kind, text: event.currentTarget.value })}
          />
        </Field>
      </div>
      <Pick
        name={texts.whichBy}
        value={kind}
        groups={[{ title: texts.whichBy, choices }]}
        onPick={(picked) => {
          deeds.hush();
          onWhich({ kind: kinds.find((one) => one === picked) ?? 'code', text: '' });
        }}
      />
    </>
  );
}
