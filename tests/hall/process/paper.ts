/** What the example's pretend printer has put out, for tests that take it in hand. */
import { expect } from 'vitest';
import type { Example } from './example.ts';

export interface Slip {
  readonly lines: readonly string[];
  readonly qr: readonly string[];
}

/** The paper on which these words stand, once it is out. */
export async function paperOf(example: Pick<Example, 'paper'>, words: string): Promise<Slip> {
  let found: Slip | undefined;
  await expect
    .poll(async () => {
      const papers = (await (await fetch(`${example.paper}/papers.json`)).json()) as Slip[];
      found = papers.find(({ lines }) => lines.some((line) => line.includes(words)));
      return found !== undefined;
    })
    .toBe(true);
  return found as Slip;
}
