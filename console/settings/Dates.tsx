/**
 * The days on which the hall does otherwise than its weeks say, as a table in the order of the calendar: the
 * date with its day of the week, what the day is called, and whether it is closed or has a weekday's hours.
 */
import { useState } from 'preact/hooks';
import { dayIn } from '../dates.ts';
import { ChooseOne } from './Choices.tsx';
import './dates.css';
import { type FieldProps, isWrong, Wrong } from './Field.tsx';
import { isGroup, listIn, type Plain, type Schema } from './form.ts';
import { byDate } from './summary.ts';
import { fieldName } from './texts/index.ts';
import { weekdayOf } from './visitors.ts';

const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;

export function Dates({ form, schema, path, value }: FieldProps) {
  const { texts, language } = form;
  const list = listIn(value);
  // While somebody types, rows stay where they are: one that jumped away would take the keys with it.
  const [held, setHeld] = useState<readonly number[] | null>(null);
  const order = (held ?? byDate(list)).filter((at) => at < list.length);
  const name = fieldName(path, language);
  const heads = ['date', 'name.zh-Hans', 'name.zh-Hant', 'name.en', 'as'];
  const headOf = (key: string): string => {
    const said = fieldName([...path, ...key.split('.')], language);
    if (key === 'as') return texts.dayPlan;
    return key === 'name.zh-Hans' ? `${fieldName([...path, 'name'], language)} ${said}` : said;
  };
  const leaves = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const inside = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!inside) setHeld(null);
  };
  const add = () => {
    setHeld([...order, list.length]);
    form.change(path, [...list, { date: '', as: 'closed' }]);
  };
  const takeOut = (at: number) => {
    setHeld(null);
    form.change(
      path,
      list.filter((_, other) => other !== at),
    );
  };
  return (
    <section class="settings-list settings-dates" aria-label={name}>
      <h3>
        {name} <small class="figures">{list.length}</small>
      </h3>
      <p class="manager-quiet">{texts.datesHint}</p>
      <Wrong form={form} path={path} />
      {list.length === 0 ? (
        <p class="manager-none">{texts.noDates}</p>
      ) : (
        <div class="manager-room">
          <table class="manager-table">
            <thead>
              <tr>
                {heads.map((key, at) => (
                  <th key={key} scope="col" colSpan={at === 0 ? 2 : 1}>
                    {headOf(key)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody onFocusIn={() => setHeld(order)} onFocusOut={leaves}>
              {order.map((at) => (
                <Row
                  key={at}
                  {...{ form, schema: schema.items ?? {}, path: [...path, at], required: true }}
                  value={list[at]}
                  onTakeOut={() => takeOut(at)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" class="button" onClick={add}>
        {texts.add(name)}
      </button>
    </section>
  );
}

function Row({ form, schema, path, value, onTakeOut }: FieldProps & { onTakeOut: () => void }) {
  const { texts, language } = form;
  const special = isGroup(value) ? value : {};
  const date = typeof special.date === 'string' ? special.date : '';
  const weekday = weekdayOf(date);
  const names: { readonly [name: string]: Plain } = isGroup(special.name) ? special.name : {};
  const put = (key: string, typed: string): void => {
    const { [key]: _, ...others } = names;
    const said = typed === '' ? others : { ...names, [key]: typed };
    form.change([...path, 'name'], Object.keys(said).length === 0 ? undefined : said);
  };
  const about = (key: string) => ({
    'aria-label': `${date} ${fieldName([...path, ...key.split('.')], language)}`.trim(),
    'aria-invalid': isWrong(form, [...path, ...key.split('.')]),
  });
  const of: Schema = schema.properties?.as ?? {};
  return (
    <tr>
      <td>
        <input
          class="figures settings-day"
          {...about('date')}
          maxLength={10}
          placeholder="2027-01-01"
          value={date}
          onInput={({ currentTarget }) => form.change([...path, 'date'], currentTarget.value)}
          onChange={({ currentTarget }) => {
            const said = dayIn(currentTarget.value);
            if (said && said !== date) form.change([...path, 'date'], said);
          }}
        />
        <Wrong form={form} path={[...path, 'date']} />
      </td>
      <td class="settings-weekday">{weekday === null ? '' : texts.days[weekday]}</td>
      {languages.map((one) => (
        <td key={one}>
          <input
            {...about(`name.${one}`)}
            value={typeof names[one] === 'string' ? `${names[one]}` : ''}
            onInput={({ currentTarget }) => put(one, currentTarget.value)}
          />
          <Wrong form={form} path={[...path, 'name', one]} />
        </td>
      ))}
      <td>
        <ChooseOne
          {...{ form, schema: of, path: [...path, 'as'], value: special.as, required: true }}
          about={about('as')}
          onChoose={(as) => form.change([...path, 'as'], as)}
        />
        <Wrong form={form} path={[...path, 'as']} />
      </td>
      <td>
        <button
          type="button"
          class="settings-move"
          aria-label={texts.takeOut(date)}
          onClick={onTakeOut}
        >
          ×
        </button>
      </td>
    </tr>
  );
}
