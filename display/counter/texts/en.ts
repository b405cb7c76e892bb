/** Words of the sign over a counter in English. */
import type { SignWords } from './zh-Hans.ts';

export const en: SignWords = {
  title: 'Window sign',
  beforeSign: 'Window',
  afterSign: '',
  called: 'Please come here',
  serving: 'Now serving',
  servesNow: (services) => `Now serving here: ${services}`,
  free: 'Welcome',
  paused: 'Paused',
  pausedHint: 'Please watch for calls to other windows',
  instead: (signs) => `Please go to ${signs.includes(',') ? 'windows' : 'window'} ${signs}`,
  promise: 'Our promise',
  duties: 'Duties',
  closed: 'Closed',
  unknown: 'No such window',
  unknownHint: 'Please check the window in the address of this screen',
  connecting: 'Connecting',
};
