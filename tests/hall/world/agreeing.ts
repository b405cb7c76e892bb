/**
 * Whether two accounts of a hall agree, as texts: what a hub lives by and what the log says, what a screen
 * shows and what it should. Where they do not, the words name the first place, not two whole halls.
 */

/** Who takes up that an invariant does not hold: a simulated hall, a soak. */
export interface Judged {
  fail(invariant: string, what: string): void;
}

/** So much of both texts is told before the first difference, and after it. */
const toldChars = { before: 60, after: 80 };

/** The state as text, maps and sets in their order: two states are alike when their texts are. */
export const textOf = (state: unknown): string =>
  JSON.stringify(state, (_key, value: unknown) =>
    value instanceof Map ? [...value] : value instanceof Set ? [...value] : value,
  );

/** Fails `invariant` where the texts differ; `what` is found, and is to be as the log says. */
export function compare(
  judged: Judged,
  invariant: string,
  what: string,
  found: string,
  expected: string,
): void {
  if (found === expected) return;
  let from = 0;
  while (found[from] === expected[from]) from += 1;
  const piece = (text: string) =>
    text.slice(Math.max(0, from - toldChars.before), from + toldChars.after);
  judged.fail(
    invariant,
    `${what} is not as the log says: …${piece(found)}… not …${piece(expected)}…`,
  );
}
