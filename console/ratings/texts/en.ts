/**
 * The words of the page of today's ratings in English.
 */
import type { RatingTexts } from './index.ts';

export const en: RatingTexts = {
  title: 'Ratings',
  loading: 'Loading…',
  language: 'Language',
  console: 'Back to the console',
  unreachable: 'The hub cannot be reached. Please try again later.',
  notAllowed: 'Please sign in.',
  none: 'No ratings here.',
  count: (of) =>
    `${of.rated} rated, ${of.unanswered} asked and not answered, ${of.bad} bad` +
    `${of.excluded > 0 ? `, ${of.excluded} excluded` : ''}` +
    `${of.suspicious > 0 ? `, ${of.suspicious} to be looked at` : ''}.`,
  cut: (shown) => `Only the latest ${shown} are listed.`,
  period: 'Time',
  today: 'Today',
  week: 'This week',
  month: 'This month',
  date: 'One day',
  all: 'All',
  counter: 'Window',
  toCase: 'Its case',
  suspicious: 'Look at it',
  window: (sign) => `window ${sign}`,
  why: (reasons) => `: ${reasons.join('; ')}`,
  patterns: {
    'too-quick': 'given within 2 s of being asked',
    'device-run': '5 from one device within a minute',
    'all-five': '50 times very satisfied in a row at one window',
    'no-token': 'without the visitor’s own slip',
  },
  time: 'Time',
  number: 'Number',
  level: 'Level',
  channel: 'Channel',
  said: 'Reasons and words',
  unanswered: 'Asked, not answered',
  excluded: 'Excluded (dispute upheld)',
  again: 'Follow-up',
  bad: 'Bad',
  channels: { pad: 'Pad', tablet: 'Tablet', kiosk: 'Kiosk', phone: 'Phone', text: 'Text' },
  levels: {
    5: 'Very satisfied',
    4: 'Satisfied',
    3: 'Basically satisfied',
    2: 'Dissatisfied',
    1: 'Very dissatisfied',
  },
};
