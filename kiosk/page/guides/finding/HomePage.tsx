/**
 * The first page of the guides: the search, who one is, several items as one, departments; and what
 * most people come for.
 */

import { Icon } from '../../../../ui/components/icon/Icon.tsx';
import { Choice, type Tile } from '../../Choice.tsx';
import { Frame } from '../../Frame.tsx';
import { kioskTexts } from '../../texts/texts.ts';
import { Head } from './Head.tsx';
import { framed, type Listed, opens, searchFor, servicesHere } from './known.ts';
import { byPopularity, eventsOf, type Place } from './looking.ts';
import { Rows } from './Rows.tsx';
import { homeRoom, rowEm } from './rooms.ts';
import { findingTexts } from './texts/texts.ts';

export function HomePage(props: Listed) {
  const { list, language, large, screen, onLook } = props;
  const words = findingTexts[language];
  const open = (place: Place) => () => onLook({ look: 'open', place });
  const tile = (key: 'person' | 'company' | 'scenes' | 'departments', place: Place): Tile => ({
    key,
    name: words[key],
    about: words[`${key}About`],
    onPress: open(place),
  });
  const tiles = [
    tile('person', { at: 'events', who: 'person', page: 0 }),
    tile('company', { at: 'events', who: 'company', page: 0 }),
    ...(eventsOf(list, 'scenes').length > 0 ? [tile('scenes', { at: 'scenes', page: 0 })] : []),
    tile('departments', { at: 'departments', page: 0 }),
  ];
  const room = homeRoom(tiles.length, screen, large);
  const popular = byPopularity(list.guides).slice(0, room.popular);
  return (
    <Frame
      {...framed(props)}
      at="guides"
      title=""
      head={<Head {...props} title={words.homeTitle} hint={words.homeHint} />}
    >
      <button type="button" class="guide-search" onClick={open(searchFor(language))}>
        <Icon name="search" />
        <span class="guide-row-words">
          <span class="guide-search-name">{words.search}</span>
          <span class="guide-row-about">{words.searchAbout}</span>
        </span>
      </button>
      <Choice
        tiles={tiles}
        fit={room.tiles}
        page={0}
        words={kioskTexts[language]}
        onPage={() => {}}
      />
      {popular.length > 0 && (
        <section class="guide-popular" aria-labelledby="popular">
          <h2 id="popular" class="guide-heading">
            {words.popular}
          </h2>
          <Rows
            guides={popular}
            {...{ list, language, height: room.row, columns: 1, em: rowEm(screen, large) }}
            services={servicesHere(props)}
            onOpen={opens(props)}
          />
        </section>
      )}
    </Frame>
  );
}
