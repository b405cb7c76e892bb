/**
 * Booking for somebody at the counter: the service, a day and a time that are still free, and whose it
 * is. The code is shown large, to be written down or photographed; whose number it was is forgotten.
 */
import { useEffect, useState } from 'preact/hooks';
import type { BookingTold, SlotsTold } from '../../../core/wire/booking.ts';
import { clockTime, dateText } from '../../../ui/times.ts';
import type { Asked } from '../asked.ts';
import type { At } from '../at.ts';
import { type Choice, closeSheet, Field, Foot, Pick, Sheet } from './Sheet.tsx';
import { Again } from './Taken.tsx';
import { codeText } from './Which.tsx';

type Kind = Exclude<Extract<Asked, { type: 'book' }>['person']['kind'], 'card'>;

interface Wish {
  readonly service: string;
  readonly date: string;
  /** The slot's start, epoch ms, as text; empty while none is chosen. */
  readonly at: string;
  readonly kind: Kind;
  readonly number: string;
}

const newWish: Wish = { service: '', date: '', at: '', kind: 'id-card', number: '' };
type Days = SlotsTold['days'];

/** The days with free slots of a service, asked once it is chosen; null until they are known. */
function useDays(service: string, at: At): Days | null {
  const [told, setTold] = useState<{ readonly service: string; readonly days: Days } | null>(null);
  useEffect(() => {
    let wanted = service !== '';
    if (!wanted) return;
    void at.slots(service).then((reply) => {
      if (!wanted) return;
      if ('ok' in reply) setTold({ service, days: reply.days });
      else if ('refused' in reply) at.deeds.say('sheet', 'book', reply);
      else at.deeds.say('sheet', 'book', { refused: reply.failed });
    });
    return () => {
      wanted = false;
    };
  }, [service]);
  return told?.service === service ? told.days : null;
}

export function BookSheet({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [wish, setWish] = useState(newWish);
  const [booked, setBooked] = useState(false);
  const days = useDays(wish.service, at);
  const done = deeds.done.value;
  const whole = wish.at !== '' && wish.number.trim() !== '';
  const change = (part: Partial<Wish>) => setWish({ ...wish, ...part });

  const book = async (): Promise<void> => {
    if (!whole || deeds.working.value !== null) return;
    const { service, kind, number } = wish;
    const person = { kind, number };
    const asked: Asked = {
      type: 'book',
      service,
      at: Number(wish.at),
      person,
      language: at.language,
    };
    if (!(await deeds.ask('sheet', asked, null))) return;
    setWish(newWish);
    setBooked(true);
  };
  const [made] = done?.bookings ?? [];
  if (booked && made) {
    return (
      <Sheet title={texts.bookTitle} onSubmit={closeSheet}>
        <Booked booking={made} at={at} />
        <Again at={at} name={texts.bookAnother} act={() => setBooked(false)} />
      </Sheet>
    );
  }
  return (
    <Sheet title={texts.bookTitle} onSubmit={() => void book()}>
      <Slots at={at} wish={wish} days={days} change={change} />
      <Whose at={at} wish={wish} change={change} />
      <Foot at={at} go={texts.bookGo} disabled={!whole} />
    </Sheet>
  );
}

interface PartProps {
  readonly at: At;
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
}

function Slots({ at, wish, days, change }: PartProps & { readonly days: Days | null }) {
  const { names, texts, language } = at;
  const free = (days ?? []).filter(({ slots }) => slots.some((slot) => slot.free > 0));
  const dates = free.map(({ date, slots }): Choice => {
    return { id: date, name: dateText(slots[0]?.at ?? 0, language) };
  });
  const slots = free.find(({ date }) => date === wish.date)?.slots ?? [];
  const times = slots
    .filter((slot) => slot.free > 0)
    .map((slot) => ({
      id: String(slot.at),
      name: texts.bookSlot(`${clockTime(slot.at)}–${clockTime(slot.ends)}`, slot.free),
    }));
  const services = names.services
    .filter(({ booked }) => booked)
    .map(({ id }) => ({ id, name: at.service(id) }));
  const none = days !== null && dates.length === 0;
  return (
    <>
      <div class="sheet-wide">
        <Pick
          name={texts.takeService}
          value={wish.service}
          none={texts.takeChoose}
          groups={[{ title: texts.takeService, choices: services }]}
          onPick={(service) => {
            at.deeds.hush();
            change({ service, date: '', at: '' });
          }}
        />
      </div>
      <Pick
        name={texts.bookDay}
        value={wish.date}
        none={none ? texts.bookNone : texts.takeChoose}
        groups={[{ title: texts.bookDay, choices: dates }]}
        onPick={(date) => change({ date, at: '' })}
      />
      <Pick
        name={texts.bookTime}
        value={wish.at}
        none={texts.takeChoose}
        groups={[{ title: texts.bookTime, choices: times }]}
        onPick={(slot) => change({ at: slot })}
      />
    </>
  );
}

const kinds: readonly Kind[] = ['id-card', 'phone', 'other'];

function Whose({ at: { texts }, wish, change }: PartProps) {
  return (
    <>
      <Pick
        name={texts.bookBy}
        value={wish.kind}
        groups={[
          {
            title: texts.bookBy,
            choices: kinds.map((id) => ({ id, name: texts.bookKind[id] })),
          },
        ]}
        onPick={(picked) => change({ kind: kinds.find((kind) => kind === picked) ?? 'id-card' })}
      />
      <Field name={texts.bookNumber} hint={texts.takePersonHint}>
        <input
          type="text"
          autocomplete="off"
          maxLength={40}
          value={wish.number}
          onInput={(event) => change({ number: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

function Booked({ booking, at }: { booking: BookingTold; at: At }) {
  const { texts, language } = at;
  const time = `${clockTime(booking.at)}–${clockTime(booking.ends)}`;
  return (
    <p class="sheet-taken figures" role="status">
      {texts.bookCode} <strong>{codeText(booking.code)}</strong>
      {at.service(booking.service)} · {dateText(booking.at, language)} {time}
      <br />
      {texts.bookHint(clockTime(booking.checkInFrom), clockTime(booking.checkInUntil))}
    </p>
  );
}
