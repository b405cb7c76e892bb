/**
 * Breakages of cases: who gets one, what stands of it, and when its light turns.
 */
import type { Sabotage } from './list.ts';

const following = 'server/cases/following.ts';

export const caseSabotages: readonly Sabotage[] = [
  {
    name: 'a-case-for-every-look',
    story: 'opens another case for the same rating each time that it is seen',
    edits: [
      {
        file: following,
        find: `requestId: \`rating:\${ticket}/\${step}\``,
        replace: `requestId: \`rating:\${ticket}/\${step}/\${parts.clock.now()}\``,
      },
    ],
    foundBy: ['one-case-each'],
  },
  {
    name: 'begins-at-the-end-of-the-log',
    story: 'follows the log from its end on, and takes up nothing that came while it was away',
    edits: [
      {
        file: following,
        find: 'const from = await cursors.read(name);\n  const rows',
        replace: `const from = (await cursors.read(name)) ||
    (await (log as never as { head(stream: string): Promise<number> }).head(\`hall:\${hall}\`));
  const rows`,
      },
    ],
    foundBy: ['one-case-each'],
  },
  {
    name: 'only-the-worst-is-bad',
    story: 'takes only the last of the five levels for a bad rating',
    edits: [{ file: following, find: 'const badUpTo = 2;', replace: 'const badUpTo = 1;' }],
    foundBy: ['one-case-each'],
  },
  {
    name: 'amber-a-day-late',
    story: 'warns of a bad rating a day later than it should',
    edits: [
      {
        file: 'server/cases/deadlines.ts',
        find: 'amberMs: 5 * dayMs',
        replace: 'amberMs: 6 * dayMs',
      },
    ],
    foundBy: ['case-lights-in-time'],
  },
  {
    name: 'row-as-it-was-opened',
    story: 'fills the row of a case when it is opened and never again',
    edits: [
      {
        file: 'server/cases/table.ts',
        find: "        .where('seq', '<', seq)",
        replace: "        .where('seq', '=', 0)",
      },
    ],
    foundBy: ['case-as-its-stream'],
  },
];
