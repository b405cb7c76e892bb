/**
 * Who works here and what is held of persons, put together for the hub: rights, the audit, second factors,
 * what two persons decide, and the rights of one person over their data.
 */
import type { Calendar } from '../hall/calendar.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import type { Tables } from '../tables.ts';
import { Approvals } from './approvals.ts';
import { Audit } from './audit.ts';
import { OpenidDoor } from './openid/door.ts';
import { Identities } from './openid/identities.ts';
import type { OpenidSettings } from './openid/settings.ts';
import { phoneHash } from './person-asked.ts';
import { PersonData } from './person-data.ts';
import { PrivacyDesk, type PrivacyParts } from './privacy-desk.ts';
import { Rights, type RoleRights } from './rights.ts';
import { SecondFactors } from './second-factor.ts';

export interface PeopleServed {
  readonly tables: Pick<Tables, 'house' | 'revs' | 'staff' | 'sessions' | 'tickets'>;
  readonly hall: string;
  readonly hallKey: Uint8Array;
  /** The hall's own. */
  readonly roles: Readonly<Record<string, RoleRights>>;
  /** Where staff may sign in beside their accounts here, with the secret; null: nowhere. */
  readonly openid: { readonly settings: OpenidSettings; readonly secret: string } | null;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly calendar: Calendar;
  readonly visitors: PrivacyParts['visitors'];
  readonly complain: (what: string, error: unknown) => void;
}

export function servePeople(parts: PeopleServed) {
  const { tables, hall, hallKey, clock, dice, calendar, visitors } = parts;
  const { house } = tables;
  const approvals = new Approvals(house, clock, dice);
  const data = new PersonData({
    ...{ house, clock, calendar, hall },
    phoneHash: (phone) => phoneHash(hallKey, phone),
  });
  const rights = new Rights(parts.roles);
  const identities = new Identities(house, clock);
  const { openid } = parts;
  return {
    rights,
    openid: openid && new OpenidDoor({ ...parts, ...tables, ...openid, identities, rights }),
    audit: new Audit(house, clock, hall, parts.complain),
    secondFactors: new SecondFactors(house, clock, hallKey),
    approvals,
    privacy: new PrivacyDesk({ ...tables, hall, hallKey, data, approvals, visitors }),
  };
}
