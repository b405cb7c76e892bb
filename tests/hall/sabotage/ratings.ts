/**
 * Breakages of ratings: what stands, whose it is, what was never said, when is asked, how long a link
 * is open, and which ratings have a case.
 */
import type { Sabotage } from './list.ts';

const tablets = 'server/ratings/tablets.ts';
const following = 'server/cases/following.ts';

export const ratingSabotages: readonly Sabotage[] = [
  {
    name: 'second-rating-overwrites',
    story: 'keeps whatever was said last of a step',
    edits: [
      {
        file: 'server/house/ratings.ts',
        find: ".where('ratings.level', 'is', null),",
        replace: ".where('ratings.ticket', 'is not', null),",
      },
    ],
    foundBy: ['first-rating-stands', 'rated-as-said'],
  },
  {
    name: 'late-answer-rates-the-next',
    story: 'takes what was pressed late on a tablet for the question that stands now',
    edits: [
      {
        file: tablets,
        find: "if (one?.id !== id || one.askedAt === null) return { refused: 'question-over' };",
        replace: "if (one === undefined) return { refused: 'question-over' };",
      },
    ],
    foundBy: ['rates-own-step', 'rated-as-said'],
  },
  {
    name: 'follow-up-taken-for-a-rating',
    story: 'keeps a follow-up as if it were another first rating',
    edits: [
      {
        file: 'server/sockets/phone.ts',
        find: 'wish.again ? ratings.keepAgain(rating) : ratings.keep(rating)',
        replace: 'ratings.keep(rating)',
      },
    ],
    foundBy: ['one-follow-up'],
  },
  {
    name: 'link-ever-open',
    story: 'lets a link rate for as long as the ticket is known',
    edits: [
      {
        file: 'server/hall/past-links.ts',
        find: 'return calendar(clock.now()).date <= last;',
        replace: "return last !== '';",
      },
    ],
    foundBy: ['link-rates-five-workdays'],
  },
  {
    name: 'question-left-for-the-next',
    story: 'leaves a question on the tablet while the next visitor is served',
    edits: [
      {
        file: tablets,
        find: '      if (before) this.#close(told.body.counter, before);\n      return;',
        replace: '      return;',
      },
    ],
    foundBy: ['tablet-asks-in-time'],
  },
  {
    name: 'asked-while-all-leave',
    story: 'asks how it was while everybody is to leave',
    edits: [
      {
        file: 'server/http/api/rating-tablet.ts',
        find: 'emergency === null ? tablets.question(counter) : null',
        replace: 'tablets.question(counter)',
      },
    ],
    foundBy: ['nobody-asked-in-an-emergency'],
  },
  {
    name: 'silence-is-very-satisfied',
    story: 'keeps the best level for whoever left a tablet without an answer',
    edits: [
      {
        file: tablets,
        find: 'await desk.keep({ ...this.#given(counter, one), level: null });',
        replace: 'await desk.keep({ ...this.#given(counter, one), level: 5 });',
      },
    ],
    foundBy: ['rated-as-said'],
  },
  {
    name: 'tablets-have-no-cases',
    story: 'opens no case for what was pressed on a tablet',
    edits: [
      {
        file: following,
        find: 'const bad = rating.level !== null &&',
        replace: "const bad = rating.source !== 'tablet' && rating.level !== null &&",
      },
    ],
    foundBy: ['one-case-each'],
  },
];
