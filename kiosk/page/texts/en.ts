/** Words of the kiosk in English, after DB11/T 334. */
import type { KioskWords } from './zh-Hans.ts';

const people = (count: number) => (count === 1 ? 'person' : 'people');

export const en: KioskWords = {
  title: 'Take a number',
  back: 'Back',
  start: 'Start',
  care: 'Easy view',
  contrast: 'High contrast',
  low: 'Low reach',
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
  goTo: (signs) =>
    signs.length === 0
      ? 'When you are called, go to the window on the screen'
      : `When you are called, go to the window on the screen (${signs.join(', ')})`,
  done: 'Done',
  leavesIn: (seconds) => `Back to start in ${seconds} s`,
  touchToStay: 'Touch the screen to stay',
  stillThere: (seconds) => `Back to start in ${seconds} s`,
  stay: 'Stay',

  slip: {
    printing: 'Printing your slip',
    printed: 'Your slip is printed: please take it',
    reprinted: 'Your slip was printed again: please take it',
    noted: 'The slip was not printed. Your number is valid: please note it down',
    had: 'If you need the slip, it can be printed again',
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
    emergency: 'There is an emergency in the hall; no number was taken',
    'hall-closed': 'We are closed now; no number was taken',
    'service-closed':
      'This service has just stopped giving numbers. Go back and choose another, or ask at the information desk',
    'labels-exhausted':
      'There are no more numbers for this service today. Please ask at the information desk',
    'outside-hours': 'Numbers for this service are not given at this hour; none was taken',
    'booked-only': 'At this hour we serve only those who have booked; no number was taken',
    'day-exhausted':
      'There are no more numbers for this service today. Please ask at the information desk',
    'band-exhausted':
      'There are no more numbers for this part of the day. Please come later, or ask at the information desk',
    'hall-full': 'The hall is full; no number was taken. Please come again a little later',
    'class-exhausted':
      'There are no more priority numbers today. You can take an ordinary one, or ask at the information desk',
    'identity-needed': 'This service needs your ID number. Please enter it',
    'bad-person': 'The number is not right. Please check it and enter it again',
    'card-unknown': 'The card was read too long ago. Lift it and place it again',
    'person-exhausted':
      'You have taken as many numbers as one may today. Please ask at the information desk',
    busy: 'Many people are taking numbers, and you did not get one. Please try again',
    unavailable: 'Numbers cannot be given at the moment. Please try again, or use another kiosk',
    'no-answer': 'No answer yet. Please try again: you will not get two numbers',
    refused: 'No number could be taken. Please ask at the information desk',
  },

  help: 'Help',
  helpSaid: {
    asking: 'Calling a member of staff',
    asked: 'Our staff have been called. Please wait here',
    accepted: 'A member of staff is on the way',
    unanswered:
      'Nobody has answered yet. Please go to the information desk, or ask any of our staff',
    failed:
      'The call did not get through. Please go to the information desk, or ask any of our staff',
  },

  range: (low, high) => (low <= 0 ? `up to ${Math.max(1, high)} min` : `${low}–${high} min`),
  rangeBefore: 'About',
  tomorrow: 'tomorrow',
  opensAt: (when) => `Numbers from ${when}`,
  shortWhy: {
    'service-closed': 'No numbers now',
    'outside-hours': 'Not open now',
    'booked-only': 'Bookings only now',
    'day-exhausted': 'No more numbers today',
    'band-exhausted': 'No more numbers for now',
    'hall-full': 'The hall is full',
  },
  shutTitle: 'No numbers at this hour',

  itemsRow: 'What you came for',
  itemsAll: (count) => `All ${count}`,
  itemsSome: (count) => `${count} chosen`,
  moreRow: 'Priority or help?',
  moreChosen: 'Chosen',
  classes: 'Priority',
  needs: 'Help you need',
  chosenDone: 'Done',

  whoRow: 'ID number',
  whoOptional: 'Not required',
  whoNeeded: 'Needed for this service',
  nextWho: 'Next',

  cardSaid: {
    lay: 'Place your ID card on the reader, or type the number here',
    'card-unreadable': 'The card could not be read. Lift it and place it again',
    'card-not-supported': 'This kind of document cannot be read here. Please type its number',
    'card-expired': 'This ID card is not valid today. Please ask at the information desk',
    'hub-away':
      'The connection is down, so ID cards cannot be read. Numbers that need an ID are not given now; all others are',
  },

  alreadyTitle: 'You have a number already',
  rejoinedTitle: 'You are back in the line',
  lateTitle: 'Too late for your booking: an ordinary number',
  already: 'Your number is still valid: there is no need for another',

  checkInStart: 'Check in',
  checkInStartAbout: 'I have booked: scan my code, or press here',
  bookStart: 'Book a time',
  bookStartAbout: 'Come at another time, or cancel a booking',
  asking: 'One moment',

  awayTitle: 'No numbers at the moment',
  awayHint:
    'This kiosk is reconnecting by itself. Please wait, or go to another kiosk or the information desk.',
  awayNumber: 'This kiosk has lost its connection; your number is still valid',
  /** While the kiosk's stand-in gives numbers. */
  standIn: {
    hint: 'The network is down. Numbers still work',
    not: 'Not now: waiting times, booking, help',
    open: 'Numbers are given',
    realName: 'Not while the network is down',
    realNameWhy:
      'It needs your document checked, which cannot be done while the network is down. Please ask at the information desk',
    queued:
      'Your number is noted and keeps its place. Please watch the screens and listen to our staff',
  },
  more: 'More services',
  moreAbout: 'Rating, hours and more',
  guides: 'Service guides',
  guidesAbout: 'What to bring, and how',
  laterFailed: 'This page cannot be opened now',
  laterFailedHint: 'Some services do not work while the network is down. Try again, or go back.',
  unstaffedTitle: 'No window is staffed now',
  closedTitle: 'We are closed now',
  connecting: 'Connecting',
  connectingHint: 'The kiosk is starting. One moment, please.',
  unknownKiosk: 'This kiosk is not part of the hall',
  unknownKioskHint: "An administrator can add it to the hall's configuration, or enrol it again.",

  deleteLetter: 'Delete',
};
