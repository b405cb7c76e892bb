/**
 * English: how every no is put. What is the case first, then what to do; the same word for the same
 * thing, after the usage of DB11/T 334.
 */
import type { TicketStatus } from '../../../core/hall/state.ts';
import { clockTime, dateText } from '../../../ui/times.ts';
import { type Sentences, secondsOf, typedWrong } from './shape.ts';

const status: Readonly<Record<TicketStatus, string>> = {
  held: 'held until a manager has looked',
  waiting: 'waiting',
  called: 'called',
  serving: 'being served',
  parked: 'on hold',
  postponed: 'postponed by the visitor',
  missed: 'missed',
  finished: 'finished',
  cancelled: 'cancelled',
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const typed = {
  document: 'The document number is not right. Please check it.',
  code: 'A booking code has 8 letters and digits. Please check it.',
};

const emergency = {
  evacuation:
    'Evacuation: leave the hall. No numbers are given and nobody is called until a manager ends it.',
  fault: 'The manager has declared a system fault: no numbers are given until it ends.',
  drill: 'A drill is on: no numbers are given and nobody is called until a manager ends it.',
};

export const en: Sentences = {
  emergency: ({ kind }) => emergency[kind],
  'hall-closed': () => 'The hall is not open now, so nothing can be done.',
  'other-hall': () => 'This window belongs to another hall. Please sign in again.',
  'would-strand': () => 'The new settings would leave people waiting with nowhere to go.',
  'unknown-service': ({ service }, { service: name }) =>
    `The hall has no "${name(service)}". Please reload the page.`,
  'unknown-counter': () => 'The hall has no such window. Please choose another.',
  'unknown-ticket': () => 'No such number today. The list may just have changed.',
  'unknown-reason': () => 'This reason is no longer in use. Please choose another.',
  'service-closed': ({ service }, { service: name }) => `"${name(service)}" gives no numbers now.`,
  'label-not-away': ({ label }) => `${label} is no label of this kiosk.`,
  'label-taken': ({ label }) => `Another ticket of today has ${label} already.`,
  'not-adopted': ({ label }) => `${label} was not given by a kiosk on its own.`,
  'labels-exhausted': ({ prefix }) => `All numbers with ${prefix} are used up for today.`,
  'counter-closed': () => 'Nobody is signed in at this window. Sign in here first.',
  'counter-paused': () => 'The window is paused. End the pause first.',
  'counter-not-paused': () => 'The window is not paused. You can call.',
  'counter-not-open': ({ counter }, { counter: name }) =>
    `Nobody is at ${name(counter)}. Please choose another window.`,
  'counter-of-another': ({ counter }, { counter: name }) =>
    `A colleague has signed in at ${name(counter)}. Nothing was done.`,
  'counter-taken': ({ counter }, { counter: name }) =>
    `A colleague is signed in at ${name(counter)}. Make sure they have left, then take over.`,
  'signed-in-elsewhere': ({ counter }, { counter: name }) =>
    `You are still signed in at ${name(counter)}. Moving here closes it there.`,
  'only-clerks-sign-in': () => "This account cannot sign in at a window. Use a clerk's account.",
  'already-moved': ({ present }) =>
    present
      ? `You already have ${present.label} (${status[present.status]}). Nothing was done twice.`
      : 'You no longer have a number in hand. Nothing was done twice.',
  'same-press': ({ label }) => `${label} was called just now. Two quick presses count as one.`,
  'ticket-in-hand': (said) =>
    said.status === 'called'
      ? `${said.label} is called and still in hand. Start, mark as missed or hold it first.`
      : `${said.label} is still in hand. Finish, hold or transfer it first.`,
  'hand-empty': () => 'No number in hand. Call the next one first.',
  'nobody-waiting': (_, { inHand }) =>
    inHand === null
      ? 'Nobody is waiting now.'
      : `Nobody is waiting now. ${inHand} is still in hand; you can finish it.`,
  'wrong-status': (said) => `${said.label} is ${status[said.status]} now, so this cannot be done.`,
  'not-served-here': ({ service }, { service: name }) =>
    `"${name(service)}" is not served at this window.`,
  'recalled-enough': ({ max }) =>
    `Already called again ${times(max)}, no more is possible. If nobody comes, mark as missed.`,
  'too-soon': ({ waitMs }) => `Called just now. Please wait ${secondsOf(waitMs)} s.`,
  'rejoined-enough': ({ max }) =>
    `This number rejoined ${times(max)} already. You can call it directly.`,
  'postponed-enough': ({ max }) =>
    `This number was already put off ${times(max)}; no more is possible.`,
  'missed-too-long': ({ withinMinutes }) =>
    `Missed over ${withinMinutes} min ago, so it cannot rejoin. Call it, or ask for a new number.`,
  'unknown-class': () => 'The hall has no such kind of number. Reload the page.',
  'unknown-need': () => 'The hall does not know this need. Reload the page.',
  'unknown-item': () => 'This number has no such item. Reload the page.',
  'class-by-staff': () => 'Only staff can give this kind of number.',
  'class-by-booking': () => 'A booked number needs a booking.',
  'class-exhausted': ({ max }) => `All ${max} numbers of this kind are given for today.`,
  'reason-needed': () => 'Choose a reason first.',
  'outside-hours': ({ service }, { service: name }) =>
    `"${name(service)}" gives no numbers at this hour.`,
  'booked-only': ({ service }, { service: name }) =>
    `"${name(service)}" is only for bookings at this hour.`,
  'day-exhausted': ({ service, max }, { service: name }) =>
    `All ${max} numbers of ${name(service)} are taken for today.`,
  'band-exhausted': ({ service, max }, { service: name }) =>
    `All ${max} numbers of ${name(service)} are taken for this time of day.`,
  'hall-full': ({ max }) => `The hall holds ${max} people and is full. Try again later.`,
  'identity-needed': ({ service }, { service: name }) => `"${name(service)}" needs an ID card.`,
  'already-waiting': ({ label }) => `This visitor already has ${label}. Print it again instead.`,
  'person-exhausted': ({ max }) =>
    `This visitor has taken ${max} numbers today, which is the limit.`,
  'too-early': ({ opensAt }) =>
    `Too early to check in. It opens at ${clockTime(opensAt)}, ${dateText(opensAt, 'en')}.`,
  'already-checked-in': ({ label }) => `This booking has checked in as ${label}.`,
  'only-managers': () => 'Only a manager can change what a window serves.',
  'nowhere-to': () => 'The number is here already. Choose another service or window.',
  'bad-input': ({ field }) => {
    const what = typedWrong(field);
    return what === null
      ? `The page sent something wrong (${field || 'form'}). Please reload and try again.`
      : typed[what];
  },
  'not-allowed': () => 'This account may not do this.',
  'not-bookable': ({ service }, { service: name }) => `"${name(service)}" cannot be booked.`,
  'no-such-slot': () => 'There is no such slot. Please choose another.',
  'slot-full': () => 'This slot is full. Please choose another.',
  'too-near': () => 'This slot is too near to be booked. Take a number instead.',
  'too-far': ({ until }) => `Bookings can be made until ${until}.`,
  'already-booked-that-day': ({ date, max }) =>
    `This visitor has ${max} bookings on ${date} already, which is the limit.`,
  barred: () => 'This visitor missed too many bookings. Take a number instead.',
  'too-late-to-cancel': () => 'It is too late to cancel this booking.',
  'unknown-booking': () => 'No booking is found. Check it and try again.',
  'booking-cancelled': () => 'This booking was cancelled. Take a number instead.',
  'booking-over': () => 'The day of this booking is over. Take a number instead.',
  'booking-closed': () =>
    'That time has been closed since it was booked. Take a number instead, or book another time.',
  'too-many-tries': () => 'Too many wrong tries. Please wait a few minutes.',
  'help-taken': () => 'A colleague is already going.',
  'unknown-call': () => 'This call for help is already over.',
  'card-unknown': () => 'This card was read too long ago. Lay it on the reader again.',
  'no-printer': () => 'This kiosk has no printer.',
  'reprinted-enough': () => 'This slip cannot be printed again.',
  'bad-hello': () => 'The page and the hub do not match. Please reload the page.',
  reload: () => 'The system was updated. The page is reloading.',
  'not-enrolled': () => 'This device is not enrolled. Please ask the administrator.',
  'not-signed-in': () => 'Your sign-in has ended. Please sign in again.',
  'unknown-kiosk': () => 'The hall has no such kiosk. Please ask the administrator.',
  'unknown-link': () => 'This link is no longer valid.',
  busy: () => 'The hub is busy. Trying again by itself.',
  unavailable: () => 'The hub cannot record this now. Trying again by itself.',
  'no-answer': () =>
    'The hub did not confirm this. Look at the number in hand before you press again.',
  bug: () => 'The hub made a mistake and did not do this. Please tell the administrator.',
};
