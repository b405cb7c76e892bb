/**
 * What is held of persons, in English.
 */
import type { HeldWords } from './index.ts';

export const en: HeldWords = {
  tickets: {
    what: 'tickets: number, service, times, windows, which kiosk or program took it; the hash of the link in its QR code',
    why: 'to serve in order and to prove it',
    howLong: 'as long as the log is kept; a link shows its ticket for 5 working days',
  },
  'visitor-of-day': {
    what: 'the visitor of a day: HMAC-SHA256 of the document’s number under the day’s key',
    why: 'one person, one waiting number of a service (FAIR)',
    howLong: 'as long as the log is kept; meaningless once the day’s key is destroyed at the close',
  },
  'day-salt': {
    what: 'the day’s salt, half of its key',
    why: 'all hubs reckon the same visitor',
    howLong: 'deleted when the day closes',
  },
  'slip-secret': {
    what: 'the secret in a slip’s QR code; drawn from the hall’s key and the ticket’s id',
    why: 'the visitor’s phone follows the ticket, acts on it and rates',
    howLong: 'it is kept nowhere; its hash stands with the ticket',
  },
  'relayed-views': {
    what: 'views of tickets that phones follow, by the hash of the link',
    why: 'halls without a way in from outside',
    howLong: 'two minutes after the phone has gone, the end of the day at the latest',
  },
  card: {
    what: 'an ID card that was read: number, masked name',
    why: 'to take a number, book or check in without typing',
    howLong: '2 minutes; the photo is overwritten unread',
  },
  'text-phones': {
    what: 'phones of those who want texts, by ticket; masked on pages',
    why: 'to text how the ticket goes',
    howLong: 'the end of the service day',
  },
  bookings: {
    what: 'bookings: HMAC-SHA256 of the number (document or telephone) under the hall’s key, its last two characters, code, service, slot, ticket',
    why: 'to keep the place and to know the visitor again',
    howLong: 'deleted on the day after the slot',
  },
  'missed-bookings': {
    what: 'missed bookings: the same hash, when',
    why: 'who misses many cannot book for a while (BOOK-6)',
    howLong:
      'as long as a miss counts and bars, by the hall’s settings; at once when the visitor came late',
  },
  'watch-list': {
    what: 'watch list: HMAC-SHA256 of the document’s number under the hall’s key, reason, words, who added it',
    why: 'managers see who hoards numbers; nobody is hindered',
    howLong: 'the date chosen when it was added, 180 days at most',
  },
  'watch-sightings': {
    what: 'which tickets those on the watch list took',
    why: 'the same',
    howLong: '2 days, or with the entry',
  },
  approvals: {
    what: 'what waits for a second person: entries for the watch list and erasures, the person as hashes under the hall’s key',
    why: 'no one person decides it alone',
    howLong: 'until it is decided, 7 days at most',
  },
  ratings: {
    what: 'ratings: ticket, step, level, tags',
    why: 'how visitors were served; optional, never presumed',
    howLong: 'with the figures; nobody can be found in them',
  },
  'rating-words': {
    what: 'words of a rating',
    why: 'understanding how the visit went; managers alone',
    howLong: 'end of the month; of a bad rating 30 days after its case is closed',
  },
  'case-words': {
    what: 'words of cases',
    why: 'to put right what went wrong, and to file the month’s ledger',
    howLong:
      '30 days after the case is closed, and at least to the end of the 10th of the next month; two years where nobody closes it',
  },
  'case-contacts': {
    what: 'names and phones of cases',
    why: 'to call back',
    howLong: '30 days after the case is closed; two years where nobody closes it',
  },
  'one-time-notices': {
    what: 'a one-time notice: what is missing or wrong, in the clerk’s words too',
    why: 'to print it',
    howLong: 'until its last copy is printed or has failed; an hour at the most',
  },
  'print-journals': {
    what: 'ids of print jobs and how they ended (no text of any paper)',
    why: 'no slip is printed twice',
    howLong: 'the latest 5,000 jobs',
  },
  accounts: {
    what: 'staff: account, name, role, password (scrypt hash)',
    why: 'to sign in and to answer for acts',
    howLong: 'until the account is erased',
  },
  identities: {
    what: 'which account of a provider of sign-ins (OpenID Connect) is whose: issuer, subject',
    why: 'to sign in by it',
    howLong: 'with the account',
  },
  'second-factors': {
    what: 'second factors: which of the person’s secrets it is, the last code used; the secret stands in no table',
    why: 'administrators show two proofs',
    howLong: 'with the account',
  },
  'sign-ins': {
    what: 'sign-ins: SHA-256 of the session’s secret, network address, last use',
    why: 'to stay signed in, and to see where one is',
    howLong: '12 h without use, 24 h at most',
  },
  'staff-cards': {
    what: 'staff cards: photo (a small JPEG, drawn anew), post, duties, promise; posted at the counter, on signs, at /posted/photos/…',
    why: 'to post who serves (办法 art. 22)',
    howLong: 'with the account, when taken down, or a year after it was last saved',
  },
  'duty-roster': {
    what: 'duty roster: name, post, telephone number of who leads the hall; posted on screens and kiosks on the day',
    why: 'to post who leads the hall',
    howLong: 'the day after',
  },
  'case-looks': {
    what: 'who has seen a phone of a case whole',
    why: 'to answer for it (Personal Information Protection Law, art. 56)',
    howLong: 'three years',
  },
  audit: {
    what: 'the audit: which account did what, when, from which address',
    why: 'to answer for acts of staff (Cybersecurity Law, art. 21)',
    howLong: 'a year; six months at the least',
  },
  'help-calls': {
    what: 'calls for help: kiosk, times, the clerk who went',
    why: 'to see that somebody goes, and how soon',
    howLong: '30 days',
  },
  repairs: {
    what: 'repairs of devices: what was done, in words, and who noted it',
    why: 'to keep devices in order',
    howLong: 'five years',
  },
  'staff-ids': {
    what: 'staff’s ids (as in clerk:…, never their names) in events, notices, guides, cases and figures',
    why: 'to tell who acted',
    howLong:
      'as long as the log and the figures are kept; an id means nobody once the account is erased',
  },
};
