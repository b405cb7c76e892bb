/**
 * What the hub needs to ask the provider of sign-ins: the settings, with the secret from where they name it.
 */
import { type HallFile, type Settings, SettingsError } from '../../settings.ts';
import { secretAt } from '../../texts/secrets.ts';
import { Rights } from '../rights.ts';
import type { OpenidSettings } from './settings.ts';

export interface OpenidAccess {
  readonly settings: OpenidSettings;
  readonly secret: string;
}

/** Null: the file names no provider. Throws `SettingsError`, which never holds the secret. */
export function openidAccess(
  { openid, folder, roles }: Pick<HallFile, 'openid' | 'folder' | 'roles'>,
  { secrets }: Pick<Settings, 'secrets'>,
): OpenidAccess | null {
  if (openid === null) return null;
  const known = new Rights(roles).roles;
  const unknown = Object.values(openid.roles?.map ?? {}).find((role) => !known.includes(role));
  if (unknown !== undefined) {
    throw new SettingsError(`signIn.openid.roles.map: one of ${known.join(', ')}, not ${unknown}`);
  }
  try {
    return { settings: openid, secret: secretAt(openid.secret, { folder, secrets }) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SettingsError(`signIn.openid.secret: ${error.message}`);
  }
}
