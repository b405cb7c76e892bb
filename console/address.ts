/**
 * Where a console stands: its counter is in the address, so that a bookmark on a counter's PC opens
 * the right one, and `mini` is the small window beside the clerk's main system.
 */

export interface Address {
  /** The counter's id, null while none is chosen. */
  readonly counter: string | null;
  readonly mini: boolean;
}

/** An id of the hall; anything else in the address is no counter. */
const id = /^[a-z0-9][a-z0-9-]{0,31}$/;

export const consolePath = '/console';
export const casesPath = '/console/cases';
export const devicesPath = '/console/devices';
export const guidesPath = '/console/guides';
export const housePath = '/console/house';
export const figuresPath = '/console/figures';
export const adoptionPath = '/console/adoption';
export const staffPath = '/console/staff';
export const auditPath = '/console/audit';
export const privacyPath = '/console/privacy';
export const fairnessPath = '/console/fairness';
export const livePath = '/console/live';
export const pastPath = '/console/past';
export const ratingsPath = '/console/ratings';
export const settingsPath = '/console/settings';
export const textsPath = '/console/texts';

/** From `location.search`. */
export function readAddress(search: string): Address {
  const asked = new URLSearchParams(search);
  const counter = asked.get('counter');
  return {
    counter: counter !== null && id.test(counter) ? counter : null,
    mini: asked.has('mini'),
  };
}

/** `/console?counter=3&mini`. */
export function addressOf({ counter, mini }: Address): string {
  const parts = [...(counter === null ? [] : [`counter=${counter}`]), ...(mini ? ['mini'] : [])];
  return parts.length === 0 ? consolePath : `${consolePath}?${parts.join('&')}`;
}
