/**
 * The words of the page of what is held of persons, in English.
 */
import type { PrivacyTexts } from './index.ts';

const rules: Readonly<Record<string, string>> = {
  'nothing-held': 'Nothing is held of this person.',
  'account-in-use': 'The account is in use. Disable it first.',
  'too-many-waiting': 'Too many wait to be decided. Decide those first.',
  'own-wish': 'A second person agrees to what you asked for.',
  'unknown-entry': 'Somebody has decided it already.',
  'not-permitted': 'Your role may not do this.',
};

export const en: PrivacyTexts = {
  title: 'Personal data',
  loading: 'Reading…',
  language: 'Language',
  console: 'Back to the console',
  notAllowed: 'Your role may not see this page.',
  unreachable: 'The hub cannot be reached. Please try again.',
  done: 'Done.',
  refused: (rule) => rules[rule ?? ''] ?? 'Not done. Please try again.',
  waiting: 'Erasures that wait for a second person',
  waitingHint:
    'One asks for an erasure, another agrees. What nobody decides is forgotten after seven days. Of whom it is, is not shown.',
  wish: (by, rows, name) => `${rows} rows found by ${by.toLowerCase()}, asked for by ${name}`,
  commandLine: 'the command line',
  own: 'You asked for it; another has to agree',
  agree: 'Agree to erase',
  sure: 'Yes, erase for good',
  sayNo: 'Say no',
  takeBack: 'Take back',
  one: 'One person',
  oneHint:
    'Look somebody up by whatever they know, and tell them what is held. What you type is not kept.',
  by: 'Look up by',
  kinds: {
    'id-card': 'Resident ID number',
    phone: 'Phone',
    other: 'Number of another document',
    booking: 'Booking code',
    ticket: 'Ticket number',
    case: 'Case number',
    account: 'Staff account',
  },
  day: 'Date',
  find: 'Look up',
  wrong: (rule) =>
    rule === 'not-allowed' || rule === 'unreachable'
      ? 'Could not look it up. Please try again.'
      : 'This is not right. Check it and try again.',
  nothing: 'Nothing is held of this person.',
  found: 'What was found',
  rows: 'Rows',
  onErasure: 'On erasure',
  erased: 'erased',
  kept: {
    counts: 'kept: the missed booking still counts, until',
    watched: 'kept: two managers take it off the watch list; until',
    'case-open': 'kept: the case is open; at the latest',
    ledger: 'kept: until the month’s ledger is filed; at the latest',
    'record-of-access': 'kept: records of processing, three years by law, until',
    'with-the-log': 'kept: it names nobody',
    audit: 'kept: the audit, six months at the least by law',
  },
  save: 'Export (JSON file)',
  askErasure: 'Ask for erasure',
  askedFor: 'Asked for; it waits for a second person.',
  table: 'What is held, why, and how long',
  of: 'Of',
  what: 'What',
  why: 'Why',
  howLong: 'How long',
  where: 'Where',
  backup: 'In backups',
  whose: { visitors: 'Visitors', staff: 'Staff' },
  places: {
    log: 'log',
    memory: 'memory',
    relay: 'relay’s memory',
    agents: 'agents’ PCs',
    'key-file': 'nowhere',
  },
  backups: { sealed: 'sealed', never: 'not at all', open: 'as it is' },
};
