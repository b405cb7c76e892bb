/**
 * What a page says, looked at until it is so. A page learns of things when they reach it: a bare look
 * right after a touch finds on a busy machine what was there before.
 */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** Resolves when this is there and its words hold these. */
export async function says(where: Locator, words: string | RegExp): Promise<void> {
  const told = expect.poll(() => where.innerText());
  await (typeof words === 'string' ? told.toContain(words) : told.toMatch(words));
}
