/**
 * What is refused about what two persons decide, and about one person's data.
 */
import type { ProblemText } from './problem-texts.ts';

export type PeopleProblemName = 'own-wish' | 'too-many-waiting' | 'nothing-held' | 'account-in-use';

const at = (status: number, title: string, detail: string): ProblemText => ({
  ...{ status, title, detail },
});

export const peopleProblemTexts: Readonly<Record<PeopleProblemName, ProblemText>> = {
  'own-wish': at(409, 'Your own wish', 'A second person decides what one has asked for.'),
  'too-many-waiting': at(409, 'Too many wait', 'Decide what waits for a second person first.'),
  'nothing-held': at(409, 'Nothing is held', 'The tables hold nothing that leads to this person.'),
  'account-in-use': at(409, 'The account is in use', 'It is erased only after it was disabled.'),
};
