/**
 * On which pages of the kiosk a card is waited for: where one is asked who one is. A card that was read
 * stands where a number would be typed.
 */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CardTold } from '../../core/wire/card.ts';
import type { CardSaid } from '../../ui/card.ts';
import type { Follow } from '../../ui/follow.ts';
import { hasKeys } from './booking.ts';
import type { Visit } from './visit.ts';

export interface CardParts {
  readonly line: Pick<Follow<'kiosk'>, 'ask'>;
  readonly visit: ReadonlySignal<Visit>;
  readonly onCard: (card: CardTold) => void;
}

/** Whether a card would be of use on this page. */
export function wantsCard(visit: Visit): boolean {
  const here = (visit.at === 'take' && visit.on === 'person') || hasKeys(visit);
  return here && visit.at !== 'give-back' && !visit.asking && visit.typed.card === undefined;
}

/** Runs for as long as the page is open; what is told of the reader. */
export function waitForCards({ line, visit, onCard }: CardParts): ReadonlySignal<CardSaid> {
  const said = signal<CardSaid>('none');
  const wanted = computed(() => wantsCard(visit.value));
  const onSaid = (now: CardSaid) => {
    said.value = now;
  };
  effect(() => {
    said.value = 'none';
    if (!wanted.value) return;
    let end: (() => void) | null = null;
    let over = false;
    // Fetched with the first page that asks; without it the keys are there.
    import('../../ui/card.ts').then(
      ({ waitForCard }) => {
        if (!over) end = waitForCard({ line, onSaid, onCard });
      },
      () => {},
    );
    return () => {
      over = true;
      end?.();
    };
  });
  return said;
}
