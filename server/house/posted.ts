/**
 * What is posted in the hall, read together for the house facts; and told anew when a notice begins or
 * ends by the clock, which moves no row. Who leads today changes at midnight, when the hours are told
 * anew anyway (hours-shown.ts).
 */
import { type StaffId, staffId } from '../../core/hall/ids.ts';
import type { HouseFacts, Notice, OnDuty, StaffCard } from '../../core/views/facts.ts';
import type { Clock } from '../hall/clock.ts';
import type { Emergencies } from './emergencies.ts';
import type { Notices } from './notices.ts';
import type { Revs } from './rev.ts';

const minuteMs = 60_000;

export type PostedFacts = Pick<HouseFacts, 'emergency' | 'notices' | 'duty' | 'cards'>;

export interface PostedParts {
  readonly hall: string;
  readonly emergencies: Pick<Emergencies, 'now'>;
  readonly notices: Pick<Notices, 'now'>;
  readonly roster: { on(hall: string, day: string): Promise<OnDuty | null> };
  readonly staffCards: { posted(hall: string): Promise<ReadonlyMap<string, StaffCard>> };
  /** The hall's date. */
  readonly today: () => string;
}

/** Reads all of it. Fails: `HouseFailure`. */
export async function readPosted(parts: PostedParts): Promise<PostedFacts> {
  const { hall, emergencies, notices, roster, staffCards, today } = parts;
  const cards = await staffCards.posted(hall);
  return {
    emergency: await emergencies.now(hall),
    notices: await notices.now(hall),
    duty: await roster.on(hall, today()),
    cards: new Map<StaffId, StaffCard>([...cards].map(([id, card]) => [staffId(id), card])),
  };
}

export interface NoticesShownParts extends Pick<PostedParts, 'hall' | 'notices'> {
  readonly facts: { readonly now: HouseFacts };
  readonly revs: Pick<Revs, 'change'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Looks at each minute whether other notices are to be shown than are, until it is called. */
export function followNotices(parts: NoticesShownParts): () => void {
  const { hall, notices, facts, revs, clock, complain } = parts;
  let timer: unknown = null;
  let ended = false;
  const look = async () => {
    try {
      const wanted = idsOf(await notices.now(hall));
      if (wanted !== idsOf(facts.now.notices)) {
        await revs.change(hall, async () => ({ changed: true, value: null }));
      }
    } catch (error) {
      if (!ended) complain('the notices on the screens could not be told anew', error);
    }
    if (!ended) wait();
  };
  const wait = () => {
    timer = clock.setTimeout(() => void look(), minuteMs - (clock.now() % minuteMs));
  };
  wait();
  return () => {
    ended = true;
    clock.clearTimeout(timer);
  };
}

const idsOf = (notices: readonly Notice[]): string => notices.map(({ id }) => id).join();
