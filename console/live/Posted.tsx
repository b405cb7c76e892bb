/**
 * What is posted in the hall, on the live page: who leads today, the emergency taken over by two presses,
 * notices put on screens and ended. The very parts of the page of what is posted.
 */
import { useMemo } from 'preact/hooks';
import '../house/house.css';
import { dateTime } from '../dates.ts';
import { EmergencyPanel } from '../house/EmergencyPanel.tsx';
import type { HouseParts } from '../house/House.tsx';
import { Notices } from '../house/Notices.tsx';
import { textsIn as houseTextsIn } from '../house/texts/index.ts';
import { Asking, type Told } from '../house/told.ts';
import { language } from '../language.ts';
import { type Known, useTold } from '../ManagerPage.tsx';
import type { LiveTexts } from './texts/index.ts';

interface PostedProps extends Pick<Known, 'me' | 'names' | 'now' | 'rev'> {
  readonly texts: LiveTexts;
}

/** The days of the roster that are shown, today's included. */
const daysShown = 3;

export function Posted({ me, names, now, rev, texts }: PostedProps) {
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold(() => asking.all(), [asking, rev]);
  if (told === null || typeof told === 'string') return null;
  const parts: HouseParts = {
    ...{ names, now, asking, told, onChange: again },
    texts: houseTextsIn(language.value),
  };
  return (
    <section class="live-posted">
      <h2>{texts.posted}</h2>
      <Leaders days={told.days} now={now} texts={texts} />
      {me.may.includes('emergency.change') && (
        <details>
          <summary>{texts.emergencyAct}</summary>
          <EmergencyPanel {...parts} />
        </details>
      )}
      {me.may.includes('notices.change') && (
        <details>
          <summary>{texts.noticeAct(told.notices.length)}</summary>
          <Notices {...parts} />
        </details>
      )}
    </section>
  );
}

function Leaders({ days, now, texts }: Pick<Told, 'days'> & { now: number; texts: LiveTexts }) {
  const today = dateTime(now).slice(0, 10);
  const coming = days.filter(({ day }) => day >= today).slice(0, daysShown);
  return (
    <dl class="manager-facts figures">
      {coming.map(({ day, name, post, phone }) => (
        <div key={day}>
          <dt>{day === today ? texts.leadsToday : day}</dt>
          <dd>{[name, post, phone].filter(Boolean).join(' · ')}</dd>
        </div>
      ))}
    </dl>
  );
}
