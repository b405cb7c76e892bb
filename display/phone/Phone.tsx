/**
 * A ticket on its holder's phone: place and windows while it waits; when it is called, the whole
 * page says where to go, in the green of "go".
 */
import type { Names } from '../../core/views/names.ts';
import type { TicketView } from '../../core/views/ticket.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { type Language, languageNames, languages, say } from '../../ui/texts.ts';
import { emWidth } from '../../ui/widths.ts';
import { windowsOf } from '../../ui/windows.ts';
import { type PhoneWords, phoneTexts } from './texts/texts.ts';

export interface PhoneProps {
  readonly view: TicketView | null;
  readonly names: Names | null;
  /** The hub does not know the link of this address. */
  readonly unknown: boolean;
  readonly stale: boolean;
  readonly heardAt: number | null;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

export function Phone(props: PhoneProps) {
  const { view, names, unknown, stale, heardAt, language, onLanguage } = props;
  const called = !unknown && view?.status === 'called';
  return (
    <div class={called ? 'phone phone-called' : 'phone'}>
      <StaleMark stale={stale && !unknown} heardAt={heardAt} language={language} />
      <header class="phone-hall">{names ? say(names.hall.name, language) : ''}</header>
      <main class="phone-body">
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
      </footer>
    </div>
  );
}

function PhoneBody({ view, names, unknown, language }: PhoneProps) {
  const words = phoneTexts[language];
  if (unknown) return <Told alone title={words.unknown} hint={words.unknownHint} />;
  if (!view || !names) return <Told alone title={words.connecting} hint="" />;
  const service = names.services.find(({ id }) => id === view.service);
  const sign = names.counters.find(({ id }) => id === view.counter)?.sign ?? view.counter ?? '';
  if (view.status === 'called') {
    return (
      <div class="now" role="alert">
        <p class="now-word">{words.now}</p>
        <h1 class="now-window figures" style={fitted(words.window(sign), 4.2)}>
          {words.window(sign)}
        </h1>
        <p class="now-label">
          <TicketLabel label={view.label} />
        </p>
        <p class="now-hint">{words.goNow}</p>
      </div>
    );
  }
  return (
    <>
      <p class="phone-word">{words.yourNumber}</p>
      <h1 class="phone-label" style={fitted(view.label, 2.87)}>
        <TicketLabel label={view.label} />
      </h1>
      <p class="phone-service">{service ? say(service.name, language) : view.service}</p>
      {view.status === 'waiting' ? (
        <Waits view={view} names={names} sign={sign} words={words} />
      ) : (
        <Told {...fate(view, names, sign, words)} />
      )}
    </>
  );
}

/** The text's width in em goes to the style, which makes it as large as the phone is wide. */
const fitted = (text: string, leastEm: number) => ({ '--em': Math.max(leastEm, emWidth(text)) });

function Waits(props: { view: TicketView; names: Names; sign: string; words: PhoneWords }) {
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
      <p class="figures">
        {view.counter === null
          ? words.windows(windowsOf(names, view.service).join(', '))
          : words.sentTo(sign)}
      </p>
      <p class="phone-hint">{words.keepOpen}</p>
    </div>
  );
}

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

function fate(view: TicketView, names: Names, sign: string, words: PhoneWords) {
  switch (view.status) {
    case 'serving':
      return { title: words.serving, hint: words.window(sign) };
    case 'parked':
      return { title: words.parked, hint: words.parkedHint };
    case 'missed':
      return { title: words.missed, hint: words.missedHint(names.rules.rejoinWithinMinutes) };
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
