/**
 * Whoever sends texts for this hall, opened in the order of its file: their health, and what they say
 * later of texts that they took.
 */
import { openTexter, readTexterAddress } from '../../drivers/open-texter.ts';
import type { Texter, TextReport } from '../../drivers/texter.ts';
import { type Clock, type Dice, freshId } from '../hall/clock.ts';
import { type SecretPlaces, secretAt } from './secrets.ts';
import type { ProviderSettings } from './settings.ts';

export interface Provider {
  readonly settings: ProviderSettings;
  readonly texter: Texter;
}

export interface OpeningProviders extends SecretPlaces {
  readonly clock: Clock;
  readonly dice: Dice;
}

/** The secret that an address names; null: it names none. Throws a RangeError that says what to put right. */
export function providerSecret(address: string, places: SecretPlaces): string | null {
  const read = readTexterAddress(address);
  const named = read.ok ? read.settings.secret : undefined;
  return named === undefined ? null : secretAt(named, places);
}

/** Opens all; they connect in the background. Throws a RangeError that says what to put right. */
export function openProviders(
  all: readonly ProviderSettings[],
  { clock, dice, ...places }: OpeningProviders,
): Provider[] {
  const secretIn = (named: string) => secretAt(named, places);
  return all.map((settings) => {
    try {
      const opening = { clock, secretIn, newId: () => freshId(dice) };
      return { settings, texter: openTexter(settings.address, opening) };
    } catch (error) {
      throw new RangeError(`texts: provider ${settings.id}: ${(error as Error).message}`);
    }
  });
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
