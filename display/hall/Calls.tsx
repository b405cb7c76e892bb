/**
 * The last calls, newest on top and largest. A row is keyed by its call's `seq`: it enters once,
 * slides down once for each call after it, and leaves the page; nothing piles up.
 */
import type { DisplayCall } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import {
  arrowEm,
  type CallColumns,
  callColumns,
  callPlaces,
  captionEm,
  type HallLayout,
  type Place,
} from './layout.ts';
import type { HallWords } from './texts/texts.ts';

export interface CallsProps {
  readonly calls: readonly DisplayCall[];
  /** The `seq` of the calls that are lit. */
  readonly lit: readonly number[];
  readonly names: Names;
  readonly words: HallWords;
  readonly layout: HallLayout;
}

export function Calls({ calls, lit, names, words, layout }: CallsProps) {
  const places = callPlaces(calls.length, lit.length, layout.rows);
  const shown = calls.slice(0, places.length);
  const signOf = (call: DisplayCall) =>
    names.counters.find(({ id }) => id === call.counter)?.sign ?? call.counter;
  const caption = words.beforeSign + words.afterSign;
  const widths = shown.map((call) => ({ label: call.label, sign: signOf(call) }));
  const columns = callColumns(widths, caption, layout.callsWidth);
  return (
    <ol class="calls" aria-live="polite" aria-relevant="additions">
      {shown.map((call, index) => {
        const place = places[index];
        return (
          place && (
            <CallRow
              key={call.seq}
              call={call}
              sign={signOf(call)}
              lit={lit.includes(call.seq)}
              place={place}
              words={words}
              layout={layout}
              columns={columns}
            />
          )
        );
      })}
    </ol>
  );
}

interface CallRowProps {
  readonly call: DisplayCall;
  readonly sign: string;
  readonly lit: boolean;
  readonly place: Place;
  readonly words: HallWords;
  readonly layout: HallLayout;
  readonly columns: CallColumns;
}

function CallRow({ call, sign, lit, place, words, layout, columns }: CallRowProps) {
  const half = place.half === null ? '' : `call-half call-${place.half}`;
  const waits = call.state === 'called' ? 'call-awaited' : '';
  return (
    <li
      class={`call ${lit ? 'call-lit' : ''} ${waits} ${half}`}
      style={geometry(place, layout, columns)}
    >
      <div class="call-body">
        <TicketLabel label={call.label} />
        <span class="call-arrow">
          <Icon name="arrow" />
        </span>
        <span class="call-window figures">
          {words.beforeSign && <span class="call-caption call-before">{words.beforeSign}</span>}
          <span class="call-sign">{sign}</span>
          {words.afterSign && <span class="call-caption">{words.afterSign}</span>}
        </span>
      </div>
    </li>
  );
}

/** Lengths in units; hall.css multiplies them by --px. */
function geometry(place: Place, layout: HallLayout, columns: CallColumns) {
  const first = place.row === 0;
  const { big, row, dense, bigLabel, rowLabel, denseLabel } = columns;
  const [font, label] = first
    ? [big, bigLabel]
    : place.half === null
      ? [row, rowLabel]
      : [dense, denseLabel];
  return {
    '--y': first ? 0 : layout.bigHeight + (place.row - 1) * layout.rowHeight,
    '--height': first ? layout.bigHeight : layout.rowHeight,
    '--font': font,
    '--label': label,
    '--arrow': arrowEm * (place.half === null ? big : dense),
    '--caption': captionEm * (first ? font : font * 1.35),
  };
}
