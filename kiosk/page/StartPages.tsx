/**
 * The first pages: what one would like to do, and which service.
 */

import type { ServiceId } from '../../core/hall/ids.ts';
import type { KioskService } from '../../core/views/kiosk.ts';
import type { Names } from '../../core/views/names.ts';
import { say } from '../../ui/texts.ts';
import { Choice, type Tile } from './Choice.tsx';
import { whenText } from './days.ts';
import { Frame } from './Frame.tsx';
import {
  books,
  fewChoices,
  footOf,
  hallName,
  type Known,
  leavingOf,
  needsHub,
  noticeOf,
  placeOf,
  serviceOf,
} from './known.ts';
import { hasMore } from './more/offered.ts';
import { kioskTexts } from './texts/texts.ts';
import { stripsHeight, tilesFor } from './tiles.ts';

type GroupId = Names['groups'][number]['id'];

/** All else that the kiosk has, on a page of its own. */
export function moreTile({ language, onDeed }: Known): Tile {
  const { more: name, moreAbout: about } = kioskTexts[language];
  return { key: 'more', name, about, onPress: () => onDeed({ do: 'more' }) };
}

/** Where guides are published, and the kiosk's settings do not leave them out. */
export function guidesTiles({ names, view, language, onDeed }: Known): Tile[] {
  const shown = placeOf(names, view)?.tiles?.includes('guides') ?? true;
  if (view.guides === null || !shown) return [];
  const { guides: name, guidesAbout: about } = kioskTexts[language];
  return [{ key: 'guides', name, about, onPress: () => onDeed({ do: 'guides' }) }];
}

/** What stands under the tiles. */
function underTiles(props: Known): Tile[] {
  const booking = fewChoices(props) ? [] : bookingTiles(props);
  const guides = guidesTiles(props);
  if (!hasMore(props)) return [...bookingTiles(props), ...guides];
  return [...booking, ...guides, moreTile(props)];
}

/** Checking in and booking, where the hall has them. */
export function bookingTiles(props: Known): Tile[] {
  const { view, language, newRequestId, onDeed } = props;
  const words = kioskTexts[language];
  if (!books(props)) return [];
  const checkIn: Tile = {
    key: 'check-in',
    name: words.checkInStart,
    about: words.checkInStartAbout,
    onPress: () => onDeed({ do: 'check-in', requestId: newRequestId() }),
  };
  const book: Tile = {
    key: 'book',
    name: words.bookStart,
    about: words.bookStartAbout,
    onPress: () => onDeed({ do: 'book' }),
  };
  return view.open ? [checkIn, book] : [book];
}

export function StartPage(props: Known & { page: number }) {
  const { names, view, language, screen, large, page, onDeed } = props;
  const words = kioskTexts[language];
  const tiles: Tile[] = names.groups.map((group) => ({
    key: group.id,
    name: say(group.name, language),
    about: group.about ? say(group.about, language) : '',
    onPress: () => onDeed({ do: 'choose-group', group: group.id }),
  }));
  const under = underTiles(props);
  return (
    <Frame
      at="start"
      hall={hallName(props)}
      title={words.chooseGroup}
      hint={view.away === null ? words.chooseGroupHint : words.standIn.hint}
      notice={noticeOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('groups', tiles.length, screen, large, stripsHeight(under.length, screen))}
        page={page}
        words={words}
        under={under}
        onPage={(to) => onDeed({ do: 'page', page: to })}
      />
    </Frame>
  );
}

export function ServicesPage(props: Known & { group: GroupId; page: number }) {
  const { names, view, language, screen, large, group, page, onDeed } = props;
  const words = kioskTexts[language];
  const chosen = names.groups.find(({ id }) => id === group);
  const tiles = (chosen?.services ?? []).map((service) => serviceTile(props, group, service));
  const many = names.groups.length > 1;
  const under = many ? [] : underTiles(props);
  return (
    <Frame
      at="services"
      hall={hallName(props)}
      title={chosen && many ? say(chosen.name, language) : words.chooseService}
      hint={view.away === null ? words.chooseServiceHint : words.standIn.hint}
      notice={noticeOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('services', tiles.length, screen, large, stripsHeight(under.length, screen))}
        page={page}
        words={words}
        under={under}
        onPage={(to) => onDeed({ do: 'page', page: to })}
      />
    </Frame>
  );
}

function serviceTile(props: Known, group: GroupId, service: ServiceId): Tile {
  const { view, language, newRequestId, onDeed } = props;
  const known = serviceOf(props, service);
  const now = view.services.find((one) => one.service === service);
  const open = (now?.open ?? false) && !needsHub(props, service);
  // A service that is closed by hand has nothing more to say than its tile does.
  const closed = !open && !now?.open && (now?.whyNot ?? 'service-closed') === 'service-closed';
  return {
    key: service,
    name: known ? say(known.name, language) : service,
    about: known?.about ? say(known.about, language) : '',
    state: stateOf(props, now, service),
    disabled: closed,
    faint: !open,
    onPress: () =>
      open
        ? onDeed({ do: 'choose-service', group, service, requestId: newRequestId() })
        : onDeed({ do: 'ask-why', group, service }),
  };
}

/** Who waits and how long; or why no number is given, and when again. */
function stateOf(props: Known, now: KioskService | undefined, service: ServiceId): string {
  const { language, today, view } = props;
  const words = kioskTexts[language];
  if (needsHub(props, service)) return words.standIn.realName;
  if (!now?.open) {
    const why = words.shortWhy[now?.whyNot ?? 'service-closed'];
    return now?.opens ? words.opensAt(whenText(now.opens, today, language)) : why;
  }
  if (view.away !== null) return words.standIn.open;
  const waits = words.waiting(now.waiting);
  if (now.counters === 0) return `${waits} · ${words.noCounter}`;
  return now.range ? `${waits} · ${words.range(now.range.low, now.range.high)}` : waits;
}
