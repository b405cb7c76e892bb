/**
 * Breakages of texts: who is told, how often, by whom, what is no longer so, and for how long a phone
 * is kept.
 */
import type { Sabotage } from './list.ts';

const sender = 'server/texts/sender.ts';
const outbox = 'server/house/outbox.ts';
const duty = 'server/texts/duty-following.ts';
const dutyFill = "await outbox.fill(hall, from, to, texts, 'duty-texts')";

export const textSabotages: readonly Sabotage[] = [
  {
    name: 'sent-again-after-a-restart',
    story: 'sends once more what a dead hub had in hand, though it may have gone',
    edits: [
      {
        file: outbox,
        find: "      .set({ state: 'unknown', reason: 'lost-in-sending', ended_at: this.#clock.now() });",
        replace: "      .set({ state: 'queued', claimed_by: null });",
      },
    ],
    foundBy: ['told-once', 'texts-as-they-went', 'managers-told-once'],
  },
  {
    name: 'texts-of-a-hub-that-lags',
    story: 'takes a ticket that another hub has just given for one of another day',
    edits: [
      { file: 'server/texts/following.ts', find: '  await keeper.catchUp();\n', replace: '' },
    ],
    foundBy: ['all-are-told'],
  },
  {
    name: 'lost-answer-taken-for-a-no',
    story: 'asks the next provider when the answer of one is lost',
    edits: [
      {
        file: sender,
        find: "      if (outcome.outcome !== 'failed') return ended",
        replace:
          "      if (outcome.outcome === 'unknown') continue;\n      if (outcome.outcome !== 'failed') return ended",
      },
    ],
    foundBy: ['told-once', 'texts-as-they-went', 'text-limits-hold'],
  },
  {
    name: 'told-after-it-is-over',
    story: 'tells somebody to come to a counter that has called the next one',
    edits: [
      {
        file: 'server/texts/policy.ts',
        find: '  if (ticket === undefined || ticket.step !== step) return false;\n',
        replace: '  if (Number(1) === 1) return true;\n  if (ticket === undefined) return false;\n',
      },
    ],
    foundBy: ['told-what-is-so'],
  },
  {
    name: 'limit-of-a-number-not-counted',
    story: 'counts nothing of what a phone was told',
    edits: [
      {
        file: sender,
        find: 'const alike = await phones.alike(hall, phone);',
        replace: 'const alike: string[] = [];',
      },
    ],
    foundBy: ['text-limits-hold'],
  },
  {
    name: 'no-second-provider',
    story: 'tries the first provider alone, whatever it says',
    edits: [
      {
        file: sender,
        find: 'of providers) {\n      const id = provider.templates',
        replace: 'of providers.slice(0, 1)) {\n      const id = provider.templates',
      },
    ],
    foundBy: ['told-in-time'],
  },
  {
    name: 'phone-kept-after-its-day',
    story: 'keeps phones for another week, in case somebody asks',
    edits: [
      {
        file: 'server/texts/desk.ts',
        find: 'await phones.keep(hall, { ticket, phone, language, deleteAt: await dayEnds() });',
        replace: `const deleteAt = (await dayEnds()) + 7 * 86_400_000;
    await phones.keep(hall, { ticket, phone, language, deleteAt });`,
      },
    ],
    foundBy: ['no-phone-after-its-day'],
  },
  {
    name: 'first-manager-alone',
    story: 'tells only the first manager of the list of a case',
    edits: [
      {
        file: duty,
        find: '.filter(({ kinds }) => kinds.includes(kind))',
        replace: '.filter(({ kinds }) => kinds.includes(kind)).slice(0, 1)',
      },
    ],
    foundBy: ['every-manager-told'],
  },
  {
    name: 'managers-told-at-each-look',
    story: 'makes another text of the same change of a case each time that it is read',
    edits: [
      { file: duty, find: dutyFill, replace: dutyFill.replace('from, to,', 'from, from,') },
      {
        file: duty,
        find: 'change.caseSeq}',
        replace: 'performance.now()}',
      },
    ],
    foundBy: ['managers-told-once'],
  },
];
