/**
 * Tickets in nobody's hand, one a row: who comes next at this counter, what is on hold, what was
 * missed, whose visitor asked for more minutes. A refusal stands in the row itself.
 */
import type { Reason } from '../../../core/hall/configuration.ts';
import type { PostponedLine, TicketLine } from '../../../core/views/counter.ts';
import { TicketLabel } from '../../../ui/components/ticket-label/TicketLabel.tsx';
import { clockTime } from '../../../ui/times.ts';
import { ageText } from '../ages.ts';
import { type At, linesIn } from '../at.ts';
import {
  type About,
  callFor,
  cancelFor,
  changeClassFor,
  isOpen,
  type Menu as MenuState,
  openMenu,
  rejoin,
  resume,
  toggleMenu,
} from '../press.ts';
import { keepFocus } from './ActButton.tsx';
import { Marks } from './Marks.tsx';
import { Menu, MenuOf } from './Menu.tsx';
import './rows.css';

/** As many as the view lists of parked, missed and postponed tickets each. */
const listedMax = 20;

export function UpNext({ at }: { at: At }) {
  const { view, texts } = at;
  return (
    <section class="panel up-next" aria-labelledby="up-next-title">
      <h2 id="up-next-title">{texts.upNext}</h2>
      {view.next.length === 0 && <p class="rows-none">{texts.upNextNobody}</p>}
      <ol class="rows rows-scroll">
        {view.next.map((line) => (
          <Row key={line.ticket} line={line} at={at}>
            <Small line={line} kind="waiting" text={texts.more} at={at} icon={true} />
          </Row>
        ))}
      </ol>
    </section>
  );
}

export function Parked({ at }: { at: At }) {
  const { view, texts } = at;
  return (
    <Aside id="parked" title={texts.parked} none={texts.parkedNobody} lines={view.parked} at={at}>
      {(line) => (
        <>
          <RowAct name={texts.resume} line={line} act={() => resume(line, at)} />
          <Small line={line} kind="cancel" text={texts.more} at={at} icon={true} />
        </>
      )}
    </Aside>
  );
}

export function Missed({ at }: { at: At }) {
  const { view, texts } = at;
  return (
    <Aside id="missed" title={texts.missed} none={texts.missedNobody} lines={view.missed} at={at}>
      {(line) => (
        <>
          <Small line={line} kind="call" text={texts.callBack} at={at} icon={false} />
          <RowAct name={texts.rejoin} line={line} act={() => rejoin(line, at)} />
          <Small line={line} kind="cancel" text={texts.more} at={at} icon={true} />
        </>
      )}
    </Aside>
  );
}

/** Why a number that is old enough is not called, and until when; there only while there are some. */
export function Postponed({ at }: { at: At }) {
  const { view, texts } = at;
  if (view.postponed.length === 0) return null;
  return (
    <Aside id="postponed" title={texts.postponed} none="" lines={view.postponed} at={at}>
      {(line) => (
        <>
          <Small line={line} kind="call" text={texts.callBack} at={at} icon={false} />
          <Small line={line} kind="cancel" text={texts.more} at={at} icon={true} />
        </>
      )}
    </Aside>
  );
}

interface AsideProps {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly lines: readonly TicketLine[];
  readonly at: At;
  readonly children: (line: TicketLine) => preact.ComponentChildren;
}

function Aside({ id, title, none, lines, at, children }: AsideProps) {
  return (
    <section class="panel aside" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title}{' '}
        <span class="count figures">
          {lines.length === listedMax ? at.texts.listFull(listedMax) : lines.length || ''}
        </span>
      </h2>
      {lines.length === 0 && <p class="rows-none">{none}</p>}
      <ol class="rows rows-scroll">
        {lines.map((line) => (
          <Row key={line.ticket} line={line} at={at}>
            {children(line)}
          </Row>
        ))}
      </ol>
    </section>
  );
}

function Row({
  line,
  at,
  children,
}: { line: TicketLine | PostponedLine; at: At } & preact.RenderableProps<object>) {
  const { texts, now } = at;
  const sentence = at.sentence(`ticket:${line.ticket}`);
  return (
    <li class="row">
      <TicketLabel label={line.label} />
      {sentence === null ? (
        <span class="row-about">
          <span class="row-line">
            <span class="row-service" title={at.service(line.service)}>
              {line.sentHere && <strong>{texts.sentHere} · </strong>}
              {at.service(line.service)}
            </span>
            <span class="row-age figures">
              {'until' in line
                ? texts.until(clockTime(line.until))
                : ageText(line.issuedAt, now, texts)}
            </span>
          </span>
          <Marks line={line} at={at} />
        </span>
      ) : (
        <span class="row-said">{sentence}</span>
      )}
      <span class="row-acts">{children}</span>
    </li>
  );
}

function RowAct({ name, line, act }: { name: string; line: About; act: () => void }) {
  return (
    <button type="button" class="row-act" onMouseDown={keepFocus} onClick={act}>
      {name}
      <span class="unseen"> {line.label}</span>
    </button>
  );
}

interface SmallProps {
  readonly line: TicketLine;
  readonly kind: 'waiting' | 'call' | 'cancel';
  readonly text: string;
  readonly at: At;
  /** Three dots in place of the word. */
  readonly icon: boolean;
}

const anchorOf = ({ kind, ticket }: { kind: string; ticket: string }) => `${kind}-${ticket}`;

/** A button in a row that opens the row's menu. */
function Small({ line, kind, text, at, icon }: SmallProps) {
  const { ticket, label } = line;
  const menu: MenuState = { kind, ticket, label };
  return (
    <button
      type="button"
      id={anchorOf({ kind, ticket })}
      class={icon ? 'row-act row-more' : 'row-act'}
      aria-haspopup="menu"
      aria-expanded={isOpen(menu)}
      onMouseDown={keepFocus}
      onClick={() => {
        at.deeds.hush();
        toggleMenu(menu);
      }}
    >
      {icon ? (
        <>
          <span class="unseen">{at.texts.actsOn(label)}</span>
          <span class="dots" aria-hidden="true" />
        </>
      ) : (
        <>
          {text}
          <span class="unseen"> {label}</span>
        </>
      )}
    </button>
  );
}

/** The menu of a row that is open, if any. */
export function RowMenu({ at }: { at: At }) {
  const menu = openMenu.value;
  if (menu?.kind === 'class') return <ClassMenu key={menu.to ?? ''} menu={menu} at={at} />;
  if (menu?.kind !== 'waiting' && menu?.kind !== 'call' && menu?.kind !== 'cancel') return null;
  const { names, texts, view } = at;
  const call = {
    title: texts.callWhy(menu.label),
    items: names.reasons.callTicket.map((reason) => itemOf(reason, at, callFor, menu, false)),
  };
  const cancel = {
    title: texts.cancelWhy(menu.label),
    items: names.reasons.cancel.map((reason) => itemOf(reason, at, cancelFor, menu, true)),
  };
  const { kind, ticket, label } = menu;
  const toClass = () => {
    openMenu.value = { kind: 'class', to: null, from: anchorOf({ kind, ticket }), ticket, label };
  };
  const change = {
    title: texts.kindOf(label),
    items: [{ name: texts.changeClass, choose: toClass }],
  };
  // The rules change no class of a number that is put off (NEXT-8).
  const putOff = view.postponed.some((line) => line.ticket === ticket);
  const many = names.classes.length > 1 && !putOff;
  const groups = {
    waiting: [call, ...(many ? [change] : []), cancel],
    call: [call],
    cancel: [...(many ? [change] : []), cancel],
  }[kind];
  return <Menu anchor={anchorOf(menu)} title={texts.actsOn(label)} groups={groups} />;
}

/** Which class first, then why: the second menu opens in the place of the first. */
function ClassMenu({ menu, at }: { menu: Extract<MenuState, { kind: 'class' }>; at: At }) {
  const { names, texts, view } = at;
  const { to, from, label } = menu;
  if (to === null) {
    const present = linesIn(view).find(({ ticket }) => ticket === menu.ticket)?.class;
    const classes = names.classes.filter(({ id, kind }) => kind !== 'booked' && id !== present);
    return (
      <MenuOf
        anchor={from}
        title={texts.classTo(label)}
        items={classes.map(({ id }) => ({
          name: at.kind(id),
          choose: () => {
            openMenu.value = { ...menu, to: id };
          },
        }))}
      />
    );
  }
  return (
    <MenuOf
      anchor={from}
      title={texts.classWhy(label, at.kind(to))}
      items={names.reasons.priority.map((reason) => ({
        name: at.reason(reason),
        choose: () => changeClassFor(to, reason.id, menu, at),
      }))}
    />
  );
}

const itemOf = (
  reason: Reason,
  at: At,
  act: (reason: Reason['id'], about: About, at: At) => void,
  about: About,
  danger: boolean,
) => ({ name: at.reason(reason), danger, choose: () => act(reason.id, about, at) });
