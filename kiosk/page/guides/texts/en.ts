/** Words of the kiosk's page of one guide, English. */
import type { GuidePageWords } from './zh-Hans.ts';

export const en: GuidePageWords = {
  parts: {
    bring: 'What to bring',
    steps: 'Steps',
    time: 'Time and cost',
    where: 'Where',
    more: 'Questions',
    along: 'Take along',
  },
  partsName: 'Parts of the guide',
  take: 'Take a number for this',
  takeFor: (service) => `The line is “${service}”`,
  noNumber: 'No number is given for this here',
  noNumberAt: (place) => `Please go to: ${place}`,
  print: 'Print the guide',
  printMaterials: 'Print what to bring',
  along: 'Take it on a phone',
  alongTitle: 'Scan with a phone to take the guide along',
  alongHint: 'Nothing to install, and nothing is kept of you.',
  alongNot: 'Phones cannot open it from here. Please print it.',
  printing: 'Printing, one moment',
  printed: 'Printed. Please take it below',
  noted: 'It was not printed. Try again later, or ask at the enquiry desk',
  enough: 'A lot was printed here just now. Please print in a few minutes',
  unable: 'The printer does not work now. Take it on a phone, or ask at the desk',
  loading: 'Opening the guide',
};
