/**
 * What the sign over one counter has to say, out of the view that all public screens share.
 */
import type { Texts } from '../../core/hall/configuration.ts';
import type { ServiceId } from '../../core/hall/ids.ts';
import type { DisplayCall, DisplayView } from '../../core/views/display.ts';
import { insteadOf } from '../../core/views/instead.ts';
import type { Names } from '../../core/views/names.ts';
import type { Posted, PostedCard } from '../../core/views/posted.ts';
import { turnedAt } from '../../core/views/turned.ts';

export type SignState = (
  | { readonly is: 'unknown' | 'closed' }
  /** `card`: of whoever is signed in; null: none is posted. */
  | { readonly is: 'free'; readonly card: PostedCard | null }
  /** `reason`: null where none was given. `instead`: the signs of counters that serve the same. */
  | { readonly is: 'paused'; readonly reason: Texts | null; readonly instead: readonly string[] }
  | { readonly is: 'serving'; readonly label: string }
  | { readonly is: 'called'; readonly label: string; readonly call: DisplayCall }
) & {
  /** What it serves now, where the tide has turned it; null: what its name says. */
  readonly services: readonly ServiceId[] | null;
};

/** `counter`: the id in the screen's address. A hall that is closed has no open counter. */
export function signState(
  view: DisplayView,
  names: Names,
  counter: string,
  posted: Posted | null = null,
): SignState {
  if (!names.counters.some(({ id }) => id === counter)) return { is: 'unknown', services: null };
  const here = view.counters.find(({ id }) => id === counter);
  if (!view.open || !here) return { is: 'closed', services: null };
  const all = names.services.map(({ id }) => id);
  const services = turnedAt(view, counter, all);
  const call = view.calls.find((one) => one.counter === counter && one.label === here.label);
  if (call?.state === 'called') return { is: 'called', label: call.label, call, services };
  // Taken up again after it was put aside, a ticket is in hand without a call of its own.
  if (here.label !== undefined) return { is: 'serving', label: here.label, services };
  if (here.paused) {
    const reason = names.reasons.pause.find(({ id }) => id === here.paused);
    const instead = insteadOf(view, names, here.id).map(({ sign }) => sign);
    return { is: 'paused', reason: reason ? reason.name : null, instead, services };
  }
  const card = (posted ? posted.cards : []).find((one) => one.counter === counter);
  return { is: 'free', card: card || null, services };
}
