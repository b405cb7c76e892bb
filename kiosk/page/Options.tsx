/**
 * Answers of which one or several may be chosen, under headings, each a button that stays pressed;
 * what does not fit is on the next page. The large button says that one is done.
 */
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { Pager } from './Choice.tsx';
import type { KioskWords } from './texts/texts.ts';
import type { Tiles } from './tiles.ts';
import './options.css';

export interface Option {
  readonly key: string;
  /** Options with the same heading stand together. */
  readonly heading: string;
  readonly name: string;
  readonly about: string;
  readonly chosen: boolean;
  readonly onPress: () => void;
}

export interface OptionsProps {
  readonly options: readonly Option[];
  readonly fit: Tiles;
  readonly page: number;
  readonly words: KioskWords;
  readonly mayEnd: boolean;
  readonly onPage: (page: number) => void;
  readonly onDone: () => void;
}

export function Options({ options, fit, page, words, mayEnd, onPage, onDone }: OptionsProps) {
  const at = Math.min(page, fit.pages - 1);
  const shown = options.slice(at * fit.perPage, (at + 1) * fit.perPage);
  const headings = [...new Set(shown.map(({ heading }) => heading))];
  return (
    <div class="options" style={{ '--option': fit.height }}>
      {headings.map((heading) => (
        <section key={heading}>
          {heading !== '' && <h2 class="options-heading">{heading}</h2>}
          <ul class="options-list">
            {shown
              .filter((option) => option.heading === heading)
              .map((option) => (
                <li key={option.key}>
                  <OptionButton {...option} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <Pager fit={fit} at={at} words={words} onPage={onPage} />
      <div class="options-done">
        <Button kind="main" onPress={onDone} disabled={!mayEnd}>
          {words.chosenDone}
        </Button>
      </div>
    </div>
  );
}

export function OptionButton(props: Omit<Option, 'key' | 'heading'>) {
  const { name, about, chosen, onPress } = props;
  return (
    <button type="button" class="option" aria-pressed={chosen} onClick={onPress}>
      <span class="option-box">{chosen && <Icon name="check" />}</span>
      <span class="option-words">
        <span class="option-name">{name}</span>
        {about && <span class="option-about">{about}</span>}
      </span>
    </button>
  );
}
