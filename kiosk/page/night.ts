/**
 * Night at a kiosk: whether nobody is there who would call a number, so that the page turns dark, says
 * what works now and how help is called, and gives no number that nobody calls.
 */
import type { KioskService, KioskView } from '../../core/views/kiosk.ts';
import type { Names } from '../../core/views/names.ts';

/** Why no number is given at this hour; `unstaffed`: in a night zone, with no counter open at all. */
export type Shut = 'closed' | 'outside-hours' | 'booked-only' | 'unstaffed';

type Heard = Pick<Names, 'groups' | 'kiosks'>;

/** Whether no service gives numbers because of the hour, and for whom it still works. */
export function shutBy(names: Heard, view: KioskView): Shut | null {
  if (!view.open) return 'closed';
  const shown = view.services.filter(({ service }) =>
    names.groups.some(({ services }) => services.includes(service)),
  );
  const zone = names.kiosks.find(({ id }) => id === view.kiosk)?.zone ?? 'hall';
  // While the hub is away nobody here knows which counters are open.
  if (zone === 'night' && view.away === null && shown.every(({ counters }) => counters === 0))
    return 'unstaffed';
  const byHours = ({ open, whyNot }: KioskService) =>
    !open &&
    (whyNot === 'outside-hours' || whyNot === 'booked-only' || whyNot === 'service-closed');
  if (!shown.every(byHours)) return null;
  if (shown.some(({ whyNot }) => whyNot === 'booked-only')) return 'booked-only';
  return shown.some(({ whyNot }) => whyNot === 'outside-hours') ? 'outside-hours' : null;
}

/** Whether the page is dark. An hour for those who have booked is day: staff are there. */
export function isNight(names: Heard | null, view: KioskView | null): boolean {
  if (names === null || view === null) return false;
  const shut = shutBy(names, view);
  return shut !== null && shut !== 'booked-only';
}
