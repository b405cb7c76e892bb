/**
 * Which page is up, out of what the hub says and where the visitor is. One question a page.
 */
import { Frame } from './Frame.tsx';
import { footOf, hallName, helpOf, type KioskProps, type Known } from './known.ts';
import { later } from './Later.tsx';
import { shutBy } from './night.ts';
import { ServicesPage, StartPage } from './StartPages.tsx';
import { fetchAskPages, NumberPage, TakePages } from './TakePages.tsx';
import { kioskTexts } from './texts/texts.ts';
import { isTaking } from './visit.ts';

const Attract = later(() => import('./attract/Attract.tsx').then((chunk) => chunk.Attract));
const ShutPage = later(() => import('./StopPages.tsx').then((chunk) => chunk.ShutPage));
const WhyPage = later(() => import('./StopPages.tsx').then((chunk) => chunk.WhyPage));
const BookPages = later(() => import('./BookPages.tsx').then((chunk) => chunk.BookPages));
const MorePages = later(() => import('./more/MorePages.tsx').then((chunk) => chunk.MorePages));
const OwnPages = later(() => import('./own/OwnPages.tsx').then((chunk) => chunk.OwnPages));
const FindingPages = later(() =>
  import('./guides/finding/Finding.tsx').then((chunk) => chunk.FindingPages),
);
const EmergencyPage = later(() => import('./Emergency.tsx').then((chunk) => chunk.EmergencyPage));
const EnrolPage = later(() => import('./EnrolPage.tsx').then((chunk) => chunk.EnrolPage));
/** What is fetched in a quiet moment, so that it is there when the hub is not. */
export const fetchLaterPages = (): void => {
  for (const fetch of [
    EmergencyPage.fetch,
    Attract.fetch,
    BookPages.fetch,
    FindingPages.fetch,
    MorePages.fetch,
    ShutPage.fetch,
    WhyPage.fetch,
    OwnPages.fetch,
    fetchAskPages,
  ])
    void fetch();
};

export function Kiosk(props: KioskProps) {
  const { view, names, stale, refusal, visit } = props;
  if (refusal === 'not-enrolled') return <EnrolPage {...props} />;
  if (view?.emergency) return <EmergencyPage {...props} />;
  const known = view && names ? { ...props, view, names } : null;
  // What a visitor has in hand stays readable whatever the line does.
  const inHand = ['number', 'text-me', 'booked', 'guides'].includes(visit.at);
  if (known && inHand) return <VisitPage {...known} />;
  if (refusal === 'unknown-kiosk') return <Still at="unknown" {...props} />;
  if (stale && !isTaking(visit)) return <Still at="away" {...props} />;
  if (known === null) return <Still at="connecting" {...props} />;
  if (props.asleep) return <Attract {...props} />;
  const shut = shutBy(known.names, known.view);
  if (shut !== null && !isTaking(visit)) {
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
    case 'guides':
      return <FindingPages {...known} />;
    case 'more':
    case 'info':
    case 'rate':
      return <MorePages {...known} visit={visit} />;
    case 'slip':
    case 'text-me':
      return <OwnPages {...known} visit={visit} />;
  }
}

/** Pages with nothing to touch: what is the matter, and what to do. */
function Still({ at, ...props }: KioskProps & { at: 'away' | 'connecting' | 'unknown' }) {
  const words = kioskTexts[props.language];
  const texts = {
    away: [words.awayTitle, words.awayHint],
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
