/**
 * Codes that guides carry, as far as they can be told wrong by looking at them.
 */

/** The one number for complaints (办法, art. 45). */
export const complaintPhone = '12345';

/**
 * Signs that a code may have. GB/T 39046-2020, table 4: the basic code an..10, the implementing one
 * an..24. The state's own platform writes 12 or 13 and 31 or 33 signs.
 */
const lengths = {
  basic: { most: 10, or: [12, 13] },
  implementing: { most: 24, or: [31, 33] },
} as const;

/** Letters and digits only, and as many as such a code has. */
export function plausibleCode(kind: keyof typeof lengths, code: string): boolean {
  const { most, or } = lengths[kind];
  const of = code.length;
  return /^[0-9A-Za-z]+$/.test(code) && (of <= most || or.some((length) => length === of));
}

/** GB 32100-2015: the signs of a unified social credit code in the order of their values. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Whether it is a unified social credit code: 18 signs, of which the last one checks the others. */
export function plausibleAgencyCode(code: string): boolean {
  return code.length === 18 && checkSign(code.slice(0, 17)) === code[17];
}

/** The sign that checks these seventeen; null when they cannot begin a code. */
export function checkSign(seventeen: string): string | null {
  let sum = 0;
  for (const [at, weight] of weights.entries()) {
    const value = signs.indexOf(seventeen[at] ?? '?');
    if (value < 0) return null;
    sum += value * weight;
  }
  return signs[(31 - (sum % 31)) % 31] ?? null;
}
