/**
 * The hall at a glance: few numbers against their promise, who waits too long, what is to be seen to, every
 * service's line and every counter. Each thing leads to where one acts on it.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LiveCounter, LiveTicket, LiveView } from '../../core/views/live.ts';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { follow } from '../../ui/follow.ts';
import { say } from '../../ui/texts.ts';
import { minutesBetween } from '../../ui/times.ts';
import type { Me } from '../account.ts';
import { housePath, livePath, pastPath } from '../address.ts';
import type { Failed } from '../asking.ts';
import { Asking as House, type Told as HouseTold } from '../house/told.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { useSeldom } from '../seldom.ts';
import { PauseSheet, PrioritySheet, TurnSheet } from './ActSheets.tsx';
import { Attention } from './Attention.tsx';
import { type Acts, actsOn } from './acting.ts';
import { askBeside, besideMs, nothingBeside } from './beside.ts';
import { Counters } from './Counters.tsx';
import { DevicesTextsCases } from './DevicesTextsCases.tsx';
import { Help } from './Help.tsx';
import './live.css';
import { PausedServices } from './PausedServices.tsx';
import { Posted } from './Posted.tsx';
import { Remaining } from './Remaining.tsx';
import { countersDoing, lateText, linesOf, longestWait, overdue, standingOf } from './reckon.ts';
import { type LiveTexts, textsIn } from './texts/index.ts';

export interface LiveParts extends Pick<Known, 'names' | 'now'> {
  readonly texts: LiveTexts;
  readonly view: LiveView;
}

/** What a form is open for, with what was seen when it was opened. */
export type ActOn =
  | { readonly kind: 'turn'; readonly counter: LiveCounter }
  | { readonly kind: 'priority'; readonly ticket: LiveTicket }
  | { readonly kind: 'pause' };
export type OnAct = (act: ActOn) => void;

export function Live() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Now} />;
}

/** Its own line to the hub: the public one that every such page follows knows less. */
function Now({ me, names, rev, now }: Known) {
  const texts = textsIn(language.value);
  const [line] = useState(() => follow({ peer: 'manager' }));
  const [acts] = useState(() => actsOn(line));
  useEffect(() => () => line.stop(), [line]);
  const view = line.view.value;
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {view && (view.duty === null ? texts.noDuty : texts.duty(view.duty))}
      </ManagerHead>
      {line.refusal.value === 'not-signed-in' && <p class="manager-none">{texts.notAllowed}</p>}
      {!view && !line.refusal.value && <p class="manager-quiet">{texts.loading}</p>}
      {view && <All {...{ me, rev, names, now, texts, view, acts }} />}
    </>
  );
}

interface AllProps extends LiveParts {
  readonly me: Me;
  readonly rev: number;
  /** Left out: it is only looked at. */
  readonly acts?: Acts;
}

export function All({ me, rev, acts, ...parts }: AllProps) {
  const { view, names, now, texts } = parts;
  const [sheet, setSheet] = useState<ActOn | null>(null);
  // Whoever serves at windows as a manager may act on all of them, as the hub has it.
  const may = me.role === 'manager' && me.may.includes('counter.serve') ? (acts ?? null) : null;
  const onAct = may && setSheet;
  const close = () => setSheet(null);
  const { beside, again, house, posted, postedAgain } = useBeside(me, rev);
  const windows = countersDoing(view);
  const open = view.counters.length - windows.closed;
  const longest = longestWait(view, now);
  const late = lateText(view, now);
  return (
    <main class="live">
      <div class="live-numbers">
        <Figure name={texts.waiting} value={texts.people(view.waiting)} />
        <Figure
          name={texts.longest}
          value={longest === null ? texts.unknown : texts.minutes(longest)}
          over={late !== null}
        >
          {late === null ? texts.standing.well : texts.lateCount(late)}
        </Figure>
        <Figure name={texts.windows} value={texts.windowsOpen(open, view.counters.length)}>
          {texts.paused(windows.paused)}
        </Figure>
        <Figure name={texts.today} value={String(view.finished)}>
          {texts.ofTaken(view.taken)}
        </Figure>
      </div>
      <div class="live-split">
        <div>
          <Late {...parts} onAct={onAct} />
          <Services {...parts} />
          <PausedServices {...parts} acts={may} onAct={onAct} />
          <Remaining {...parts} />
        </div>
        <div>
          <Attention {...parts} />
          {may && <Help {...parts} acts={may} />}
          {beside && <DevicesTextsCases {...{ me, names, now, texts, beside }} onChange={again} />}
          {posted && (
            <Posted
              {...{ me, names, now, texts, asking: house, told: posted, onChange: postedAgain }}
            />
          )}
          <p class="live-acts">
            {me.may.includes('notices.change') && (
              <a class="button button-quiet" href={housePath}>
                {texts.house}
              </a>
            )}
            <a class="button button-quiet" href={pastPath}>
              {texts.past}
            </a>
            <a class="button button-quiet" href={`${livePath}?wall`}>
              {texts.wall}
            </a>
          </p>
        </div>
      </div>
      <Counters
        {...parts}
        people={posted?.people ?? []}
        acts={me.may.includes('counter.serve')}
        onAct={onAct}
      />
      {may && sheet?.kind === 'turn' && (
        <TurnSheet {...{ names, texts, acts: may, onClose: close, counter: sheet.counter }} />
      )}
      {may && sheet?.kind === 'pause' && (
        <PauseSheet {...{ names, texts, acts: may, onClose: close, paused: view.paused }} />
      )}
      {may && sheet?.kind === 'priority' && (
        <PrioritySheet {...{ names, texts, acts: may, onClose: close, ticket: sheet.ticket }} />
      )}
    </main>
  );
}

/** What is asked for over HTTP, beside the hall's own line. */
function useBeside(me: Me, rev: number) {
  const key = useMemo(() => [me.hall, me.may.join()], [me]);
  const seldom = useSeldom(rev, besideMs);
  const [beside, again] = useTold(() => askBeside(me), key, [seldom]);
  const house = useMemo(() => new House(me.hall), [me.hall]);
  const [told, postedAgain] = useTold<HouseTold | Failed>(() => house.all(), [house], [seldom]);
  const posted: HouseTold | null = typeof told === 'string' ? null : told;
  const known = beside === 'unreachable' ? nothingBeside : beside;
  return { beside: known, again, house, posted, postedAgain };
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly over?: boolean;
  readonly children?: ComponentChildren;
}

function Figure({ name, value, over = false, children }: FigureProps) {
  return (
    <div class={`live-number${over ? ' live-over' : ''}`}>
      <p class="live-name">{name}</p>
      <p class="live-value figures">{value}</p>
      <p class="manager-quiet figures">{children}</p>
    </div>
  );
}

/** Labels, whoever is longest over first; while nobody is, those who will be next. */
function Late({ view, now, names, texts, onAct }: LiveParts & { readonly onAct: OnAct | null }) {
  return (
    <section>
      <h2>{texts.late}</h2>
      {overdue(view, now).length === 0 && <p class="manager-none">{texts.nobodyLate}</p>}
      <ul class="live-late">
        {view.longest.map((one) => {
          const standing = standingOf(one, now);
          const age = minutesBetween(one.since, now);
          const service = names.services.find(({ id }) => id === one.service);
          return (
            <li key={one.ticket} class={`live-${standing}`}>
              <TicketLabel label={one.label} />
              <span>
                {service ? say(service.name, language.value) : one.service}
                <small class="figures">{ageText(one.dueAt, age, now, texts)}</small>
              </span>
              {onAct && (
                <button
                  type="button"
                  class="button live-act"
                  onClick={() => onAct({ kind: 'priority', ticket: one })}
                >
                  {texts.priority}
                  <span class="unseen"> {one.label}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ageText(dueAt: number | null, age: number, now: number, texts: LiveTexts): string {
  if (dueAt === null) return texts.waitedMinutes(age);
  return now > dueAt
    ? texts.lateMinutes(age, minutesBetween(dueAt, now))
    : texts.nearMinutes(age, minutesBetween(now, dueAt));
}

function Services({ view, now, names, texts }: LiveParts) {
  const lines = linesOf(view, names, now);
  return (
    <section>
      <h2>{texts.services}</h2>
      {lines.length === 0 ? (
        <p class="manager-none">{texts.nobodyWaits}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
        <section class="live-room" tabIndex={0} aria-label={texts.services}>
          <table class="manager-table figures">
            <thead>
              <tr>
                <th scope="col">{texts.service}</th>
                <th scope="col">{texts.count}</th>
                <th scope="col">{texts.oldest}</th>
                <th scope="col">{texts.promise}</th>
                <th scope="col">{texts.newcomer}</th>
                <th scope="col">{texts.clearIn}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((one) => {
                const service = names.services.find(({ id }) => id === one.service);
                const { newcomer, clearIn, promise } = one;
                return (
                  <tr key={one.service} class={`live-${one.standing}`}>
                    <th scope="row">{service ? say(service.name, language.value) : one.service}</th>
                    <td>{one.count}</td>
                    <td class="live-age">
                      {texts.minutes(one.oldest)}
                      {one.standing !== 'well' && <small>{texts.standing[one.standing]}</small>}
                    </td>
                    <td>{promise === null ? texts.unknown : texts.minutes(promise)}</td>
                    <td>{newcomer ? texts.range(newcomer.low, newcomer.high) : texts.unknown}</td>
                    <td>{clearIn === null ? texts.unknown : texts.minutes(clearIn)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
