/**
 * What happened around the moment, the story of one number, and of a call why it fell on whom it did: the
 * rule, and everybody who could have been called instead.
 */
import { useState } from 'preact/hooks';
import type { Names } from '../../core/views/names.ts';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { say } from '../../ui/texts.ts';
import { minutesBetween } from '../../ui/times.ts';
import { textsIn as counterTextsIn } from '../counter/texts/index.ts';
import { whyText } from '../counter/why.ts';
import { language } from '../language.ts';
import { type Place, stepFrom } from './reckon.ts';
import { nameIn } from './Screens.tsx';
import { timeOf } from './Steps.tsx';
import type { PastTexts } from './texts/index.ts';
import type { Asking, PastDay, PastEvent, PastMoment } from './told.ts';

interface HappenedProps {
  readonly asking: Asking;
  readonly day: PastDay;
  readonly moment: PastMoment;
  readonly names: Names;
  readonly texts: PastTexts;
  readonly onPlace: (place: Place) => void;
}

export function Happened(props: HappenedProps) {
  const { moment, texts } = props;
  const { live } = moment;
  const staffed = live.counters.filter(({ status }) => status !== 'closed').length;
  return (
    <div class="past-happened">
      <p class="past-counts figures">
        {texts.counts(live.waiting, staffed, live.finished, live.taken)}
      </p>
      <h2>{texts.around}</h2>
      <Events {...props} events={moment.around} />
      {moment.why && <Why {...props} why={moment.why} />}
      <Story {...props} />
    </div>
  );
}

function Events({
  events,
  day,
  moment,
  names,
  texts,
  onPlace,
}: HappenedProps & { readonly events: readonly PastEvent[] }) {
  return (
    <ol class="past-events figures">
      {events.map((event) => (
        <li key={event.seq}>
          <button
            type="button"
            class="manager-open"
            aria-current={event.seq === moment.seq ? 'true' : undefined}
            onClick={() => onPlace(stepFrom(day, { seq: event.seq, at: event.at }, 0))}
          >
            {timeOf(event.at)} {event.label && <TicketLabel label={event.label} />}{' '}
            {texts.types[event.type]} <small>{placesOf(event, names)}</small>
          </button>
        </li>
      ))}
    </ol>
  );
}

const placesOf = ({ counter, service }: PastEvent, names: Names): string =>
  [
    ...(counter === undefined ? [] : [nameIn(names.counters, counter)]),
    ...(service === undefined ? [] : [nameIn(names.services, service)]),
  ].join(' · ');

function Why({
  why,
  moment,
  names,
  texts,
}: HappenedProps & { readonly why: NonNullable<PastMoment['why']> }) {
  const said = whyText(why.because, {
    texts: counterTextsIn(language.value),
    names,
    kind: (id) => nameIn(names.classes, id),
    reasonIn: (list, id) => nameIn(list, id),
  });
  return (
    <section class="past-why">
      <h2>{texts.why(moment.event.label ?? '')}</h2>
      <p>{said}</p>
      <p class="manager-quiet">{texts.whyHint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <section class="manager-room" tabIndex={0} aria-label={texts.candidates}>
        <table class="manager-table figures">
          <thead>
            <tr>
              <th scope="col">{texts.number}</th>
              <th scope="col">{texts.service}</th>
              <th scope="col">{texts.kind}</th>
              <th scope="col">{texts.waited}</th>
              <th scope="col">{texts.standing}</th>
              <th scope="col">{texts.overtaken}</th>
            </tr>
          </thead>
          <tbody>
            {why.competitors.map((one) => (
              <tr key={one.label} class={one.label === moment.event.label ? 'past-own' : undefined}>
                <th scope="row">
                  <TicketLabel label={one.label} />
                </th>
                <td>
                  {one.service === null ? texts.how.sent : nameIn(names.services, one.service)}
                  {one.how !== 'own' && one.how !== 'sent' && <small>{texts.how[one.how]}</small>}
                </td>
                <td>{nameIn(names.classes, one.class)}</td>
                <td>
                  {texts.minutes(minutesBetween(0, one.waitedMs))}
                  {one.overdue && <small>{texts.overdue}</small>}
                </td>
                <td>{one.standing}</td>
                <td>
                  {one.overtaken}
                  {one.protected && <small>{texts.protected}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** All that happened to one number, each a way to that moment. */
function Story(props: HappenedProps) {
  const { asking, day, texts, names } = props;
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<readonly PastEvent[] | string | null>(null);
  const find = async (event: Event): Promise<void> => {
    event.preventDefault();
    const label = typed.trim().toUpperCase();
    if (label === '') return;
    const answer = await asking.ticket(day.day, label);
    setTold(typeof answer === 'string' ? texts.storyTrouble[answer] : answer.events);
  };
  return (
    <section class="past-story">
      <h2>{texts.story}</h2>
      <form class="past-find manager-field" onSubmit={(event) => void find(event)}>
        <label>
          {texts.number}
          <input
            type="text"
            class="figures"
            maxLength={12}
            placeholder={say({ 'zh-Hans': 'A017', en: 'A017' }, language.value)}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {texts.find}
        </button>
      </form>
      <div aria-live="polite">
        {typeof told === 'string' && <p class="manager-none">{told}</p>}
        {told !== null && typeof told === 'object' && (
          <Events {...props} names={names} events={told} />
        )}
      </div>
    </section>
  );
}
