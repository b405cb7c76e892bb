/**
 * Taking a number for somebody: which service, of which class and why, what the visitor needs, which
 * items. A document's number is asked for only where the service is bound to a person; it is sent and
 * forgotten.
 */
import { useState } from 'preact/hooks';
import type { Asked } from '../asked.ts';
import type { At } from '../at.ts';
import { holderOf } from '../door.ts';
import { nobody, type Person, PersonField, personIn } from './PersonField.tsx';
import { isWrongPhone, PhoneField, phoneIn } from './PhoneField.tsx';
import { type Choice, closeSheet, Foot, Pick, Sheet, Tick, Ticks } from './Sheet.tsx';
import { SlipChoice, Taken, usualPrinter } from './Taken.tsx';

interface Wish {
  readonly service: string;
  readonly kind: string;
  readonly reason: string;
  readonly needs: readonly string[];
  readonly items: readonly string[];
  readonly assisted: boolean;
  readonly kiosk: string;
  readonly person: Person;
  /** As it is typed. */
  readonly phone: string;
}

/** Somebody without a counter of their own helps visitors: what they take is assisted. */
const newWish = (at: At): Wish => ({
  service: '',
  kind: '',
  reason: '',
  needs: [],
  items: [],
  assisted: holderOf(at.view, at.me) !== 'me',
  kiosk: usualPrinter(at),
  person: nobody,
  phone: '',
});

const isMissing = ({ service, phone }: Wish): boolean => service === '' || isWrongPhone(phone);

export function TakeSheet({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [wish, setWish] = useState(() => newWish(at));
  const [taken, setTaken] = useState(false);
  const done = deeds.done.value;
  const change = (part: Partial<Wish>) => setWish((now) => ({ ...now, ...part }));

  const take = async (): Promise<void> => {
    if (isMissing(wish) || deeds.working.value !== null) return;
    const did = await deeds.ask('sheet', asked(wish, at), null);
    if (!did) return;
    setWish({ ...newWish(at), service: wish.service });
    setTaken(true);
  };
  if (taken && done?.type === 'issue-ticket') {
    const again = { name: texts.takeAnother, act: () => setTaken(false) };
    return (
      <Sheet title={texts.takeTitle} onSubmit={closeSheet}>
        <Taken at={at} done={done} again={again} />
      </Sheet>
    );
  }
  return (
    <Sheet title={texts.takeTitle} onSubmit={() => void take()}>
      <Wishes at={at} wish={wish} change={change} />
      <Foot at={at} go={texts.takeGo} disabled={isMissing(wish)} />
    </Sheet>
  );
}

interface WishesProps {
  readonly at: At;
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
}

function Wishes(props: WishesProps) {
  const { at, wish, change } = props;
  return (
    <>
      <ServicePick {...props} />
      <SlipChoice at={at} kiosk={wish.kiosk} onKiosk={(kiosk) => change({ kiosk })} />
      <KindPick {...props} />
      <Particulars {...props} />
    </>
  );
}

const choice = ({ id }: { readonly id: string }, name: (id: string) => string): Choice => ({
  id,
  name: name(id),
});

/** What this counter serves stands first. */
function ServicePick({ at, wish, change }: WishesProps) {
  const { names, texts, view } = at;
  const own = new Set<string>(view.counter.services);
  const services = names.services.map((one) => choice(one, at.service));
  return (
    <Pick
      name={texts.takeService}
      value={wish.service}
      none={texts.takeChoose}
      groups={[
        { title: texts.mine, choices: services.filter(({ id }) => own.has(id)) },
        { title: texts.otherServices, choices: services.filter(({ id }) => !own.has(id)) },
      ]}
      onPick={(id) => change({ service: id, items: [] })}
    />
  );
}

/** A reason is asked for with every class but the ordinary one. */
function KindPick({ at, wish, change }: WishesProps) {
  const { names, texts } = at;
  const kinds = names.classes.filter(({ kind }) => kind !== 'booked' && kind !== 'ordinary');
  const ordinary = names.classes.find(({ kind }) => kind === 'ordinary');
  if (kinds.length === 0) return null;
  const reasons = names.reasons.priority.map((one) => ({ id: one.id, name: at.reason(one) }));
  return (
    <>
      <Pick
        name={texts.takeClass}
        value={wish.kind}
        none={ordinary ? at.kind(ordinary.id) : ''}
        groups={[{ title: texts.takeClass, choices: kinds.map((one) => choice(one, at.kind)) }]}
        onPick={(kind) => change({ kind, reason: '' })}
      />
      {wish.kind !== '' && (
        <Pick
          name={texts.reasonTitle}
          value={wish.reason}
          none={texts.takeChoose}
          groups={[{ title: texts.reasonTitle, choices: reasons }]}
          onPick={(reason) => change({ reason })}
        />
      )}
    </>
  );
}

function Particulars({ at, wish, change }: WishesProps) {
  const { names, texts } = at;
  const service = names.services.find(({ id }) => id === wish.service);
  return (
    <>
      {service !== undefined && service.realName !== 'never' && (
        <PersonField at={at} person={wish.person} onPerson={(person) => change({ person })} />
      )}
      <Ticks
        name={texts.takeItems}
        choices={(service?.items ?? []).map((one) => choice(one, at.item))}
        ticked={wish.items}
        onTick={(items) => change({ items })}
      />
      <Ticks
        name={texts.takeNeeds}
        choices={names.needs.map((one) => choice(one, at.need))}
        ticked={wish.needs}
        onTick={(needs) => change({ needs })}
      />
      <PhoneField at={at} phone={wish.phone} onPhone={(phone) => change({ phone })} />
      <div class="sheet-wide">
        <Tick
          name={texts.takeAssisted}
          ticked={wish.assisted}
          onTick={(assisted) => change({ assisted })}
        />
      </div>
    </>
  );
}

function asked(wish: Wish, { language }: At): Asked {
  const { service, kind, reason, needs, items, assisted, kiosk } = wish;
  const person = personIn(wish.person);
  const phone = phoneIn(wish.phone);
  return {
    type: 'issue-ticket',
    service,
    language,
    ...(kind === '' ? {} : { class: kind }),
    ...(reason === '' ? {} : { reason }),
    ...(needs.length === 0 ? {} : { needs: [...needs] }),
    ...(items.length === 0 ? {} : { items: [...items] }),
    ...(assisted ? { assisted } : {}),
    ...(kiosk === '' ? {} : { kiosk }),
    ...(person === undefined ? {} : { person }),
    ...(phone === undefined ? {} : { phone }),
  };
}
