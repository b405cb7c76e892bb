/**
 * The words of the page of today’s ratings in English.
 */
import type { RatingTexts } from './index.ts';

export const en: RatingTexts = {
  title: 'Ratings today',
  loading: 'Loading…',
  language: 'Language',
  console: 'Back to the console',
  unreachable: 'The hub cannot be reached. Please try again later.',
  notAllowed: 'Please sign in.',
  none: 'No ratings yet today.',
  count: (rated, unrated, bad) => `${rated} rated, ${unrated} unrated, ${bad} bad`,
  cut: (shown) => `Only the latest ${shown} are listed.`,
  time: 'Time',
  number: 'Number',
  level: 'Level',
  channel: 'Channel',
  said: 'Reasons and words',
  unrated: 'Unrated',
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
