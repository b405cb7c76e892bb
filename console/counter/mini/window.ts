/**
 * The small window: always on top where the browser has Document Picture-in-Picture (Chrome and Edge
 * 116 and later, on HTTPS or localhost), where it is a second place to draw on with the page's own
 * socket and state; else a popup of the same size, which is a page of its own.
 */
import { addressOf } from '../../address.ts';

/** In CSS pixels, of what is inside the window's frame. */
const miniSize = { width: 360, height: 140 } as const;

interface PictureInPicture {
  requestWindow(size: { readonly width: number; readonly height: number }): Promise<Window>;
}

const pictureInPicture = (): PictureInPicture | null =>
  'documentPictureInPicture' in window
    ? (window.documentPictureInPicture as PictureInPicture)
    : null;

/** `popup`: it draws itself. `blocked`: the browser let no window open. */
export type Opened = { readonly inside: Window } | 'popup' | 'blocked';

/** Must be called in a press. */
export async function openMini(counter: string): Promise<Opened> {
  const floating = pictureInPicture();
  if (floating) {
    try {
      const inside = await floating.requestWindow(miniSize);
      dress(inside.document);
      return { inside };
    } catch {
      // Refused by a policy of the machine: the popup is the next best.
    }
  }
  const { width, height } = miniSize;
  const opened = window.open(
    addressOf({ counter, mini: true }),
    'jinghao-mini',
    `popup,width=${width},height=${height}`,
  );
  opened?.focus();
  return opened ? 'popup' : 'blocked';
}

/** The page's own styles and settings in the empty document of the floating window. */
function dress(inside: Document): void {
  const from = document.documentElement;
  inside.documentElement.lang = from.lang;
  Object.assign(inside.documentElement.dataset, from.dataset);
  inside.title = document.title;
  for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const link = inside.createElement('link');
    link.rel = 'stylesheet';
    link.href = sheet.href;
    inside.head.append(link);
  }
}
