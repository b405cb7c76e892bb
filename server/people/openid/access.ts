/**
 * What the hub needs to ask the provider of sign-ins: the settings, with the secret from where they name it.
 */
import type { HallFile } from '../../settings.ts';
import { type SecretPlaces, secretAt } from '../../texts/secrets.ts';
import type { OpenidSettings } from './settings.ts';

export interface OpenidAccess {
  readonly settings: OpenidSettings;
  readonly secret: string;
}

/** Null: the file names no provider. Throws a RangeError that says what to put right, not the secret. */
export function openidAccess(
  { openid, folder }: Pick<HallFile, 'openid' | 'folder'>,
  { secrets }: Pick<SecretPlaces, 'secrets'>,
): OpenidAccess | null {
  if (openid === null) return null;
  return { settings: openid, secret: secretAt(openid.secret, { folder, secrets }) };
}
