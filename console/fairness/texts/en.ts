/**
 * The words of the page of the watch list, in English.
 */
import type { FairnessTexts } from './index.ts';

const rules: Readonly<Record<string, string>> = {
  'bad-input': 'This is not right. Check the number and the days (1 to 180).',
  'too-many-waiting': 'Too many wait to be decided. Decide those first.',
  'own-wish': 'Another manager agrees to what you asked for.',
  'unknown-entry': 'Somebody has decided it already.',
  'not-permitted': 'Your role may not do this.',
};

export const en: FairnessTexts = {
  title: 'Fair numbers',
  loading: 'Reading…',
  language: 'Language',
  console: 'Back to the console',
  notAllowed: 'Your role may not see this page.',
  unreachable: 'The hub cannot be reached. Please try again.',
  done: 'Done.',
  refused: (rule) => rules[rule ?? ''] ?? 'Not done. Please try again.',
  flags: 'Worth a look today',
  flagsHint: 'This hinders nobody and accuses nobody: please see what it is.',
  noFlags: 'Nothing to look at today.',
  whys: {
    'many-numbers': 'One person took many numbers',
    'many-given-up': 'One person’s many numbers came to nothing',
    'one-hand': 'One place gave one person many numbers',
    watched: 'Somebody on the watch list took a number',
  },
  closed: (count) =>
    `${count} bookings lie in hours that are closed now: please tell their visitors`,
  waiting: 'Waiting for another manager',
  waitingHint:
    'Two persons put somebody on and take them off. What nobody decides is forgotten after seven days.',
  wishOn: (text, days) => `Put on for ${days} days: ${text}`,
  wishOff: (text) => `Take off: ${text}`,
  program: 'another system',
  own: 'You asked for it; another manager has to agree',
  agree: 'Agree',
  sayNo: 'Say no',
  takeBack: 'Take back',
  watched: 'Watch list',
  watchedHint:
    'Only a hash of the document’s number is kept, no name and no number. Who is on it takes numbers as anybody does, and it is shown above.',
  nobody: 'Nobody is on the list.',
  until: (from, to) => `put on ${from}, off by itself ${to}`,
  takeOff: 'Ask to take off',
  offAsked: 'Waits for another manager',
  putOn: 'Ask to put somebody on',
  document: 'Document',
  idCard: 'Resident ID card',
  otherDocument: 'Another document',
  number: 'Number',
  reason: 'Reason',
  reasons: {
    'hoards-numbers': 'Hoards numbers',
    'sells-numbers': 'Sells numbers',
    'misses-often': 'Misses bookings often',
    other: 'Other',
  },
  words: 'In words (no names)',
  days: 'Days',
  ask: 'Ask',
};
