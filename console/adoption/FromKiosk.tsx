/**
 * What one kiosk gave while the hub was away. Those who were served meanwhile are marked; the one button
 * closes them and keeps all others that are held.
 */
import { useState } from 'preact/hooks';
import type { AdoptedFrom, AdoptedLine } from '../../core/views/adoption.ts';
import type { Names } from '../../core/views/names.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { say } from '../../ui/texts.ts';
import { clockTime } from '../../ui/times.ts';
import { language } from '../language.ts';
import type { AdoptionTexts } from './texts/index.ts';

export interface FromKioskProps {
  readonly from: AdoptedFrom;
  readonly names: Names;
  readonly texts: AdoptionTexts;
  readonly onWord: (keep: readonly string[], close: readonly string[]) => Promise<void>;
}

export function FromKiosk({ from, names, texts, onWord }: FromKioskProps) {
  const [served, setServed] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const held = from.tickets.filter(({ status }) => status === 'held');
  const close = from.tickets.filter((one) => served.has(one.ticket) && mayClose(one));
  const keep = held.filter(({ ticket }) => !served.has(ticket));
  const mark = (ticket: string, on: boolean) => {
    const next = new Set(served);
    if (on) next.add(ticket);
    else next.delete(ticket);
    setServed(next);
  };
  const decide = async (): Promise<void> => {
    setAsking(true);
    await onWord(
      keep.map(({ ticket }) => ticket),
      close.map(({ ticket }) => ticket),
    );
    setServed(new Set());
    setAsking(false);
  };
  const place = names.kiosks.find(({ id }) => id === from.kiosk);
  const title = place ? say(place.name, language.value) : from.kiosk;
  return (
    <section class="from" aria-label={title}>
      <h2>{title}</h2>
      <p class="manager-quiet figures">
        {texts.since(clockTime(from.since), from.tickets.length)}
        {from.unsure > 0 && ` ${texts.unsureCount(from.unsure)}`}
      </p>
      <ul class="from-list">
        {from.tickets.map((one) => (
          <Line
            key={one.ticket}
            {...{ one, names, texts }}
            served={served.has(one.ticket)}
            asking={asking}
            onMark={(on) => mark(one.ticket, on)}
          />
        ))}
      </ul>
      <div class="from-act">
        <Button
          kind="main"
          disabled={asking || keep.length + close.length === 0}
          onPress={() => void decide()}
        >
          {texts.decide(close.length, keep.length)}
        </Button>
      </div>
    </section>
  );
}

const mayClose = ({ status }: AdoptedLine): boolean =>
  status === 'held' || status === 'waiting' || status === 'missed';

interface LineProps {
  readonly one: AdoptedLine;
  readonly names: Names;
  readonly texts: AdoptionTexts;
  readonly served: boolean;
  readonly asking: boolean;
  readonly onMark: (served: boolean) => void;
}

function Line({ one, names, texts, served, asking, onMark }: LineProps) {
  const service = names.services.find(({ id }) => id === one.service);
  const state = one.ended === null ? texts.status[one.status] : texts.ended[one.ended];
  return (
    <li>
      <label class={`from-line ${one.status === 'held' ? 'from-held' : ''}`}>
        <input
          type="checkbox"
          checked={served}
          disabled={!mayClose(one) || asking}
          onChange={({ currentTarget }) => onMark(currentTarget.checked)}
        />
        <strong class="from-label figures">{one.label}</strong>
        <span>{service ? say(service.name, language.value) : one.service}</span>
        <span class="figures">
          {texts.taken(clockTime(one.takenAt))}
          {one.unsure && ` ${texts.unsure}`}
        </span>
        <span class="from-state">{state}</span>
      </label>
    </li>
  );
}
