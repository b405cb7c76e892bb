/** Words of the page on numbers given while the network was down, in English. */
import type { AdoptionTexts } from './zh-Hans.ts';

export const en: AdoptionTexts = {
  title: 'Numbers given while the network was down',
  loading: 'Reading…',
  language: 'Language',
  console: 'Back to the console',
  noneHeld: 'None is held.',
  held: (count) => `${count} held: nobody calls them before you have decided.`,
  nextAt: (time) => `They queue by themselves from ${time} on.`,
  none: 'No number was given while the network was down today.',
  onlyManagers: 'Only managers decide this. Please sign in as one.',
  unreachable: 'The hub cannot be reached; nothing was done. Please try again.',
  trouble: {
    'not-allowed': 'Only managers decide this. Please sign in as one.',
    unreachable: 'The hub cannot be reached; nothing was done. Please try again.',
    refused: 'Some were just called or settled. Look at the list as it is now, and decide again.',
  },
  since: (time, count) => `${count} since ${time}. Tick those who were served meanwhile.`,
  unsureCount: (count) => `The time of ${count} is unsure.`,
  unsure: 'time unsure',
  taken: (time) => `taken ${time}`,
  decide: (close, keep) =>
    close === 0 ? `Keep all ${keep}` : `Close the ${close} ticked, keep the other ${keep}`,
  status: {
    held: 'held',
    waiting: 'waiting',
    postponed: 'postponed',
    called: 'called',
    serving: 'being served',
    parked: 'on hold',
    missed: 'missed',
    finished: 'finished',
    cancelled: 'ended',
    'of-past-day': 'not of today',
  },
  ended: {
    'day-closed': 'its day is over',
    served: 'served by another number',
    'service-gone': 'the service is gone: please find the visitor',
  },
};
