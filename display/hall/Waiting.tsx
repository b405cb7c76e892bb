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

/** A name longer than this, in em, is set smaller on two lines. */
const longNameEm = 14.4;

export function Waiting({ waiting, names, words, language, layout }: WaitingProps) {
  if (waiting.length === 0) return <p class="waiting-none">{words.nobodyWaits}</p>;
  const { shown, restServices, restPeople } = waitingShown(waiting, layout.waitingRows);
  return (
    <>
      <ul class="waiting" style={{ '--row': layout.waitingHeight }}>
        {shown.map(({ service, count }) => {
          const known = names.services.find(({ id }) => id === service);
          const name = known ? say(known.name, language) : service;
          return (
            <li class="waiting-row" key={service}>
              <span
                class={emWidth(name) > longNameEm ? 'waiting-name waiting-long' : 'waiting-name'}
              >
                {name}
              </span>
              <span class="waiting-count figures">
                {count}
                {words.people(count) && <span class="waiting-unit">{words.people(count)}</span>}
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
