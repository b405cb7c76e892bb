/**
 * The ratings of today, the latest first. What visitors wrote the hub tells to managers alone; a bad rating
 * is marked by a word and not by colour alone, and its case stands on the page of cases.
 */
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { clockTime } from '../../ui/times.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import './ratings.css';
import { type RatingTexts, textsIn } from './texts/index.ts';
import type { RatingTold, Told } from './told.ts';

export function Ratings() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Today} />;
}

async function ask(hall: string): Promise<Told | 'not-allowed' | 'unreachable'> {
  try {
    const answer = await fetch(`/api/halls/${encodeURIComponent(hall)}/ratings`);
    if (answer.status === 401) return 'not-allowed';
    return answer.ok ? ((await answer.json()) as Told) : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/** A rating is no event of the hall: the page looks by itself. */
const lookEveryMs = 30_000;

function Today({ me, names, rev, now }: Known) {
  const texts = textsIn(language.value);
  const turn = Math.floor(now / lookEveryMs);
  const [told] = useTold<Told | 'not-allowed'>(() => ask(me.hall), [me.hall, rev, turn]);
  const known = told !== null && typeof told === 'object' ? told : null;
  const all = known?.ratings ?? [];
  const unrated = all.filter(({ stars }) => stars === null).length;
  const bad = all.filter((one) => one.bad).length;
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {known && texts.count(all.length - unrated, unrated, bad)}
        {known && known.total > all.length && ` ${texts.cut(all.length)}`}
      </ManagerHead>
      {told === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {known && (
        <main>{all.length === 0 ? <p>{texts.none}</p> : <List all={all} texts={texts} />}</main>
      )}
    </>
  );
}

export function List({
  all,
  texts,
}: {
  readonly all: readonly RatingTold[];
  readonly texts: RatingTexts;
}) {
  return (
    <table class="manager-table ratings">
      <thead>
        <tr>
          <th scope="col">{texts.time}</th>
          <th scope="col">{texts.number}</th>
          <th scope="col">{texts.level}</th>
          <th scope="col">{texts.channel}</th>
          <th scope="col">{texts.said}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <tr key={`${one.ticket}/${one.step}/${one.number}`}>
            <td class="figures">{clockTime(one.at)}</td>
            <td class="figures">{one.label ?? '—'}</td>
            <td class={one.bad ? 'ratings-bad' : undefined}>
              {one.stars === null ? texts.unrated : texts.levels[one.stars]}
              {one.bad && ` · ${texts.bad}`}
              {one.number === 2 && ` · ${texts.again}`}
            </td>
            <td>{texts.channels[one.channel]}</td>
            <td>
              {one.tags.length > 0 && (
                <ul class="ratings-tags">
                  {one.tags.map(({ code, text }) => (
                    <li key={code}>{say(text, language.value)}</li>
                  ))}
                </ul>
              )}
              {one.words}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
