/**
 * From a guide to a number: into the page where it is taken, or that says why none is given now. At
 * hours when nobody calls numbers the guide itself says so, and is not left.
 */
import type { ServiceId } from '../../../../core/hall/ids.ts';
import { whenText } from '../../days.ts';
import { type Known, needsHub } from '../../known.ts';
import { shutBy } from '../../night.ts';
import { kioskTexts } from '../../texts/texts.ts';

export function takeFrom(props: Known, service: ServiceId): void {
  const { names, view, newRequestId, onDeed } = props;
  const group = names.groups.find(({ services }) => services.includes(service))?.id;
  if (group === undefined) return;
  const open = view.services.some((one) => one.service === service && one.open);
  if (open && !needsHub(props, service)) {
    onDeed({ do: 'choose-service', group, service, requestId: newRequestId() });
  } else {
    onDeed({ do: 'ask-why', group, service });
  }
}

/** Why no number is given at this hour and when again, as a sentence; null: numbers are given. */
export function notNow(props: Known, service: ServiceId): string | null {
  const { names, view, today, language } = props;
  const shut = shutBy(names, view);
  // Whoever has booked may come now: the page that says why leads there.
  if (shut === null || shut === 'booked-only') return null;
  const words = kioskTexts[language];
  const titles = {
    closed: words.closedTitle,
    'outside-hours': words.shutTitle,
    unstaffed: words.unstaffedTitle,
  };
  const opens = view.services.find((one) => one.service === service)?.opens;
  if (!opens) return titles[shut];
  const when = words.opensAt(whenText(opens, today, language));
  return `${titles[shut]}${language === 'en' ? '. ' : '\uff0c'}${when}`;
}
