/** Words of what only some are asked, and of the keys, in English. */
import type { AskWords } from './zh-Hans.ts';

export const en: AskWords = {
  itemsTitle: 'What did you come for?',
  itemsHint: 'Choose one or several; they are done together when you are called',
  moreTitle: 'Priority and help',
  moreHint:
    'Please choose only what is true: the clerk may ask for proof. If you need nothing, go back',
  personTitle: 'Enter your ID number',
  personHint: 'Only to check that one person has one number; cleared as soon as you have it',
  kinds: {
    'id-card': 'Chinese ID',
    phone: 'Phone',
    other: 'Passport, other',
    mobile: 'Mobile phone',
    code: 'Booking code',
    label: 'Number',
  },
  typedSoFar: (count) => (count === 0 ? 'Nothing entered yet' : `${count} characters entered`),
  typedShort: {
    'id-card': 'Enter the 18 characters of your ID number',
    phone: 'Enter your phone number',
    other: 'Enter the number of your passport or permit',
    mobile: 'Enter the 11 digits of your mobile number',
    label: 'Enter your number, such as A017',
    code: 'Enter the 8 characters of your booking code',
  },
  typedWrong: 'This ID number is not right. Please check each character',
  cardRead: (name: string) => `Card read: ${name}`,
};
