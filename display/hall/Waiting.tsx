/**
 * Who waits, by service, most people first, and for how long where that is known: three columns under
 * their heads, so that the figures stand alone and large. What does not fit is told in one line.
 */
import type { DisplayView } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { type Language, say } from '../../ui/texts.ts';
import { emWidth } from '../../ui/widths.ts';
import { type HallLayout, hintPages, longNameEm, waitingColumns, waitingShown } from './layout.ts';
import type { HallWords } from './texts/texts.ts';

export interface WaitingProps {
  readonly view: DisplayView;
  readonly names: Names;
  readonly words: HallWords;
  readonly language: Language;
  readonly layout: HallLayout;
  /** Moves on every few seconds: whose turn it is among the missed. */
  readonly turn: number;
}

export function Waiting({ view, names, words, language, layout, turn }: WaitingProps) {
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
      <Labels caption={() => words.next} labels={view.next} layout={layout} />
      <Labels
        caption={(several) =>
          several
            ? words.missedOf((view.missed ?? []).length + (view.missedMore ?? 0))
            : words.missed
        }
        labels={view.missed}
        turn={turn}
        layout={layout}
      />
    </section>
  );
}

interface LabelsProps {
  /** `several`: not all are seen at once. */
  readonly caption: (several: boolean) => string;
  readonly labels: readonly string[] | undefined;
  readonly layout: HallLayout;
  /** Which page of them has its turn; the first where left out. */
  readonly turn?: number;
}

/**
 * Labels under their caption: who comes next, who was missed. Pages of them take turns and stand still
 * meanwhile, as notices do. Nothing where there are none.
 */
function Labels({ caption, labels = [], layout, turn = 0 }: LabelsProps) {
  const pages = hintPages(labels, layout.waitingWidth, layout.standing);
  const page = pages[turn % pages.length];
  if (page === undefined) return null;
  return (
    <div class="hint">
      <h3 class="hint-caption">{caption(pages.length > 1)}</h3>
      <ul class="hint-labels">
        {page.map((label) => (
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
