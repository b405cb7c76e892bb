/**
 * What the tablet asks of the hub, over HTTP with the key of its enrolment. It asks again and again what to
 * show; nothing here rejects, and no answer leaves the page as it is until the hub is back.
 */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Texts } from '../../core/hall/configuration.ts';
import type { Emergency, StaffCard } from '../../core/views/facts.ts';
import type { RatingTag } from '../../core/wire/rating.ts';

export type Level = 1 | 2 | 3 | 4 | 5;

interface Told {
  readonly hall: Texts;
  readonly counter: string;
  readonly sign: string;
  readonly question: { readonly id: string; readonly leftMs: number } | null;
  readonly emergency: Emergency | null;
  readonly card: Card | null;
}

/** Who serves here, as it is posted. */
export type Card = Pick<StaffCard, 'name' | 'post' | 'photo'>;

/** What the page shows. */
export type Shown =
  | { readonly is: 'connecting' | 'not-enrolled' | 'idle' | 'over' | 'thanks' | 'not-kept' }
  | { readonly is: 'question'; readonly id: string; readonly failed: boolean }
  | {
      readonly is: 'more';
      readonly id: string;
      readonly tags: readonly RatingTag[];
      readonly failed: boolean;
    };

const askEveryMs = 1_500;
/** An answer that takes longer does not come. */
const answerMsMax = 5_000;
/** So long thanks stand, and that the time is over. */
const readMs = 4_000;
/** Nobody adds words for longer; what was pressed is kept already. */
const moreMs = 90_000;
/** What was written is sent again after so long, and so often, while the hub does not answer. */
const againMs = 3_000;
const addTriesMax = 30;

export interface Tablet {
  readonly shown: ReadonlySignal<Shown>;
  readonly place: ReadonlySignal<Pick<Told, 'hall' | 'sign'> | null>;
  readonly emergency: ReadonlySignal<Emergency | null>;
  readonly card: ReadonlySignal<Card | null>;
  /** The hub does not answer. */
  readonly away: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  rate(level: Level): void;
  add(tags: readonly string[], words: string): void;
  /** Nobody wishes to say more, or anything at all. */
  leave(): void;
  enrol(code: string): Promise<boolean>;
}

/** Undefined: no answer. */
async function send(path: string, body?: object): Promise<Response | undefined> {
  const give = new AbortController();
  const timer = setTimeout(() => give.abort(), answerMsMax);
  const post = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  try {
    return await fetch(path, { ...post, signal: give.signal });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

export function tablet(): Tablet {
  const shown = signal<Shown>({ is: 'connecting' });
  const place = signal<Pick<Told, 'hall' | 'sign'> | null>(null);
  const emergency = signal<Emergency | null>(null);
  const card = signal<Card | null>(null);
  const away = signal(false);
  const busy = signal(false);
  let timer = 0;
  /** A question that is answered, or that its visitor does not wish to answer: never shown again. */
  let left = '';

  const show = (next: Shown, ms?: number) => {
    clearTimeout(timer);
    shown.value = next;
    if (ms !== undefined) timer = window.setTimeout(() => show({ is: 'idle' }), ms);
  };
  const hear = ({ hall, sign, question, ...posted }: Told) => {
    const now = shown.peek();
    batch(() => {
      if (place.peek()?.sign !== sign) place.value = { hall, sign };
      emergency.value = posted.emergency ?? null;
      if (JSON.stringify(posted.card) !== JSON.stringify(card.peek()))
        card.value = posted.card ?? null;
      if (question !== null && question.id !== left) {
        if (now.is !== 'question' || now.id !== question.id) {
          // What the one before wrote goes on being sent beside it.
          busy.value = false;
          show({ is: 'question', id: question.id, failed: false });
        }
      } else if (now.is === 'question') {
        if (now.id === left) show({ is: 'idle' });
        else if (!busy.peek()) show({ is: 'over' }, readMs);
      } else if (now.is === 'connecting' || now.is === 'not-enrolled') show({ is: 'idle' });
    });
  };
  const look = async () => {
    const answer = await send('/api/tablet');
    const told = answer?.ok ? ((await answer.json().catch(() => null)) as Told | null) : null;
    away.value = answer === undefined || answer.status >= 500;
    if (answer?.status === 401) show({ is: 'not-enrolled' });
    if (told !== null) hear(told);
  };
  const again = () => void look().then(() => setTimeout(again, askEveryMs));
  again();

  return {
    ...{ shown, place, emergency, card, away, busy },
    rate: (level) => {
      const now = shown.peek();
      if (now.is !== 'question' || busy.peek()) return;
      const { id } = now;
      busy.value = true;
      void send('/api/tablet/rate', { question: id, level }).then(async (answer) => {
        const told = answer?.ok ? await answer.json().catch(() => null) : null;
        batch(() => {
          busy.value = false;
          if (told !== null) {
            left = id;
            const { tags } = told as { readonly tags: readonly RatingTag[] };
            show({ is: 'more', id, tags, failed: false }, moreMs);
          } else if (answer?.status === 404) show({ is: 'over' }, readMs);
          else show({ is: 'question', id, failed: true });
        });
      });
    },
    add: (tags, words) => {
      const now = shown.peek();
      if (now.is !== 'more' || busy.peek()) return;
      busy.value = true;
      const said = { question: now.id, tags, words };
      const isHere = () => {
        const here = shown.peek();
        return here.is === 'more' && here.id === now.id;
      };
      const end = (next: Shown) => {
        if (!isHere()) return;
        batch(() => {
          busy.value = false;
          show(next, readMs);
        });
      };
      const go = async (tries: number): Promise<void> => {
        const answer = await send('/api/tablet/add', said);
        // An answer that was lost may have been a yes: told once more, the hub knows of no question.
        if (answer?.ok || (answer?.status === 404 && tries > 1)) return end({ is: 'thanks' });
        if (answer && answer.status < 500) return end({ is: 'over' });
        if (tries >= addTriesMax) return end({ is: 'not-kept' });
        if (isHere()) show({ ...now, failed: true });
        setTimeout(() => void go(tries + 1), againMs);
      };
      void go(1);
    },
    leave: () => {
      const now = shown.peek();
      if (now.is === 'question') {
        left = now.id;
        show({ is: 'idle' });
      } else if (now.is === 'more') show({ is: 'thanks' }, readMs);
    },
    enrol: async (code) => {
      const answer = await send('/enrol', { code });
      if (answer?.ok) await look();
      return answer?.ok === true;
    },
  };
}
