/**
 * The sign over one counter as one picture of what it is given: which window, and whom it awaits.
 */
import type { Emergency } from '../../core/views/facts.ts';
import type { Names } from '../../core/views/names.ts';
import type { PostedCard } from '../../core/views/posted.ts';
import { EmergencyFace } from '../../ui/components/emergency/Emergency.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { type Language, say } from '../../ui/texts.ts';
import type { SignState } from './state.ts';
import { type SignWords, signTexts } from './texts/texts.ts';

export interface CounterSignProps {
  /** Null until the hub has spoken. */
  readonly state: SignState | null;
  readonly names: Names | null;
  readonly emergency: Emergency | null;
  readonly counter: string;
  readonly lit: boolean;
  readonly stale: boolean;
  readonly heardAt: number | null;
  readonly language: Language;
}

export function CounterSign(props: CounterSignProps) {
  const { state, names, emergency, counter, lit, stale, heardAt, language } = props;
  if (emergency) return <EmergencyFace emergency={emergency} />;
  const words = signTexts[language];
  const place = names?.counters.find(({ id }) => id === counter);
  const sign = place?.sign ?? counter;
  const turned = state?.services ? 'sign-turned' : '';
  return (
    <main class={`sign ${lit ? 'sign-lit' : ''} ${stale ? 'sign-stale' : ''} ${turned}`}>
      <h1 class="sign-window">
        {words.beforeSign && <span class="sign-caption">{words.beforeSign}</span>}
        <span class="sign-number figures">{sign}</span>
        {words.afterSign && <span class="sign-caption">{words.afterSign}</span>}
      </h1>
      {/* A new call is a new element: its movement runs once, from the start. */}
      <div class="sign-body" key={state?.is === 'called' ? state.call.seq : 'still'}>
        <SignBody state={state} words={words} language={language} />
      </div>
      <SignName state={state} names={names} counter={counter} language={language} />
      <div class="sign-mark">
        <StaleMark stale={stale} heardAt={heardAt} language={language} />
      </div>
    </main>
  );
}

/** What its name says it serves; while the tide has turned it, what it serves now. */
function SignName({
  state,
  names,
  counter,
  language,
}: Pick<CounterSignProps, 'state' | 'names' | 'counter' | 'language'>) {
  const place = names?.counters.find(({ id }) => id === counter);
  const services = state === null ? null : state.services;
  if (!names || !services) return <p class="sign-name">{place ? say(place.name, language) : ''}</p>;
  const known = services.flatMap(
    (service) => names.services.find(({ id }) => id === service) ?? [],
  );
  const listed = known.map(({ name }) => say(name, language)).join(separators[language]);
  return <p class="sign-name sign-services">{signTexts[language].servesNow(listed)}</p>;
}

const separators: Readonly<Record<Language, string>> = {
  'zh-Hans': '、',
  'zh-Hant': '、',
  en: ', ',
};

interface SignBodyProps {
  readonly state: SignState | null;
  readonly words: SignWords;
  readonly language: Language;
}

function SignBody({ state, words, language }: SignBodyProps) {
  if (state === null) return <p class="sign-quiet">{words.connecting}</p>;
  switch (state.is) {
    case 'called':
    case 'serving':
      return (
        <>
          <p class="sign-word">{words[state.is]}</p>
          <p class={state.label.length > 4 ? 'sign-label sign-long' : 'sign-label'}>
            <TicketLabel label={state.label} />
          </p>
        </>
      );
    case 'free':
      if (state.card) return <Card card={state.card} words={words} language={language} />;
      return <p class="sign-free">{words.free}</p>;
    case 'closed':
      return <p class="sign-quiet">{words.closed}</p>;
    case 'paused': {
      const { reason, instead } = state;
      const where = instead.join(separators[language]);
      return (
        <>
          <p class="sign-quiet">{words.paused}</p>
          {reason && <p class="sign-reason">{say(reason, language)}</p>}
          <p class="sign-hint">{where === '' ? words.pausedHint : words.instead(where)}</p>
        </>
      );
    }
    case 'unknown':
      return (
        <>
          <p class="sign-quiet">{words.unknown}</p>
          <p class="sign-hint">{words.unknownHint}</p>
        </>
      );
  }
}

/** Who serves here (办法, art. 22), while nobody is called or served. */
function Card({ card, words, language }: { card: PostedCard } & Omit<SignBodyProps, 'state'>) {
  return (
    <div class="card">
      {card.photo && <img class="card-photo" src={card.photo} alt="" />}
      <div class="card-words">
        <p class="card-name">{card.name}</p>
        <p class="card-post">{say(card.post, language)}</p>
        {card.duties && (
          <p class="card-line">
            <span class="card-head">{words.duties}</span> {say(card.duties, language)}
          </p>
        )}
        {card.promise && (
          <p class="card-line">
            <span class="card-head">{words.promise}</span> {say(card.promise, language)}
          </p>
        )}
      </div>
    </div>
  );
}
