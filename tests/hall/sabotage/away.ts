/**
 * Breakages of what a kiosk does while its hub is away, and of how its numbers become the hall's.
 */
import type { Sabotage } from './list.ts';

const journal = 'kiosk/agent/away/journal.ts';
const handingOver = 'kiosk/agent/away/handing-over.ts';
const rules = 'core/hall/adopting.ts';

export const awaySabotages: readonly Sabotage[] = [
  {
    name: 'journal-not-read-at-restart',
    story: 'begins its numbers again when the kiosk was switched off and on',
    edits: [
      {
        file: journal,
        find: '    this.#path = path;\n    this.#read();',
        replace: '    this.#path = path;',
      },
    ],
    foundBy: ['away-number-kept', 'label-once-a-day'],
  },
  {
    name: 'told-before-it-is-written',
    story: 'tells a number, and writes it down with the next thing that there is to write',
    edits: [
      {
        file: journal,
        find: '  #inDoubt = false;\n\n  /** Opens',
        replace: '  #inDoubt = false;\n  readonly #late: Uint8Array[] = [];\n\n  /** Opens',
      },
      {
        file: journal,
        find: '    this.#disk.append(this.#path, lineOf(entry));',
        replace: `    if ('ticket' in entry) this.#late.push(lineOf(entry));
    else this.#disk.append(this.#path, Buffer.concat([...this.#late.splice(0), lineOf(entry)]));`,
      },
    ],
    foundBy: ['away-number-kept', 'label-once-a-day'],
  },
  {
    name: 'handed-over-and-forgotten',
    story: 'takes a number for handed over when the hub has only said: not now',
    edits: [
      {
        file: handingOver,
        find: "its.flatMap((one) => ('is' in one ? [one.ticket] : []))",
        replace: 'its.map((one) => one.ticket)',
      },
    ],
    foundBy: ['away-number-kept'],
  },
  {
    name: 'adopted-under-a-new-id-at-each-try',
    story: 'makes every try to hand a number over a deed of its own',
    edits: [
      {
        file: 'server/hall/adopting.ts',
        find: '      requestId,\n      id: ticket.ticket,',
        replace: "      requestId: requestId + '-' + performance.now(),\n      id: ticket.ticket,",
      },
    ],
    foundBy: ['one-request-one-deed'],
  },
  {
    name: 'held-stand-in-line-at-once',
    story: 'calls who took a number while the hub was away before anybody has looked',
    edits: [{ file: rules, find: 'stamp.at + holdMs', replace: 'stamp.at' }],
    foundBy: ['no-ghost'],
  },
  {
    name: 'age-of-the-return',
    story: 'lets those who waited through an outage stand as if they had come when it was over',
    edits: [
      {
        file: rules,
        find: 'takenAt: Math.min(takenAt, stamp.at), unsure',
        replace: 'takenAt: stamp.at, unsure',
      },
      {
        file: rules,
        find: 'orderAt: Math.min(takenAt, stamp.at, ',
        replace: 'orderAt: Math.min(stamp.at, ',
      },
    ],
    foundBy: ['away-age-true'],
  },
  {
    name: 'number-of-the-same-tap-left',
    story: 'leaves the number in its line that the hub had given for the same tap',
    edits: [
      {
        file: 'server/hall/batch.ts',
        find: 'command: { ...asked.command, given } };',
        replace: 'command: { ...asked.command, given: null } };',
      },
    ],
    foundBy: ['one-tap-one-number'],
  },
  {
    name: 'held-for-ever',
    story: 'lets nobody go by time whom the manager has overlooked',
    edits: [
      {
        file: rules,
        find: 'away.heldUntil <= stamp.at)',
        replace: 'away.heldUntil < 0)',
      },
    ],
    // What is due and never done is tried again and again.
    foundBy: ['held-is-let-go', 'answers-come'],
  },
];
