/**
 * The acts of the live page that need a choice: what a counter serves from now on (潮汐窗口), the class of a
 * ticket that waits, and a service that gives no numbers for a while. All name a reason, as the rules demand.
 */
import { useState } from 'preact/hooks';
import type { LiveCounter, LiveTicket } from '../../core/views/live.ts';
import { say } from '../../ui/texts.ts';
import { Pick, Ticks } from '../counter/parts/Sheet.tsx';
import { language } from '../language.ts';
import { ActSheet, PickReason } from './ActSheet.tsx';
import { type Acts, saidAt } from './acting.ts';
import type { LiveParts } from './Live.tsx';

export interface SheetParts extends Omit<LiveParts, 'view' | 'now'> {
  readonly acts: Acts;
  readonly onClose: () => void;
}

export function TurnSheet({
  counter,
  acts,
  names,
  texts,
  onClose,
}: SheetParts & { readonly counter: LiveCounter }) {
  const [ticked, setTicked] = useState<readonly string[]>(counter.services);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const place = `counter:${counter.id}` as const;
  const named = names.counters.find(({ id }) => id === counter.id);
  const set = async (services: string[] | null): Promise<void> => {
    const lacks = services?.length === 0 ? texts.servicesFirst : null;
    const first = lacks ?? (reason === '' ? texts.reasonFirst : null);
    setMissing(first);
    if (first !== null) return;
    const asked = { type: 'set-services' as const, counter: counter.id, services, reason };
    if (await acts.ask(place, asked, null)) onClose();
  };
  const sort = (list: readonly { id: string; name: Parameters<typeof say>[0] }[]) =>
    list.map(({ id, name }) => ({ id, name: say(name, language.value) }));
  return (
    <ActSheet
      title={texts.turnTitle(named ? say(named.name, language.value) : counter.id)}
      go={texts.turnGo}
      saying={missing ?? saidAt(acts, place, names)}
      busy={acts.working.value !== null}
      texts={texts}
      onGo={() => void set([...ticked])}
      onClose={onClose}
      more={
        counter.turned && (
          <button type="button" class="button button-plain" onClick={() => void set(null)}>
            {texts.turnBack}
          </button>
        )
      }
    >
      <div class="sheet-wide sheet-ticks-many">
        <Ticks
          name={texts.service}
          choices={sort(names.services)}
          ticked={ticked}
          onTick={(all) => {
            setTicked(all);
            setMissing(null);
          }}
        />
      </div>
      <PickReason
        reasons={names.reasons.tide}
        value={reason}
        texts={texts}
        onPick={(id) => {
          setReason(id);
          setMissing(null);
        }}
      />
    </ActSheet>
  );
}

export function PrioritySheet({
  ticket,
  acts,
  names,
  texts,
  onClose,
}: SheetParts & { readonly ticket: LiveTicket }) {
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const place = `ticket:${ticket.ticket}` as const;
  const classes = names.classes.filter(({ id, kind }) => kind !== 'booked' && id !== ticket.class);
  const go = async (): Promise<void> => {
    setMissing(chosen === '' || reason === '');
    if (chosen === '' || reason === '') return;
    const asked = { type: 'change-class' as const, ticket: ticket.ticket, class: chosen, reason };
    if (await acts.ask(place, asked, ticket.label)) onClose();
  };
  const title = texts.kind;
  const choices = classes.map(({ id, name }) => ({ id, name: say(name, language.value) }));
  const lacks = missing && (chosen === '' || reason === '');
  return (
    <ActSheet
      title={texts.priorityTitle(ticket.label)}
      go={texts.priorityGo}
      saying={lacks ? texts.reasonFirst : saidAt(acts, place, names)}
      busy={acts.working.value !== null}
      texts={texts}
      onGo={() => void go()}
      onClose={onClose}
    >
      <Pick
        name={title}
        value={chosen}
        none={texts.choose}
        groups={[{ title, choices }]}
        onPick={setChosen}
      />
      <PickReason
        reasons={names.reasons.priority}
        value={reason}
        texts={texts}
        onPick={setReason}
      />
    </ActSheet>
  );
}

export function PauseSheet({
  paused,
  acts,
  names,
  texts,
  onClose,
}: SheetParts & { readonly paused: readonly string[] }) {
  const [service, setService] = useState('');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const lacks = service === '' || reason === '';
  const place = `service:${service}` as const;
  const go = async (): Promise<void> => {
    setMissing(lacks);
    if (lacks) return;
    if (await acts.ask(place, { type: 'pause-service', service, reason }, null)) onClose();
  };
  const open = names.services.filter(({ id }) => !paused.includes(id));
  const choices = open.map(({ id, name }) => ({ id, name: say(name, language.value) }));
  return (
    <ActSheet
      title={texts.pauseTitle}
      go={texts.pauseGo}
      saying={missing && lacks ? texts.reasonFirst : saidAt(acts, place, names)}
      busy={acts.working.value !== null}
      texts={texts}
      onGo={() => void go()}
      onClose={onClose}
    >
      <p class="sheet-wide">{texts.pauseHint}</p>
      <Pick
        name={texts.service}
        value={service}
        none={texts.choose}
        groups={[{ title: texts.service, choices }]}
        onPick={setService}
      />
      <PickReason reasons={names.reasons.tide} value={reason} texts={texts} onPick={setReason} />
    </ActSheet>
  );
}
