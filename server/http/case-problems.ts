/**
 * What is refused of cases, by name: a part of the one table in `problem-texts.ts`.
 */
import { z } from 'zod';
import type { CaseRefusal } from '../../core/cases/refusals.ts';
import type { ProblemText } from './problem-texts.ts';

export type CaseProblemName = CaseRefusal['refused'] | 'no-phone';

const time = z.int().meta({ description: 'Epoch milliseconds.' });

export const caseProblemTexts: Readonly<Record<CaseProblemName, ProblemText>> = {
  'unknown-case': {
    status: 404,
    title: 'No such case',
    detail: 'The hall has no case with this id, or it is not for you to see.',
  },
  'case-exists': {
    status: 409,
    title: 'The case exists',
    detail: 'A case with this id was opened before.',
  },
  'wrong-stage': {
    status: 409,
    title: 'Not at this stage',
    detail: 'The act does not fit the stage; `from` are those in which it does.',
    members: { stage: z.string(), from: z.array(z.string()) },
  },
  'dispute-too-late': {
    status: 409,
    title: 'Too late to dispute',
    detail:
      'A rating can be disputed until three working days after it was dispatched to its unit.',
    members: { until: time.nullable() },
  },
  'same-person': {
    status: 409,
    title: 'Somebody else has to do it',
    detail: 'Who solved it does not check it, who disputes does not settle.',
  },
  'call-back-first': {
    status: 409,
    title: 'Call back first',
    detail: 'The visitor can be reached: call back, or try `callsMin` times.',
    members: { calls: z.int(), callsMin: z.int() },
  },
  'not-reached': {
    status: 409,
    title: 'Not reached',
    detail: 'Only who was reached says how the fix is.',
  },
  'reopened-enough': {
    status: 409,
    title: 'Taken up often enough',
    detail: 'A case is taken up again at most `max` times; open a new one.',
    members: { max: z.int() },
  },
  'no-phone': {
    status: 404,
    title: 'No phone',
    detail: 'No phone of this case is kept, or no longer.',
  },
};
