/**
 * Which key does which act. Keys that a browser keeps for itself (F5, F11, F12) are left alone, and
 * so is everything typed with Ctrl, Alt, Shift or Meta. Space counts only where it would do nothing
 * else: on a button it presses that button, in a field it is a space.
 */
import type { ActName } from './foresee.ts';

/** `pause`: the key pauses, or ends the pause. */
export type KeyAct = Exclude<ActName, 'unpause'>;

/** The key as it is written on its button. */
export const keyOf: Readonly<Record<KeyAct, string>> = {
  'call-next': 'Space',
  serve: 'F2',
  recall: 'F3',
  'no-show': 'F4',
  park: 'F6',
  transfer: 'F7',
  finish: 'F8',
  pause: 'F10',
};

/** The second key of *next*: it works wherever the focus is. */
export const nextKeyToo = 'F9';

const byKey: ReadonlyMap<string, KeyAct> = new Map([
  ...(Object.keys(keyOf) as KeyAct[])
    .filter((act) => act !== 'call-next')
    .map((act) => [keyOf[act], act] as const),
  [nextKeyToo, 'call-next' as const],
]);

/** A key press, as far as it matters. */
export interface Press {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  /** The focus is on something that takes keys itself: a button, a field, a menu. */
  readonly inControl: boolean;
  /** A letter is being put together by an input method. */
  readonly isComposing: boolean;
}

/**
 * The act that the press asks for. `none`: not ours, the browser's. `held`: one of our keys held
 * down: it does nothing, and the browser must not act on it either.
 */
export function actOfKey(press: Press): KeyAct | 'held' | 'none' {
  if (press.ctrlKey || press.altKey || press.metaKey || press.shiftKey) return 'none';
  if (press.isComposing) return 'none';
  const isSpace = press.key === ' ' || press.key === 'Spacebar';
  if (isSpace && press.inControl) return 'none';
  const act = isSpace ? 'call-next' : byKey.get(press.key);
  if (act === undefined) return 'none';
  return press.repeat ? 'held' : act;
}
