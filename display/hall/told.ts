/**
 * What a hall screen tells beside calls and lines: the part of the hall that it is for, notices and what
 * is other than usual one after the other in one still line, and who leads and whom to ring at the foot.
 */
import type { Area } from '../../core/hall/configuration.ts';
import type { Label, ServiceId } from '../../core/hall/ids.ts';
import type { DisplayView } from '../../core/views/display.ts';
import { insteadOf } from '../../core/views/instead.ts';
import type { Names } from '../../core/views/names.ts';
import type { Posted } from '../../core/views/posted.ts';
import { turnedAt } from '../../core/views/turned.ts';
import { type Language, say } from '../../ui/texts.ts';
import { emWidth } from '../../ui/widths.ts';
import type { HallWords } from './texts/texts.ts';

/** Which screen it is, as its address says: `?area=east&screen=lobby-1`. */
export interface ScreenPlace {
  readonly area: string | null;
  readonly screen: string | null;
}

export function placeOf(search: string): ScreenPlace {
  const asked = new URLSearchParams(search);
  return { area: asked.get('area'), screen: asked.get('screen') };
}

/** The area of that id; null: the whole hall, also where there is no such area. */
export const areaOf = (names: Names, { area }: ScreenPlace): Area | null =>
  (names.areas || []).find(({ id }) => id === area) || null;

/** What an area's screen shows: its counters, their calls, and who waits for what they serve. */
export function inArea(view: DisplayView, names: Names, area: Area | null): DisplayView {
  if (area === null) return view;
  const all = names.services.map(({ id }) => id);
  const here = new Set(area.counters);
  const served = names.counters.flatMap((place) =>
    here.has(place.id) ? (turnedAt(view, place.id, all) ?? place.services) : [],
  );
  const services = new Set<ServiceId>(area.services || served);
  const prefixes = names.services.flatMap(({ id, prefix }) => (services.has(id) ? [prefix] : []));
  const ofHere = (labels: readonly Label[] = []) =>
    labels.filter((label) => prefixes.some((prefix) => bears(label, prefix)));
  // How many more were missed is told for the whole hall alone.
  const { missedMore: _, ...told } = view;
  // `turned` goes by the place in the list: what it says is read from the whole view.
  return {
    ...told,
    calls: view.calls.filter(({ counter }) => here.has(counter)),
    waiting: view.waiting.filter(({ service }) => services.has(service)),
    next: ofHere(view.next),
    missed: ofHere(view.missed),
  };
}

/** Given by the hub, or with a kiosk's own letter while the hub was away. */
const bears = (label: Label, prefix: string): boolean => {
  const letters = (/^[A-Z]+/.exec(label) || [''])[0];
  return letters === prefix || letters.slice(0, -1) === prefix;
};

/** More lines than these come round too late. */
const linesMax = 10;
/** Services of a turned counter that one line names. */
const servicesTold = 3;

interface Telling {
  readonly names: Names;
  readonly words: HallWords;
  readonly language: Language;
}

/** What the line of notices says, one after the other: notices first, then what is other than usual. */
export function linesOf(
  view: DisplayView,
  posted: Posted | null,
  place: ScreenPlace,
  telling: Telling,
): string[] {
  const { names, language } = telling;
  const notices = (posted ? posted.notices : []).filter(({ where: { at, id } }) => {
    if (at === 'area') return id === place.area;
    return at === 'all' || (at === 'screen' && (id === null || id === place.screen));
  });
  const area = areaOf(names, place);
  const here = names.counters.filter(({ id }) => area === null || area.counters.includes(id));
  return [
    ...notices.map(({ text }) => say(text, language)),
    ...here.flatMap((counter) => turnedLine(view, counter, telling)),
    ...here.flatMap((counter) => pausedLine(view, counter, telling)),
  ].slice(0, linesMax);
}

function turnedLine(
  view: DisplayView,
  { id, sign }: Names['counters'][number],
  { names, words, language }: Telling,
): string[] {
  const all = names.services.map((service) => service.id);
  const services = turnedAt(view, id, all);
  if (services === null || !view.open) return [];
  const told = names.services
    .filter((service) => services.includes(service.id))
    .slice(0, servicesTold)
    .map(({ name }) => say(name, language));
  return [
    words.turned(
      sign,
      told.join(words.separator) + (services.length > servicesTold ? words.more : ''),
    ),
  ];
}

function pausedLine(
  view: DisplayView,
  { id, sign }: Names['counters'][number],
  { names, words, language }: Telling,
): string[] {
  const paused = view.counters.find((counter) => counter.id === id)?.paused;
  if (!paused || !view.open) return [];
  const reason = names.reasons.pause.find((one) => one.id === paused);
  const instead = insteadOf(view, names, id).map((one) => one.sign);
  return [
    words.paused(sign, reason ? say(reason.name, language) : '') +
      (instead.length > 0 ? words.instead(instead.join(words.separator)) : ''),
  ];
}

/** What stands at the foot, most needed first: each is left out where it does not fit. */
export function footOf(posted: Posted | null, { names, words, language }: Telling): string[] {
  const { hotline, consultation, complaints } = names.contacts || {};
  const duty = posted ? posted.duty : null;
  return [
    `${words.hours} ${say(names.hall.hours, language)}`,
    duty ? `${words.onDuty} ${[duty.post, duty.name, duty.phone].filter(Boolean).join(' ')}` : '',
    complaints ? `${words.complaints} ${complaints}` : '',
    hotline ? `${words.hotline} ${hotline}` : '',
    consultation ? `${words.consultation} ${consultation}` : '',
    words.silent,
  ].filter((part) => part !== '');
}

/** Between two parts of a line. */
const between = '   ';

/** Fills so many lines of so many em with parts, in order; what does not fit any more is left out. */
export function filled(parts: readonly string[], lines: number, em: number): string[] {
  const full: string[] = [];
  for (const part of parts) {
    const at = full.findIndex((line) => emWidth(line + between + part) <= em);
    if (at >= 0) full[at] += between + part;
    else if (full.length < lines) full.push(part);
  }
  return full;
}
