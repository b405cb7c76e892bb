/**
 * The visitor's phone in every state of a number, and the guide that it can hold beside it.
 */

import { longNames, names, now } from 'virtual:gallery-data';
import { signal } from '@preact/signals';
import type { PhoneView } from '../../core/views/phone.ts';
import { type Deeds, deedsOf } from '../../display/phone/deeds.ts';
import { Phone, type PhoneProps } from '../../display/phone/Phone.tsx';
import '../../display/phone/phone.css';
import { Reminder } from '../../display/phone/reminder/Reminder.tsx';
import type { Reminding } from '../../display/phone/reminder/reminding.ts';
import { phoneExamples } from '../../fixtures/screens/phone.ts';
import { nothing } from '../../ui/examples.ts';
import { dressUsual, type Example, type Group } from '../shape.ts';

/** A hub that says yes to a rating, and to whatever else is not asked here. */
const deeds = () =>
  deedsOf({ ask: <T,>() => Promise.resolve({ ok: true, tags: [] } as unknown as T) }, 'example');
const still = deeds();
const reminding: Reminding = {
  ...{ reminds: signal('can'), allow: () => Promise.resolve(), call: nothing },
};

const phone =
  (view: PhoneView | null, more: Partial<PhoneProps> = {}): Example =>
  ({ language, mode }) => (
    <Phone
      {...{ view, names, now, language }}
      reminder={(chosen) => <Reminder reminding={reminding} language={chosen} />}
      unknown={false}
      stale={false}
      heardAt={now}
      offline={false}
      deeds={still}
      onLanguage={nothing}
      large={mode === 'care'}
      onLarge={nothing}
      {...more}
    />
  );

const waiting = phoneExamples.waiting;
const finished = phoneExamples.finished;
const rateable = finished.steps.map(({ service }, step) => ({ step, service }));

/** Rated as soon as the hub has said so, which is at once. */
function rated(): Deeds {
  const own = deeds();
  void own.wish({ type: 'rate', step: 0, level: 5 });
  return { ...own, rateable: signal(rateable) };
}

export const phoneGroup: Group = {
  sizes: [
    { width: 390, height: 844 },
    { width: 320, height: 568 },
  ],
  modes: ['usual', 'care', 'contrast'],
  fills: false,
  dress: (root, mode) => {
    dressUsual(root, mode);
    root.dataset.size = mode === 'care' ? 'large' : 'usual';
  },
  components: {
    states: Object.fromEntries(
      Object.entries(phoneExamples).map(([name, view]) => [name, phone(view)]),
    ),
    line: {
      connecting: phone(null, { names: null }),
      unknown: phone(null, { unknown: true }),
      stale: phone(waiting, { stale: true }),
      offline: phone(waiting, { offline: true }),
      'long-names': phone(waiting, { names: longNames }),
      'long-names-called': phone(phoneExamples.called, { names: longNames }),
    },
    answers: {
      rating: phone(finished, { deeds: { ...still, rateable: signal(rateable) } }),
      rated: phone(finished, { deeds: rated() }),
      refused: phone(waiting, { deeds: { ...still, refused: signal('unavailable' as const) } }),
      busy: phone(waiting, { deeds: { ...still, busy: signal('postpone' as const) } }),
    },
  },
};
