/**
 * The live visit: the pure rules of visit.ts and leaving.ts with the line to the hub, one ticking
 * clock, and the visitor's wishes for language and type.
 */
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Follow, newRequestId } from '../../ui/follow.ts';
import { reloadPage } from '../../ui/reload.ts';
import type { Language } from '../../ui/texts.ts';
import { forgetMs, leavesIn } from './leaving.ts';
import { type SlipState, slipState } from './paper.ts';
import { atStart, type Deed, isTaking, step, type Visit } from './visit.ts';

const tickMs = 250;
/** An old page makes way for a new one when nobody touched it for so long. */
const reloadQuietMs = 5_000;
/** Until a reprint that was ordered shows in the hub's view. */
const orderedMs = 2_000;

export interface Visiting {
  readonly visit: ReadonlySignal<Visit>;
  readonly language: ReadonlySignal<Language>;
  readonly large: ReadonlySignal<boolean>;
  /** Seconds until the start page; null when nothing counts down. */
  readonly seconds: ReadonlySignal<number | null>;
  /** What the paper of the number does; null when no number is up. */
  readonly slip: ReadonlySignal<SlipState | null>;
  act(deed: Deed): void;
  take(): void;
  reprint(): void;
  setLanguage(language: Language): void;
  setLarge(large: boolean): void;
}

/** Runs for as long as the page is open; `usual`: the language that a new visitor finds. */
export function startVisiting(line: Follow<'kiosk'>, usual: Language): Visiting {
  const visit = signal<Visit>(atStart);
  const language = signal<Language>(usual);
  const large = signal(false);
  const now = signal(performance.now());
  const touchedAt = signal(now.peek());
  const changedAt = signal(now.peek());
  const slipSince = signal(0);

  const slip = computed<SlipState | null>(() => {
    const { value: view } = line.view;
    if (visit.value.at !== 'number' || view === null) return null;
    const since = now.value - slipSince.value;
    const state = slipState(view, visit.value.ticket, since);
    const ordered = visit.value.reprint.is === 'ordered' && since < orderedMs;
    return ordered && state === 'noted' ? 'printing' : state;
  });
  const seconds = computed(() =>
    leavesIn(visit.value, {
      sinceTouch: now.value - touchedAt.value,
      sinceChange: now.value - changedAt.value,
      busy: isTaking(visit.value) || slip.value === 'printing',
    }),
  );

  const act = (deed: Deed) => {
    const before = visit.peek();
    const after = step(before, deed);
    if (after === before) return;
    batch(() => {
      visit.value = after;
      changedAt.value = performance.now();
      const numberCame = after.at === 'number' && before.at !== 'number';
      if (numberCame || deed.do === 'reprint-answered') slipSince.value = performance.now();
    });
  };
  const forget = () => {
    language.value = usual;
    large.value = false;
  };

  document.addEventListener(
    'pointerdown',
    () => {
      touchedAt.value = performance.now();
    },
    true,
  );
  window.setInterval(() => {
    now.value = performance.now();
    const untouched = now.value - touchedAt.peek();
    const start = visit.peek().at === 'start';
    if (seconds.peek() === 0) batch(() => [act({ do: 'start' }), forget()]);
    else if (start && untouched > forgetMs) forget();
    if (line.refusal.peek() === 'reload' && start && untouched > reloadQuietMs) reloadPage();
  }, tickMs);
  // What the paper does is news: the visitor gets the whole time again to read it.
  effect(() => {
    if (slip.value !== null) changedAt.value = performance.now();
  });

  return {
    visit,
    language,
    large,
    seconds,
    slip,
    act,
    take: () => {
      const before = visit.peek();
      act({ do: 'take' });
      const { requestId, service } = before.at === 'take' ? before : { requestId: '', service: '' };
      // Only the tap that began it asks: the second of a double tap finds it under way.
      if (visit.peek() === before || requestId === '') return;
      const command = { type: 'issue-ticket', service, language: language.peek() } as const;
      line
        .command(command, requestId)
        .then((answered) => act({ do: 'answered', requestId, answered }));
    },
    reprint: () => {
      const before = visit.peek();
      if (before.at !== 'number') return;
      // After a failure the same wish is asked again: it is one slip.
      const { reprint } = before;
      const requestId = reprint.is === 'failed' ? reprint.requestId : newRequestId();
      act({ do: 'reprint', requestId });
      if (visit.peek() === before) return;
      line
        .reprint(before.ticket, requestId)
        .then((answered) => act({ do: 'reprint-answered', requestId, answered }));
    },
    setLanguage: (wished) => {
      language.value = wished;
    },
    setLarge: (wished) => {
      large.value = wished;
    },
  };
}
