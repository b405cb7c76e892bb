/**
 * Stands in for the line to the hub while this page is a picture in a frame of the page of settings: it
 * shows what that page tells it and does nothing.
 */
import { signal } from '@preact/signals';
import type { KioskView } from '../../core/views/kiosk.ts';
import type { Names } from '../../core/views/names.ts';
import type { Follow } from '../../ui/follow.ts';
import { showHallLook } from '../../ui/look.ts';

/** Whether it stands at the address that may be framed (server/http/headers.ts). */
export const isPreview = (): boolean => location.pathname === '/display/kiosk-preview';

const never = () => new Promise<never>(() => {});
const nothing = () => {};

export function previewLine(): Follow<'kiosk'> {
  const [view, names] = [signal<KioskView | null>(null), signal<Names | null>(null)];
  const [none, off, rev] = [signal(null), signal(false), signal(0)];
  addEventListener('message', ({ origin, source, data }: MessageEvent) => {
    if (origin !== location.origin || source !== parent) return;
    showHallLook(document.documentElement, data.names.look);
    names.value = data.names;
    view.value = data.view;
  });
  parent.postMessage('preview-ready', origin);
  return {
    ...{ view, names, rev, posted: none, now: none, heardAt: none, refusal: none },
    ...{ stale: off, ready: off, command: never, reprint: never, ask: never },
    ...{ onScan: () => nothing, again: nothing, stop: nothing },
  };
}
