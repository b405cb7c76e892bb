/**
 * Why a service gives no number now, and what still works when none does. Fetched in a quiet moment, or
 * when it is wanted.
 */
import { say } from '../../ui/texts.ts';
import { Choice, type Tile } from './Choice.tsx';
import { whenText } from './days.ts';
import { Frame } from './Frame.tsx';
import {
  footOf,
  hallName,
  helpOf,
  type Known,
  leavingOf,
  needsHub,
  noticeOf,
  serviceOf,
} from './known.ts';
import { hasMore } from './more/offered.ts';
import type { Shut } from './night.ts';
import { bookingTiles, guidesTiles, moreTile } from './StartPages.tsx';
import { stopTexts } from './texts/stop/texts.ts';
import { kioskTexts } from './texts/texts.ts';
import { tilesFor } from './tiles.ts';
import type { Visit } from './visit.ts';

/** Why a service gives no number now, and what one can do instead. */
export function WhyPage(props: Known & { visit: Extract<Visit, { at: 'why' }> }) {
  const { view, language, screen, large, today, visit, onDeed } = props;
  const words = kioskTexts[language];
  const own = stopTexts[language];
  const known = serviceOf(props, visit.service);
  const now = view.services.find(({ service }) => service === visit.service);
  const opens = now?.opens ? words.opensAt(whenText(now.opens, today, language)) : null;
  const { service } = visit;
  const other: Tile = {
    key: 'other',
    name: own.elsewhere,
    about: own.elsewhereAbout,
    onPress: () => onDeed({ do: 'back' }),
  };
  const tiles = [
    ...bookingTiles(props)
      .filter(({ key }) => key === 'check-in' || known?.booked)
      .map((tile) =>
        tile.key === 'book'
          ? { ...tile, onPress: () => onDeed({ do: 'book-service', service }) }
          : tile,
      ),
    other,
  ];
  const why = needsHub(props, service)
    ? words.standIn.realNameWhy
    : own.why[now?.whyNot ?? 'service-closed'];
  return (
    <Frame
      at="why"
      hall={hallName(props)}
      title={known ? say(known.name, language) : visit.service}
      hint={opens ? `${why}${language === 'en' ? '. ' : '\uff0c'}${opens}` : why}
      notice={helpOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('groups', tiles.length, screen, large)}
        page={0}
        words={words}
        onPage={() => {}}
      />
    </Frame>
  );
}

/** No numbers at this hour: when again, and what still works. */
export function ShutPage(props: Known & { by: Shut }) {
  const { view, names, language, screen, large, today, by } = props;
  const words = kioskTexts[language];
  const own = stopTexts[language];
  const next = view.services
    .flatMap(({ opens }) => opens ?? [])
    .sort((a, b) => a.date.localeCompare(b.date) || a.minute - b.minute)[0];
  const more = hasMore(props) ? [moreTile(props)] : [];
  const tiles = [...bookingTiles(props), ...guidesTiles(props), ...more];
  const hours = `${own.closedHint} ${say(names.hall.hours, language)}`;
  const titles = {
    closed: words.closedTitle,
    'outside-hours': words.shutTitle,
    'booked-only': own.bookedOnlyTitle,
    unstaffed: words.unstaffedTitle,
  };
  const night = by !== 'booked-only';
  return (
    <Frame
      at="shut"
      hall={hallName(props)}
      title={titles[by]}
      hint={next && by !== 'unstaffed' ? words.opensAt(whenText(next, today, language)) : hours}
      notice={helpOf(props) ?? (night ? own.emergency : noticeOf(props))}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      {tiles.length > 0 && <p class="shut-still">{own.shutHint}</p>}
      <Choice
        tiles={tiles}
        fit={tilesFor('groups', tiles.length, screen, large)}
        page={0}
        words={words}
        onPage={() => {}}
      />
    </Frame>
  );
}
