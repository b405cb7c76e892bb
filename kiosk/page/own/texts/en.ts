/** Words of a number in hand in English. */
import type { OwnWords } from './zh-Hans.ts';

export const en: OwnWords = {
  code: 'QR code of your number',
  codeHint: 'Scan to follow it by phone',

  textMe: 'Text me',
  texted: (phone) => `Texts go to ${phone}`,
  textTitle: 'Your mobile number',
  textHint: 'Texts when you are near and when you are called. Optional; deleted tonight',
  textAct: 'Text me',
  textActing: 'One moment',

  looking: 'One moment',
  notFound: 'This number cannot be found now',
  stands: {
    held: 'To be confirmed',
    waiting: 'In the line',
    postponed: 'Put off',
    called: 'Now called',
    serving: 'Being served',
    parked: 'Put aside',
    missed: 'Missed',
    finished: 'Finished',
    cancelled: 'Cancelled',
  },
  next: {
    held: () => 'It was taken while the line was down, and our staff confirm it soon. Please wait',
    waiting: () => 'Please watch the screen',
    postponed: () => 'When the time is over it is back in the line by itself',
    called: (sign) => `Please go to Window ${sign} at once`,
    serving: (sign) => `Please go to Window ${sign}`,
    parked: (sign) =>
      sign === ''
        ? 'Please go back to the window where you were'
        : `When you have everything, please go to Window ${sign}`,
    missed: () => 'You were not there when it was called. You can go back into the line here',
    finished: () => 'This visit is over',
    cancelled: () => 'Please take a new number if you need one',
  },
  rejoin: 'Back into the line',
  rejoinRule: (behind) =>
    behind === 0
      ? 'You are the next'
      : `You are behind ${behind} ${behind === 1 ? 'person' : 'people'}`,
  trouble: {
    cannot:
      'This cannot be done any more: it is too late, or was done too often. Please take a new number, or ask at the information desk',
    unable: 'It does not work now. Please try again, or ask at the information desk',
    'no-answer': 'No answer yet. Please try again: it counts once',
    'bad-phone': 'This is no mobile number. Please check it',
  },
};
