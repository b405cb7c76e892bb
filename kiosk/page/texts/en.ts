/** Words of the kiosk in English, after DB11/T 334. */
import type { KioskWords } from './zh-Hans.ts';

const people = (count: number) => (count === 1 ? 'person' : 'people');

export const en: KioskWords = {
  title: 'Take a number',
  back: 'Back',
  start: 'Start',
  largeType: 'Large',
  normalType: 'Normal',
  language: 'Language',
  nextPage: 'Next page',
  previousPage: 'Previous page',
  page: (page, pages) => `Page ${page} of ${pages}`,

  chooseGroup: 'What would you like to do?',
  chooseGroupHint: 'Choose one. It takes two steps.',
  chooseService: 'Choose a service',
  chooseServiceHint: 'Choose one. You will see how many people wait before you take a number.',
  waiting: (count) => (count === 0 ? 'Nobody waiting' : `${count} waiting`),
  noCounter: 'No window open now',
  serviceClosed: 'No numbers now',

  confirm: 'Take a number',
  waitingNow: 'Waiting now',
  people,
  nobody: 'Nobody',
  windows: 'Windows',
  windowList: (signs) => signs.join(', '),
  openNow: (counters) =>
    counters === 1 ? '1 window is open now' : `${counters} windows are open now`,
  openLater: 'No window is open now; you can take a number and wait',
  take: 'Take a number',
  taking: 'One moment',
  tryAgain: 'Try again',

  yourNumber: 'Your number',
  aheadBefore: '',
  aheadAfter: (count) => `${people(count)} before you`,
  aheadNobody: 'Nobody is before you: please watch the screen',
  goTo: (signs) => `When you are called, go to the window on the screen (${signs.join(', ')})`,
  done: 'Done',
  leavesIn: (seconds) => `Back to start in ${seconds} s`,
  touchToStay: 'Touch the screen to stay',
  stillThere: (seconds) => `Back to start in ${seconds} s. Touch the screen to stay.`,

  slip: {
    printing: 'Printing your slip',
    printed: 'Your slip is printed: please take it',
    reprinted: 'Your slip was printed again: please take it',
    noted: 'The slip was not printed. Your number is valid: please note it down',
    'no-printer': 'This kiosk prints no slips: please note your number',
  },
  reprint: 'Print again',
  reprinting: 'Printing again',
  reprintOrdered: 'It is being printed again, marked as a copy',
  reprintEnough: 'It cannot be printed again here: please ask at the information desk',
  reprintFailed: 'It cannot be printed now: please note your number',

  paperAhead: {
    out: 'Out of paper: you can take a number, please note it down',
    unable: 'The printer is not working: you can take a number, please note it down',
    none: 'This kiosk prints no slips: please note your number',
  },

  trouble: {
    'hall-closed': 'We are closed now; no number was taken',
    'service-closed':
      'This service has just stopped giving numbers. Go back and choose another, or ask at the information desk',
    'labels-exhausted':
      'There are no more numbers for this service today. Please ask at the information desk',
    busy: 'Many people are taking numbers, and you did not get one. Please try again',
    unavailable: 'Numbers cannot be given at the moment. Please try again, or use another kiosk',
    'no-answer': 'No answer yet. Please try again: you will not get two numbers',
    refused: 'No number could be taken. Please ask at the information desk',
  },

  awayTitle: 'No numbers at the moment',
  awayHint:
    'This kiosk is reconnecting by itself. Please wait, or go to another kiosk or the information desk.',
  awayNumber: 'This kiosk has lost its connection; your number is still valid',
  closedTitle: 'We are closed now',
  closedHint: 'Hours',
  connecting: 'Connecting',
  connectingHint: 'The kiosk is starting. One moment, please.',
  unknownKiosk: 'This kiosk is not part of the hall',
  unknownKioskHint: "An administrator can add it to the hall's configuration, or enrol it again.",

  enrolTitle: 'Enrol this kiosk',
  enrolHint: 'Enter the code of 8 letters that the administrator was given. A code works once.',
  code: 'Code',
  codeSoFar: (typed) => (typed === '' ? 'Nothing entered yet' : `Entered ${typed}`),
  deleteLetter: 'Delete',
  enrol: 'Enrol',
  enrolling: 'Enrolling',
  enrolTrouble: {
    wrong: 'The code is wrong, was used, or is too old. Please check it and enter it again',
    'too-many': 'Too many tries. Please wait a while',
    'other-hall': 'This code belongs to another hall',
    failed: 'Enrolling is not possible now. Please try again later',
  },
};
