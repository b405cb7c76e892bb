/**
 * What is refused of service guides, by name: a part of the one table in `problem-texts.ts`.
 */
import type { ProblemText } from './problem-texts.ts';

export type GuideProblemName = 'no-guides' | 'unknown-guide';

const missing = 404;

export const guideProblemTexts: Readonly<Record<GuideProblemName, ProblemText>> = {
  'no-guides': {
    status: missing,
    title: 'No guides',
    detail: 'This hall has published no service guides.',
  },
  'unknown-guide': {
    status: missing,
    title: 'No such guide',
    detail: 'No version with this name was published, or it holds no such guide.',
  },
};
