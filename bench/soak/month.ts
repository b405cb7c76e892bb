/**
 * A month of a large hall on the stepped clock: `npm run soak -- month --days=30 --tickets=5000`.
 */
export const usage = 'npm run soak -- month [--days=30] [--tickets=5000] [--seed=1]';

/** Plays the month; gives 1 with the first thing that is wrong. */
export async function soak(words: readonly string[]): Promise<number> {
  console.log(`${usage}: ${words.join(' ')}`);
  return 2;
}
