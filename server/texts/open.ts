/**
 * From the hall's file to its texts: providers are opened, and what an administrator has to put right
 * is said as such.
 */
import type { Alarms } from '../house/alarms.ts';
import { type HallFile, SettingsError } from '../settings.ts';
import { dutyPhonesOf } from './duty-settings.ts';
import { openProviders } from './providers.ts';
import type { SecretPlaces } from './secrets.ts';
import { type ServedTexts, serveTexts, type TextsParts } from './serve.ts';

/** Null: the hall's file names nobody who sends texts. Throws `SettingsError`. */
export function openTexts(
  { texts: settings, folder, configuration, devices }: HallFile,
  parts: Omit<TextsParts, 'settings' | 'providers' | 'alarms' | 'dutyPhones' | 'publicUrl'> &
    Pick<SecretPlaces, 'secrets'> & {
      readonly tables: { readonly alarms: Pick<Alarms, 'open'> };
    },
): ServedTexts | null {
  if (settings === null) return null;
  try {
    // Before anything is opened that would have to be closed again.
    const dutyPhones = dutyPhonesOf(settings.managers, { folder, secrets: parts.secrets });
    const providers = openProviders(settings.providers, { folder, ...parts });
    return serveTexts({
      ...parts,
      settings,
      providers,
      dutyPhones,
      alarms: {
        open: (hall) => parts.tables.alarms.open(hall),
        printers: devices.flatMap(({ kind, id }) => (kind === 'printer' ? [id] : [])),
      },
      publicUrl: configuration.publicUrl ?? null,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new SettingsError(error.message);
    throw error;
  }
}
