/**
 * The words of the page of accounts, in English.
 */
import type { StaffTexts } from './index.ts';

const roles: Readonly<Record<string, string>> = {
  none: 'No rights yet',
  clerk: 'Clerk',
  manager: 'Hall manager',
  'system-admin': 'System administrator',
  'security-admin': 'Security administrator',
  'audit-admin': 'Audit administrator',
};

export const en: StaffTexts = {
  title: 'People and keys',
  loading: 'Reading…',
  language: 'Language',
  console: 'Sign out',
  notAllowed: 'Your role may not see this page.',
  unreachable: 'The hub cannot be reached; nothing was changed. Please try again.',
  trouble: (rule) => (rule ? `Not done: ${rule}` : 'Not done. Please try again.'),
  password: (account) => `The new password of ${account}, shown this once:`,
  putAway: 'Written down',
  accounts: 'Accounts',
  apart:
    'The system administrator makes accounts and passwords, the security administrator gives roles and revokes keys, the audit administrator reads the record: three persons, and nobody changes their own role.',
  fields: { account: 'Account', name: 'Name' },
  role: 'Role',
  roleNamed: (role) => roles[role] ?? role,
  state: 'State',
  acts: 'Acts',
  enabled: 'Enabled',
  disabled: 'Disabled',
  enable: 'Enable',
  disable: 'Disable',
  newPassword: 'New password',
  resetFactor: 'Reset second factor',
  signOut: 'End sign-ins',
  newAccount: 'New account',
  add: 'Make the account',
  keys: 'Keys of devices and programs',
  keysHint:
    'Kiosks, counter PCs, rating tablets and other systems come in by a key. A revoked one does not come back: the device is enrolled anew.',
  noKeys: 'There are no keys yet.',
  keyOf: 'Place or purpose',
  kind: 'Kind',
  kinds: { kiosk: 'Kiosk', agent: 'Agent', tablet: 'Rating tablet', token: 'Other system' },
  since: 'Given',
  valid: 'Valid',
  revoke: 'Revoke',
  sure: 'Yes, revoke',
  revoked: 'Revoked',
};
