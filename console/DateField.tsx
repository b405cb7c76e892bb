/**
 * A field for a day, or a day and a time, that looks the same in every browser. What was typed is put
 * in order when the field is left; what cannot be read stays, and is marked.
 */
import { useId, useState } from 'preact/hooks';
import { dayIn, timeIn } from './dates.ts';

export interface DateInputProps {
  readonly kind: 'day' | 'time';
  /** As typed; `dayIn` or `timeIn` reads it. */
  readonly value: string;
  readonly onFill: (value: string) => void;
  readonly id?: string;
}

const reads = { day: dayIn, time: timeIn };
const forms = { day: 'YYYY-MM-DD', time: 'YYYY-MM-DD HH:MM' };

export function DateInput({ kind, value, onFill, ...more }: DateInputProps) {
  const [left, setLeft] = useState(false);
  const read = reads[kind](value);
  return (
    <input
      {...more}
      type="text"
      class="figures"
      autocomplete="off"
      maxLength={20}
      placeholder={forms[kind]}
      value={value}
      aria-invalid={left && read === null}
      onInput={(event) => {
        setLeft(false);
        onFill(event.currentTarget.value);
      }}
      onBlur={() => {
        setLeft(true);
        if (read !== null && read !== value) onFill(read);
      }}
    />
  );
}

/** The same under its name. */
export function DateField({ name, ...field }: { readonly name: string } & DateInputProps) {
  const id = useId();
  return (
    <label for={id}>
      {name}
      <DateInput {...field} id={id} />
    </label>
  );
}
