/** Words of why no number is given, and what still works, in English. */
import type { StopWords } from './zh-Hans.ts';

export const en: StopWords = {
  why: {
    'service-closed':
      'This service gives no numbers now. Choose another, or ask at the information desk',
    'outside-hours': 'Numbers for this service are not given at this hour',
    'booked-only': 'At this hour we serve only those who have booked',
    'day-exhausted':
      'There are no more numbers for this service today. You can book another day, or ask at the information desk',
    'band-exhausted':
      'There are no more numbers for this part of the day. Please wait for the next, or book',
    'hall-full': 'The hall is full. Please come again a little later, or book',
  },
  elsewhere: 'Another service',
  elsewhereAbout: 'Back to the list',
  bookedOnlyTitle: 'At this hour we serve only those who have booked',
  shutHint: 'You can still',
  emergency:
    'Emergency: 110 police, 119 fire, 120 ambulance. Government service hotline: 12345, day and night',
  closedHint: 'Hours',
};
