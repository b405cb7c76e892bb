/**
 * What the page that looks back tells a screen in its frame, and nobody else can.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { DisplayCall } from '../../core/views/display.ts';
import { litMs } from '../../ui/announce.ts';
import { showHallLook } from '../../ui/look.ts';
import { type PastShown, pastReady } from '../../ui/past-shown.ts';

/** Null before anything was told. */
export type PastLine = ReadonlySignal<PastShown | null>;

/** Listens to the page around, and tells it that it does. */
export function followPast(): PastLine {
  const line = signal<PastShown | null>(null);
  window.addEventListener('message', ({ origin, source, data }: MessageEvent<PastShown>) => {
    if (origin !== location.origin || source !== window.parent) return;
    showHallLook(document.documentElement, data.names.look);
    line.value = data;
  });
  if (window.parent !== window) window.parent.postMessage(pastReady, location.origin);
  return line;
}

/** The calls that were lit then: nothing is remembered, as one may go back as well as on. */
export const litThen = (calls: readonly DisplayCall[], now: number): number[] =>
  calls.flatMap(({ seq, at, state }) => (state === 'called' && now - at < litMs ? [seq] : []));
