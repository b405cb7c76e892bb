/**
 * Beside the ticket in hand: where its texts go, masked, and the form in which that is changed. The hub
 * is asked when another ticket is in hand; it never tells the number itself.
 */
import { type Signal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { hallPath, read, readIn, send } from '../../asking.ts';
import type { At } from '../at.ts';
import { openSheet } from '../press.ts';
import { isWrongPhone, PhoneField, phoneIn } from './PhoneField.tsx';
import { closeSheet, Foot, Sheet } from './Sheet.tsx';

interface PhoneTold {
  /** Masked; null: none is kept. */
  readonly phone: string | null;
}

/** What the hub has said of a ticket. */
const known: Signal<({ readonly ticket: string } & PhoneTold) | null> = signal(null);

/** Asks, or changes where a body is handed in. False: the hub did not say. */
async function told(at: At, ticket: string, body?: object): Promise<boolean> {
  const path = `${hallPath(at.me.hall)}/tickets/${ticket}/text-phone`;
  const answer = await (body
    ? send('POST', path, body).then(readIn<PhoneTold>)
    : read<PhoneTold>(path));
  if (typeof answer === 'string') return false;
  known.value = { ticket, phone: answer.phone };
  return true;
}

export function TextPhone({ at, ticket }: { at: At; ticket: string }) {
  const asks = at.view.texts === true;
  useEffect(() => {
    if (asks) void told(at, ticket);
  }, [ticket, asks]);
  if (!asks || known.value?.ticket !== ticket) return null;
  const words = at.texts.textPhone;
  const { phone } = known.value;
  return (
    <p class="hand-phone">
      <span class="figures">{phone === null ? words.none : words.is(phone)}</span>
      <button
        type="button"
        class="row-act"
        onClick={() => {
          at.deeds.hush();
          openSheet.value = 'phone';
        }}
      >
        {phone === null ? words.leave : words.change}
      </button>
    </p>
  );
}

export function PhoneSheet({ at }: { at: At }) {
  const [phone, setPhone] = useState('');
  const [failed, setFailed] = useState(false);
  const { inHand } = at.view;
  const words = at.texts.textPhone;
  // The ticket that the form is about has left the counter.
  const [about] = useState(inHand);
  const gone = about === null || inHand?.ticket !== about.ticket;
  useEffect(() => {
    if (gone) closeSheet();
  }, [gone]);
  if (gone) return null;
  const number = phoneIn(phone);
  const change = async (to: string | null): Promise<void> => {
    setFailed(false);
    const body = { phone: to, language: at.language };
    if (await told(at, about.ticket, body)) closeSheet();
    else setFailed(true);
  };
  return (
    <Sheet
      title={words.title(about.label)}
      onSubmit={() => {
        if (number !== undefined) void change(number);
      }}
    >
      <PhoneField at={at} phone={phone} onPhone={setPhone} />
      <Foot
        at={at}
        go={words.go}
        disabled={number === undefined || isWrongPhone(phone)}
        saying={failed ? words.failed : null}
      >
        {known.value?.phone && (
          <button type="button" class="button button-plain" onClick={() => void change(null)}>
            {words.remove}
          </button>
        )}
      </Foot>
    </Sheet>
  );
}
