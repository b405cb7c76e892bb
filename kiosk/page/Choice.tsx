/**
 * One question with tiles for answers, in two columns; what does not fit is on the next page.
 */
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { emWidth } from '../../ui/widths.ts';
import type { KioskWords } from './texts/texts.ts';
import type { Tiles } from './tiles.ts';
import './choice.css';

export interface Tile {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  /** Who waits, or why it cannot be chosen now. */
  readonly state?: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

export interface ChoiceProps {
  readonly tiles: readonly Tile[];
  readonly fit: Tiles;
  readonly page: number;
  readonly words: KioskWords;
  readonly onPage: (page: number) => void;
}

/** Names up to so wide, in em, fit on one line of a tile, and on two in each size of type. */
const oneLineEm = 6.5;
const sizesEm = [13, 22];

/** `tile-0` is the usual type; a name that is long gets a smaller one. */
function tileClass(name: string, state: string | undefined): string {
  const width = emWidth(name);
  const size = sizesEm.filter((most) => width > most).length;
  const roomy = width <= oneLineEm || state === undefined ? 'tile-roomy' : '';
  return `tile tile-${size} ${roomy}`;
}

export function Choice({ tiles, fit, page, words, onPage }: ChoiceProps) {
  const at = Math.min(page, fit.pages - 1);
  const shown = tiles.slice(at * fit.perPage, (at + 1) * fit.perPage);
  return (
    <>
      <ul class="tiles" style={{ '--tile': fit.height }}>
        {shown.map(({ key, name, about, state, disabled, onPress }) => (
          <li key={key}>
            <button
              type="button"
              class={tileClass(name, state)}
              disabled={disabled}
              onClick={onPress}
            >
              <span class="tile-words">
                <span class="tile-name">{name}</span>
                {about && <span class="tile-about">{about}</span>}
                {state && <span class="tile-state figures">{state}</span>}
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
      {fit.pages > 1 && (
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
      )}
    </>
  );
}
