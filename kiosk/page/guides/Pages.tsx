/**
 * Words of any length as pages of the room there is: a kiosk does not scroll. The browser itself
 * breaks them (columns as wide as the room), never inside a point of a list.
 */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../../ui/components/button/Button.tsx';
import { Icon } from '../../../ui/components/icon/Icon.tsx';
import type { KioskWords } from '../texts/texts.ts';

export interface PagesProps {
  readonly words: KioskWords;
  readonly children: ComponentChildren;
}

/** Room between two columns, so that nothing of the next one shows: CSS px. */
const gap = 40;

export function Pages({ words, children }: PagesProps) {
  const room = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(0);
  const [pages, setPages] = useState(1);
  const measure = () => {
    const element = room.current;
    if (element === null) return;
    setPages(pagesIn(element.scrollWidth, element.clientWidth));
  };
  useLayoutEffect(() => {
    measure();
    // The font comes late, and the room changes with what stands under it.
    const watch = new ResizeObserver(measure);
    if (room.current) watch.observe(room.current);
    void document.fonts?.ready.then(measure);
    // What was folded away comes to light.
    room.current?.addEventListener('toggle', measure, true);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(measure);
  const at = Math.min(page, pages - 1);
  useLayoutEffect(() => {
    const element = room.current;
    if (element) element.scrollLeft = at * (element.clientWidth + gap);
  }, [at, pages]);
  return (
    <>
      <div ref={room} class="guide-pages">
        {children}
      </div>
      {pages > 1 && (
        <nav class="guide-pager">
          <Button onPress={() => setPage(at - 1)} disabled={at === 0}>
            <Icon name="back" />
            {words.previousPage}
          </Button>
          <p class="figures" role="status">
            {words.page(at + 1, pages)}
          </p>
          <Button onPress={() => setPage(at + 1)} disabled={at === pages - 1}>
            {words.nextPage}
            <Icon name="forward" />
          </Button>
        </nav>
      )}
    </>
  );
}

/** How many columns of this width lie side by side, with the gap between them. */
const pagesIn = (whole: number, width: number): number =>
  width <= 0 ? 1 : Math.max(1, Math.round((whole + gap) / (width + gap)));
