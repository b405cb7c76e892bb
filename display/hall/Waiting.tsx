/**
 * Who waits, by service, most people first; what does not fit is told in one line.
 */
import type { DisplayView } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import { type Language, say } from '../../ui/texts.ts';
import { emWidth } from '../../ui/widths.ts';
import { type HallLayout, waitingShown } from './layout.ts';
import type { HallWords } from './texts/texts.ts';

export interface WaitingProps {
  readonly waiting: DisplayView['waiting'];
  readonly names: Names;
  readonly words: HallWords;
  readonly language: Language;
  readonly layout: HallLayout;
}

/** A name longer than this, in em, is set smaller on two lines; less room is left beside a range. */
const longNameEm = { alone: 14.4, besideRange: 12.4 };

export function Waiting({ waiting, names, words, language, layout }: WaitingProps) {
  if (waiting.length === 0) return <p class="waiting-none">{words.nobodyWaits}</p>;
  const { shown, restServices, restPeople } = waitingShown(waiting, layout.waitingRows);
  return (
    <>
      <ul class="waiting" style={{ '--row': layout.waitingHeight }}>
        {shown.map(({ service, count, range }) => {
          const known = names.services.find(({ id }) => id === service);
          const name = known ? say(known.name, language) : service;
          const longEm = range ? longNameEm.besideRange : longNameEm.alone;
          return (
            <li class="waiting-row" key={service}>
              <span class={emWidth(name) > longEm ? 'waiting-name waiting-long' : 'waiting-name'}>
                {name}
              </span>
              <span class={range ? 'waiting-count waiting-both figures' : 'waiting-count figures'}>
                <span>
                  {count}
                  {words.people(count) && <span class="waiting-unit">{words.people(count)}</span>}
                </span>
                {range && <span class="waiting-range">{rangeText(range, words)}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {restServices > 0 && (
        <p class="waiting-rest figures">{words.rest(restServices, restPeople)}</p>
      )}
    </>
  );
}

/** `12–18`; a range that begins at nothing is told by its end alone, one without width by its number. */
function rangeText([low, high]: readonly [number, number], words: HallWords): string {
  if (low === 0) return words.within(high);
  return words.about(low === high ? String(high) : `${low}–${high}`);
}
