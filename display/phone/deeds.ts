/**
 * What a visitor does on the phone: one wish at a time, each under one request id until the hub has
 * answered, and what came of it. What may be rated is asked for when something is over.
 */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { PhoneView } from '../../core/views/phone.ts';
import type { PhoneReply, PhoneWish, Rateable } from '../../core/wire/phone.ts';
import type { RatingTag } from '../../core/wire/rating.ts';
import type { Follow } from '../../ui/follow.ts';
import { newRequestId } from '../../ui/follow.ts';

export type Level = 1 | 2 | 3 | 4 | 5;

/** A level that stands, and what may be added to it still; no tags: nothing, or it was added. */
export interface Rated {
  readonly level: Level;
  readonly again: boolean;
  readonly tags: readonly RatingTag[];
  readonly added: boolean;
}

/** Why a wish came to nothing, by the name of the rule or of the failure. */
export type Refused =
  | Extract<PhoneReply, { refused: string }>['refused']
  | 'busy'
  | 'unavailable'
  | 'bug'
  | 'no-answer';

export interface Deeds {
  /** The wish that is under way; nothing else can be wished meanwhile. */
  readonly busy: ReadonlySignal<PhoneWish['type'] | null>;
  readonly refused: ReadonlySignal<Refused | null>;
  /** What may be rated; null while it is not known. */
  readonly rateable: ReadonlySignal<readonly Rateable[] | null>;
  /** What was rated on this page, by step; of a step that was followed up, that. */
  readonly rated: ReadonlySignal<ReadonlyMap<number, Rated>>;
  wish(wish: Exclude<PhoneWish, { type: 'find-rating' }>): Promise<void>;
  /** Nothing is added to the level of this step. */
  leave(step: number): void;
  /** Told of every view: asks once for what may be rated, when something is over. */
  look(view: PhoneView | null): void;
}

const over: ReadonlySet<PhoneView['status']> = new Set(['finished', 'cancelled', 'unserved']);

/** How many steps may be rated now; while somebody waits for the next one the page stays calm. */
const doneSteps = (view: PhoneView | null): number =>
  view === null || !over.has(view.status)
    ? 0
    : view.steps.filter(({ outcome }) => outcome !== null).length;

/** `via`: the page was opened by the link of a text. */
export function deedsOf(line: Pick<Follow<'phone'>, 'ask'>, link: string, via?: 'text'): Deeds {
  const busy = signal<PhoneWish['type'] | null>(null);
  const refused = signal<Refused | null>(null);
  const rateable = signal<readonly Rateable[] | null>(null);
  const rated = signal<ReadonlyMap<number, Rated>>(new Map());
  let asked = 0;

  const ask = (wish: PhoneWish) =>
    line.ask<PhoneReply>('command', {
      requestId: newRequestId(),
      command: { ...wish, link },
    });

  return {
    ...{ busy, refused, rateable, rated },
    wish: async (wish) => {
      if (busy.value !== null) return;
      batch(() => {
        busy.value = wish.type;
        refused.value = null;
      });
      const reply = await ask(wish.type === 'rate' && via ? { ...wish, via } : wish);
      batch(() => {
        busy.value = null;
        if ('refused' in reply) refused.value = reply.refused;
        else if ('failed' in reply) refused.value = reply.failed;
        else if (wish.type === 'rate') {
          const tags = 'tags' in reply ? reply.tags : [];
          const level = wish.level as Level;
          const one = { level, again: wish.again === true, tags, added: false };
          rated.value = new Map(rated.value).set(wish.step, one);
        } else if (wish.type === 'add-to-rating') {
          const one = rated.value.get(wish.step);
          const said = wish.tags.length > 0 || wish.words !== '';
          const added = { tags: [], added: said };
          if (one) rated.value = new Map(rated.value).set(wish.step, { ...one, ...added });
        }
      });
    },
    leave: (step) => {
      const one = rated.value.get(step);
      if (one) rated.value = new Map(rated.value).set(step, { ...one, tags: [] });
    },
    look: (view) => {
      const done = doneSteps(view);
      if (done === asked) return;
      asked = done;
      if (done === 0) return;
      void ask({ type: 'find-rating' }).then((reply) => {
        if ('steps' in reply) rateable.value = reply.steps;
        // Whoever could not be asked is asked again with the next view, and not for ever.
        else if ('failed' in reply) asked = 0;
      });
    },
  };
}
