/**
 * What is posted in the hall, on the live page: who leads today and the roster of the next days (办法, art. 31),
 * the emergency taken over by two presses, notices, the roster and staff cards changed in place. The very parts
 * of the page of what is posted.
 */
import '../house/house.css';
import { dateText } from '../../ui/times.ts';
import { dateTime } from '../dates.ts';
import { Cards } from '../house/Cards.tsx';
import { EmergencyPanel } from '../house/EmergencyPanel.tsx';
import type { HouseParts } from '../house/House.tsx';
import { Notices } from '../house/Notices.tsx';
import { Roster } from '../house/Roster.tsx';
import { textsIn as houseTextsIn } from '../house/texts/index.ts';
import type { Asking, Told } from '../house/told.ts';
import { language } from '../language.ts';
import type { Known } from '../ManagerPage.tsx';
import { rosterAhead } from './reckon.ts';
import type { LiveTexts } from './texts/index.ts';

interface PostedProps extends Pick<Known, 'me' | 'names' | 'now'> {
  readonly texts: LiveTexts;
  readonly asking: Asking;
  readonly told: Told;
  readonly onChange: () => void;
}

export function Posted({ me, names, now, texts, asking, told, onChange }: PostedProps) {
  const parts: HouseParts = {
    ...{ names, now, asking, told, onChange },
    texts: houseTextsIn(language.value),
  };
  const cards = told.people.filter(({ card }) => card !== null).length;
  const acts = [
    ['emergency.change', texts.emergencyAct, EmergencyPanel],
    ['notices.change', texts.noticeAct(told.notices.length), Notices],
    ['roster.change', texts.rosterAct, Roster],
    ['staff-cards.change', texts.cardsAct(cards, told.people.length), Cards],
  ] as const;
  return (
    <section class="live-posted">
      <h2>{texts.posted}</h2>
      <Leaders days={told.days} now={now} texts={texts} />
      {acts.map(
        ([needs, name, Part]) =>
          me.may.includes(needs) && (
            <details key={needs}>
              <summary>{name}</summary>
              <Part {...parts} />
            </details>
          ),
      )}
    </section>
  );
}

/** Today's with post and phone, large; then who comes, and which workday nobody is entered for. */
function Leaders({ days, now, texts }: Pick<Told, 'days'> & { now: number; texts: LiveTexts }) {
  const { today, coming } = rosterAhead(days, dateTime(now).slice(0, 10));
  return (
    <>
      <div class="live-leader figures">
        <p class="manager-quiet">{texts.leadsToday}</p>
        {today === null ? (
          <p class="live-bad">{texts.noDuty}</p>
        ) : (
          <p>
            <strong>{today.name}</strong> {today.post}
            {today.phone !== null && (
              <a href={`tel:${today.phone.replace(/[^+\d]/g, '')}`}>{today.phone}</a>
            )}
          </p>
        )}
      </div>
      {coming.length > 0 && (
        <dl class="manager-facts figures">
          {coming.map(({ day, name, post, phone }) => (
            <div key={day}>
              <dt>{dateText(Date.parse(`${day}T12:00:00+08:00`), language.value)}</dt>
              <dd>{[name, post, phone].filter(Boolean).join(' · ')}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
