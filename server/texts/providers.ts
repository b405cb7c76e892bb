/**
 * Whoever sends texts for this hall, opened in the order of its file: their health, and what they say
 * later of texts that they took.
 */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { openTexter } from '../../drivers/open-texter.ts';
import type { Texter, TextReport } from '../../drivers/texter.ts';
import { type Clock, type Dice, freshId } from '../hall/clock.ts';
import type { ProviderSettings } from './settings.ts';

export interface Provider {
  readonly settings: ProviderSettings;
  readonly texter: Texter;
}

export interface OpeningProviders {
  /** Beside which files of secrets lie that are not named with a whole path. */
  readonly folder: string;
  readonly clock: Clock;
  readonly dice: Dice;
}

/** Opens all; they connect in the background. Throws a RangeError that says what to put right. */
export function openProviders(
  all: readonly ProviderSettings[],
  { folder, clock, dice }: OpeningProviders,
): Provider[] {
  const secretIn = (file: string) => secretOf(resolve(folder, file));
  return all.map((settings) => {
    try {
      const opening = { clock, secretIn, newId: () => freshId(dice) };
      return { settings, texter: openTexter(settings.address, opening) };
    } catch (error) {
      throw new RangeError(`texts: provider ${settings.id}: ${(error as Error).message}`);
    }
  });
}

/** One line of a file that only its owner may read. Throws a RangeError. */
export function secretOf(path: string): string {
  let text: string;
  let mode: number;
  try {
    text = readFileSync(path, 'utf8').trim();
    ({ mode } = statSync(path));
  } catch (error) {
    throw new RangeError(`the secret cannot be read: ${(error as Error).message}`);
  }
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
    throw new RangeError(`the secret ${path} may be read by others: chmod 600 ${path}`);
  }
  if (text === '' || /[\r\n]/.test(text)) {
    throw new RangeError(`the secret ${path} is to be one line`);
  }
  return text;
}

/** Told of every report, with the provider's id, until the returned function is called. */
export function onReports(
  providers: readonly Provider[],
  tell: (provider: string, report: TextReport) => void,
): () => void {
  const ends = providers.map(({ settings, texter }) =>
    texter.onReport((report) => tell(settings.id, report)),
  );
  return () => {
    for (const end of ends) end();
  };
}
