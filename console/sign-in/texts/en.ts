/**
 * The sign-in page's words in English.
 */
import type { Words } from '../../../ui/texts.ts';
import type { zhHans } from './zh-Hans.ts';

export const en: Words<typeof zhHans> = {
  title: 'Staff sign-in',
  product: 'Jinghao queue calling',
  account: 'Account',
  password: 'Password',
  show: 'Show password',
  signIn: 'Sign in',
  working: 'Signing in…',
  missingAccount: 'Please enter your account.',
  missingPassword: 'Please enter your password.',
  capsLock: 'Caps Lock is on.',
  wrong:
    'Account or password is not right. Check and try again; the administrator can set a new password.',
  tooMany:
    'Too many wrong tries. Please wait for the countdown, or ask the administrator for a new password.',
  wait: (seconds) => `Try again in ${seconds} s`,
  tooManyOver: 'You can try again now.',
  otherHall: 'This account belongs to another hall and cannot sign in here.',
  code: 'Code',
  factorNew:
    'Please scan this with an authenticator program, or type the key below into it, and enter the six digits that it shows. The key is shown until it is set up.',
  factorCode: 'QR code for the authenticator program',
  codeWrong: 'The code is wrong, or was used before. Please wait for the next one.',
  unreachable: 'The hub cannot be reached. Check the network and try again.',
  mine: 'My sign-ins',
  notSignedIn: 'You are not signed in.',
  here: 'Here',
  thisMachine: 'The hub’s own machine',
  provided: 'by the sign-in service',
  spans: (from, to) => `since ${from}, until ${to} unless it is used`,
  signOut: 'Sign out',
  endIt: 'End it',
  back: 'Back',
  provider: {
    'provider-away':
      'The sign-in service cannot be reached. Try again later, or use account and password.',
    'not-vouched':
      'That sign-in could not be verified, so you are not signed in. Start again here.',
    denied: 'The sign-in service did not agree.',
    'no-account': 'You have no account here yet. Ask the system administrator.',
    'no-role': 'You have no role here yet. Ask the security administrator.',
    'account-disabled': 'This account is disabled. Ask the system administrator.',
    'second-factor-not-vouched':
      'Administrators show a second proof: sign in there with several factors, or here with account, password and code.',
  },
  language: 'Language',
};
