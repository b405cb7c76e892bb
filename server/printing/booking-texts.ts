/**
 * The words on a booking's slip and in its calendar file, by language.
 */
import type { Language } from '../../core/hall/configuration.ts';

export interface BookingTexts {
  readonly title: string;
  readonly code: string;
  /** `from` and `to` as clocks show them. */
  readonly when: (date: string, from: string, to: string) => string;
  readonly checkIn: (from: string, until: string) => string;
  readonly late: string;
  readonly cancel: (until: string) => string;
  /** In place of when to come, where the time was closed since. */
  readonly closed: string;
  readonly summary: (service: string, hall: string) => string;
  readonly hotline: string;
}

export const bookingTexts: Readonly<Record<Language, BookingTexts>> = {
  'zh-Hans': {
    title: '预约凭条',
    code: '预约码',
    when: (date, from, to) => `${date} ${from}至${to}`,
    checkIn: (from, until) => `请在${from}至${until}到取号机签到，凭预约码、二维码或证件均可。`,
    late: '签到后无需再排队取号。迟到的按普通号排队。',
    cancel: (until) => `不能前来的，请在${until}前取消。多次失约的将暂停预约。`,
    closed: '该时段后来改为不办公，本预约不能使用。请另约时间，或前来直接取号。',
    summary: (service, hall) => `预约：${service}（${hall}）`,
    hotline: '咨询投诉 12345',
  },
  'zh-Hant': {
    title: '預約憑條',
    code: '預約碼',
    when: (date, from, to) => `${date} ${from}至${to}`,
    checkIn: (from, until) => `請在${from}至${until}到取號機簽到，憑預約碼、二維碼或證件均可。`,
    late: '簽到後無需再排隊取號。遲到的按普通號排隊。',
    cancel: (until) => `不能前來的，請在${until}前取消。多次失約的將暫停預約。`,
    closed: '該時段後來改為不辦公，本預約不能使用。請另約時間，或前來直接取號。',
    summary: (service, hall) => `預約：${service}（${hall}）`,
    hotline: '諮詢投訴 12345',
  },
  en: {
    title: 'Your booking',
    code: 'Booking code',
    when: (date, from, to) => `${date}, ${from} to ${to}`,
    checkIn: (from, until) =>
      `Check in at a kiosk between ${from} and ${until} with this code, the QR code or your ID.`,
    late: 'You need not queue for a number again. Late arrivals get an ordinary number.',
    cancel: (until) =>
      `If you cannot come, cancel before ${until}. Bookings missed repeatedly are suspended.`,
    closed:
      'This time has been closed since you booked. Please book another, or take a number when you come.',
    summary: (service, hall) => `Booking: ${service} (${hall})`,
    hotline: 'Advice and complaints: 12345',
  },
};
