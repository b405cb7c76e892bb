/**
 * More services: the list of them, and what each of them shows.
 */
import type { KioskTile } from '../../../core/hall/configuration.ts';
import { Choice, type Tile } from '../Choice.tsx';
import { Frame, type FrameProps } from '../Frame.tsx';
import { fewChoices, footOf, hallName, type Known, leavingOf, noticeOf } from '../known.ts';
import { kioskTexts } from '../texts/texts.ts';
import { tilesFor } from '../tiles.ts';
import { DisclosurePage } from './DisclosurePage.tsx';
import { DutyPage } from './DutyPage.tsx';
import { HoursPage } from './HoursPage.tsx';
import type { More } from './more.ts';
import { offered } from './offered.ts';
import { PlanPage } from './PlanPage.tsx';
import { RatePage } from './RatePage.tsx';
import { TechnicianPage } from './TechnicianPage.tsx';
import { moreTexts } from './texts/texts.ts';
import './more.css';

export function MorePages({ visit, ...props }: Known & { readonly visit: More }) {
  switch (visit.at) {
    case 'more':
      return <ListPage {...props} visit={visit} />;
    case 'rate':
      return <RatePage {...props} visit={visit} />;
    case 'info':
      switch (visit.on) {
        case 'plan':
          return <PlanPage {...props} visit={visit} />;
        case 'duty':
          return <DutyPage {...props} visit={visit} />;
        case 'hours':
          return <HoursPage {...props} visit={visit} />;
        case 'disclosure':
          return <DisclosurePage {...props} visit={visit} />;
        case 'technician':
          return <TechnicianPage {...props} visit={visit} />;
      }
  }
}

/** What all of these pages say alike. */
export const framed = (
  props: Known,
  at: string,
): Pick<FrameProps, 'at' | 'hall' | 'notice' | 'leaving' | 'foot'> => ({
  at,
  hall: hallName(props),
  notice: noticeOf(props),
  leaving: leavingOf(props),
  foot: footOf(props),
});

function ListPage(props: Known & { readonly visit: Extract<More, { at: 'more' }> }) {
  const { language, screen, large, visit, onDeed } = props;
  const words = moreTexts[language];
  const tiles = [...offered(props).flatMap((tile) => tileOf(props, tile)), ...soundTile(props)];
  return (
    <Frame {...framed(props, 'more')} title={words.title} hint={words.hint}>
      <Choice
        tiles={tiles}
        fit={tilesFor('groups', tiles.length, screen, large)}
        page={visit.page}
        words={kioskTexts[language]}
        onPage={(page) => onDeed({ do: 'page', page })}
      />
    </Frame>
  );
}

/** Booking stands on the first page where that has room for it. */
function tileOf(props: Known, tile: KioskTile): Tile[] {
  const { language, newRequestId, onDeed } = props;
  const few = fewChoices(props);
  const words = moreTexts[language];
  const usual = kioskTexts[language];
  switch (tile) {
    case 'guides':
      return [];
    case 'check-in': {
      const onPress = () => onDeed({ do: 'check-in', requestId: newRequestId() });
      const { checkInStart: name, checkInStartAbout: about } = usual;
      return few ? [{ key: tile, name, about, onPress }] : [];
    }
    case 'book': {
      const { bookStart: name, bookStartAbout: about } = usual;
      return few ? [{ key: tile, name, about, onPress: () => onDeed({ do: 'book' }) }] : [];
    }
    case 'rate': {
      const onPress = () => onDeed({ do: 'rate-visit', link: null, requestId: newRequestId() });
      return [{ key: tile, name: words.rate, about: words.rateAbout, onPress }];
    }
    case 'plan':
    case 'duty':
    case 'hours':
    case 'disclosure': {
      const onPress = () => onDeed({ do: 'info', on: tile });
      return [{ key: tile, name: words[tile], about: words[`${tile}About`], onPress }];
    }
  }
}

/** Only where something can speak this language: a button that stays silent helps nobody. */
function soundTile({ language, spoken, modes, onMode }: Known): Tile[] {
  if (!spoken.includes(language)) return [];
  const { sound: name, soundAbout: about } = moreTexts[language];
  return [{ key: 'sound', name, about, onPress: () => onMode('sound', !modes.sound) }];
}
