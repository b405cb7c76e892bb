/**
 * Who waits, by service, most people first, and for how long where that is known: three columns under
 * their heads, so that the figures stand alone and large. What does not fit is told in one line.
 */
import type { DisplayView } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { type Language, say } from '../../ui/texts.ts';
import { emWidth } from '../../ui/widths.ts';
import { type HallLayout, hintsShown, longNameEm, waitingColumns, waitingShown } from './layout.ts';
import type { HallWords } from './texts/texts.ts';

export interface WaitingProps {
  readonly view: DisplayView;
  readonly names: Names;
  readonly words: HallWords;
  readonly language: Language;
  readonly layout: HallLayout;
}

export function Waiting({ view, names, words, language, layout }: WaitingProps) {
  const { waiting } = view;
  const { shown, restServices, restPeople } = waitingShown(waiting, layout.waitingRows);
  const ranged = shown.some(({ range }) => range !== undefined);
  const longEm = longNameEm(layout.waitingWidth, ranged);
  const sizes = {
    '--row': layout.waitingHeight,
    '--people': waitingColumns.people,
    '--minutes': waitingColumns.minutes,
    '--air': waitingColumns.air,
  };
  return (
    <section class={ranged ? 'hall-waiting waiting-ranged' : 'hall-waiting'} style={sizes}>
      <div class="hall-head waiting-head">
        <h2>{words.waiting}</h2>
        {waiting.length > 0 && <span class="waiting-people">{words.people}</span>}
        {ranged && <span class="waiting-minutes">{words.minutes}</span>}
      </div>
      {waiting.length === 0 && <p class="waiting-none">{words.nobodyWaits}</p>}
      <ul class="waiting">
        {shown.map(({ service, count, range }) => {
          const known = names.services.find(({ id }) => id === service);
          const name = known ? say(known.name, language) : service;
          return (
            <li class="waiting-row" key={service}>
              <span class={emWidth(name) > longEm ? 'waiting-name waiting-long' : 'waiting-name'}>
                {name}
              </span>
              <span class="waiting-people waiting-figure figures">{count}</span>
              {range && (
                <span class="waiting-minutes waiting-figure figures">{rangeText(range)}</span>
              )}
            </li>
          );
        })}
      </ul>
      {restServices > 0 && (
        <p class="waiting-rest figures">{words.rest(restServices, restPeople)}</p>
      )}
      <Labels caption={words.next} labels={view.next} layout={layout} />
      <Labels caption={words.missed} labels={view.missed} layout={layout} />
    </section>
  );
}

interface LabelsProps {
  readonly caption: string;
  readonly labels: readonly string[] | undefined;
  readonly layout: HallLayout;
}

/** Labels under their caption: who comes next, who was missed. Nothing where there are none. */
function Labels({ caption, labels = [], layout }: LabelsProps) {
  if (labels.length === 0) return null;
  const count = hintsShown(labels, layout.waitingWidth, layout.standing);
  return (
    <div class="hint">
      <h3 class="hint-caption">{caption}</h3>
      <ul class="hint-labels">
        {labels.slice(0, count).map((label) => (
          <li key={label}>
            <TicketLabel label={label} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `12–18`; a range without width is told by its number. */
const rangeText = ([low, high]: readonly [number, number]): string =>
  low === high ? String(high) : `${low}–${high}`;
