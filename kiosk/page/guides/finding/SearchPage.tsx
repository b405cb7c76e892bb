/**
 * Searching as one types: the words above, what was found under them or beside, and the keyboard. The
 * letters that are being composed count already. Real keys do what the keys on the screen do.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { GuideEntry } from '../../../../core/guides/guide.ts';
import { candidatesFor } from '../../../../ui/keyboard/candidates.ts';
import type { Dictionary } from '../../../../ui/keyboard/dictionary.ts';
import { Keyboard } from '../../../../ui/keyboard/Keyboard.tsx';
import { loadDictionary } from '../../../../ui/keyboard/load.ts';
import { keyboardTexts } from '../../../../ui/keyboard/texts/texts.ts';
import { candidatePages, type Key, press } from '../../../../ui/keyboard/typing.ts';
import { Pager } from '../../Choice.tsx';
import { Frame } from '../../Frame.tsx';
import { kioskTexts } from '../../texts/texts.ts';
import { whole } from './fetched.ts';
import { framed, type Listed, opens, servicesHere } from './known.ts';
import { byPopularity, type Place, soughtIn } from './looking.ts';
import { Rows } from './Rows.tsx';
import { useRealKeys } from './real-keys.ts';
import { besideShare, rowEm, rowsFor, type SearchRoom, searchRoom } from './rooms.ts';
import { findingTexts } from './texts/texts.ts';

/** So many are shown at the most: whoever has not found it among them says more. */
const foundMax = 24;

type Searching = Listed & { readonly up: Extract<Place, { at: 'search' }> };

export function SearchPage(props: Searching) {
  const { guides, list, up, language, screen, modes, onLook } = props;
  const words = findingTexts[language];
  const dictionary = useDictionary();
  const candidates = useMemo(
    () =>
      dictionary && up.typing.layout === 'pinyin'
        ? candidatesFor(up.typing.composed, dictionary)
        : [],
    [dictionary, up.typing.composed, up.typing.layout],
  );
  const low = modes.low && screen.standing;
  const room = searchRoom(screen, low);
  const pages = candidatePages(candidates, room.candidates);
  const onKey = (key: Key) => onLook({ look: 'typed', typed: press(up.typing, key, candidates) });
  useRealKeys(up.typing, pages, onKey);
  useEffect(() => void guides.loadFinder(), [list.version]);
  const style = {
    // In low-reach mode the page's own: nothing to touch stands above it.
    '--search-where': low ? undefined : room.where,
    '--key-height': room.key,
    '--candidate-rows': room.candidates.rows,
  };
  return (
    <div class={`guide-searching ${room.beside ? 'guide-beside' : ''}`} style={style}>
      <Frame
        {...framed(props)}
        at="search"
        title=""
        head={<Field words={words.searchTitle} none={words.searchNothing} up={up} />}
      >
        <div class="guide-found">
          <Results {...props} room={room} />
        </div>
        <Keyboard
          typing={up.typing}
          {...{ candidates, pages, onKey }}
          words={keyboardTexts[language]}
        />
      </Frame>
    </div>
  );
}

/** Null until it is there; without it letters are sought as they are. */
function useDictionary(): Dictionary | null {
  const [dictionary, setDictionary] = useState<Dictionary | null>(null);
  useEffect(() => {
    loadDictionary().then(setDictionary, () => {});
  }, []);
  return dictionary;
}

interface FieldProps {
  readonly words: string;
  readonly none: string;
  readonly up: Searching['up'];
}

/** What was typed. Not a field of the browser: a kiosk has no keyboard of its system. */
function Field({ words, none, up }: FieldProps) {
  const { text, typing } = up;
  const empty = text === '' && typing.composed === '';
  return (
    <>
      <h1 class="where-title guide-search-title" tabIndex={-1}>
        {words}
      </h1>
      <p class="guide-field">
        {empty ? <span class="guide-field-none">{none}</span> : text}
        <span class="guide-field-letters">{typing.composed}</span>
      </p>
    </>
  );
}

function Results(props: Searching & { readonly room: SearchRoom }) {
  const { guides, list, up, language, large, screen, room, onLook } = props;
  const words = findingTexts[language];
  const finder = guides.finder.value;
  const sought = soughtIn(up).trim();
  const found = useMemo((): readonly GuideEntry[] => {
    if (sought === '') return byPopularity(list.guides).slice(0, foundMax);
    return whole(finder)?.find(sought, foundMax) ?? [];
  }, [finder, sought, list]);
  const fit = rowsFor(found.length, room.height, large, room.columns);
  const em = rowEm(screen, large, room.columns, room.beside ? 1 - besideShare : 1);
  const at = Math.min(up.page, fit.pages - 1);
  const shown = found.slice(at * fit.perPage, (at + 1) * fit.perPage);
  const trouble = typeof finder === 'string' && finder !== 'asking' ? words.searchFailed : null;
  const waits = finder === 'asking' && sought !== '' ? words.notReady : null;
  const said = trouble ?? waits ?? (found.length === 0 ? words.nothingFound : null);
  return (
    <>
      <p class="unseen" role="status">
        {said === null && sought !== '' ? words.found(found.length) : ''}
      </p>
      {said !== null && (
        <p class="guide-said" role="status">
          {said}
        </p>
      )}
      <Rows
        guides={shown}
        {...{ list, language, height: fit.height, columns: room.columns, em }}
        services={servicesHere(props)}
        onOpen={opens(props)}
      />
      {said === null && (
        <Pager
          {...{ fit, at }}
          words={kioskTexts[language]}
          onPage={(page) => onLook({ look: 'page', page })}
        />
      )}
    </>
  );
}
