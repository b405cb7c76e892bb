/** Words of the hall screen in English, after DB11/T 334. */
import type { HallWords } from './zh-Hans.ts';

export const en: HallWords = {
  title: 'Hall screen',
  calling: 'Now serving',
  waiting: 'Waiting',
  beforeSign: 'Window',
  afterSign: '',
  people: 'People',
  minutes: 'Minutes to wait',
  rest: (services, people) => `${services} more services: ${people} waiting`,
  nobodyCalled: 'Nobody has been called yet',
  nobodyCalledHint: 'Please take a number at a kiosk; it is shown here when it is your turn',
  next: 'Get ready',
  missed: 'Missed: you may rejoin',
  notice: 'Notice',
  turned: (sign, services) => `Window ${sign} now serves: ${services}`,
  more: ' and more',
  separator: ', ',
  paused: (sign, reason) =>
    reason === '' ? `Window ${sign} is paused` : `Window ${sign} is paused: ${reason}`,
  instead: (signs) => `. Please go to ${signs.includes(',') ? 'windows' : 'window'} ${signs}`,
  onDuty: 'Duty manager',
  hotline: 'Hotline',
  consultation: 'Enquiries',
  complaints: 'Complaints',
  duties: { noon: 'Noon duty', extended: 'Extended hours' },
  nobodyWaits: 'Nobody is waiting',
  closed: 'We are closed now',
  hours: 'Hours',
  silent: 'Numbers are called silently: please watch the screen',
  connecting: 'Connecting',
};
