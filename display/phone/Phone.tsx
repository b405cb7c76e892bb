/**
 * A ticket on its holder's phone: place and windows while it waits; when it is called, the whole
 * page says where to go, in the green of "go"; an emergency goes before all of it.
 */
import type { ComponentChildren } from 'preact';
import type { Emergency } from '../../core/views/facts.ts';
import type { Names } from '../../core/views/names.ts';
import type { PhoneView } from '../../core/views/phone.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { type Language, languageNames, languages, say } from '../../ui/texts.ts';
import { clockTime } from '../../ui/times.ts';
import { emWidth } from '../../ui/widths.ts';
import { windowsOf } from '../../ui/windows.ts';
import { Acts, missedHint, Refusal } from './Acts.tsx';
import type { Deeds } from './deeds.ts';
import { Rating } from './Rating.tsx';
import { type PhoneWords, phoneTexts } from './texts/texts.ts';

export interface PhoneProps {
  readonly view: PhoneView | null;
  readonly names: Names | null;
  /** The hub does not know the link of this address. */
  readonly unknown: boolean;
  readonly stale: boolean;
  readonly heardAt: number | null;
  /** The hub's time, epoch ms; null before its first word. */
  readonly now: number | null;
  readonly offline: boolean;
  readonly deeds: Deeds;
  /** How the phone will tell of the call, in that language; null while the part for it is loaded. */
  readonly reminder: ((language: Language) => ComponentChildren) | null;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly large: boolean;
  readonly onLarge: (large: boolean) => void;
}

export function Phone(props: PhoneProps) {
  const { view, names, unknown, stale, heardAt, offline, language, onLanguage } = props;
  const words = phoneTexts[language];
  const called = !unknown && view?.status === 'called' && !view.emergency;
  return (
    <div class={called ? 'phone phone-called' : 'phone'}>
      {offline && (
        <p class="phone-offline" role="status">
          {words.offline}
        </p>
      )}
      <StaleMark stale={(stale || offline) && !unknown} heardAt={heardAt} language={language} />
      <header class="phone-hall">{names ? say(names.hall.name, language) : ''}</header>
      <main class="phone-body">
        {view?.emergency && <Alarm emergency={view.emergency} words={words} language={language} />}
        <PhoneBody {...props} />
      </main>
      <footer class="phone-languages">
        {languages.map((one) => (
          <Button
            key={one}
            kind="quiet"
            lang={one}
            pressed={one === language}
            onPress={() => onLanguage(one)}
          >
            {languageNames[one]}
          </Button>
        ))}
        <Button kind="quiet" pressed={props.large} onPress={() => props.onLarge(!props.large)}>
          {words.largeType}
        </Button>
      </footer>
    </div>
  );
}

interface AlarmProps {
  readonly emergency: Emergency;
  readonly words: PhoneWords;
  readonly language: Language;
}

function Alarm({ emergency: { kind, words: own }, words, language }: AlarmProps) {
  const said = own && (own[language] ?? own['zh-Hans']);
  return (
    <div class={kind === 'drill' ? 'alarm alarm-drill' : 'alarm'} role="alert">
      <p class="alarm-title">
        <Icon name="warning" /> {words.emergency[kind]}
      </p>
      <p>{said ?? words.emergencyHint[kind]}</p>
    </div>
  );
}

function PhoneBody(props: PhoneProps) {
  const { view, names, unknown, language, deeds, now } = props;
  const words = phoneTexts[language];
  if (unknown) return <Told alone title={words.unknown} hint={words.unknownHint} />;
  if (!view || !names) return <Told alone title={words.connecting} hint="" />;
  const counter = names.counters.find(({ id }) => id === view.counter);
  const sign = counter?.sign ?? view.counter ?? '';
  if (view.status === 'called') {
    // Many windows are called by nothing but their sign.
    const place = counter ? say(counter.name, language) : words.window(sign);
    return (
      <div class="now" role="alert">
        <p class="now-word">{words.now}</p>
        <h1 class="now-window figures" style={fitted(words.window(sign), 4.2)}>
          {words.window(sign)}
        </h1>
        {place !== words.window(sign) && <p class="now-place">{place}</p>}
        {counter?.where && <p class="now-place">{words.where(say(counter.where, language))}</p>}
        <p class="now-label">
          <TicketLabel label={view.label} />
        </p>
        <p class="now-hint">{words.goNow}</p>
      </div>
    );
  }
  const at = now ?? view.issuedAt;
  return (
    <>
      <p class="phone-word">{words.yourNumber}</p>
      <h1 class="phone-label" style={fitted(view.label, 2.87)}>
        <TicketLabel label={view.label} />
      </h1>
      <p class="phone-service">{nameOf(view.service, names, language)}</p>
      <Booking view={view} words={words} />
      {view.status === 'waiting' ? (
        <Waits view={view} names={names} sign={sign} words={words} />
      ) : (
        <Told {...fate(view, sign, at, words)} />
      )}
      <Bring view={view} words={words} language={language} />
      <Steps view={view} names={names} words={words} language={language} />
      {view.emergency?.kind !== 'evacuation' && (
        <Acts {...{ view, names, now: at, deeds, words }} />
      )}
      <Refusal deeds={deeds} words={words} />
      <Rating {...{ deeds, names, words, language }} />
      {awaited.has(view.status) && !view.emergency && props.reminder?.(language)}
    </>
  );
}

/** These may be called. */
const awaited: ReadonlySet<PhoneView['status']> = new Set([
  'waiting',
  'postponed',
  'held',
  'parked',
]);

/** While one waits there is time to look whether everything is in the bag. */
function Bring({ view, words, language }: Pick<StepsProps, 'view' | 'words' | 'language'>) {
  if (!view.guided || view.emergency || !toCome.has(view.status)) return null;
  const address = `/guide?service=${encodeURIComponent(view.service)}&lang=${language}`;
  return (
    <p>
      <a class="phone-bring" href={address}>
        {words.bring}
      </a>
    </p>
  );
}

/** These come, or come again. */
const toCome: ReadonlySet<PhoneView['status']> = new Set([
  'waiting',
  'postponed',
  'held',
  'parked',
  'missed',
]);

/** The text's width in em goes to the style, which makes it as large as the phone is wide. */
const fitted = (text: string, leastEm: number) => ({ '--em': Math.max(leastEm, emWidth(text)) });

function Waits(props: { view: PhoneView; names: Names; sign: string; words: PhoneWords }) {
  const { view, names, sign, words } = props;
  return (
    <div class="phone-waits">
      <p class="phone-ahead figures">
        {view.ahead === 0 || view.ahead === null ? (
          words.aheadNobody
        ) : (
          <>
            {words.aheadBefore} <strong class="phone-count">{view.ahead}</strong>{' '}
            {words.aheadAfter(view.ahead)}
          </>
        )}
      </p>
      <p class="phone-range figures">{rangeText(view.range, words)}</p>
      {view.promised && view.step === 0 && (
        <p class="phone-hint phone-promised figures">
          {words.promised(clockTime(view.issuedAt), minutesText(view.promised, words))}
        </p>
      )}
      <p class="phone-windows figures">
        {view.counter === null
          ? words.windows(windowsOf(names, view.service).join(', '))
          : words.sentTo(sign)}
      </p>
    </div>
  );
}

/** How long still; where nothing is known it says so rather than guess. */
const rangeText = (range: PhoneView['range'], words: PhoneWords): string =>
  range === null ? words.rangeUnknown : words.range(minutesText(range, words));

/** `12–18`; a range that begins at nothing is told by its end alone, one without width by its number. */
function minutesText({ low, high }: NonNullable<PhoneView['range']>, words: PhoneWords): string {
  if (low <= 0) return words.within(Math.max(1, high));
  return low === high ? words.about(`${low}`) : words.about(`${low}–${high}`);
}

function Booking({ view: { booking }, words }: { view: PhoneView; words: PhoneWords }) {
  if (booking === null) return null;
  const time = clockTime(booking.slotAt);
  return (
    <p class="phone-booking figures">
      {booking.late ? words.bookedLate(time) : words.booked(time)}
    </p>
  );
}

interface StepsProps {
  readonly view: PhoneView;
  readonly names: Names;
  readonly words: PhoneWords;
  readonly language: Language;
}

/** What a ticket of several steps goes through, and which one it is at; nothing where there is one. */
function Steps({ view, names, words, language }: StepsProps) {
  const { step, steps } = view;
  if (steps.length < 2) return null;
  return (
    <section class="phone-steps" aria-label={words.steps(step + 1, steps.length)}>
      <p class="phone-word figures">{words.steps(step + 1, steps.length)}</p>
      <ol class="figures">
        {steps.map(({ service, outcome }, index) => (
          <li
            key={index}
            class={index === step ? 'phone-step-now' : ''}
            aria-current={index === step ? 'step' : undefined}
          >
            <span class="phone-step-mark">
              {outcome === null ? index + 1 : <Icon name="check" />}
            </span>
            <span>
              {nameOf(service, names, language)}
              {outcome !== null && <span class="unseen"> {words.stepDone}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const nameOf = (id: string, { services }: Names, language: Language): string => {
  const known = services.find((service) => service.id === id);
  return known ? say(known.name, language) : id;
};

interface ToldProps {
  readonly title: string;
  readonly hint: string;
  /** Nothing else is on the page: it is its heading. */
  readonly alone?: boolean;
}

function Told({ title, hint, alone = false }: ToldProps) {
  return (
    <div class="told" role="status">
      {alone ? <h1 class="told-title">{title}</h1> : <p class="told-title">{title}</p>}
      <p class="phone-hint">{hint}</p>
    </div>
  );
}

function fate(view: PhoneView, sign: string, now: number, words: PhoneWords) {
  switch (view.status) {
    case 'serving':
      return { title: words.serving, hint: words.window(sign) };
    case 'held':
      return { title: words.held, hint: words.heldHint };
    case 'postponed':
      return {
        title: words.postponed,
        hint: words.postponedHint(clockTime(view.postponedUntil ?? 0)),
      };
    case 'parked':
      return { title: words.parked, hint: words.parkedHint };
    case 'missed':
      return { title: words.missed, hint: missedHint(view, now, words) };
    case 'finished':
      return { title: words.finished, hint: words.finishedHint };
    case 'cancelled':
      return { title: words.cancelled, hint: words.cancelledHint };
    case 'unserved':
      return { title: words.unserved, hint: words.unservedHint };
    case 'waiting':
    case 'called':
      return { title: '', hint: '' };
  }
}
