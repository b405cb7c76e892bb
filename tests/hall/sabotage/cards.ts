/**
 * Breakages of what is done with ID cards and codes: whose they are, and that nothing of them stays.
 */
import type { Sabotage } from './list.ts';

const cards = 'server/devices/cards.ts';
const visitors = 'server/people/visitors.ts';

export const cardSabotages: readonly Sabotage[] = [
  {
    name: 'card-kept-for-the-next',
    story: 'answers whoever asks next with the card that was read last',
    edits: [
      {
        file: cards,
        find: 'export class Cards {\n',
        replace: 'const lately = new Map<string, CardAnswer>();\n\nexport class Cards {\n',
      },
      {
        file: cards,
        find: '...{ id, said: null, answer: null, over: false }',
        replace: '...{ id, said: lately.get(place) ?? null, answer: null, over: false }',
      },
      {
        file: cards,
        find: '    wish.said = this.#answerTo(place, card);\n',
        replace: `    wish.said = this.#answerTo(place, card);
    if ('ok' in wish.said) lately.set(place, wish.said);
`,
      },
    ],
    foundBy: ['read-is-this-visitors'],
  },
  {
    name: 'forgotten-card-read-again',
    story: 'reads a card that was left on the reader for the next visitor, too',
    edits: [
      {
        file: 'drivers/sam/machine.ts',
        find: 'if (this.machine.waiting && !this.machine.told)',
        replace: 'if (this.machine.waiting)',
      },
    ],
    foundBy: ['read-is-this-visitors'],
  },
  {
    name: 'handle-for-every-deed',
    story: 'lets one reading of a card stand for as many deeds as are asked for',
    edits: [
      {
        file: cards,
        find: '    if (held.deed !== null && held.deed !== deed) return null;\n',
        replace: '',
      },
    ],
    foundBy: ['read-is-this-visitors'],
  },
  {
    name: 'another-hash-each-time',
    story: 'makes another visitor of the same card each time that it is laid on',
    edits: [
      {
        file: visitors,
        find: 'const visitor = hashOf(await this.#parts.keys.keyOf(openedAt), person);',
        replace: `const number = person.number + performance.now();
    const visitor = hashOf(await this.#parts.keys.keyOf(openedAt), { ...person, number });`,
      },
    ],
    foundBy: ['one-person-one-number', 'match-true'],
  },
  {
    name: 'number-in-the-log',
    story: 'writes the number of the card down where its hash belongs',
    edits: [
      {
        file: visitors,
        find: 'const visitor = hashOf(await this.#parts.keys.keyOf(openedAt), person);',
        replace: 'const visitor = person.number;',
      },
    ],
    foundBy: ['no-persons'],
  },
  {
    name: 'every-card-matches',
    story: 'says of every card that it goes with the number in hand',
    edits: [
      {
        file: visitors,
        find: 'if (tickets.get(ticket)?.visitor === visitor)',
        replace: 'if (tickets.has(ticket) || visitor === null)',
      },
    ],
    foundBy: ['match-true'],
  },
  {
    name: 'scan-kept-for-the-next',
    story: 'tells a code that nobody heard to whoever hears next',
    edits: [
      {
        file: 'server/devices/scans.ts',
        find: '    listeners.push(mine);\n',
        replace: `    listeners.push(mine);
    const left = unheard.get(place);
    unheard.delete(place);
    if (left !== undefined) mine(left);
`,
      },
      {
        file: 'server/devices/scans.ts',
        find: 'export class Scans {\n',
        replace: 'const unheard = new Map<string, string>();\n\nexport class Scans {\n',
      },
      {
        file: 'server/devices/scans.ts',
        find: 'return scanner.onScan((text) => listeners.at(-1)?.(text));',
        replace: `return scanner.onScan((text) => {
        const hears = listeners.at(-1);
        if (hears) hears(text);
        else unheard.set(place, text);
      });`,
      },
    ],
    foundBy: ['read-is-this-visitors'],
  },
];
