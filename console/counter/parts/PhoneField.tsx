/**
 * Where the texts of a number go: asked only where the hall sends any, with what the visitor is to be
 * told first. What is typed is sent once; afterwards it stands masked everywhere.
 */
import { mobileIn, typedMobileMax } from '../../../core/wire/mobile.ts';
import type { At } from '../at.ts';
import { Field } from './Sheet.tsx';

/** As the hub is told; undefined while nothing is typed. */
export const phoneIn = (typed: string): string | undefined => mobileIn(typed) ?? undefined;

/** Something is typed, and it is no mobile number (yet). */
export const isWrongPhone = (typed: string): boolean =>
  typed.trim() !== '' && mobileIn(typed) === null;

interface PhoneFieldProps {
  readonly at: At;
  readonly phone: string;
  readonly onPhone: (typed: string) => void;
}

export function PhoneField({ at, phone, onPhone }: PhoneFieldProps) {
  if (at.view.texts !== true) return null;
  const { name, consent, wrong } = at.texts.textPhone;
  return (
    <Field name={name} hint={isWrongPhone(phone) ? wrong : consent}>
      <input
        type="tel"
        autocomplete="off"
        maxLength={typedMobileMax}
        value={phone}
        onInput={(event) => onPhone(event.currentTarget.value)}
      />
    </Field>
  );
}
