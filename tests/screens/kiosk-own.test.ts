/**
 * The pure parts of a number in hand at the kiosk: how it stands by its slip, back into the line, its
 * phone for texts, and the blank form.
 */
import { describe, expect, it } from 'vitest';
import { formTicket } from '../../core/guides/paper.ts';
import { label, serviceId, ticketId } from '../../core/hall/ids.ts';
import type { TicketFound } from '../../core/wire/scan.ts';
import { codeMs, idleMs, leavesIn } from '../../kiosk/page/leaving.ts';
import { type FormAsked, formSaid } from '../../kiosk/page/more/form.ts';
import { judge, withKey } from '../../kiosk/page/typed.ts';
import { atStart, step, type Visit } from '../../kiosk/page/visit.ts';

const link = 'abcdefghijklmnopqrstuv';
const slip = step(atStart, { do: 'slip', link, requestId: 'r1' });
const found = (more: Partial<TicketFound>): Visit =>
  step(slip, {
    ...{ do: 'slip-found', link },
    told: {
      ...{ ok: true, ticket: ticketId('t1'), label: label('A017'), service: serviceId('tax') },
      ...{ status: 'missed', counter: null, ahead: null, ...more },
    },
  });

describe('a slip that is scanned', () => {
  it('shows a number that waits, with its place, as one that was taken before', () => {
    expect(found({ status: 'waiting', ahead: 4 })).toMatchObject({
      ...{ at: 'number', label: 'A017', ahead: 4, how: 'before', link },
    });
  });

  it('MISS-3: a missed number goes back into the line with one wish, and is told so', () => {
    const missed = found({});
    expect(missed).toMatchObject({ at: 'slip', asking: false, found: { status: 'missed' } });
    const asked = step(missed, { do: 'rejoin' });
    expect(asked).toMatchObject({ asking: true });
    expect(step(asked, { do: 'rejoin' })).toBe(asked);
    const told = (answer: object) =>
      step(asked, { do: 'rejoined', requestId: 'r1', told: answer as never });
    expect(told({ ok: true, seq: 9 })).toMatchObject({ at: 'number', how: 'rejoined', link });
    expect(told({ refused: 'rejoined-enough' })).toMatchObject({
      trouble: 'cannot',
      asking: false,
    });
    expect(told({ failed: 'no-answer' })).toMatchObject({ trouble: 'no-answer' });
    // One that is being called has nothing to rejoin.
    const called = found({ status: 'called' });
    expect(step(called, { do: 'rejoin' })).toBe(called);
  });

  it('of another visit changes nothing any more', () => {
    const other = { do: 'slip-found', link: 'z'.repeat(22), told: { failed: 'busy' } } as const;
    expect(step(slip, other)).toBe(slip);
  });
});

describe('a phone for texts', () => {
  const number = found({ status: 'waiting', ahead: 4 });
  const asks = step(number, { do: 'text-me', requestId: 'r2' });
  const typed = { kind: 'mobile', text: '13800138000' } as const;
  const sent = [{ do: 'type', typed, requestId: 'r3' } as const, { do: 'send' } as const].reduce(
    step,
    asks,
  );
  const told = (answer: object) =>
    step(sent, { do: 'texted', requestId: 'r3', told: answer as never });

  it('is asked for on a page of its own, and stands masked beside the number', () => {
    expect(asks).toMatchObject({ at: 'text-me', typed: { kind: 'mobile', text: '' } });
    expect(step(asks, { do: 'back' })).toEqual(number);
    const after = told({ ok: true });
    expect(after).toMatchObject({ at: 'number', phone: '138****8000' });
    expect(JSON.stringify(after)).not.toContain(typed.text);
  });

  it('is not asked for where the hub told no link, and a no stays on the page', () => {
    const plain = { ...number, link: null } as Visit;
    expect(step(plain, { do: 'text-me', requestId: 'r2' })).toBe(plain);
    const bad = { refused: 'bad-input', field: 'phone', rule: '' };
    expect(told(bad)).toMatchObject({ at: 'text-me', trouble: 'bad-phone' });
    expect(told({ failed: 'unavailable' })).toMatchObject({ trouble: 'unable' });
  });

  it('the number with a code stays long enough for a phone to be got out', () => {
    const quiet = { sinceTouch: 1_000, sinceChange: 1_000, busy: false };
    expect(leavesIn(number, quiet)).toBe(codeMs / 1_000 - 1);
    expect(leavesIn(asks, quiet)).toBe(idleMs / 1_000 - 1);
  });
});

it('the keys of a number take letters first, and of a phone what can be one', () => {
  const typed = (keys: string) =>
    [...keys].reduce(withKey, { kind: 'label', text: '' } as Parameters<typeof withKey>[0]);
  expect(typed('1A0B17').text).toBe('A017');
  expect(judge(typed('A01'))).toBe('short');
  expect(judge(typed('AC017'))).toBe('right');
  expect(judge({ kind: 'mobile', text: '1380013800' })).toBe('short');
  expect(judge({ kind: 'mobile', text: '12800138000' })).toBe('wrong');
  expect(judge({ kind: 'mobile', text: '13800138000' })).toBe('right');
});

it('a blank form says how its paper came out', () => {
  const asked: FormAsked = { requestId: 'f1', answered: { ok: true } };
  const print = (state: 'sent' | 'printed' | 'failed') => [
    { ticket: ticketId(formTicket('f1')), because: 'issued' as const, state, reason: null },
  ];
  expect(formSaid({ ...asked, answered: null }, [])).toBe('printing');
  expect(formSaid(asked, print('sent'))).toBe('printing');
  expect(formSaid(asked, print('printed'))).toBe('printed');
  expect(formSaid(asked, print('failed'))).toBe('noted');
  expect(formSaid({ ...asked, answered: { failed: 'no-answer' } }, [])).toBe('noted');
  expect(formSaid({ ...asked, answered: { refused: 'printed-enough' } }, [])).toBe('enough');
});
