/**
 * Fields in which one chooses instead of typing: things of the hall by their names, words of a list, days
 * of the week.
 */
import type { Form } from './Field.tsx';
import { thingName } from './Field.tsx';
import { idsIn, listIn, namesOf, type Plain, type Schema, type Steps, valueAt } from './form.ts';
import { wordOf } from './texts/index.ts';

interface ManyProps {
  readonly form: Form;
  readonly value: Plain | undefined;
  readonly onChoose: (value: Plain | undefined) => void;
}

/** In the order in which they stand in the hall; what is chosen and gone is shown too, to be taken out. */
export function ChooseIds({ form, of, value, onChoose }: ManyProps & { of: readonly string[] }) {
  const things = valueAt(form.value, of);
  const chosen = listIn(value).filter((one): one is string => typeof one === 'string');
  const known = idsIn(things);
  const all = [...known, ...chosen.filter((one) => !known.includes(one))];
  const names = new Map(
    listIn(things).map((one, at) => [
      known[at] ?? '',
      thingName(one, form.language, known[at] ?? ''),
    ]),
  );
  return (
    <Chips all={all} chosen={chosen} nameOf={(id) => names.get(id) ?? id} onChoose={onChoose} />
  );
}

export function Flags({
  form,
  path,
  of,
  value,
  onChoose,
}: ManyProps & { path: Steps; of: readonly string[] }) {
  const chosen = listIn(value).filter((one): one is string => typeof one === 'string');
  const nameOf = (word: string) => wordOf(path, word, form.language);
  return <Chips all={of} chosen={chosen} nameOf={nameOf} onChoose={onChoose} />;
}

const days = [1, 2, 3, 4, 5, 6, 7];

/** None at all: every day. */
export function Weekdays({ form, value, onChoose }: ManyProps) {
  const chosen = listIn(value).map(String);
  const choose = (list: Plain | undefined) => {
    const numbers = listIn(list).map(Number).sort();
    onChoose(numbers.length === 0 ? undefined : numbers);
  };
  const nameOf = (day: string) => form.texts.days[Number(day) - 1] ?? day;
  return <Chips all={days.map(String)} chosen={chosen} nameOf={nameOf} onChoose={choose} />;
}

interface ChipsProps {
  readonly all: readonly string[];
  readonly chosen: readonly string[];
  readonly nameOf: (one: string) => string;
  readonly onChoose: (value: Plain | undefined) => void;
}

function Chips({ all, chosen, nameOf, onChoose }: ChipsProps) {
  const press = (one: string) =>
    onChoose(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <div class="settings-chips">
      {all.map((one) => (
        <label key={one}>
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => press(one)} />
          {nameOf(one)}
        </label>
      ))}
    </div>
  );
}

interface OneProps extends ManyProps {
  readonly schema: Schema;
  readonly path: Steps;
  readonly required: boolean;
  readonly about: Readonly<Record<string, string | boolean>>;
}

export function ChooseOne({ form, schema, path, value, required, about, onChoose }: OneProps) {
  const of = namesOf(path);
  const usual = typeof schema.default === 'string' ? schema.default : '';
  const all = of ? idsIn(valueAt(form.value, of)) : choicesOf(schema);
  const now = value === undefined || value === null ? '' : `${value}`;
  const things = of ? listIn(valueAt(form.value, of)) : [];
  const nameOf = (one: string): string => {
    if (of) return thingName(things[all.indexOf(one)], form.language, one);
    const day = schema.anyOf ? form.texts.days[Number(one) - 1] : undefined;
    return day ? form.texts.asDay(day) : wordOf(path, one, form.language);
  };
  const strange = now !== '' && !all.includes(now);
  const choose = (one: string) => {
    if (one === '') return onChoose(undefined);
    onChoose(schema.anyOf && /^\d$/.test(one) ? Number(one) : one);
  };
  return (
    <select {...about} value={now} onChange={(event) => choose(event.currentTarget.value)}>
      {(!required || now === '') && (
        <option value="">{usual ? `${nameOf(usual)}${form.texts.usual}` : form.texts.none}</option>
      )}
      {strange && <option value={now}>{now}</option>}
      {all.map((one) => (
        <option key={one} value={one}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  );
}

function choicesOf(schema: Schema): readonly string[] {
  if (schema.enum) return schema.enum;
  return (schema.anyOf ?? []).flatMap((one) =>
    one.const === undefined ? days.map(String) : [`${one.const}`],
  );
}
