/**
 * Which page is up, out of what the hub says and where the visitor is. One question a page.
 */
import { say } from '../../ui/texts.ts';
import { BookPages } from './BookPages.tsx';
import { Enrol } from './Enrol.tsx';
import { Frame } from './Frame.tsx';
import { books, footOf, hallName, helpOf, type KioskProps, type Known } from './known.ts';
import { ServicesPage, ShutPage, StartPage, shutBy, WhyPage } from './StartPages.tsx';
import { NumberPage, TakePages } from './TakePages.tsx';
import { kioskTexts } from './texts/texts.ts';
import { atStart, isTaking } from './visit.ts';

export function Kiosk(props: KioskProps) {
  const { view, names, stale, refusal, visit } = props;
  if (refusal === 'not-enrolled') return <EnrolPage {...props} />;
  const known = view && names ? { ...props, view, names } : null;
  // What a visitor has in hand stays readable whatever the line does.
  if (known && (visit.at === 'number' || visit.at === 'booked')) return <VisitPage {...known} />;
  if (refusal === 'unknown-kiosk') return <Still at="unknown" {...props} />;
  if (stale && !isTaking(visit)) return <Still at="away" {...props} />;
  if (known === null) return <Still at="connecting" {...props} />;
  const shut = shutBy(known);
  if (shut !== null && !isTaking(visit)) {
    if (shut === 'closed' && !books(known)) return <Still at="closed" {...props} />;
    if (visit.at === 'start' || visit.at === 'services' || visit.at === 'take')
      return <ShutPage {...known} by={shut} />;
  }
  return <VisitPage {...known} />;
}

function VisitPage(known: Known) {
  const { names, visit } = known;
  switch (visit.at) {
    case 'start': {
      const [only] = names.groups;
      if (only && names.groups.length === 1)
        return <ServicesPage {...known} group={only.id} page={visit.page} />;
      return <StartPage {...known} page={visit.page} />;
    }
    case 'services':
      return <ServicesPage {...known} group={visit.group} page={visit.page} />;
    case 'why':
      return <WhyPage {...known} visit={visit} />;
    case 'take':
      return <TakePages {...known} visit={visit} />;
    case 'number':
      return <NumberPage {...known} visit={visit} />;
    case 'book':
    case 'book-day':
    case 'book-slot':
    case 'book-who':
    case 'booked':
    case 'check-in':
    case 'give-back':
    case 'given-back':
      return <BookPages {...known} visit={visit} />;
  }
}

function EnrolPage(props: KioskProps) {
  const words = kioskTexts[props.language];
  return (
    <Frame
      at="enrol"
      hall=""
      title={words.enrolTitle}
      hint={words.enrolHint}
      foot={footOf({ ...props, visit: atStart, view: null })}
    >
      <Enrol {...props.enrolment} words={words} />
    </Frame>
  );
}

/** Pages with nothing to touch: what is the matter, and what to do. */
function Still({
  at,
  ...props
}: KioskProps & { at: 'away' | 'closed' | 'connecting' | 'unknown' }) {
  const { names, language } = props;
  const words = kioskTexts[language];
  const hours = names ? say(names.hall.hours, language) : '';
  const texts = {
    away: [words.awayTitle, words.awayHint],
    closed: [words.closedTitle, `${words.closedHint} ${hours}`],
    connecting: [words.connecting, words.connectingHint],
    unknown: [words.unknownKiosk, words.unknownKioskHint],
  } as const;
  const [title, hint] = texts[at];
  return (
    <Frame
      at={at}
      hall={hallName(props)}
      title={title}
      hint={hint}
      notice={helpOf(props)}
      foot={footOf(props)}
    />
  );
}
