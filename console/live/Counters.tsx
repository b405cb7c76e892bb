/**
 * What each counter does, who sits there and since when; whoever may act opens its console from here.
 */
import type { LiveCounter } from '../../core/views/live.ts';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { say } from '../../ui/texts.ts';
import { minutesBetween } from '../../ui/times.ts';
import { addressOf } from '../address.ts';
import { language } from '../language.ts';
import type { LiveParts, OnAct } from './Live.tsx';
import { doingOf } from './reckon.ts';

interface CountersProps extends LiveParts {
  /** A window leads to its console. */
  readonly acts: boolean;
  /** Opens the form for an act on a window; null: it is only looked at. */
  readonly onAct: OnAct | null;
}

export function Counters({ acts, onAct, ...parts }: CountersProps) {
  const { view, texts } = parts;
  const staffed = view.counters.filter(({ status }) => status !== 'closed');
  return (
    <section>
      <h2>{texts.counters}</h2>
      {acts && <p class="manager-quiet">{texts.actsHint}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <section class="live-room" tabIndex={0} aria-label={texts.counters}>
        <table class="manager-table figures live-counters">
          <thead>
            <tr>
              <th scope="col">{texts.counter}</th>
              <th scope="col">{texts.clerk}</th>
              <th scope="col">{texts.does}</th>
              <th scope="col">{texts.since}</th>
              {onAct && <th scope="col">{texts.acts}</th>}
            </tr>
          </thead>
          <tbody>
            {staffed.map((counter) => (
              <Row key={counter.id} {...{ counter, acts, onAct }} {...parts} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Row({
  counter,
  acts,
  onAct,
  names,
  now,
  texts,
}: CountersProps & { readonly counter: LiveCounter }) {
  const place = names.counters.find(({ id }) => id === counter.id);
  const name = place ? say(place.name, language.value) : counter.id;
  const doing = doingOf(counter);
  const reason = names.reasons.pause.find(({ id }) => id === counter.pauseReason);
  const services = names.services.filter(({ id }) => counter.turned?.includes(id));
  return (
    <tr class={`live-${doing}`}>
      <th scope="row">
        {acts ? <a href={addressOf({ counter: counter.id, mini: false })}>{name}</a> : name}
        {services.length > 0 && (
          <small>
            {texts.turned(services.map((one) => say(one.name, language.value)).join(' '))}
          </small>
        )}
      </th>
      <td>{counter.name ?? counter.clerk ?? texts.unknown}</td>
      <td>
        {texts.doing[doing]} {counter.inHand && <TicketLabel label={counter.inHand.label} />}
        {doing === 'paused' && reason && <small>{say(reason.name, language.value)}</small>}
      </td>
      <td>{texts.minutes(minutesBetween(counter.since, now))}</td>
      {onAct && (
        <td>
          <button
            type="button"
            class="button live-act"
            onClick={() => onAct({ kind: 'turn', counter })}
          >
            {texts.turn}
            <span class="unseen"> {name}</span>
          </button>
        </td>
      )}
    </tr>
  );
}
