/**
 * Visits to the kiosk that are more than taking a number: booking, a slip that was scanned, the guides
 * from their first page on, the floor; and the two pages of who sets a kiosk up.
 */
import { names } from 'virtual:gallery-data';
import { serviceId } from '../../core/hall/ids.ts';
import { exampleGuideList } from '../../fixtures/screens/guides.ts';
import {
  exampleBooking,
  exampleCode,
  exampleLink,
  exampleSlots,
  exampleTicket,
  kioskExamples,
} from '../../fixtures/screens/kiosk.ts';
import type { Booking, CheckingIn, Who } from '../../kiosk/page/booking.ts';
import { Guides } from '../../kiosk/page/guides/finding/fetched.ts';
import { HomePage } from '../../kiosk/page/guides/finding/HomePage.tsx';
import {
  DepartmentsPage,
  EventsPage,
  ListPage,
} from '../../kiosk/page/guides/finding/ListPages.tsx';
import type { Place } from '../../kiosk/page/guides/finding/looking.ts';
import { Technician } from '../../kiosk/page/more/TechnicianPage.tsx';
import type { SlipShown } from '../../kiosk/page/own/own.ts';
import { type Speaks, silent } from '../../kiosk/page/sound/voices.ts';
import { nothingTyped } from '../../kiosk/page/typed.ts';
import { atStart } from '../../kiosk/page/visit.ts';
import { nothing } from '../../ui/examples.ts';
import type { Component, Example } from '../shape.ts';
import { kiosk, propsOf, wished } from './kiosk-props.tsx';

const service = serviceId('tax');
const told = exampleSlots('tax');
const days = 'days' in told ? told.days : [];
const [day] = days;
const slot = day?.slots[1];
const asking = { requestId: 'example', asking: false, trouble: null };

const dated = day && slot && { service, days, date: day.date, slot };
const who = (more: Partial<Who> = {}): Example =>
  dated
    ? kiosk({ at: 'book-who', ...dated, ...asking, typed: nothingTyped('phone'), ...more })
    : () => null;

const booking: Component = {
  service: kiosk({ at: 'book', page: 0 }),
  day: kiosk({ at: 'book-day', service, days, trouble: null, page: 0 }),
  'no-day': kiosk({ at: 'book-day', service, days: [], trouble: null, page: 0 }),
  slot: kiosk({ at: 'book-slot', service, days, date: day?.date ?? '', page: 0 }),
  who: who(),
  full: who({ typed: { kind: 'phone', text: '13800138000' }, trouble: { is: 'slot-full' } }),
  'given-back': kiosk({ at: 'given-back', booking: exampleBooking('tax') } satisfies Booking),
};

const code = (at: CheckingIn['at'], text: string): Example =>
  kiosk({ at, ...asking, typed: { kind: 'code', text } });

const slip = (status: NonNullable<SlipShown['found']>['status']): Example =>
  kiosk({
    ...{ at: 'slip', link: exampleLink, ...asking },
    found: {
      ...{ ticket: exampleTicket, label: 'A017', service, status },
      ...{ counter: status === 'called' ? (names.counters[0]?.id ?? null) : null, ahead: null },
    },
  } as SlipShown);

const guides = new Guides();
guides.list.value = { is: exampleGuideList };

/** A page of the guides with what it stands on. */
const finding =
  (up: Place): Example =>
  (shown) => {
    const props = {
      ...propsOf(shown, { at: 'guides' }, {}),
      ...{ names, view: kioskExamples.ranges(names), guides, list: exampleGuideList },
      ...{ looking: [{ at: 'home' }, up] as const, onLook: nothing },
    };
    switch (up.at) {
      case 'home':
        return <HomePage {...props} looking={[up]} />;
      case 'events':
        return <EventsPage {...props} up={up} />;
      case 'departments':
        return <DepartmentsPage {...props} up={up} />;
      case 'list':
        return <ListPage {...props} up={up} />;
      default:
        return null;
    }
  };

const technician =
  (speaks: Speaks | null, pressed: string): Example =>
  (shown) => {
    const visit = { at: 'info', on: 'technician' } as const;
    const props = propsOf(shown, visit, {});
    const view = kioskExamples.ranges(names);
    return <Technician {...props} {...{ names, view, visit, speaks, pressed }} />;
  };

const enrol = (letters: string, trouble: 'wrong' | null = null): Example =>
  kiosk(atStart, {
    ...{ refusal: 'not-enrolled', view: null, names: null },
    enrolment: { letters, asking: false, trouble, onLetters: nothing, onEnrol: nothing },
  });

export const kioskVisits = {
  booking,
  'check-in': {
    empty: code('check-in', ''),
    typed: code('check-in', exampleCode),
    'give-back': code('give-back', 'ABCD'),
  },
  slip: { missed: slip('missed'), called: slip('called'), waiting: slip('waiting') },
  'finding-pages': {
    home: finding({ at: 'home' }),
    events: finding({ at: 'events', who: 'person', page: 0 }),
    departments: finding({ at: 'departments', page: 0 }),
    list: finding({ at: 'list', of: { who: 'person' }, page: 0 }),
  },
  plan: { shown: kiosk({ at: 'info', on: 'plan' }, wished({})) },
  enrol: { empty: enrol(''), typed: enrol('ABCD234'), wrong: enrol('', 'wrong') },
  technician: {
    'no-chinese-voice': technician({ ...silent, en: 'browser' }, ''),
    'all-voices': technician(
      { 'zh-Hans': 'served', 'zh-Hant': 'served', en: 'served' },
      'F15 (F15)',
    ),
    asking: technician(null, ''),
  },
} satisfies Record<string, Component>;
