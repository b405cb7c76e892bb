/** Words of the visitor's phone page in English. */
import type { PhoneWords } from './zh-Hans.ts';

export const en: PhoneWords = {
  title: 'My number',
  yourNumber: 'Your number',
  aheadBefore: '',
  aheadAfter: (count) => `${count === 1 ? 'person' : 'people'} before you`,
  aheadNobody: 'Nobody is before you: please have your papers ready',
  range: (minutes) => `Still ${minutes}, we expect`,
  about: (minutes) => `about ${minutes} min`,
  within: (minutes) => `under ${minutes} min`,
  rangeUnknown: 'How long it will take is not known now',
  promised: (time, minutes) => `Expected when taken at ${time}: ${minutes}`,
  booked: (time) => `Booked for ${time}`,
  bookedLate: (time) => `Booked for ${time}; late, so in the ordinary line`,
  steps: (now, all) => `Step ${now} of ${all}`,
  stepDone: 'done',
  sentTo: (sign) => `Please wait to be called to Window ${sign}`,
  windows: (signs) => `Windows: ${signs}`,
  keepOpen:
    'This page shows the window when you are called. Please keep it open, and watch the screen in the hall.',
  now: 'Now',
  window: (sign) => `Window ${sign}`,
  goNow: 'Please go to the window now',
  serving: 'Being served',
  held: 'Registered',
  heldHint:
    'The connection was lost when you took this number. The staff are putting it into the line; it keeps its place by the time you took it.',
  postponed: 'Your call is put off',
  postponedHint: (time) => `You will not be called before ${time}; after that you keep your place`,
  parked: 'Put aside for now',
  parkedHint: 'When you are ready, please go back to the window; they will go on with you.',
  missed: 'You missed your call',
  missedHint: (minutes) =>
    `Please ask at a window or the information desk within ${minutes} minutes to queue again.`,
  finished: 'Finished',
  finishedHint: 'Thank you.',
  cancelled: 'Cancelled',
  cancelledHint: 'If you still need this service, please take a new number.',
  unserved: 'The hall has closed for today',
  unservedHint: 'This number is no longer valid. Please take a new one in service hours.',
  unknown: 'Number not found',
  unknownHint:
    'A number is valid on its day only. Please scan the code on your slip again, or take a new number.',
  connecting: 'Connecting',
  language: 'Language',
};
