/**
 * Lists on the way to a guide: life events, several items as one, departments, and the guides of one
 * of them. What does not fit is on the next page.
 */
import type { LifeEvent } from '../../../../core/guides/guide.ts';
import { Button } from '../../../../ui/components/button/Button.tsx';
import { tell } from '../../../../ui/guide/told.ts';
import { say } from '../../../../ui/texts.ts';
import { Choice, Pager, type Tile } from '../../Choice.tsx';
import { Frame } from '../../Frame.tsx';
import { serviceOf } from '../../known.ts';
import { kioskTexts } from '../../texts/texts.ts';
import { tilesFor } from '../../tiles.ts';
import { Head } from './Head.tsx';
import { framed, type Listed, opens, servicesHere } from './known.ts';
import { departmentsOf, eventsOf, guidesOf, type Of, type Place } from './looking.ts';
import { Rows } from './Rows.tsx';
import { bodyHeight, rowEm, rowsFor } from './rooms.ts';
import { takeFrom } from './taking.ts';
import { findingTexts } from './texts/texts.ts';

type At<Name extends Place['at']> = Listed & { readonly up: Extract<Place, { at: Name }> };

export function EventsPage(props: At<'events'>) {
  const { list, up, language, onLook } = props;
  const words = findingTexts[language];
  const events = eventsOf(list, up.who).map((event) => eventTile(props, event));
  const all: Tile = {
    key: 'all',
    name: words.allOf,
    about: words.items(guidesOf(list, { who: up.who }).length),
    onPress: () => onLook({ look: 'open', place: { at: 'list', of: { who: up.who }, page: 0 } }),
  };
  return <TilesPage {...props} title={words[up.who]} tiles={[...events, all]} />;
}

export function ScenesPage(props: At<'scenes'>) {
  const { list, language } = props;
  const tiles = eventsOf(list, 'scenes').map((event) => eventTile(props, event));
  return <TilesPage {...props} title={findingTexts[language].scenes} tiles={tiles} />;
}

export function DepartmentsPage(props: At<'departments'>) {
  const { list, language, onLook } = props;
  const words = findingTexts[language];
  const tiles = departmentsOf(list).flatMap(({ place, count }): Tile[] => {
    const name = list.departments[place];
    const of = { department: place };
    const onPress = () => onLook({ look: 'open', place: { at: 'list', of, page: 0 } });
    const about = words.items(count);
    return name ? [{ key: String(place), name: tell(name, language).text, about, onPress }] : [];
  });
  return <TilesPage {...props} title={words.departments} tiles={tiles} />;
}

function eventTile({ list, language, onLook }: Listed, { id, name, about }: LifeEvent): Tile {
  const of = { event: id };
  const count = findingTexts[language].items(guidesOf(list, of).length);
  return {
    key: id,
    name: say(name, language),
    about: about ? say(about, language) : count,
    onPress: () => onLook({ look: 'open', place: { at: 'list', of, page: 0 } }),
  };
}

interface TilesPageProps extends Listed {
  readonly up: { readonly page: number };
  readonly title: string;
  readonly tiles: readonly Tile[];
}

function TilesPage(props: TilesPageProps) {
  const { up, title, tiles, screen, large, language, onLook } = props;
  const hint = findingTexts[language].eventsHint;
  return (
    <Frame {...framed(props)} at="guides" title="" head={<Head {...props} {...{ title, hint }} />}>
      <Choice
        tiles={tiles}
        fit={tilesFor('groups', tiles.length, screen, large)}
        page={up.page}
        words={kioskTexts[language]}
        onPage={(page) => onLook({ look: 'page', page })}
      />
    </Frame>
  );
}

/** The large button under the rows, with its gap. */
const takeHeight = 140;

export function ListPage(props: At<'list'>) {
  const { list, up, screen, large, language, onLook } = props;
  const words = findingTexts[language];
  const guides = guidesOf(list, up.of);
  const event = 'event' in up.of ? eventIn(props, up.of) : undefined;
  const service = serviceOf(props, event?.service ?? null);
  const whole = service && servicesHere(props).includes(service.id) ? service : null;
  const fit = rowsFor(guides.length, bodyHeight(screen) - (whole ? takeHeight : 0), large);
  const at = Math.min(up.page, fit.pages - 1);
  const shown = guides.slice(at * fit.perPage, (at + 1) * fit.perPage);
  const hint = event?.about ? say(event.about, language) : words.listHint;
  const title = titleOf(props, up.of);
  return (
    <Frame {...framed(props)} at="guides" title="" head={<Head {...props} {...{ title, hint }} />}>
      <Rows
        guides={shown}
        {...{ list, language, height: fit.height, columns: 1, em: rowEm(screen, large) }}
        services={servicesHere(props)}
        onOpen={opens(props)}
      />
      <Pager
        {...{ fit, at }}
        words={kioskTexts[language]}
        onPage={(page) => onLook({ look: 'page', page })}
      />
      {whole && (
        <div class="guide-whole">
          <Button kind="main" onPress={() => takeFrom(props, whole.id)}>
            {words.takeWhole}
          </Button>
        </div>
      )}
    </Frame>
  );
}

const eventIn = ({ list }: Listed, { event }: { readonly event: string }) =>
  list.events.find(({ id }) => id === event);

function titleOf(props: Listed, of: Of): string {
  const { list, language } = props;
  const words = findingTexts[language];
  if ('who' in of) return words[of.who];
  if ('event' in of) {
    const event = eventIn(props, of);
    return event ? say(event.name, language) : words.title;
  }
  const name = list.departments[of.department];
  return name ? tell(name, language).text : words.title;
}
