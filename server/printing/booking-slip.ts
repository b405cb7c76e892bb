/**
 * A booking as paper: hall, errand, date and time, the code in large type, a QR code that holds just
 * the code, and what to do. It bears nothing of the person.
 */
import type { Language, Texts } from '../../core/hall/configuration.ts';
import type { Block, Paper } from '../../drivers/paper.ts';
import type { WrittenBooking } from '../people/bookings/desk.ts';
import { bookingTexts } from './booking-texts.ts';

export function bookingPaper({
  booking,
  madeAt,
  hallName,
  serviceName,
  timeZone,
}: WrittenBooking): Paper {
  const { language, code, at, ends, cancelUntil, checkInFrom, checkInUntil, closed } = booking;
  const texts = bookingTexts[language];
  const { clock, moment } = clocksOf(timeZone);
  const center = (text: string): Block => ({ kind: 'text', text, align: 'center' });
  const service = inLanguage(serviceName, language);
  const come = [texts.checkIn(clock(checkInFrom), clock(checkInUntil)), texts.late];
  const todo = closed ? [texts.closed] : [...come, texts.cancel(moment(cancelUntil))];
  return [
    { kind: 'text', text: inLanguage(hallName, language), align: 'center', bold: true },
    { kind: 'rule' },
    center(texts.title),
    { kind: 'text', text: service, size: 2, align: 'center', bold: true },
    // An English slip keeps the errand's Chinese name for the clerk.
    ...(language === 'en' ? [center(serviceName['zh-Hans'])] : []),
    { kind: 'space', lines: 1 },
    {
      kind: 'text',
      text: texts.when(booking.date, clock(at), clock(ends)),
      align: 'center',
      bold: true,
    },
    { kind: 'rule' },
    center(texts.code),
    { kind: 'text', text: inGroups(code), size: 3, align: 'center', bold: true },
    { kind: 'space', lines: 1 },
    { kind: 'qr', text: code },
    { kind: 'rule' },
    ...todo.map((text): Block => ({ kind: 'text', text })),
    { kind: 'rule' },
    { kind: 'pair', left: moment(madeAt), right: texts.hotline },
  ];
}

/** `ABCD 2345`: read and typed more surely than eight in a row. */
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

const inLanguage = (texts: Texts, language: Language): string =>
  texts[language] ?? texts['zh-Hans'];

/** A moment as the hall's clocks show it: the time, and date and time. */
export function clocksOf(timeZone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const moment = (at: number): string => format.format(at);
  return { moment, clock: (at: number): string => moment(at).slice(-5) };
}
