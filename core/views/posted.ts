/**
 * What is posted in the hall: an emergency, notices, who leads today, the clerks' cards. It changes a
 * few times a day, so a screen is sent it beside its view and only when it has changed: a notice in
 * three languages would not fit into the 4 kB of a view (VIEW-3).
 */
import type { CounterId } from '../hall/ids.ts';
import type { Hall } from '../hall/state.ts';
import type { Emergency, HouseFacts, Notice, OnDuty, PostedTexts, StaffCard } from './facts.ts';

/** The card of whoever is signed in at a counter; it says nothing of who that is in the log. */
export interface PostedCard extends StaffCard {
  readonly counter: CounterId;
}

export interface Posted {
  readonly emergency: Emergency | null;
  /** The latest begun first, at most 12. */
  readonly notices: readonly Notice[];
  readonly duty: OnDuty | null;
  readonly cards: readonly PostedCard[];
}

/** More than these nobody reads. */
const noticesShown = 12;

export const nothingPosted: Posted = { emergency: null, notices: [], duty: null, cards: [] };

/** For the screens and signs of the hall; notices for kiosks alone are left out. */
export function postedView(hall: Hall, facts: HouseFacts): Posted {
  return {
    emergency: copyEmergency(facts.emergency),
    notices: facts.notices
      .filter(({ where }) => where.at !== 'kiosk')
      .slice(0, noticesShown)
      .map(({ id, text, where }) => ({ id, text: copyTexts(text), where: { ...where } })),
    duty: copyDuty(facts.duty),
    cards: [...hall.counters.values()].flatMap(({ id, status, clerk }) => {
      const card = status === 'closed' || clerk === null ? undefined : facts.cards.get(clerk);
      return card ? [{ counter: id, ...copyCard(card) }] : [];
    }),
  };
}

export const copyEmergency = (emergency: Emergency | null): Emergency | null =>
  emergency && { ...emergency, words: emergency.words && copyTexts(emergency.words) };

export const copyDuty = (duty: OnDuty | null): OnDuty | null => duty && { ...duty };

export const copyTexts = (texts: PostedTexts): PostedTexts => ({ ...texts });

const copyCard = (card: StaffCard): StaffCard => ({
  name: card.name,
  post: copyTexts(card.post),
  duties: card.duties && copyTexts(card.duties),
  promise: card.promise && copyTexts(card.promise),
  photo: card.photo,
});
