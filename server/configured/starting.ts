/**
 * What a start takes from elsewhere on this machine, because it is secret and only named in the hall's
 * file: keys, secrets, phones of managers. The start, the choice of a version and the check before one is
 * published all read it here, so that nothing is published by which the hub would not come up again.
 */
import { type OpenidAccess, openidAccess } from '../people/openid/access.ts';
import type { RelayAccess } from '../relay/dial.ts';
import { RelayError, readSharedKey } from '../relay/shared-key.ts';
import { type HallFile, SettingsError } from '../settings.ts';
import { dutyPhoneOf } from '../texts/duty-settings.ts';
import { providerSecret } from '../texts/providers.ts';
import { type SecretPlaces, secretAt } from '../texts/secrets.ts';
import type { Complaint } from './check.ts';
import type { Path } from './differences.ts';

type Places = Pick<SecretPlaces, 'secrets'>;

/** What is handed on to those who need it; the others read theirs again when they open their lines. */
export interface Needs {
  readonly relay: RelayAccess | null;
  readonly openid: OpenidAccess | null;
}

/** What would keep a hub from starting by this file on this machine. Empty: nothing. */
export const startComplaints = (file: HallFile, places: Places): Complaint[] =>
  read(file, places).complaints;

/** What a start by this file needs. Throws `SettingsError` with every complaint, and no secret in it. */
export function needsOf(file: HallFile, places: Places): Needs {
  const { needs, complaints } = read(file, places);
  if (complaints.length === 0) return needs;
  const lines = complaints.map(({ path, rule }) => `  ${path.join('.')}: ${rule}`);
  throw new SettingsError([`the hub cannot start by ${file.path}`, ...lines].join('\n'));
}

function read(file: HallFile, { secrets }: Places): { needs: Needs; complaints: Complaint[] } {
  const { relay, webhooks, texts, folder } = file;
  const places = { folder, secrets };
  const complaints: Complaint[] = [];
  const tried = <T>(path: Path, act: () => T): T | null => {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof RangeError) && !(error instanceof RelayError)) throw error;
      complaints.push({ path, code: 'start', rule: error.message });
      return null;
    }
  };
  const dialled =
    relay &&
    tried(['relay', 'keyFile'], () => ({ url: relay.url, key: readSharedKey(relay.keyFile) }));
  const openid = tried(['signIn', 'openid', 'secret'], () => openidAccess(file, { secrets }));
  for (const [index, { secretFile }] of webhooks.entries()) {
    tried(['webhooks', index, 'secretFile'], () => secretAt(secretFile, places));
  }
  for (const [index, { address }] of (texts?.providers ?? []).entries()) {
    tried(['texts', 'providers', index, 'address'], () => providerSecret(address, places));
  }
  for (const [index, manager] of (texts?.managers ?? []).entries()) {
    tried(['texts', 'managers', index, 'phoneFile'], () => dutyPhoneOf(manager, places));
  }
  return { needs: { relay: dialled, openid }, complaints };
}
