/**
 * Notices: those that are shown or will be, each ended by one press, and a new one.
 */
import { useState } from 'preact/hooks';
import type { NoticeWhere } from '../../core/views/facts.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import { DateField } from '../DateField.tsx';
import { timeIn, wrongDate } from '../dates.ts';
import { language } from '../language.ts';
import { useDoing } from './doing.ts';
import type { HouseParts } from './House.tsx';
import type { HouseTexts } from './texts/index.ts';

const charsMax = 80;
const nothing = { zh: '', en: '', from: '', until: '', where: 'all' };

export function Notices({ names, texts, told, asking, onChange }: HouseParts) {
  const { busy, trouble, run, say: tell } = useDoing(texts, onChange);
  const [wish, setWish] = useState(nothing);
  const change = (part: Partial<typeof nothing>) => setWish({ ...wish, ...part });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (wish.zh.trim() === '') return tell(texts.noticeEmpty);
    const text = { 'zh-Hans': wish.zh.trim(), ...(wish.en.trim() ? { en: wish.en.trim() } : {}) };
    const [at = 'all', id] = wish.where.split(' ');
    const where = { at, id: id ?? null };
    const [from, until] = [timeIn(wish.from), timeIn(wish.until)];
    if (from === null || until === null) return tell(wrongDate('time', language.value));
    const times = { from: timeOf(from), until: timeOf(until) };
    if (await run(() => asking.addNotice({ text, where, ...times }))) setWish(nothing);
  };
  const whereText = ({ at, id }: NoticeWhere): string => {
    const list = at === 'area' ? (names.areas ?? []) : at === 'kiosk' ? names.kiosks : [];
    const place = list.find((one) => one.id === id);
    return id === null
      ? texts.where[at]
      : `${texts.where[at]} ${place ? say(place.name, language.value) : id}`;
  };
  return (
    <section class="house-part house-notices" aria-labelledby="notices-title">
      <h2 id="notices-title">{texts.notices}</h2>
      {told.notices.length === 0 && <p class="manager-quiet">{texts.noNotices}</p>}
      <ul class="house-list">
        {told.notices.map(({ id, text, where, from, until }) => (
          <li key={id}>
            <p>
              {say(text, language.value)}
              <span class="manager-quiet figures">
                {whereText(where)} · {timesText(from, until, texts)}
              </span>
            </p>
            <Button disabled={busy} onPress={() => void run(() => asking.endNotice(id))}>
              {texts.endNotice}
            </Button>
          </li>
        ))}
      </ul>
      <form class="manager-form house-form" onSubmit={(event) => void submit(event)} noValidate>
        <label class="house-wide">
          {texts.noticeText}
          <textarea
            rows={2}
            maxLength={charsMax}
            value={wish.zh}
            onInput={(event) => change({ zh: event.currentTarget.value })}
          />
        </label>
        <label class="house-wide">
          {texts.inEnglish}
          <input
            type="text"
            maxLength={charsMax * 2}
            value={wish.en}
            onInput={(event) => change({ en: event.currentTarget.value })}
          />
        </label>
        <label>
          {texts.shownAt}
          <select
            value={wish.where}
            onChange={(event) => change({ where: event.currentTarget.value })}
          >
            <option value="all">{texts.where.all}</option>
            <option value="screen">{texts.where.screen}</option>
            <option value="kiosk">{texts.where.kiosk}</option>
            {(names.areas ?? []).map(({ id, name }) => (
              <option key={id} value={`area ${id}`}>
                {texts.where.area} {say(name, language.value)}
              </option>
            ))}
          </select>
        </label>
        <DateField
          kind="time"
          name={texts.from}
          value={wish.from}
          onFill={(from) => change({ from })}
        />
        <DateField
          kind="time"
          name={texts.until}
          value={wish.until}
          onFill={(until) => change({ until })}
        />
        {trouble && <Notice kind="danger">{trouble}</Notice>}
        <button type="submit" class="button" disabled={busy}>
          {texts.addNotice}
        </button>
      </form>
    </section>
  );
}

/** What was written is the hall's own time (UTC+8, the whole year); null: nothing was. */
const timeOf = (written: string): number | null =>
  written === '' ? null : Date.parse(`${written.replace(' ', 'T')}:00+08:00`);

function timesText(from: number, until: number | null, texts: HouseTexts): string {
  const told = (at: number) => `${dateText(at, language.value)} ${clockTime(at)}`;
  return until === null ? texts.sinceTime(told(from)) : texts.fromTo(told(from), told(until));
}
