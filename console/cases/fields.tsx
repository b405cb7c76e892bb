/**
 * The fields of this page's forms, each with its name over it.
 */

const wordsMax = 2_000;

export interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly wrong?: boolean;
  readonly type?: 'text' | 'tel' | 'month';
  readonly onFill: (value: string) => void;
}

export function Field({ name, value, wrong = false, type = 'text', onFill }: FieldProps) {
  return (
    <label>
      {name}
      <input
        type={type as 'text'}
        value={value}
        maxLength={40}
        autoComplete="off"
        aria-invalid={wrong}
        onInput={(event) => onFill(event.currentTarget.value)}
      />
    </label>
  );
}

export function WordsField({ name, value, wrong = false, onFill }: FieldProps) {
  return (
    <label>
      {name}
      <textarea
        rows={3}
        maxLength={wordsMax}
        value={value}
        aria-invalid={wrong}
        onInput={(event) => onFill(event.currentTarget.value)}
      />
    </label>
  );
}

export interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
}

export function Choice({ name, value, options, onChoose }: ChoiceProps) {
  return (
    <label>
      {name}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
