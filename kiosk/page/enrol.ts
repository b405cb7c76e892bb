/**
 * Letting this machine in: a one-time code of eight letters for a key of its own, which the hub sets
 * as a cookie that no script can read.
 */

/** The letters of a code: none that could be taken for a digit, and no U. */
export const codeLetters = 'ABCDEFGHJKLMNPQRSTVWXYZ';
export const codeLength = 8;
const enrolMs = 10_000;

export type Enrolled = 'ok' | 'wrong' | 'too-many' | 'other-hall' | 'failed';

/** The letters of a code out of whatever was typed or stands in an address, at most eight. */
export function lettersOf(typed: string): string {
  const letters = [...typed.toUpperCase()].filter((letter) => codeLetters.includes(letter));
  return letters.slice(0, codeLength).join('');
}

/** `ABCD-EFGH`, also while it grows. */
export const codeText = (letters: string): string =>
  letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters;

/** The code in an address, `#code=ABCD-EFGH`; empty when there is none. */
export const codeIn = (hash: string): string =>
  lettersOf(new URLSearchParams(hash.replace(/^#/, '')).get('code') ?? '');

/** Hands the code in. `failed`: the hub did not answer, or could not do it now. */
export async function enrol(letters: string): Promise<Enrolled> {
  const give = new AbortController();
  const timer = setTimeout(() => give.abort(), enrolMs);
  try {
    const response = await fetch('/enrol', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: codeText(letters) }),
      credentials: 'same-origin',
      signal: give.signal,
    });
    return outcomeOf(response.status);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}

function outcomeOf(status: number): Enrolled {
  if (status >= 200 && status < 300) return 'ok';
  if (status === 429) return 'too-many';
  if (status === 403) return 'other-hall';
  return status >= 500 ? 'failed' : 'wrong';
}
