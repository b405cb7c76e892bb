/**
 * Who sits at which window and what they do: a card for each window that is open, with the photo, the post and
 * what is posted of the clerk (办法, art. 22), and how many errands were done there today. Whoever may act opens
 * the window's console from here.
 */
import type { LiveCounter } from '../../core/views/live.ts';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { say } from '../../ui/texts.ts';
import { minutesBetween } from '../../ui/times.ts';
import { addressOf } from '../address.ts';
import type { PersonTold } from '../house/told.ts';
import { language } from '../language.ts';
import type { LiveParts, OnAct } from './Live.tsx';
import { doingOf } from './reckon.ts';

interface CountersProps extends LiveParts {
  /** Everybody who works here, with their cards; empty while it is not known. */
  readonly people: readonly PersonTold[];
  /** A window leads to its console. */
  readonly acts: boolean;
  /** Opens the form for an act on a window; null: it is only looked at. */
  readonly onAct: OnAct | null;
}

export function Counters(props: CountersProps) {
  const { view, names, texts, acts } = props;
  const staffed = view.counters.filter(({ status }) => status !== 'closed');
  const closed = view.counters.filter(({ status }) => status === 'closed');
  const signs = closed.map(({ id }) => names.counters.find((one) => one.id === id)?.sign ?? id);
  return (
    <section>
      <h2>{texts.counters}</h2>
      {acts && staffed.length > 0 && <p class="manager-quiet">{texts.actsHint}</p>}
      <ul class="live-staff">
        {staffed.map((counter) => (
          <Card key={counter.id} counter={counter} {...props} />
        ))}
      </ul>
      {signs.length > 0 && (
        <p class="manager-quiet figures">{texts.closedWindows(signs.join(' '))}</p>
      )}
    </section>
  );
}

function Card({
  counter,
  people,
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
  const turned = names.services.filter(({ id }) => counter.turned?.includes(id));
  const person = people.find((one) => one.person === counter.clerk);
  const who = counter.name ?? person?.name ?? counter.clerk;
  return (
    <li class={`live-card live-${doing}`}>
      {who !== null && <Photo path={person?.card?.photo ?? null} name={who} />}
      <div class="live-card-of">
        <h3 class="live-window">
          {acts ? <a href={addressOf({ counter: counter.id, mini: false })}>{name}</a> : name}
        </h3>
        <p>
          <strong>{who ?? texts.byOtherSystem}</strong>{' '}
          <span class="manager-quiet">
            {person?.card ? say(person.card.post, language.value) : who && texts.noCard}
          </span>
          {person && <small>{texts.account(person.account)}</small>}
        </p>
        <p class="figures live-does">
          {texts.doing[doing]} {counter.inHand && <TicketLabel label={counter.inHand.label} />}{' '}
          <span class="live-since">{texts.minutes(minutesBetween(counter.since, now))}</span>
          {doing === 'paused' && reason && <small>{say(reason.name, language.value)}</small>}
          <small>{texts.finishedHere(counter.finished)}</small>
          {turned.length > 0 && (
            <small>
              {texts.turned(turned.map((one) => say(one.name, language.value)).join(' '))}
            </small>
          )}
        </p>
        <Posted person={person} texts={texts} />
      </div>
      {onAct && (
        <button
          type="button"
          class="button live-act"
          onClick={() => onAct({ kind: 'turn', counter })}
        >
          {texts.turn}
          <span class="unseen"> {name}</span>
        </button>
      )}
    </li>
  );
}

/** Without a photo the first sign of the name stands there: a card is found again by its look. */
function Photo({ path, name }: { readonly path: string | null; readonly name: string }) {
  if (path !== null) return <img class="live-photo" src={path} alt="" />;
  return (
    <span class="live-photo" aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  );
}

/** Duties and promise, as they hang at the window. */
function Posted({
  person,
  texts,
}: {
  readonly person: PersonTold | undefined;
  readonly texts: LiveParts['texts'];
}) {
  const { duties = null, promise = null } = person?.card ?? {};
  if (duties === null && promise === null) return null;
  return (
    <details>
      <summary>{texts.dutiesAndPromise}</summary>
      {duties && <p>{say(duties, language.value)}</p>}
      {promise && <p>{say(promise, language.value)}</p>}
    </details>
  );
}
