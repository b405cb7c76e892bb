/** Words of enrolment in English. */
import type { EnrolWords } from './zh-Hans.ts';

export const en: EnrolWords = {
  enrolTitle: 'Enrol this kiosk',
  enrolHint: 'Enter the code of 8 letters that the administrator was given. A code works once.',
  codeSoFar: (typed) => (typed === '' ? 'Nothing entered yet' : `Entered ${typed}`),
  enrol: 'Enrol',
  enrolling: 'Enrolling',
  enrolTrouble: {
    wrong: 'The code is wrong, was used, or is too old. Please check it and enter it again',
    'too-many': 'Too many tries. Please wait a while',
    'other-hall': 'This code belongs to another hall',
    failed: 'Enrolling is not possible now. Please try again later',
  },
};
