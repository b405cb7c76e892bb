/**
 * The hours of a week as a table: a row a day, its stretches side by side, and one day's hours taken over
 * by the working days in one press.
 */
import { type FieldProps, isWrong, Wrong } from './Field.tsx';
import { isGroup, listIn, type Plain, type Schema, type Steps } from './form.ts';
import { fieldName, wordOf } from './texts/index.ts';
import './week.css';

const workdays = [0, 1, 2, 3, 4];
const fresh = { from: '09:00', to: '17:00' };

export function Week({ form, schema, path, value }: FieldProps) {
  const { texts, language } = form;
  const week = Array.from({ length: 7 }, (_, day) => listIn(listIn(value)[day]));
  const put = (changed: readonly (readonly Plain[])[]) => form.change(path, changed);
  const setDay = (day: number, bands: readonly Plain[]) =>
    put(week.map((old, at) => (at === day ? bands : old)));
  const band: Schema = schema.items?.items ?? {};
  return (
    <table class="settings-week">
      <caption>{fieldName(path, language)}</caption>
      <tbody>
        {week.map((bands, day) => (
          <tr key={texts.days[day]}>
            <th scope="row">{texts.days[day]}</th>
            <td>
              <Wrong form={form} path={[...path, day]} />
              {bands.length === 0 && <span class="manager-quiet">{texts.closed}</span>}
              {bands.map((one, at) => (
                <Band
                  key={at}
                  {...{ form, schema: band, value: one, required: true, path: [...path, day, at] }}
                  onRemove={() =>
                    setDay(
                      day,
                      bands.filter((_, other) => other !== at),
                    )
                  }
                />
              ))}
            </td>
            <td class="settings-week-acts">
              <button
                type="button"
                class="button button-quiet"
                aria-label={`${texts.days[day]} ${texts.addBand}`}
                onClick={() => setDay(day, [...bands, nextAfter(bands)])}
              >
                {texts.addBand}
              </button>
              {day === 0 && (
                <button
                  type="button"
                  class="button button-quiet"
                  onClick={() => put(week.map((old, at) => (workdays.includes(at) ? bands : old)))}
                >
                  {texts.likeMonday}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Begins where the last one ends. */
function nextAfter(bands: readonly Plain[]): Plain {
  const last = bands.at(-1);
  return isGroup(last) && typeof last.to === 'string' ? { from: last.to, to: '18:00' } : fresh;
}

interface BandProps extends FieldProps {
  readonly onRemove: () => void;
}

function Band({ form, schema, path, value, onRemove }: BandProps) {
  const { texts, language } = form;
  const band = isGroup(value) ? value : {};
  const clock = (key: 'from' | 'to') => (
    <input
      class="figures settings-clock"
      aria-label={fieldName([...path, key], language)}
      aria-invalid={isWrong(form, [...path, key])}
      maxLength={5}
      placeholder="HH:MM"
      value={typeof band[key] === 'string' ? band[key] : ''}
      onInput={(event) => form.change([...path, key], event.currentTarget.value)}
    />
  );
  return (
    <div class="settings-band">
      {clock('from')}–{clock('to')}
      <Choose {...{ form, schema, path, field: 'admits', value: band.admits }} usual="everybody" />
      <Choose {...{ form, schema, path, field: 'duty', value: band.duty }} usual="" />
      <button type="button" class="settings-move" aria-label={texts.removeBand} onClick={onRemove}>
        ×
      </button>
      <Wrong form={form} path={[...path, 'from']} />
      <Wrong form={form} path={[...path, 'to']} />
    </div>
  );
}

interface ChooseProps extends Pick<FieldProps, 'form' | 'schema' | 'path' | 'value'> {
  readonly field: string;
  readonly usual: string;
}

function Choose({ form, schema, path, field, value, usual }: ChooseProps) {
  const at: Steps = [...path, field];
  const all = schema.properties?.[field]?.enum ?? [];
  const now = typeof value === 'string' ? value : usual;
  return (
    <select
      aria-label={fieldName(at, form.language)}
      value={now}
      onChange={({ currentTarget: { value: chosen } }) =>
        form.change(at, chosen === usual ? undefined : chosen)
      }
    >
      {usual === '' && <option value="">{form.texts.noDuty}</option>}
      {all.map((one) => (
        <option key={one} value={one}>
          {wordOf(at, one, form.language)}
        </option>
      ))}
    </select>
  );
}
