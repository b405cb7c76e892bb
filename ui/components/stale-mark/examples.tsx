/**
 * The mark of a page that has lost the hub: after its last word, and before the first.
 */
import type { Examples } from '../../examples.ts';
import { StaleMark } from './StaleMark.tsx';

const heardAt = Date.UTC(2026, 10, 20, 2, 30);

export const staleMarkExamples: Examples = {
  lost: (language) => <StaleMark stale heardAt={heardAt} language={language} />,
  never: (language) => <StaleMark stale heardAt={null} language={language} />,
};
