/**
 * The words of the page of the audit, in English.
 */

import { actsEn } from './acts.ts';
import type { AuditTexts } from './index.ts';
import { outcomesEn } from './outcomes.ts';

export const en: AuditTexts = {
  title: 'Audit',
  loading: 'Reading…',
  language: 'Language',
  console: 'Sign out',
  notAllowed: 'Only the audit administrator may see this page.',
  unreachable: 'The hub cannot be reached. Please try again.',
  hint: 'Calls and tickets stand in the hall’s log; here is what else staff did: signing in, accounts, notices, guides, reading a phone number. Entries are only added, and each holds the check value of the one before it.',
  act: 'Act',
  allActs: 'All acts',
  person: 'Person',
  allPersons: 'Everybody',
  from: 'From (day)',
  until: 'Until (day)',
  search: 'Search',
  at: 'Time',
  subject: 'With what',
  outcome: 'Outcome',
  address: 'Network address',
  acts: actsEn,
  outcomes: outcomesEn,
  other: (name) => `refused (${name})`,
  none: 'No entry fits.',
  more: 'Earlier entries',
  check: 'Check all entries',
  sound: (entries, head) =>
    `${entries} entries, each following from the one before it; the last check value is ${head}`,
  broken: (seq) =>
    `Entry ${seq} does not follow from the one before it: entries were changed or taken out.`,
  commandLine: 'Command line',
  nobody: 'Not signed in',
};
