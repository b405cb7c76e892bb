/**
 * Who leads the hall on which day (值班领导): the days that are entered, and one more.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { DateField } from '../DateField.tsx';
import { dayIn, wrongDate } from '../dates.ts';
import { language } from '../language.ts';
import { useDoing } from './doing.ts';
import type { HouseParts } from './House.tsx';

const nobody = { day: '', name: '', post: '', phone: '' };

export function Roster({ texts, told, asking, onChange }: HouseParts) {
  const { busy, trouble, run, say } = useDoing(texts, onChange);
  const [wish, setWish] = useState(nobody);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { name, post, phone } = wish;
    const day = dayIn(wish.day);
    if (day === null) return say(wrongDate('day', language.value));
    if (day === '' || name.trim() === '' || post.trim() === '') return say(texts.dutyEmpty);
    const said = { day, name: name.trim(), post: post.trim(), phone: phone.trim() || null };
    if (await run(() => asking.setDay(said))) setWish(nobody);
  };
  const field = (key: 'name' | 'post' | 'phone') => (
    <label>
      {texts.dutyFields[key]}
      <input
        type="text"
        maxLength={40}
        value={wish[key]}
        onInput={(event) => setWish({ ...wish, [key]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <section class="house-part" aria-labelledby="duty-title">
      <h2 id="duty-title">{texts.duty}</h2>
      <p class="manager-quiet">{texts.dutyHint}</p>
      {told.days.length === 0 && <p class="manager-quiet">{texts.noDuty}</p>}
      <ul class="house-list">
        {told.days.map(({ day, name, post, phone }) => (
          <li key={day}>
            <p>
              <span class="figures">{day}</span> {name} {post} {phone}
            </p>
            <Button disabled={busy} onPress={() => void run(() => asking.removeDay(day))}>
              {texts.remove}
              <span class="unseen"> {day}</span>
            </Button>
          </li>
        ))}
      </ul>
      <form class="manager-form house-form" onSubmit={(event) => void submit(event)} noValidate>
        <DateField
          kind="day"
          name={texts.dutyFields.day}
          value={wish.day}
          onFill={(day) => setWish({ ...wish, day })}
        />
        {field('name')}
        {field('post')}
        {field('phone')}
        {trouble && <Notice kind="danger">{trouble}</Notice>}
        <button type="submit" class="button" disabled={busy}>
          {texts.addDuty}
        </button>
      </form>
    </section>
  );
}
