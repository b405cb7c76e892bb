/**
 * Everything that the parts of the counter page need at one moment, and the names of things in the
 * page's language. Made anew for every drawing; the parts hold nothing of it.
 */
import type { Reason, Texts, TicketClass } from '../../core/hall/configuration.ts';
import type { CounterView, TicketLine } from '../../core/views/counter.ts';
import type { Names } from '../../core/views/names.ts';
import { type Language, say } from '../../ui/texts.ts';
import type { Me } from '../account.ts';
import type { AskMatch, AskSlots, AskTicket, AwaitCard, HearScans } from './asked.ts';
import type { Deeds, Place, Spoken } from './deeds.ts';
import { sentenceFor } from './sentences/sentences.ts';
import type { CounterTexts } from './texts/index.ts';
import { textsIn } from './texts/index.ts';

export interface Moment {
  readonly view: CounterView;
  readonly names: Names;
  /** The hub's clock, epoch ms. */
  readonly now: number;
  readonly language: Language;
  readonly me: Me;
  readonly deeds: Deeds;
  readonly slots: AskSlots;
  readonly awaitCard: AwaitCard;
  readonly matchCard: AskMatch;
  readonly findTicket: AskTicket;
  readonly hearScans: HearScans;
}

export interface At extends Moment {
  readonly texts: CounterTexts;
  /** A name in the page's language; the id itself where the hall no longer has it. */
  readonly service: (id: string) => string;
  readonly counter: (id: string) => string;
  readonly kiosk: (id: string) => string;
  readonly need: (id: string) => string;
  readonly item: (id: string) => string;
  readonly kind: (id: string) => string;
  readonly reason: (reason: Reason) => string;
  /** The name of a reason by its code, out of the list in which it stands. */
  readonly reasonIn: (list: readonly Reason[], id: string) => string;
  /** What was said at this place and still holds, as a sentence; null when nothing. */
  readonly sentence: (place: Place) => string | null;
}

export function atMoment(moment: Moment): At {
  const { view, names, language, now, deeds } = moment;
  const nameIn = (list: readonly Named[]) => (id: string) => {
    const known = list.find((one) => one.id === id);
    return known ? say(known.name, language) : id;
  };
  const service = nameIn(names.services);
  const counter = nameIn(names.counters);
  const naming = { service, counter, inHand: view.inHand?.label ?? null };
  const sentence = (place: Place): string | null => {
    const spoken = stillHolds(deeds.spoken.value, now);
    if (spoken === null || placeShown(spoken.place, view) !== place) return null;
    return sentenceFor(spoken.said, language, naming);
  };
  return {
    ...moment,
    texts: textsIn(language),
    service,
    counter,
    kiosk: nameIn(names.kiosks),
    need: nameIn(names.needs),
    item: nameIn(names.services.flatMap(({ items }) => items)),
    kind: nameIn(names.classes),
    reason: ({ name }) => say(name, language),
    reasonIn: (list, id) => nameIn(list)(id),
    sentence,
  };
}

interface Named {
  readonly id: string;
  readonly name: Texts;
}

/** What goes before whom: the class of a ticket that is not an ordinary one, else null. */
export const classOf = (
  { names }: Pick<At, 'names'>,
  id: string,
): Pick<TicketClass, 'id' | 'kind'> | null => {
  const known = names.classes.find((one) => one.id === id);
  return known === undefined || known.kind === 'ordinary' ? null : known;
};

/** A wait that was told counts down, and is gone when it is over. */
function stillHolds(spoken: Spoken | null, now: number): Spoken | null {
  if (spoken?.said.refused !== 'too-soon') return spoken;
  const waitMs = spoken.said.waitMs - (now - spoken.at);
  return waitMs > 0 ? { ...spoken, said: { refused: 'too-soon', waitMs } } : null;
}

/** All tickets in nobody's hand that stand on the page. */
export const linesIn = ({
  next,
  parked,
  missed,
  postponed,
}: CounterView): readonly TicketLine[] => [...next, ...parked, ...missed, ...postponed];

/** A row that is gone cannot speak: then the acts do. */
function placeShown(place: Place, view: CounterView): Place {
  if (place.startsWith('help:')) {
    return view.helpCalls.some(({ id }) => place === `help:${id}`) ? place : 'acts';
  }
  if (!place.startsWith('ticket:')) return place;
  return linesIn(view).some(({ ticket }) => place === `ticket:${ticket}`) ? place : 'acts';
}
