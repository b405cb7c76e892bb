/**
 * A booking on paper: what stands on it in three languages, that it fits, that its QR code holds just the
 * code, and that it comes out of the printer of the kiosk where one booked.
 */
import { describe, expect, it } from 'vitest';
import { bookingId, serviceId } from '../../../core/hall/ids.ts';
import { layOut } from '../../../drivers/escpos/layout.ts';
import { paper58, paper80 } from '../../../drivers/escpos/profile.ts';
import { cellsOf } from '../../../drivers/escpos/wrap.ts';
import type { WrittenBooking } from '../../../server/people/bookings/desk.ts';
import { bookingPaper } from '../../../server/printing/booking-slip.ts';
import { openHall } from '../hall/rig.ts';
import { door, linesOf, PretendPrinter, printingOn, tables } from '../printing/rig.ts';

const written = (language: 'zh-Hans' | 'zh-Hant' | 'en' = 'zh-Hans'): WrittenBooking => ({
  booking: {
    ...{ id: bookingId('b1234567'), code: 'ABCD2345', service: serviceId('a'), language },
    ...{ date: '2026-11-18', minute: 540, hint: '**34', state: 'booked', ticket: null },
    at: Date.UTC(2026, 10, 18, 1),
    ends: Date.UTC(2026, 10, 18, 1, 30),
    cancelUntil: Date.UTC(2026, 10, 17, 23),
    checkInFrom: Date.UTC(2026, 10, 18, 0, 30),
    checkInUntil: Date.UTC(2026, 10, 18, 1, 15),
  },
  ...{ madeAt: Date.UTC(2026, 10, 17, 1), hall: 'small', timeZone: 'Asia/Shanghai' },
  hallName: { 'zh-Hans': '政务服务中心', 'zh-Hant': '政務服務中心', en: 'Service Centre' },
  serviceName: { 'zh-Hans': '税务', 'zh-Hant': '稅務', en: 'Tax' },
});

describe('the slip of a booking', () => {
  it('says what, when, by which code, and what to do', () => {
    const lines = linesOf(bookingPaper(written()));
    for (const line of ['政务服务中心', '预约凭条', '税务', '预约码', 'ABCD 2345']) {
      expect(lines).toContain(line);
    }
    expect(lines).toContain('2026-11-18 09:00至09:30');
    expect(lines.some((line) => line.includes('08:30') && line.includes('09:15'))).toBe(true);
    expect(lines.some((line) => line.includes('2026-11-18 07:00'))).toBe(true);
    expect(lines.at(-1)).toBe('2026-11-17 09:00 | 咨询投诉 12345');
    expect(linesOf(bookingPaper(written('zh-Hant')))).toContain('稅務');
    const english = linesOf(bookingPaper(written('en')));
    expect(english).toEqual(expect.arrayContaining(['Tax', '税务', 'Booking code']));
  });

  it('says that its time was closed since, and then not when to come (BOOK-7)', () => {
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      const { booking, ...beside } = written(language);
      const lines = linesOf(bookingPaper({ ...beside, booking: { ...booking, closed: true } }));
      expect(lines.some((line) => /不办公|不辦公|closed/.test(line))).toBe(true);
      expect(lines.some((line) => line.includes('09:15'))).toBe(false);
    }
  });

  it('bears nothing of the person, and its QR code holds the code alone', () => {
    const paper = bookingPaper(written());
    expect(paper).toContainEqual({ kind: 'qr', text: 'ABCD2345' });
    expect(JSON.stringify(paper)).not.toContain('34"');
  });

  it.each([paper80, paper58])('fits paper of $paperMm mm', (profile) => {
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      const { rows, masked } = layOut(bookingPaper(written(language)), profile);
      expect(masked).toEqual([]);
      expect(rows.filter((row) => row.kind === 'letters' && row.drawn)).toEqual([]);
      for (const row of rows) {
        if (row.kind !== 'letters') continue;
        expect(cellsOf(row.glyphs) * row.scale).toBeLessThanOrEqual(profile.columns);
      }
    }
  });

  it('comes out once at the kiosk where it was booked', async () => {
    const printer = new PretendPrinter();
    const printers = new Map([[door, printer]]);
    const paper = async () => bookingPaper(written());
    const { printing, facts } = await printingOn(await openHall(), await tables(), printers, paper);
    await printing.start();
    await facts.refresh();
    expect(await printing.orderBooking(door, bookingId('b1234567'))).toBe('ordered');
    expect(await printing.orderBooking(door, bookingId('b1234567'))).toBe('ordered');
    await printer.begun(1);
    expect(linesOf(printer.papers[0])).toContain('ABCD 2345');
    await printing.close();
    expect(printer.papers).toHaveLength(1);
  });
});
