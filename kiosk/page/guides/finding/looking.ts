/**
 * Where in the guides a visitor is: a pile of places, the one that is up on top. Pure; the page hands
 * in taps and keys, and forgets the pile when the visit ends.
 */
import type { GuideEntry, GuideId, GuideList, LifeEvent } from '../../../../core/guides/guide.ts';
import {
  type Typed,
  type Typing,
  textAfter,
  typingBegins,
} from '../../../../ui/keyboard/typing.ts';

export type Who = LifeEvent['audience'];

/** Which guides a list holds. */
export type Of =
  | { readonly event: string }
  | { readonly department: number }
  | { readonly who: Who };

export type Place =
  | { readonly at: 'home' }
  /** Life events of a person or a company, and all of its guides. */
  | { readonly at: 'events'; readonly who: Who; readonly page: number }
  /** One thing, one permit: several items as one errand. */
  | { readonly at: 'scenes'; readonly page: number }
  | { readonly at: 'departments'; readonly page: number }
  | { readonly at: 'list'; readonly of: Of; readonly page: number }
  | {
      readonly at: 'search';
      readonly text: string;
      readonly typing: Typing;
      readonly page: number;
    }
  | { readonly at: 'guide'; readonly id: GuideId }
  /** A form of a guide: the blank or the sample of one of its materials. */
  | {
      readonly at: 'form';
      readonly id: GuideId;
      readonly material: string;
      readonly sample: boolean;
    };

export type Looking = readonly [Place, ...Place[]];

export type Look =
  | { readonly look: 'open'; readonly place: Place }
  | { readonly look: 'back' }
  | { readonly look: 'page'; readonly page: number }
  | { readonly look: 'typed'; readonly typed: Typed };

/** What is searched for is no longer than this. */
export const searchedMax = 40;
/** A pile of more places than this is somebody's play: the oldest are forgotten. */
const placesMax = 20;

export const lookingBegins: Looking = [{ at: 'home' }];

export const searchBegins = (letters: Typing['letters']): Place => ({
  ...{ at: 'search', text: '', page: 0 },
  typing: typingBegins(letters),
});

/** The place that is up. */
export const upIn = (looking: Looking): Place => looking[looking.length - 1] ?? looking[0];

/** What does not fit the place that is up changes nothing; nothing is before home. */
export function look(looking: Looking, deed: Look): Looking {
  const up = upIn(looking);
  switch (deed.look) {
    case 'open':
      return [looking[0], ...looking.slice(1).slice(1 - placesMax), deed.place];
    case 'back':
      return looking.length > 1 ? [looking[0], ...looking.slice(1, -1)] : looking;
    case 'page':
      return 'page' in up ? onTop(looking, { ...up, page: deed.page }) : looking;
    case 'typed': {
      if (up.at !== 'search') return looking;
      const text = textAfter(up.text, deed.typed, searchedMax);
      return onTop(looking, { ...up, text, typing: deed.typed.typing, page: 0 });
    }
  }
}

const onTop = (looking: Looking, place: Place): Looking =>
  looking.length > 1 ? [looking[0], ...looking.slice(1, -1), place] : [place];

/** What is sought: the text, and the letters for which nothing was chosen yet. */
export const soughtIn = ({ text, typing }: Extract<Place, { at: 'search' }>): string =>
  text + typing.composed.replace(/'/g, '');

/** Popular ones first. */
export const byPopularity = (guides: readonly GuideEntry[]): GuideEntry[] =>
  [...guides].sort((a, b) => b.popularity - a.popularity);

const serves = ({ audience }: GuideEntry, who: Who): boolean =>
  who === 'person' ? audience.includes('person') : audience.some((one) => one !== 'person');

export function guidesOf(list: GuideList, of: Of): GuideEntry[] {
  if ('event' in of)
    return byPopularity(list.guides.filter(({ events }) => events.includes(of.event)));
  if ('who' in of) return byPopularity(list.guides.filter((guide) => serves(guide, of.who)));
  return byPopularity(list.guides.filter(({ department }) => department === of.department));
}

/** Those that have guides; `scenes`: one thing and one permit. */
export function eventsOf(list: GuideList, which: Who | 'scenes'): LifeEvent[] {
  const filled = new Set(list.guides.flatMap(({ events }) => events));
  return list.events.filter(({ id, kind, audience }) => {
    if (!filled.has(id)) return false;
    return which === 'scenes' ? kind !== 'life-event' : kind === 'life-event' && audience === which;
  });
}

/** Departments with how many guides each has, those with most first. */
export function departmentsOf(
  list: GuideList,
): { readonly place: number; readonly count: number }[] {
  const counts = list.departments.map((_, place) => ({
    place,
    count: list.guides.filter(({ department }) => department === place).length,
  }));
  return counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}
