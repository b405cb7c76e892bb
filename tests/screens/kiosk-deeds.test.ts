/**
 * The steps of a visit beyond the plain number: items, priority and documents, booking, checking in.
 */
import { describe, expect, it } from 'vitest';
import { classId, groupId, label, serviceId, ticketId } from '../../core/hall/ids.ts';
import { exampleBooking, exampleCode, exampleSlots } from '../../fixtures/screens/kiosk.ts';
import type { BookingDeed } from '../../kiosk/page/booking.ts';
import { wantsCard } from '../../kiosk/page/card.ts';
import { dateAt, minuteText, timeText, whenText } from '../../kiosk/page/days.ts';
import { leavesIn } from '../../kiosk/page/leaving.ts';
import { documentOf } from '../../kiosk/page/taking.ts';
import { optionsFor } from '../../kiosk/page/tiles.ts';
import {
  cardShown,
  judge,
  nothingTyped,
  shownText,
  type Typed,
  withKey,
} from '../../kiosk/page/typed.ts';
import { atStart, type Deed, isTaking, step, type Visit } from '../../kiosk/page/visit.ts';
import type { Answered } from '../../ui/following.ts';
import { screenOf } from '../../ui/screen.ts';

const group = groupId('person');
const service = serviceId('exit-entry');
const walk = (...deeds: Deed[]): Visit => deeds.reduce(step, atStart);
const toTake: Deed[] = [
  { do: 'choose-group', group },
  { do: 'choose-service', group, service, requestId: 'r1' },
];
const document: Typed = { kind: 'id-card', text: '11010519491231002X' };
const typed = (value: Typed, requestId = 'r9'): Deed => ({ do: 'type', typed: value, requestId });
const answered = (answer: Answered): Deed => ({
  do: 'answered',
  requestId: 'r1',
  answered: answer,
});
const had = { ticket: ticketId('t9'), label: label('Y009'), status: 'waiting' } as const;

describe('taking', () => {
  it('pages beside it lead back to it, one step at a time', () => {
    const more = walk(...toTake, { do: 'open', on: 'more' });
    expect(step(more, { do: 'back' })).toMatchObject({ at: 'take', on: 'take' });
    expect(step(step(more, { do: 'back' }), { do: 'back' })).toMatchObject({ at: 'services' });
  });

  it('what is wished for stays while one looks around, and is gone with the visit', () => {
    const wish: Deed = { do: 'wish', wish: { class: classId('care') } };
    const chosen = walk(...toTake, { do: 'open', on: 'more' }, wish, { do: 'open', on: 'take' });
    expect(chosen).toMatchObject({ wish: { class: 'care', needs: [], items: null } });
    expect(step(chosen, { do: 'start' })).toBe(atStart);
  });

  it('the request id stays that of the wish, whatever is typed or chosen: one number', () => {
    const visit = walk(...toTake, { do: 'open', on: 'person' }, typed(document));
    expect(visit).toMatchObject({ requestId: 'r1' });
  });

  it('nothing can be changed while the number is on its way', () => {
    const taking = walk(...toTake, typed(document), { do: 'take' });
    expect(isTaking(taking)).toBe(true);
    for (const deed of [
      typed(nothingTyped('id-card')),
      { do: 'wish', wish: { needs: [] } },
      { do: 'open', on: 'more' },
      { do: 'back' },
    ] as Deed[]) {
      expect(step(taking, deed)).toBe(taking);
    }
  });

  it('FAIR-1 a document is kept for the same wish once more, and forgotten after a no', () => {
    const taking = walk(...toTake, typed(document), { do: 'take' });
    expect(step(taking, answered({ failed: 'no-answer' }))).toMatchObject({ typed: document });
    const no = step(taking, answered({ refused: 'person-exhausted', max: 3 }));
    expect(no).toMatchObject({ trouble: 'person-exhausted', typed: { text: '' } });
    const number = step(taking, answered({ ok: true, seq: 1, ...had, ahead: 0 }));
    expect(JSON.stringify(number)).not.toContain('1949');
  });

  it('FAIR-1 a service that asks who one is leads to the keys', () => {
    const taking = walk(...toTake, { do: 'take' });
    const asked = step(taking, answered({ refused: 'identity-needed', service }));
    expect(asked).toMatchObject({ on: 'person', trouble: 'identity-needed' });
    const bad = { refused: 'bad-input', field: 'command.person.number', rule: 'wrong' } as const;
    expect(step(taking, answered(bad))).toMatchObject({ on: 'person', trouble: 'bad-person' });
    expect(step(asked, { do: 'take' })).toMatchObject({ asking: true });
  });

  it('FAIR-2 who waits already is shown that number', () => {
    const taking = walk(...toTake, { do: 'take' });
    expect(step(taking, answered({ refused: 'already-waiting', ...had }))).toMatchObject({
      at: 'number',
      label: 'Y009',
      ahead: null,
      how: 'before',
    });
  });

  it('only a whole document goes along', () => {
    expect(documentOf(document)).toEqual({ kind: 'id-card', number: document.text });
    expect(documentOf({ kind: 'id-card', text: '1101' })).toBeUndefined();
    expect(documentOf({ kind: 'phone', text: '13800138000' })).toBeUndefined();
  });

  it('FAIR-1 a card stands in the place of what is typed, until a key, an answer or a no', () => {
    const card = cardShown({ handle: 'abcdefghijklmnopqrstuv', name: '张*', hint: '**34' });
    expect(judge(card)).toBe('right');
    expect(shownText(card)).toBe('张* **34');
    expect(documentOf(card)).toEqual({ kind: 'card', handle: 'abcdefghijklmnopqrstuv' });
    expect(withKey(card, '1')).toEqual({ kind: 'id-card', text: '1' });
    const asks = walk(...toTake, { do: 'open', on: 'person' });
    expect([atStart, walk(...toTake), asks].map(wantsCard)).toEqual([false, false, true]);
    const read = step(asks, typed(card));
    expect(wantsCard(read)).toBe(false);
    const taking = step(read, { do: 'take' });
    expect(step(taking, answered({ failed: 'unavailable' }))).toMatchObject({ typed: card });
    const over = step(taking, answered({ refused: 'card-unknown' }));
    expect(over).toMatchObject({ on: 'person', trouble: 'card-unknown', typed: { text: '' } });
    expect(wantsCard(over)).toBe(true);
    expect(JSON.stringify(over)).not.toContain('abcdef');
  });
});

describe('booking', () => {
  const slots = exampleSlots('tax');
  const tax = serviceId('tax');
  const toDay: Deed[] = [
    { do: 'book' },
    { do: 'book-service', service: tax },
    { do: 'slots-told', service: tax, told: slots },
  ];
  const slot = { at: 5, ends: 6, minute: 540, free: 1 };
  const toWho: Deed[] = [
    ...toDay,
    { do: 'book-day', date: '2026-11-23' },
    { do: 'book-slot', slot, requestId: 'b1' },
  ];
  const phone: Typed = { kind: 'phone', text: '13800138000' };
  const told = (
    answer: Extract<BookingDeed, { do: 'booked' }>['answered'],
    requestId: string,
  ): Deed => ({
    do: 'booked',
    requestId,
    answered: answer,
  });

  it('full slots are left out, and days of nothing else', () => {
    const day = walk(...toDay);
    if (day.at !== 'book-day') throw new Error(day.at);
    expect(day.days?.[0]?.slots.map(({ minute }) => minute)).not.toContain(600);
    const full = {
      ok: true,
      service: tax,
      days: [{ date: '2026-11-23', name: null, slots: [] }],
    } as const;
    const none = walk(...toDay.slice(0, 2), { do: 'slots-told', service: tax, told: full });
    expect(none).toMatchObject({ days: [] });
  });

  it('slots of another service, or told twice, change nothing', () => {
    const asked = walk(...toDay.slice(0, 2));
    const other = serviceId('general');
    expect(step(asked, { do: 'slots-told', service: other, told: slots })).toBe(asked);
    const day = walk(...toDay);
    expect(step(day, { do: 'slots-told', service: tax, told: slots })).toBe(day);
  });

  it('each page leads back to the one before', () => {
    let visit = walk(...toWho);
    const seen: string[] = [];
    while (visit.at !== 'start') {
      seen.push(visit.at);
      visit = step(visit, { do: 'back' });
    }
    expect(seen).toEqual(['book-who', 'book-slot', 'book-day', 'book']);
  });

  it('another telephone is another wish; nobody leaves while one is on its way', () => {
    const first = walk(...toWho, typed(phone, 'b2'));
    expect(first).toMatchObject({ requestId: 'b2' });
    const sent = step(first, { do: 'send' });
    expect(isTaking(sent)).toBe(true);
    for (const deed of [
      { do: 'start' },
      { do: 'back' },
      { do: 'send' },
      typed(phone, 'b3'),
    ] as Deed[])
      expect(step(sent, deed)).toBe(sent);
    expect(step(sent, told({ ok: true, booking: exampleBooking('tax') }, 'b1'))).toBe(sent);
    const booked = step(sent, told({ ok: true, booking: exampleBooking('tax') }, 'b2'));
    expect(booked).toMatchObject({ at: 'booked', booking: { code: exampleCode } });
    expect(JSON.stringify(booked)).not.toContain(phone.text);
    expect(leavesIn(booked, { sinceTouch: 60_000, sinceChange: 60_000, busy: false })).toBe(0);
  });

  it('BOOK-2 what was scanned is checked in; a second booking code is a second wish', () => {
    const here = step(atStart, { do: 'check-in', requestId: 'c1', code: exampleCode });
    expect(here).toMatchObject({ at: 'check-in', typed: { kind: 'code', text: exampleCode } });
    const sent = step(here, { do: 'send' });
    const early = { refused: 'too-early', opensAt: 99 } as const;
    const said = step(sent, { do: 'checked-in', requestId: 'c1', answered: early });
    expect(said).toMatchObject({
      trouble: { is: 'too-early', at: 99 },
      typed: { text: exampleCode },
    });
    expect(step(said, { do: 'check-in', requestId: 'c2', code: 'WXYZ2345' })).toMatchObject({
      requestId: 'c2',
      typed: { text: 'WXYZ2345' },
    });
    expect(step(atStart, { do: 'check-in', requestId: 'c3', code: null })).toMatchObject({
      trouble: { is: 'no-code' },
      typed: { text: '' },
    });
  });

  it('begins on every page before a number, for the hour may end meanwhile; not while one is coming', () => {
    for (const before of [[], toTake.slice(0, 1), toTake]) {
      expect(walk(...before, { do: 'book' })).toMatchObject({ at: 'book' });
      expect(walk(...before, { do: 'check-in', requestId: 'c1' })).toMatchObject({
        at: 'check-in',
      });
    }
    const taking = walk(...toTake, { do: 'take' });
    expect(step(taking, { do: 'book' })).toBe(taking);
  });

  it('a refusal without words of its own is said in general', () => {
    const sent = walk(...toWho, typed(phone, 'b2'), { do: 'send' });
    const odd = { refused: 'unknown-service', service: tax } as const;
    expect(step(sent, told(odd, 'b2'))).toMatchObject({ trouble: { is: 'refused' } });
  });
});

describe('days and hours', () => {
  it('the hour alone today, with the day otherwise', () => {
    const at = { date: '2026-11-23', minute: 545 };
    expect(whenText(at, '2026-11-23', 'zh-Hans')).toBe('9:05');
    expect(whenText(at, '2026-11-22', 'zh-Hans')).toBe('明天 9:05');
    expect(whenText(at, '2026-11-20', 'zh-Hans')).toBe('11月23日 星期一 9:05');
    expect(whenText(at, '2026-11-22', 'en')).toBe('9:05, tomorrow');
    expect(minuteText(1439)).toBe('23:59');
  });

  it('by the hall’s own calendar, wherever the screen believes to be', () => {
    const late = Date.UTC(2026, 10, 22, 16, 5);
    expect(dateAt(late)).toBe('2026-11-23');
    expect(timeText(late, '2026-11-23', 'en')).toBe('0:05');
  });
});

describe('options', () => {
  it.each([screenOf(1080, 1920), screenOf(1920, 1080), screenOf(1280, 1024)])(
    'fit the page with their headings and the large button, or stand on several',
    (screen) => {
      for (const large of [false, true]) {
        for (let classes = 0; classes <= 12; classes += 1) {
          for (let needs = 0; needs <= 20; needs += 1) {
            const sections = [classes, needs].filter((count) => count > 0);
            const fit = optionsFor(sections, sections.length, screen, large);
            const across = screen.standing ? 2 : 3;
            const rows =
              fit.pages === 1
                ? sections.reduce((sum, count) => sum + Math.ceil(count / across), 0)
                : fit.perPage / across + sections.length - 1;
            const room = screen.height - 156 - 56 - (screen.standing ? 600 : 0);
            const done = screen.standing ? 200 : 164;
            const pager = fit.pages > 1 ? 136 : 0;
            const used = rows * (fit.height + 16) + sections.length * 68 + done + pager;
            if (rows > 2) expect(used, `${classes} and ${needs}`).toBeLessThanOrEqual(room + 0.001);
            expect(fit.pages * fit.perPage).toBeGreaterThanOrEqual(classes + needs);
          }
        }
      }
    },
  );
});
