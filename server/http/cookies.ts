/**
 * The two cookies: a clerk's or manager's sign-in, and the key of an enrolled device. Both are out
 * of reach of scripts and are sent to this hub's own pages only; what they say is looked up each
 * time.
 */
import { type KioskId, kioskId, type StaffId, staffId } from '../../core/hall/ids.ts';
import type { Device, Devices } from '../people/devices.ts';
import type { Rights } from '../people/rights.ts';
import { SECRET_CHARS_MAX } from '../people/secrets.ts';
import type { Session, Sessions } from '../people/sessions.ts';

export const staffCookie = 'jh_staff';
export const deviceCookie = 'jh_device';

/** A working day: as long as a sign-in lasts at most (`people/sessions.ts`). */
export const staffCookieSeconds = 24 * 3_600;
export const deviceCookieSeconds = 365 * 24 * 3_600;

/** Pairs of one header that are looked at: what stands behind them is not ours. */
const cookiesMax = 50;

/** The cookies of a `Cookie` header (RFC 6265, 5.4) by name; of two alike the first counts. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(';', cookiesMax) ?? []) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    if (equals > 0 && name !== '' && !cookies.has(name))
      cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

/**
 * A `Set-Cookie` header. `secure` where the page came over https; `seconds` 0 takes the cookie
 * away.
 */
export function setCookie(name: string, value: string, seconds: number, secure: boolean): string {
  const rest = `HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}`;
  return `${name}=${value}; ${rest}${secure ? '; Secure' : ''}`;
}

/** The value of one of our cookies; undefined when it is missing or cannot be one. */
export function secretIn(header: string | undefined, name: string): string | undefined {
  const secret = readCookies(header).get(name);
  return secret !== undefined && secret.length <= SECRET_CHARS_MAX ? secret : undefined;
}

/** The sign-in behind a `Cookie` header, null for none. Fails: `HouseFailure`. */
export async function sessionOf(
  header: string | undefined,
  sessions: Pick<Sessions, 'find'>,
): Promise<Session | null> {
  const secret = secretIn(header, staffCookie);
  return secret === undefined ? null : sessions.find(secret);
}

/** The device behind a `Cookie` header, null for none. Fails: `HouseFailure`. */
export async function deviceOf(
  header: string | undefined,
  devices: Pick<Devices, 'find'>,
): Promise<Device | null> {
  const key = secretIn(header, deviceCookie);
  return key === undefined ? null : devices.find(key);
}

export interface Doors {
  /** The kiosk that this request comes from. */
  kioskOf(cookies: string | undefined): Promise<KioskId | null>;
  /** Who serves at counters behind it. */
  clerkOf(
    cookies: string | undefined,
  ): Promise<{ readonly id: StaffId; readonly role: 'clerk' | 'manager' } | null>;
  /** Whether whoever it is may see the whole hall live. */
  mayWatch(cookies: string | undefined): Promise<boolean>;
}

/** Who may come in to this hall by cookie: its own devices and staff. Fails: `HouseFailure`. */
export function doorsOf(
  people: { readonly sessions: Pick<Sessions, 'find'>; readonly devices: Pick<Devices, 'find'> },
  hall: string,
  rights: Rights,
): Doors {
  return {
    kioskOf: async (cookies) => {
      const device = await deviceOf(cookies, people.devices);
      // An agent speaks for the page of the kiosk whose PC it runs on; its place then is that kiosk.
      const is = device?.hall === hall && device.kind !== 'tablet';
      return is ? kioskId(device.place) : null;
    },
    clerkOf: async (cookies) => {
      const person = (await sessionOf(cookies, people.sessions))?.person;
      if (person?.hall !== hall || !rights.may(person.role, 'counter.serve')) return null;
      const role = rights.actorOf(person.role);
      return role && { id: staffId(person.id), role };
    },
    mayWatch: async (cookies) => {
      const person = (await sessionOf(cookies, people.sessions))?.person;
      return person?.hall === hall && rights.may(person.role, 'live.read');
    },
  };
}
