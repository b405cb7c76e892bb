/**
 * Left: the ticket in hand, or that there is none. Only its ages move.
 */
import type { Moment as Past } from '../../../core/hall/state.ts';
import type { TicketInHand } from '../../../core/views/counter.ts';
import { TicketLabel } from '../../../ui/components/ticket-label/TicketLabel.tsx';
import { clockTime } from '../../../ui/times.ts';
import { ageText, countText } from '../ages.ts';
import type { At } from '../at.ts';
import { whyText } from '../why.ts';
import { CardMatch } from './CardMatch.tsx';
import { CaseOfTicket } from './CaseOfTicket.tsx';
import { Errand } from './Errand.tsx';
import { Marks } from './Marks.tsx';
import { TextPhone } from './TextPhone.tsx';
import './ticket.css';

export function Hand({ at }: { at: At }) {
  const { view, texts } = at;
  const { inHand } = view;
  return (
    <section class="hand panel" aria-label={texts.inHand}>
      {inHand ? <InHand ticket={inHand} at={at} /> : <Empty at={at} />}
    </section>
  );
}

function Empty({ at: { view, texts } }: { at: At }) {
  const nobody = view.next.length === 0;
  return (
    <div class="hand-empty">
      <p class="hand-empty-title">{texts.handEmpty}</p>
      <p>{nobody ? texts.handEmptyNobody : texts.handEmptyHint}</p>
    </div>
  );
}

/** Since when the present stage lasts. */
export function stageOf({ status, calledAt, startedAt }: TicketInHand) {
  const serving = status === 'serving';
  return { stage: serving ? 'serving' : 'called', since: serving ? startedAt : calledAt } as const;
}

function InHand({ ticket, at }: { ticket: TicketInHand; at: At }) {
  const { texts, now, names } = at;
  const { stage, since } = stageOf(ticket);
  return (
    <>
      <h2 class="hand-label">
        <TicketLabel label={ticket.label} />
      </h2>
      <p class={`hand-status hand-status-${stage}`}>{texts.status[stage]}</p>
      <p class="hand-service">{at.service(ticket.service)}</p>
      <Marks line={ticket} at={at} />
      <CaseOfTicket ticket={ticket} at={at} />
      <TextPhone ticket={ticket.ticket} at={at} />
      <CardMatch key={ticket.ticket} ticket={ticket.ticket} at={at} />
      {ticket.because && <p class="hand-why">{whyText(ticket.because, at)}</p>}
      <dl class="hand-facts figures">
        {since !== null && (
          <Fact name={texts.since[stage]} value={countText(since, now)} large={true} />
        )}
        <Fact name={texts.waited} value={ageText(ticket.issuedAt, now, texts)} />
        <Fact name={texts.recalls} value={`${ticket.recalls} / ${names.rules.recallsMax}`} />
        {ticket.rejoins > 0 && <Fact name={texts.rejoins} value={texts.times(ticket.rejoins)} />}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <section class="hand-more rows-scroll" tabIndex={0} aria-label={texts.history}>
        <Errand ticket={ticket} at={at} />
        <History history={ticket.history} at={at} />
      </section>
    </>
  );
}

function Fact({ name, value, large }: { name: string; value: string; large?: boolean }) {
  return (
    <div class={large ? 'hand-fact hand-fact-large' : 'hand-fact'}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function History({ history, at }: { history: readonly Past[]; at: At }) {
  const { texts, view } = at;
  return (
    <div class="hand-history">
      <h3>{texts.history}</h3>
      <ol class="figures">
        {[...history].reverse().map(({ at: when, what, counter }, index) => (
          <li key={history.length - index}>
            <time>{clockTime(when)}</time>
            <span>
              {happened(what, texts.happened)}
              {counter !== null && counter !== view.counter.id && ` · ${at.counter(counter)}`}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What an event of the log is called; one that this page does not know is shown as it is. */
function happened(what: string, words: Readonly<Record<string, string>>): string {
  return words[what] ?? what;
}
