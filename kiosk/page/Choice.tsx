/**
 * One question with tiles for answers, in two columns; what does not fit is on the next page.
 */
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import type { KioskWords } from './texts/texts.ts';
import { tileClasses } from './tile-type.ts';
import type { Tiles, WordRoom } from './tiles.ts';
import './choice.css';

export interface Tile {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  /** Who waits, or why it cannot be chosen now. */
  readonly state?: string;
  readonly disabled?: boolean;
  /** It can be pressed, but says why it is not for now. */
  readonly faint?: boolean;
  readonly onPress: () => void;
}

export interface ChoiceProps {
  readonly tiles: readonly Tile[];
  readonly fit: Tiles & { readonly words: WordRoom };
  readonly page: number;
  readonly words: KioskWords;
  /** What is asked for less often, low and wide under the tiles; two at most. */
  readonly under?: readonly Tile[];
  readonly onPage: (page: number) => void;
}

export function Choice({ tiles, fit, page, words, under = [], onPage }: ChoiceProps) {
  const at = Math.min(page, fit.pages - 1);
  const shown = tiles.slice(at * fit.perPage, (at + 1) * fit.perPage);
  const classes = tileClasses(shown, fit.words);
  return (
    <>
      <ul class="tiles" style={{ '--tile': fit.height, '--columns': fit.columns }}>
        {shown.map((tile, index) => (
          <li key={tile.key}>
            <button
              type="button"
              class={`tile ${classes[index]} ${tile.faint ? 'tile-faint' : ''}`}
              disabled={tile.disabled}
              onClick={tile.onPress}
            >
              <span class="tile-words">
                <span class="tile-name">{tile.name}</span>
                {tile.about && <span class="tile-about">{tile.about}</span>}
                {tile.state && <span class="tile-state figures">{tile.state}</span>}
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
      <Pager fit={fit} at={at} words={words} onPage={onPage} />
      {under.length > 0 && (
        <div class={`strips strips-${under.length}`}>
          {under.map(({ key, name, about, disabled, onPress }) => (
            <button key={key} type="button" class="strip" disabled={disabled} onClick={onPress}>
              <span class="strip-name">{name}</span>
              {about && <span class="strip-about">{about}</span>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

export interface PagerProps {
  readonly fit: Tiles;
  readonly at: number;
  readonly words: KioskWords;
  readonly onPage: (page: number) => void;
}

/** Nothing where all of it stands on one page. */
export function Pager({ fit, at, words, onPage }: PagerProps) {
  if (fit.pages <= 1) return null;
  return (
    <nav class="pager">
      <Button onPress={() => onPage(at - 1)} disabled={at === 0}>
        <Icon name="back" />
        {words.previousPage}
      </Button>
      <p class="figures">{words.page(at + 1, fit.pages)}</p>
      <Button onPress={() => onPage(at + 1)} disabled={at === fit.pages - 1}>
        {words.nextPage}
        <Icon name="forward" />
      </Button>
    </nav>
  );
}
