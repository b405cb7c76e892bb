/**
 * Breakages of webhooks: what is told, in which order, whether it is told again when it was lost, and what
 * it is signed with.
 */
import type { Sabotage } from './list.ts';

const serve = 'server/webhooks/serve.ts';

export const hookSabotages: readonly Sabotage[] = [
  {
    name: 'every-kind-to-everybody',
    story: 'tells a subscriber of kinds that it did not ask for',
    edits: [
      {
        file: 'server/webhooks/sources.ts',
        find: 'rows.filter(({ type }) => types.includes(type))',
        replace: 'rows.filter(() => types.length > 0)',
      },
    ],
    foundBy: ['hook-as-asked'],
  },
  {
    name: 'lost-hooks-taken-for-told',
    story: 'takes a message for told that nobody answered',
    edits: [
      {
        file: serve,
        find: "  return !told || refused ? 'failed' : 'queued';",
        replace: "  return !told || refused ? 'failed' : 'done';",
      },
    ],
    foundBy: ['hooks-arrive'],
  },
  {
    name: 'hooks-pass-one-another',
    story: 'tells the next event while the one before waits to be told again',
    edits: [
      { file: serve, find: "    if (state === 'queued') return false;\n", replace: '' },
      {
        file: serve,
        find: 'if (signal.aborted || clock.now() < notBefore) return false;',
        replace: 'if (signal.aborted || clock.now() < notBefore) continue;',
      },
    ],
    foundBy: ['hook-in-order'],
  },
  {
    name: 'signed-for-another-moment',
    story: 'signs with a time that it does not send, so that nobody can check it',
    edits: [
      {
        file: serve,
        find: "'x-jinghao-timestamp': String(seconds),",
        replace: "'x-jinghao-timestamp': String(seconds + 1),",
      },
    ],
    foundBy: ['hook-signed'],
  },
];
