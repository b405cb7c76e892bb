/**
 * The words of the rating tablet in English.
 */
import type { TabletWords } from './zh-Hans.ts';

export const en: TabletWords = {
  title: 'Rate this service',
  connecting: 'Connecting to the hall…',
  away: 'The hall cannot be reached',
  awayHint: 'You are served all the same; rating comes back with the line',
  enrolTitle: 'Type the enrolment code',
  enrolHint: 'A manager makes it at the hub; it is good for 15 minutes',
  code: 'Enrolment code',
  enrol: 'Enrol',
  enrolFailed: 'The code is wrong or too old',
  idle: 'Please rate here when you are done',
  idleHint: 'Only if you like; no name is kept',
  rate: 'How was this service?',
  rateHint: 'Only if you like; it cannot be changed afterwards',
  leave: 'No rating',
  again: 'It was not kept; please press again',
  thanks: 'Kept. Thank you',
  notKept: 'Your words could not be kept',
  sendsAgain: 'The line is down; it is being sent again…',
  over: 'The time to rate is over',
  overHint: 'For 5 working days you can rate by the QR code of your slip',
  moreTags: 'Reasons (choose any, or none)',
  moreWords: 'In your own words (optional)',
  moreHint: 'Please write no names, telephone or document numbers',
  moreSend: 'Send',
  moreLeave: 'Add nothing',
  window: (sign) => `Window ${sign}`,
  levels: {
    5: 'Very satisfied',
    4: 'Satisfied',
    3: 'Basically satisfied',
    2: 'Dissatisfied',
    1: 'Very dissatisfied',
  },
};
