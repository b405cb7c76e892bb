/**
 * A visit at the kiosk: taps, answers, paper, and the way back to the start.
 */
import { describe, expect, it } from 'vitest';
import { groupId, label, serviceId, ticketId } from '../../core/hall/ids.ts';
import { exampleTicket, kioskExample, slipOf } from '../../fixtures/screens/kiosk.ts';
import { dongchengNames, longNames } from '../../fixtures/screens/names.ts';
import { codeIn, codeText, lettersOf } from '../../kiosk/page/enrol.ts';
import { idleMs, leavesIn, numberMs, warnMs } from '../../kiosk/page/leaving.ts';
import { paperAhead, printingMsMax, slipState } from '../../kiosk/page/paper.ts';
import { mayRetry } from '../../kiosk/page/taking.ts';
import { tilesFor } from '../../kiosk/page/tiles.ts';
import { atStart, type Deed, isTaking, step, type Visit } from '../../kiosk/page/visit.ts';
import type { Answered } from '../../ui/following.ts';
import { screenOf } from '../../ui/screen.ts';
import { windowsOf } from '../../ui/windows.ts';

const group = groupId('business');
const service = serviceId('tax');
const names = dongchengNames();
const walk = (...deeds: Deed[]): Visit => deeds.reduce(step, atStart);
const toTake: Deed[] = [
  { do: 'choose-group', group },
  { do: 'choose-service', group, service, requestId: 'r1' },
];
const done: Answered = { ok: true, seq: 4, ticket: ticketId('t1'), label: label('D007'), ahead: 3 };
const answered = (answer: Answered, requestId = 'r1'): Deed => ({
  do: 'answered',
  requestId,
  answered: answer,
});

describe('a visit', () => {
  it('goes from group to service to number', () => {
    expect(walk(...toTake, { do: 'take' }, answered(done))).toMatchObject({
      at: 'number',
      ticket: 't1',
      label: 'D007',
      ahead: 3,
      reprint: { is: 'not-asked' },
    });
  });

  it('a second tap on "take" changes nothing, and nobody leaves while a number is on its way', () => {
    const taking = walk(...toTake, { do: 'take' });
    expect(isTaking(taking)).toBe(true);
    for (const deed of [{ do: 'take' }, { do: 'back' }, { do: 'start' }] as const) {
      expect(step(taking, deed)).toBe(taking);
    }
  });

  it.each(['busy', 'unavailable', 'no-answer'] as const)(
    '%s may be tried again, with the same request id',
    (failed) => {
      const visit = walk(...toTake, { do: 'take' }, answered({ failed }));
      expect(visit).toMatchObject({ at: 'take', asking: false, trouble: failed, requestId: 'r1' });
      expect(mayRetry(failed)).toBe(true);
      expect(step(visit, { do: 'take' })).toMatchObject({ asking: true, requestId: 'r1' });
    },
  );

  it('a refusal is named and may not be tried again', () => {
    const visit = walk(...toTake, { do: 'take' }, answered({ refused: 'service-closed', service }));
    expect(visit).toMatchObject({ trouble: 'service-closed', asking: false });
    expect(mayRetry('service-closed')).toBe(false);
    const other = walk(...toTake, { do: 'take' }, answered({ refused: 'not-allowed' }));
    expect(other).toMatchObject({ trouble: 'refused' });
  });

  it('an answer to another request changes nothing', () => {
    const taking = walk(...toTake, { do: 'take' });
    expect(step(taking, answered(done, 'r0'))).toBe(taking);
    expect(step(atStart, answered(done))).toBe(atStart);
  });

  it('back goes one page back, and start to the start', () => {
    expect(walk(...toTake, { do: 'back' })).toMatchObject({ at: 'services', group });
    expect(walk(...toTake, { do: 'back' }, { do: 'back' })).toBe(atStart);
    expect(walk(...toTake, { do: 'start' })).toBe(atStart);
  });

  it('a reprint is asked once at a time; what failed is asked again by the same id', () => {
    const number = walk(...toTake, { do: 'take' }, answered(done));
    const asking = step(number, { do: 'reprint', requestId: 'p1' });
    expect(step(asking, { do: 'reprint', requestId: 'p2' })).toBe(asking);
    const reply = (answer: Answered): Deed => ({
      do: 'reprint-answered',
      requestId: 'p1',
      answered: answer,
    });
    expect(step(asking, reply({ failed: 'unavailable' }))).toMatchObject({
      reprint: { is: 'failed', requestId: 'p1' },
    });
    expect(step(asking, reply({ refused: 'reprinted-enough' }))).toMatchObject({
      reprint: { is: 'enough' },
    });
    expect(step(asking, reply({ ok: true, seq: 0 }))).toMatchObject({ reprint: { is: 'ordered' } });
  });
});

describe('paper', () => {
  const of = (...prints: Parameters<typeof slipOf>[]) =>
    kioskExample(names, { prints: prints.map((print) => slipOf(...print)) });

  it.each([
    ['queued', 'printing'],
    ['sent', 'printing'],
    ['printed', 'printed'],
    ['failed', 'noted'],
    ['unknown', 'noted'],
  ] as const)('a job that is %s: %s', (state, told) => {
    expect(slipState(of([state]), exampleTicket, 1_000)).toBe(told);
  });

  it('the newest job of the ticket decides', () => {
    const view = of(['printed', 'reprint'], ['failed', 'issued']);
    expect(slipState(view, exampleTicket, 1_000)).toBe('reprinted');
  });

  it('that takes too long is not waited for: note the number', () => {
    expect(slipState(of(['sent']), exampleTicket, printingMsMax)).toBe('noted');
    expect(slipState(of(), exampleTicket, printingMsMax - 1)).toBe('printing');
    expect(slipState(of(), exampleTicket, printingMsMax)).toBe('noted');
  });

  it('of a kiosk without a printer is not promised', () => {
    const view = kioskExample(names, { printer: 'none' });
    expect(slipState(view, exampleTicket, 0)).toBe('no-printer');
  });

  it('that is known to be out is told before; a printer that does not say is not accused', () => {
    expect(paperAhead('paper-out')).toBe('out');
    expect(paperAhead('unplugged')).toBe('unable');
    expect(paperAhead('paper-low')).toBeNull();
    expect(paperAhead('unknown')).toBeNull();
    expect(paperAhead('none')).toBe('none');
  });
});

describe('leaving', () => {
  const number = walk(...toTake, { do: 'take' }, answered(done));
  const quiet = (ms: number) => ({ sinceTouch: ms, sinceChange: ms, busy: false });

  it('the number stays 20 s after the last touch or change', () => {
    expect(leavesIn(number, quiet(0))).toBe(numberMs / 1_000);
    expect(leavesIn(number, quiet(-200))).toBe(numberMs / 1_000);
    expect(leavesIn(number, quiet(numberMs - 1))).toBe(1);
    expect(leavesIn(number, quiet(numberMs))).toBe(0);
    expect(leavesIn(number, { ...quiet(numberMs), sinceTouch: 5_000 })).toBe(15);
  });

  it('nothing counts down while a number or a slip is on its way', () => {
    expect(leavesIn(number, { ...quiet(numberMs * 2), busy: true })).toBe(20);
  });

  it('other pages warn for 20 s at least before they go', () => {
    expect(warnMs).toBeGreaterThanOrEqual(20_000);
    expect(leavesIn(walk(...toTake), quiet(idleMs - warnMs))).toBe(warnMs / 1_000);
    expect(leavesIn(atStart, quiet(idleMs * 9))).toBeNull();
    expect(leavesIn({ at: 'start', page: 1 }, quiet(idleMs))).toBe(0);
  });
});

describe('tiles', () => {
  const standing = screenOf(1080, 1920);
  const lying = screenOf(1920, 1080);

  it.each([standing, lying])(
    'are never lower than 200 units and never run over the page',
    (screen) => {
      for (const kind of ['groups', 'services'] as const) {
        for (const large of [false, true]) {
          for (let count = 1; count <= 40; count += 1) {
            const fit = tilesFor(kind, count, screen, large);
            expect(fit.height).toBeGreaterThanOrEqual(200);
            expect(fit.pages * fit.perPage).toBeGreaterThanOrEqual(count);
            expect((fit.pages - 1) * fit.perPage).toBeLessThan(count);
            const rows = Math.min(fit.perPage, count) / fit.columns;
            const room = screen.height - 156 - 56 - (screen.standing ? 600 : 0);
            const pager = fit.pages > 1 ? 136 : 0;
            expect(Math.ceil(rows) * (fit.height + 24) - 24 + pager).toBeLessThanOrEqual(
              room + 0.001,
            );
          }
        }
      }
    },
  );

  it('the example hall needs no second page in usual type', () => {
    for (const screen of [standing, lying]) {
      for (const { services } of names.groups) {
        expect(tilesFor('services', services.length, screen, false).pages).toBe(1);
      }
    }
  });
});

describe('windows', () => {
  it('runs of three and more are drawn together', () => {
    expect(windowsOf(names, serviceId('tax'))).toEqual(['1–8']);
    expect(windowsOf(names, serviceId('collection'))).toEqual(['21', '22']);
    expect(windowsOf(names, serviceId('general'))).toEqual(['1–14', '23']);
  });

  it('signs that are no numbers stand alone, and a long list is cut', () => {
    expect(windowsOf(longNames(), serviceId('tax'))).toEqual([
      'W100',
      'W101',
      'W102',
      'W103',
      'W104',
      '…',
    ]);
  });
});

describe('codes', () => {
  it('are read from whatever was typed', () => {
    expect(lettersOf('abcd-efgh')).toBe('ABCDEFGH');
    expect(lettersOf('ab1 iou c')).toBe('ABC');
    expect(lettersOf('ABCDEFGHJK')).toBe('ABCDEFGH');
    expect(codeText('ABCDE')).toBe('ABCD-E');
  });

  it('and from the address', () => {
    expect(codeIn('#code=ABCD-EFGH')).toBe('ABCDEFGH');
    expect(codeIn('')).toBe('');
  });
});
