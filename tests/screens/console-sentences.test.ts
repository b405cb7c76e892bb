/**
 * A sentence for every no, in every language: complete, ended, with its data, and short enough for
 * two lines of the mini window.
 */
import { describe, expect, test } from 'vitest';
import type { SaidName, SaidOf } from '../../console/counter/said.ts';
import { sentenceFor } from '../../console/counter/sentences/sentences.ts';
import type { Naming } from '../../console/counter/sentences/shape.ts';
import {
  classId,
  counterId,
  itemId,
  label,
  needId,
  reasonId,
  serviceId,
  staffId,
  ticketId,
} from '../../core/hall/ids.ts';
import { languages } from '../../ui/texts.ts';

const ticket = { ticket: ticketId('ticket-00001'), label: label('A017') };
const called = { ...ticket, status: 'called' } as const;
const counter = counterId('3');
const service = serviceId('tax');

/** One of each: a new refusal does not compile here until it is tried too. */
const samples: { readonly [N in SaidName]: SaidOf<N> } = {
  emergency: { refused: 'emergency', kind: 'evacuation' },
  'hall-closed': { refused: 'hall-closed' },
  'other-hall': { refused: 'other-hall' },
  'would-strand': { refused: 'would-strand', services: [service], counters: [] },
  'unknown-service': { refused: 'unknown-service', service },
  'unknown-counter': { refused: 'unknown-counter', counter },
  'unknown-ticket': { refused: 'unknown-ticket', ticket: ticket.ticket },
  'unknown-reason': { refused: 'unknown-reason', reason: reasonId('meal') },
  'service-closed': { refused: 'service-closed', service },
  'label-not-away': { refused: 'label-not-away', label: label('AK001') },
  'label-taken': { refused: 'label-taken', label: label('AK001') },
  'not-adopted': { refused: 'not-adopted', ...called },
  'labels-exhausted': { refused: 'labels-exhausted', prefix: 'A' },
  'counter-closed': { refused: 'counter-closed', counter },
  'counter-paused': { refused: 'counter-paused', counter },
  'counter-not-paused': { refused: 'counter-not-paused', counter },
  'counter-not-open': { refused: 'counter-not-open', counter },
  'counter-of-another': { refused: 'counter-of-another', counter, clerk: staffId('x') },
  'counter-taken': { refused: 'counter-taken', counter, clerk: null },
  'signed-in-elsewhere': { refused: 'signed-in-elsewhere', counter },
  'only-clerks-sign-in': { refused: 'only-clerks-sign-in' },
  'already-moved': { refused: 'already-moved', present: called },
  'same-press': { refused: 'same-press', ...called },
  'ticket-in-hand': { refused: 'ticket-in-hand', ...called },
  'hand-empty': { refused: 'hand-empty' },
  'nobody-waiting': { refused: 'nobody-waiting' },
  'wrong-status': { refused: 'wrong-status', wanted: ['called'], ...called },
  'not-served-here': { refused: 'not-served-here', service, counter },
  'recalled-enough': { refused: 'recalled-enough', max: 3 },
  'too-soon': { refused: 'too-soon', waitMs: 7_200 },
  'postponed-enough': { refused: 'postponed-enough', max: 1 },
  'rejoined-enough': { refused: 'rejoined-enough', max: 2 },
  'missed-too-long': { refused: 'missed-too-long', withinMinutes: 60 },
  'unknown-class': { refused: 'unknown-class', class: classId('care') },
  'unknown-need': { refused: 'unknown-need', need: needId('low-counter') },
  'unknown-item': { refused: 'unknown-item', item: itemId('permit') },
  'class-by-staff': { refused: 'class-by-staff', class: classId('green') },
  'class-by-booking': { refused: 'class-by-booking', class: classId('booked') },
  'class-exhausted': { refused: 'class-exhausted', class: classId('green'), max: 10 },
  'reason-needed': { refused: 'reason-needed', class: classId('green') },
  'outside-hours': { refused: 'outside-hours', service, opens: null },
  'booked-only': { refused: 'booked-only', service, opens: null },
  'day-exhausted': { refused: 'day-exhausted', service, max: 80 },
  'band-exhausted': { refused: 'band-exhausted', service, max: 20, until: 720 },
  'hall-full': { refused: 'hall-full', max: 300 },
  'identity-needed': { refused: 'identity-needed', service },
  'already-waiting': { refused: 'already-waiting', ...called },
  'person-exhausted': { refused: 'person-exhausted', max: 3 },
  'too-early': { refused: 'too-early', opensAt: 0 },
  'already-checked-in': { refused: 'already-checked-in', ...called },
  'only-managers': { refused: 'only-managers' },
  'nowhere-to': { refused: 'nowhere-to' },
  'bad-input': { refused: 'bad-input', field: 'ticket', rule: 'the id of a ticket' },
  'not-allowed': { refused: 'not-allowed' },
  'not-bookable': { refused: 'not-bookable', service },
  'no-such-slot': { refused: 'no-such-slot', at: 0 },
  'slot-full': { refused: 'slot-full', at: 0 },
  'too-near': { refused: 'too-near', from: 0 },
  'too-far': { refused: 'too-far', until: '2026-11-27' },
  'already-booked-that-day': { refused: 'already-booked-that-day', date: '2026-11-24', max: 1 },
  barred: { refused: 'barred', until: 0 },
  'too-late-to-cancel': { refused: 'too-late-to-cancel', until: 0 },
  'unknown-booking': { refused: 'unknown-booking' },
  'booking-cancelled': { refused: 'booking-cancelled' },
  'booking-over': { refused: 'booking-over' },
  'booking-closed': { refused: 'booking-closed', at: 0 },
  'too-many-tries': { refused: 'too-many-tries', retryAt: 0 },
  'help-taken': { refused: 'help-taken' },
  'unknown-call': { refused: 'unknown-call' },
  'card-unknown': { refused: 'card-unknown' },
  'no-printer': { refused: 'no-printer' },
  'reprinted-enough': { refused: 'reprinted-enough' },
  'bad-hello': { refused: 'bad-hello' },
  reload: { refused: 'reload' },
  'not-enrolled': { refused: 'not-enrolled' },
  'not-signed-in': { refused: 'not-signed-in' },
  'unknown-kiosk': { refused: 'unknown-kiosk' },
  'unknown-link': { refused: 'unknown-link' },
  busy: { refused: 'busy' },
  unavailable: { refused: 'unavailable' },
  bug: { refused: 'bug' },
  'no-answer': { refused: 'no-answer' },
};

const naming: Naming = {
  service: (id) => `name of ${id}`,
  counter: (id) => `name of ${id}`,
  inHand: 'A017',
};
const names = Object.keys(samples) as SaidName[];
/** What two lines of 344 px hold at 12 px: 28 Chinese characters or some 56 Latin ones each. */
const longest = { 'zh-Hans': 56, 'zh-Hant': 56, en: 104 };
const said = (name: SaidName, language: (typeof languages)[number], inHand = naming.inHand) =>
  sentenceFor(samples[name], language, { ...naming, inHand });

describe.each(languages)('in %s', (language) => {
  test.each(names)('%s has a whole, short sentence', (name) => {
    const sentence = said(name, language);
    expect(sentence).toMatch(language === 'en' ? /^["A-Z].*\.$/ : /。$/u);
    expect(sentence).not.toMatch(/undefined|NaN|\[object|null/);
    expect(sentence.length).toBeLessThanOrEqual(longest[language]);
  });

  test('no two refusals are put alike', () => {
    const sentences = names.map((name) => said(name, language));
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test('the data stand in it', () => {
    expect(said('too-soon', language)).toContain('8');
    expect(said('already-moved', language)).toContain('A017');
    expect(said('ticket-in-hand', language)).toContain('A017');
    expect(said('counter-taken', language)).toContain('name of 3');
    expect(said('signed-in-elsewhere', language)).toContain('name of 3');
    expect(said('not-served-here', language)).toContain('name of tax');
    expect(said('missed-too-long', language)).toContain('60');
    expect(said('nobody-waiting', language)).toContain('A017');
    expect(said('nobody-waiting', language, null)).not.toContain('A017');
  });

  test('a hand that has become empty is told as such', () => {
    const sentence = sentenceFor({ refused: 'already-moved', present: null }, language, naming);
    expect(sentence).not.toBe(said('already-moved', language));
    expect(sentence).not.toMatch(/null|undefined/);
  });

  test('what a person typed wrong is told as that, not as a mistake of the page', () => {
    const told = (field: string) =>
      sentenceFor({ refused: 'bad-input', field, rule: 'its form' }, language, naming);
    const fields = ['command.person.number', 'person.number', 'code', 'command.service'];
    const [taking, booking, code, other] = fields.map(told);
    expect(taking).toBe(booking);
    expect(new Set([taking, code, other]).size).toBe(3);
    expect(other).toContain('command.service');
  });

  test('punctuation is the language’s own', () => {
    for (const name of names) {
      const own =
        language === 'en'
          ? /[\uff0c\u3002\uff1b\uff1a\uff08\uff09\u201c\u201d]/u
          : /\p{Script=Han}[,;:(?!]/u;
      expect(said(name, language)).not.toMatch(own);
    }
  });
});

test('simplified and traditional are not the same text', () => {
  const same = names.filter((name) => said(name, 'zh-Hans') === said(name, 'zh-Hant'));
  expect(same).toEqual([]);
});
