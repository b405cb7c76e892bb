/**
 * The ratings of a day, a week or a month, the latest first. What visitors wrote the hub tells to managers
 * alone; a bad rating is marked by a word and not by colour alone and leads to its case, and what looks as
 * if somebody else had rated says why.
 */
import { useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { clockTime } from '../../ui/times.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { Choice, everything, isEverything, type Only, pathOf } from './Choice.tsx';
import './ratings.css';
import { type RatingTexts, textsIn } from './texts/index.ts';
import type { RatingTold, Told } from './told.ts';

export function Ratings() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={OfTime} />;
}

/** `period`: a date, a week or a month by its name; empty: today. */
async function ask(
  hall: string,
  period: string,
  only: Only,
): Promise<Told | 'not-allowed' | 'unreachable'> {
  try {
    const of = `/api/halls/${encodeURIComponent(hall)}`;
    const day = `${of}/days/${period === '' ? 'today' : period}/ratings`;
    const answer = await fetch(
      isEverything(only) && period === '' ? `${of}/ratings` : `${day}/${pathOf(only)}`,
    );
    if (answer.status === 401) return 'not-allowed';
    return answer.ok ? ((await answer.json()) as Told) : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/** A rating is no event of the hall: the page looks by itself. */
const lookEveryMs = 30_000;

function OfTime({ me, names, rev, now }: Known) {
  const texts = textsIn(language.value);
  const turn = Math.floor(now / lookEveryMs);
  const [period, setPeriod] = useState('');
  const [only, setOnly] = useState(everything);
  const [told] = useTold<Told | 'not-allowed'>(
    () => ask(me.hall, period, only),
    [me.hall, period, pathOf(only)],
    [rev, turn],
  );
  const known = told !== null && typeof told === 'object' ? told : null;
  const all = known?.ratings ?? [];
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {known && texts.count(known.counts)}
        {known && known.total > known.ratings.length && ` ${texts.cut(known.ratings.length)}`}
      </ManagerHead>
      {told === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {known && (
        <main>
          <Choice
            {...{ known, texts, period, only }}
            onPeriod={setPeriod}
            onOnly={(more) => setOnly({ ...only, ...more })}
          />
          {all.length === 0 ? (
            <p>{texts.none}</p>
          ) : (
            <List all={all} texts={texts} dated={period !== '' && period.length !== 10} />
          )}
        </main>
      )}
    </>
  );
}

/** As the hall counts its days: whoever looks sits in it. */
const dateOf = (at: number): string => {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

const caseOf = ({ ticket }: RatingTold): string =>
  `/console/cases?kind=bad-rating&ticket=${encodeURIComponent(ticket)}`;

export function List({
  all,
  texts,
  dated = false,
}: {
  /** The date stands before the time. */
  readonly dated?: boolean;
  readonly all: readonly RatingTold[];
  readonly texts: RatingTexts;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-label={texts.title}>
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
              <td class="figures">
                {dated && `${dateOf(one.at)} `}
                {clockTime(one.at)}
              </td>
              <td class="figures">{one.label ?? '—'}</td>
              <td class={one.bad && !one.excluded ? 'ratings-bad' : undefined}>
                {one.stars === null ? texts.unanswered : texts.levels[one.stars]}
                {one.bad && ` · ${texts.bad}`}
                {one.excluded && ` · ${texts.excluded}`}
                {one.number === 2 && ` · ${texts.again}`}
                {one.bad && one.number === 1 && (
                  <a class="ratings-case" href={caseOf(one)}>
                    {texts.toCase}
                  </a>
                )}
                {one.patterns.length > 0 && (
                  <span class="ratings-looked">
                    {texts.suspicious}
                    {texts.why(one.patterns.map((pattern) => texts.patterns[pattern]))}
                  </span>
                )}
              </td>
              <td>
                {texts.channels[one.channel]}
                {one.counter !== null && ` · ${texts.window(one.counter)}`}
              </td>
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
    </section>
  );
}
