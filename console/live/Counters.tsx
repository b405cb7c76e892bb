/**
 * What each counter does, who sits there and since when; whoever may act opens its console from here.
 */
import type { LiveCounter } from '../../core/views/live.ts';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { say } from '../../ui/texts.ts';
import { minutesBetween } from '../../ui/times.ts';
import { addressOf } from '../address.ts';
import { language } from '../language.ts';
import type { LiveParts } from './Live.tsx';
import { doingOf } from './reckon.ts';

export function Counters({ acts, ...parts }: LiveParts & { readonly acts: boolean }) {
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
            </tr>
          </thead>
          <tbody>
            {staffed.map((counter) => (
              <Row key={counter.id} counter={counter} acts={acts} {...parts} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

interface RowProps extends LiveParts {
  readonly counter: LiveCounter;
  readonly acts: boolean;
}

function Row({ counter, acts, names, now, texts }: RowProps) {
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
    </tr>
  );
}
