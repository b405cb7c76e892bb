/** Words of booking, checking in and giving back in English. */
import type { BookWords } from './zh-Hans.ts';

export const en: BookWords = {
  bookTitle: 'Which service would you like to book?',
  bookHint: 'The day and the time come next',
  giveBackStart: 'Cancel a booking',
  dayTitle: 'Which day?',
  dayFree: (slots) => (slots === 1 ? '1 time is free' : `${slots} times are free`),
  daysNone: 'The coming days are fully booked',
  daysNoneHint: 'Please look again another day, or take a number',
  slotTitle: 'What time?',
  slotFree: (places) => (places === 1 ? '1 place' : `${places} places`),
  bookWhoTitle: 'Your phone or ID number',
  bookWhoHint: 'For check-in only; the full number is not kept',
  book: 'Book',
  booking: 'Booking',
  bookedTitle: 'You have booked',
  bookedKeep: 'Please note or photograph your booking code',
  bookedCome: (from, until) =>
    `Check in at a kiosk between ${from} and ${until}. After that you get an ordinary number`,
  bookedCancel: (until) =>
    `If you cannot come, cancel before ${until}: press "Book a time" at a kiosk and enter the code`,
  checkInTitle: 'Check in for your booking',
  checkInHint: 'Scan your booking code or enter it here, or use your ID or phone number',
  checkIn: 'Check in',
  checkingIn: 'Checking in',
  giveBackTitle: 'Cancel a booking',
  giveBackHint: 'Enter the code of the booking',
  giveBack: 'Cancel this booking',
  givingBack: 'Cancelling',
  givenBackTitle: 'Your booking is cancelled',
  givenBackHint: 'The place is free for others. You can book again at any time',
  bookTrouble: {
    'not-bookable': () => 'This service cannot be booked now. Please choose another',
    'slot-full': () => 'This time has just been taken. Go back and choose another',
    'too-near': () => 'This time begins too soon to be booked. Go back and choose another',
    'too-far': () => 'This day cannot be booked yet. Go back and choose another',
    'already-booked-that-day': (when) => `You have a booking on ${when} already`,
    barred: (when) =>
      `Several bookings were missed: you can book again after ${when}. You can take a number now`,
    'too-late-to-cancel': (when) =>
      `It could be cancelled until ${when}. Please tell the information desk`,
    'unknown-booking': () =>
      'No booking was found. Please check and try again, or ask at the information desk',
    'booking-cancelled': () => 'This booking was cancelled. Please take a number, or book again',
    'booking-over': () => 'This booking is over. Please take a number',
    'booking-closed': () =>
      'That time has been closed since you booked. Please take a number, or book another time',
    'too-many-tries': (when) =>
      `Too many tries. Please try again after ${when}, or ask at the information desk`,
    'too-early': (when) => `It is too early to check in. Please come back after ${when}`,
    emergency: () => 'There is an emergency in the hall: you cannot check in',
    'hall-closed': () => 'We are closed now: you cannot check in',
    'service-closed': () => 'This service is closed now. Please ask at the information desk',
    'outside-hours': () =>
      'It is too late for your booking, and no numbers are given now. Please ask at the information desk',
    'booked-only': () =>
      'It is too late for your booking, and only bookings are served at this hour. Please take a number later',
    'day-exhausted': () =>
      'It is too late for your booking, and there are no more numbers today. Please ask at the information desk',
    'band-exhausted': () =>
      'It is too late for your booking, and there are no numbers now. Please ask at the information desk',
    'hall-full': () =>
      'It is too late for your booking, and the hall is full. Please come again a little later',
    'labels-exhausted': () => 'There are no more numbers today. Please ask at the information desk',
    'bad-input': () => 'The number is not right. Please check it and try again',
    'card-unknown': () => 'The card was read too long ago. Lift it and place it again',
    'no-code': () => 'No booking code was read. Scan it again, or enter it here',
    busy: () => 'Many people are here at once. Please try again',
    unavailable: () =>
      'It cannot be done at the moment. Please try again, or ask at the information desk',
    'no-answer': () => 'No answer yet. Please try again: nothing is done twice',
    refused: () => 'It could not be done. Please ask at the information desk',
  },
};
