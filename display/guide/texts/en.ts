/** Words of a guide's page on a phone, English. */
import type { GuideDisplayWords } from './zh-Hans.ts';

export const en: GuideDisplayWords = {
  title: 'Service guide',
  loading: 'Opening the guide',
  unknown: 'This guide was not found',
  unknownHint: 'There may be a new one. Please look for it at a kiosk in the hall, or call 12345.',
  away: 'The guide cannot be opened now',
  awayHint: 'Please check your connection and try again, or call 12345.',
  again: 'Try again',
  takeHere: 'In the hall, take a number for it at a kiosk.',
  which: 'Which is your errand?',
  contents: 'On this page',
  language: 'Language',
};
