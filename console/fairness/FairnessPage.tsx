/**
 * Whom managers keep an eye on, and what looks like hoarding today. Nobody on the list is hindered; somebody is
 * put on it or taken off when a second manager agrees.
 */
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { dateAlone, dateMinute } from '../dates.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { PutOn } from './PutOn.tsx';
import './fairness.css';
import { type FairnessTexts, textsIn } from './texts/index.ts';
import { Asking, type Done, type FlagTold, type Told, type WishTold } from './told.ts';

export function FairnessPage() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Fairness} />;
}

export interface FairnessParts {
  readonly texts: FairnessTexts;
  readonly asking: Asking;
  readonly run: (act: Promise<Done>) => Promise<boolean>;
}

export function Fairness({ me, names, rev, view }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold(() => asking.all(), [asking], [rev, view]);
  const [came, setCame] = useState<Done | null>(null);
  const run = async (act: Promise<Done>): Promise<boolean> => {
    const result = await act;
    setCame(result);
    again();
    return result.done;
  };
  const parts: FairnessParts = { texts, asking, run };
  const may = me.may.includes('fairness.change');
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts} />
      {told === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {came && !came.done && <Notice kind="danger">{texts.refused(came.rule)}</Notice>}
      {came?.done && <Notice kind="done">{texts.done}</Notice>}
      {told !== null && typeof told === 'object' && (
        <main>
          <Flags texts={texts} flags={told.flags} />
          {told.waiting.length > 0 && <Waiting {...parts} told={told} self={me.id} may={may} />}
          <Watched {...parts} told={told} may={may} />
          {may && <PutOn {...parts} />}
        </main>
      )}
    </>
  );
}

function Flags({
  texts,
  flags,
}: {
  readonly texts: FairnessTexts;
  readonly flags: readonly FlagTold[];
}) {
  return (
    <section class="fairness-part" aria-labelledby="flags-title">
      <h2 id="flags-title">{texts.flags}</h2>
      <p class="manager-quiet">{texts.flagsHint}</p>
      {flags.length === 0 && <p class="manager-none">{texts.noFlags}</p>}
      <ul class="fairness-list">
        {flags.map(({ why, tickets, reason, bookings }) => (
          <li key={`${why} ${tickets.map(({ ticket }) => ticket).join(' ')}`}>
            <span>
              {why === 'bookings-closed' ? texts.closed(bookings ?? 0) : texts.whys[why]}
              {reason && ` · ${texts.reasons[reason]}`}
            </span>
            <strong class="figures">{tickets.map(({ label }) => label).join(' ')}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ListProps extends FairnessParts {
  readonly told: Told;
  readonly may: boolean;
}

function Waiting(props: ListProps & { readonly self: string }) {
  const { texts, asking, run, told, may, self } = props;
  const said = ({ act, reason, words, days, entry }: WishTold): string => {
    const of = told.persons.find(({ id }) => id === entry);
    const why = reason ?? of?.reason;
    const text = [why && texts.reasons[why], words ?? of?.words].filter(Boolean).join(' · ');
    return act === 'on' ? texts.wishOn(text, days ?? 0) : texts.wishOff(text);
  };
  return (
    <section class="fairness-part" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{texts.waiting}</h2>
      <p class="manager-quiet">{texts.waitingHint}</p>
      <ul class="fairness-list">
        {told.waiting.map((wish) => {
          const own = wish.askedBy.endsWith(`:${self}`);
          return (
            <li key={wish.id}>
              <span>
                {said(wish)}{' '}
                <span class="manager-quiet figures">
                  {wish.name ?? texts.program} {dateMinute(wish.askedAt)}
                </span>
              </span>
              {own && <span class="manager-quiet">{texts.own}</span>}
              {may && !own && (
                <Button onPress={() => void run(asking.agree(wish.id))}>{texts.agree}</Button>
              )}
              {may && (
                <Button kind="quiet" onPress={() => void run(asking.drop(wish.id))}>
                  {own ? texts.takeBack : texts.sayNo}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Watched({ texts, asking, run, told, may }: ListProps) {
  const going = new Set(told.waiting.flatMap(({ entry }) => entry ?? []));
  return (
    <section class="fairness-part" aria-labelledby="watched-title">
      <h2 id="watched-title">{texts.watched}</h2>
      <p class="manager-quiet">{texts.watchedHint}</p>
      {told.persons.length === 0 && <p class="manager-none">{texts.nobody}</p>}
      <ul class="fairness-list">
        {told.persons.map(({ id, reason, words, addedAt, deleteAt }) => (
          <li key={id}>
            <span>
              {[texts.reasons[reason], words].filter(Boolean).join(' · ')}{' '}
              <span class="manager-quiet figures">
                {texts.until(dateAlone(addedAt), dateAlone(deleteAt))}
              </span>
            </span>
            {may && (
              <Button
                kind="quiet"
                disabled={going.has(id)}
                onPress={() => void run(asking.takeOff(id))}
              >
                {going.has(id) ? texts.offAsked : texts.takeOff}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
