/**
 * The live visit: the pure rules of visit.ts and leaving.ts with the line to the hub, one ticking
 * clock, and the visitor's wishes for language and type.
 */
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { KioskView } from '../../core/views/kiosk.ts';
import type { RatingLevel } from '../../core/wire/rating.ts';
import type { CardSaid } from '../../ui/card.ts';
import { type Follow, newRequestId } from '../../ui/follow.ts';
import { reloadPage } from '../../ui/reload.ts';
import { hearScans } from '../../ui/scan.ts';
import type { Language } from '../../ui/texts.ts';
import { Asking } from './asking.ts';
import { hasKeys } from './booking.ts';
import { waitForCards } from './card.ts';
import { listenToKeys } from './keys.ts';
import { attractMs, leavesIn } from './leaving.ts';
import { anyMode, type Mode, type Modes, usualModes } from './modes.ts';
import { linkIn } from './more/more.ts';
import { type SlipState, slipState } from './paper.ts';
import { cardShown, codeOf, judge, type Typed, withKey } from './typed.ts';
import { atStart, type Deed, isTaking, step, type Visit } from './visit.ts';

const tickMs = 250;
/** An old page makes way for a new one when nobody touched it for so long. */
const reloadQuietMs = 5_000;
/** A call that nobody answered is told for so long; whoever comes after has not called. */
const unansweredMs = 180_000;
/** Until a reprint that was ordered shows in the hub's view. */
const orderedMs = 2_000;

export type HelpSaid = 'asking' | 'failed' | Exclude<KioskView['help'], 'none'>;

export interface Visiting {
  readonly visit: ReadonlySignal<Visit>;
  readonly language: ReadonlySignal<Language>;
  readonly modes: ReadonlySignal<Modes>;
  /** Nobody has touched the start page for long; until `wake`. */
  readonly asleep: ReadonlySignal<boolean>;
  /** Seconds until the start page; null when nothing counts down. */
  readonly seconds: ReadonlySignal<number | null>;
  /** What the paper of the number or the booking does; null when neither is up. */
  readonly slip: ReadonlySignal<SlipState | null>;
  /** How a call for help stands; null when there is nothing to tell. */
  readonly help: ReadonlySignal<HelpSaid | null>;
  /** What is told of the card reader where the page asks who one is. */
  readonly card: ReadonlySignal<CardSaid>;
  /** Whether the page that is up takes digits. */
  typing(): boolean;
  /** Somebody is here: the start page comes back. */
  wake(): void;
  act(deed: Deed): void;
  take(): void;
  /** What the keys are for: books, checks in, or gives a booking back. */
  send(): void;
  reprint(): void;
  rate(level: RatingLevel): void;
  addToRating(tags: readonly string[], words: string): void;
  /** The missed number of a slip goes back into the line. */
  rejoin(): void;
  callHelp(): void;
  setLanguage(language: Language): void;
  setMode(mode: Mode, on: boolean): void;
}

/** Runs for as long as the page is open; `usual`: the language that a new visitor finds. */
export function startVisiting(line: Follow<'kiosk'>, usual: Language): Visiting {
  const visit = signal<Visit>(atStart);
  const language = signal<Language>(usual);
  const modes = signal<Modes>(usualModes);
  const helping = signal<'asking' | 'failed' | null>(null);
  const now = signal(performance.now());
  const toldAt = signal(now.peek());
  const touchedAt = signal(now.peek());
  const changedAt = signal(now.peek());
  const slipSince = signal(0);

  const slip = computed<SlipState | null>(() => {
    const { value: view } = line.view;
    if (view === null) return null;
    const at = visit.value;
    if (at.at === 'booked') return slipState(view, at.booking.id, now.value - slipSince.value);
    if (at.at !== 'number') return null;
    const { ticket, how, reprint } = at;
    const ordered = reprint.is === 'ordered';
    // Nothing is on its way for a number that the visitor had before.
    if ((how === 'before' || how === 'rejoined') && !ordered)
      return view.printer === 'none' ? 'no-printer' : 'had';
    const since = now.value - slipSince.value;
    const state = slipState(view, ticket, since);
    return ordered && since < orderedMs && state === 'noted' ? 'printing' : state;
  });
  const help = computed<HelpSaid | null>(() => {
    if (helping.value !== null) return helping.value;
    const state = line.stale.value ? 'none' : (line.view.value?.help ?? 'none');
    if (state === 'unanswered' && now.value - toldAt.value > unansweredMs) return null;
    return state === 'none' ? null : state;
  });
  // Only a change of it is news: the view comes anew with every ticket.
  const stands = computed(() => line.view.value?.help);
  effect(() => {
    if (stands.value !== undefined) toldAt.value = performance.now();
  });
  const pace = computed(() => ({
    changed: anyMode(modes.value) || language.value !== usual,
    slow: modes.value.care || modes.value.sound,
  }));
  const seconds = computed(() => {
    const quiet = {
      sinceTouch: now.value - touchedAt.value,
      sinceChange: now.value - changedAt.value,
      busy: isTaking(visit.value) || slip.value === 'printing',
    };
    return leavesIn(visit.value, quiet, pace.value);
  });
  const asleep = signal(false);

  const act = (deed: Deed) => {
    const before = visit.peek();
    const after = step(before, deed);
    if (after === before) return;
    batch(() => {
      visit.value = after;
      changedAt.value = performance.now();
      const paperBegins =
        (after.at === 'number' || after.at === 'booked') && after.at !== before.at;
      if (paperBegins || deed.do === 'reprint-answered') slipSince.value = performance.now();
      if (after.at === 'start' && helping.peek() === 'failed') helping.value = null;
    });
  };
  const asking = new Asking({ line, visit, language, helping, act });
  const card = waitForCards({
    line,
    visit,
    onCard: (read) => {
      act({ do: 'type', typed: cardShown(read), requestId: newRequestId() });
      // Whoever laid the card on has said all there is to say.
      if (visit.peek().at === 'take') asking.take();
      else asking.send();
    },
  });
  const forget = () => {
    language.value = usual;
    modes.value = usualModes;
  };
  const touched = () => {
    touchedAt.value = performance.now();
  };
  document.addEventListener('pointerdown', touched, true);
  document.addEventListener('keydown', touched, true);
  // A key wakes the kiosk at once; a finger does so when it leaves, or it would press what comes up.
  document.addEventListener('keydown', () => {
    asleep.value = false;
  });
  const keys = keysOf(visit, act, asking);
  listenToKeys(keys);
  hearScans(line, (text) => {
    touched();
    keys.onScan(text);
  });
  const typing = () => {
    const at = visit.peek();
    return hasKeys(at) || (at.at === 'take' && at.on === 'person');
  };

  window.setInterval(() => {
    now.value = performance.now();
    const untouched = now.value - touchedAt.peek();
    const start = visit.peek().at === 'start';
    if (start && seconds.peek() === null && untouched >= attractMs) asleep.value = true;
    if (!start) asleep.value = false;
    if (seconds.peek() === 0) batch(() => [act({ do: 'start' }), forget()]);
    if (line.refusal.peek() === 'reload' && start && untouched > reloadQuietMs) reloadPage();
  }, tickMs);
  // What the paper does is news: the visitor gets the whole time again to read it.
  effect(() => {
    if (slip.value !== null) changedAt.value = performance.now();
  });

  return {
    typing,
    wake: () => {
      asleep.value = false;
    },
    visit,
    language,
    modes,
    asleep,
    seconds,
    slip,
    help,
    card,
    act,
    take: () => asking.take(),
    send: () => asking.send(),
    reprint: () => asking.reprint(),
    rate: (level) => asking.rate(level),
    addToRating: (tags, words) => asking.addToRating(tags, words),
    rejoin: () => asking.rejoin(),
    callHelp: () => {
      toldAt.value = performance.now();
      asking.callHelp();
    },
    setLanguage: (wished) => {
      language.value = wished;
    },
    setMode: (mode, on) => {
      modes.value = { ...modes.peek(), [mode]: on };
    },
  };
}

/** What a keyboard or a scanner does on the page that is up. */
function keysOf(visit: ReadonlySignal<Visit>, act: (deed: Deed) => void, asking: Asking) {
  const typedNow = (): Typed | null => {
    const at = visit.peek();
    return hasKeys(at) || (at.at === 'take' && at.on === 'person') ? at.typed : null;
  };
  const type = (change: (typed: Typed) => Typed) => {
    const typed = typedNow();
    const after = typed && change(typed);
    if (after && after !== typed) act({ do: 'type', typed: after, requestId: newRequestId() });
  };
  return {
    onLetter: (letter: string) => type((typed) => withKey(typed, letter)),
    onDelete: () => type(({ kind, text }) => ({ kind, text: text.slice(0, -1) })),
    onEnter: () => {
      const typed = typedNow();
      if (typed === null || judge(typed) !== 'right') return;
      if (visit.peek().at === 'take') asking.take();
      else asking.send();
    },
    onScan: (text: string): boolean => {
      const { at } = visit.peek();
      const link = linkIn(text);
      if (link !== null && (at === 'start' || at === 'more' || at === 'rate')) {
        if (at === 'rate') asking.findRating(link);
        else asking.findSlip(link);
        return true;
      }
      if (at !== 'start' && at !== 'more' && at !== 'check-in') return false;
      const code = codeOf(text);
      act({ do: 'check-in', requestId: newRequestId(), code });
      if (code !== null) asking.send();
      return true;
    },
  };
}
