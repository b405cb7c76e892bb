/**
 * A form of the guides on the screen, as it will be on paper: a page in a frame in which nothing runs
 * and nothing can be touched, or pictures one under another. It is moved and made larger by buttons,
 * and moved by a finger.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fileAddress, type ShownFile } from '../../../core/guides/files.ts';
import { Button } from '../../../ui/components/button/Button.tsx';
import {
  type Lying,
  type Move,
  may,
  moved,
  pageWidth,
  type Size,
  scaleOf,
  zooms,
} from './sheet.ts';
import type { GuidePageWords } from './texts/texts.ts';

export interface SheetProps {
  readonly version: string;
  readonly shown: ShownFile;
  /** What it is, for those who hear the page. */
  readonly name: string;
  readonly words: GuidePageWords;
}

export function Sheet({ version, shown, name, words }: SheetProps) {
  const room = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState(0);
  const [failed, setFailed] = useState(false);
  const [lying, setLying] = useState<Lying | null>(null);
  const measure = () => {
    if (room.current) setLying(lyingIn(room.current));
  };
  useEffect(() => {
    const watch = new ResizeObserver(measure);
    if (room.current) watch.observe(room.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(measure, [zoom]);
  const go = (move: Move) => {
    const element = room.current;
    if (element === null) return;
    const { left, top } = moved(lyingIn(element), move);
    element.scrollLeft = left;
    element.scrollTop = top;
    measure();
  };
  const width = lying?.seen.width ?? 0;
  const told = { version, width, zoom, onShown: measure, onFailed: () => setFailed(true) };
  const mover = (move: Move) => (
    <Button key={move} onPress={() => go(move)} disabled={lying === null || !may(lying, move)}>
      {words.move[move]}
    </Button>
  );
  if (failed) return <p class="form-said">{words.formFailed}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section ref={room} class="form-room" aria-label={name} tabIndex={0} onScroll={measure}>
        {shown.as === 'page' ? (
          <Page {...told} file={shown.name} name={name} />
        ) : (
          <Pictures {...told} names={shown.names} name={name} />
        )}
      </section>
      <div class="form-moves">
        <Button onPress={() => setZoom(zoom - 1)} disabled={zoom === 0}>
          {words.smaller}
        </Button>
        <Button onPress={() => setZoom(zoom + 1)} disabled={zoom === zooms.length - 1}>
          {words.larger}
        </Button>
        {(['up', 'down'] as const).map(mover)}
        {zoom > 0 && (['left', 'right'] as const).map(mover)}
      </div>
    </>
  );
}

const lyingIn = (element: HTMLElement): Lying => ({
  left: element.scrollLeft,
  top: element.scrollTop,
  seen: { width: element.clientWidth, height: element.clientHeight },
  whole: { width: element.scrollWidth, height: element.scrollHeight },
});

interface DrawnProps {
  readonly version: string;
  /** Of the room, CSS px. */
  readonly width: number;
  readonly zoom: number;
  readonly name: string;
  readonly onShown: () => void;
  readonly onFailed: () => void;
}

const px = (length: number): string => `${length}px`;

/** Before it is measured it has no height, so that all of its height is its own. */
const unmeasured: Size = { width: pageWidth, height: 1 };

function Page({
  version,
  width,
  zoom,
  file,
  name,
  onShown,
  onFailed,
}: DrawnProps & { file: string }) {
  const [page, setPage] = useState(unmeasured);
  const scale = scaleOf(page, width, zoom);
  useLayoutEffect(onShown, [page, scale]);
  const loaded = (frame: HTMLIFrameElement) => {
    const size = sizeIn(frame);
    if (size === null) onFailed();
    else setPage(size);
  };
  const { width: wide, height } = page;
  return (
    <div class="form-sheet" style={{ width: px(wide * scale), height: px(height * scale) }}>
      <iframe
        class="form-page"
        title={name}
        src={fileAddress(version, file)}
        sandbox="allow-same-origin"
        tabIndex={-1}
        style={{ width: px(wide), height: px(height), transform: `scale(${scale})` }}
        onLoad={(event) => loaded(event.currentTarget)}
      />
    </div>
  );
}

/** How large the page in a frame is, whose links lead nowhere from now on; null: there is none. */
function sizeIn(frame: HTMLIFrameElement): Size | null {
  const page = frame.contentDocument;
  if (page === null || page.contentType !== 'text/html') return null;
  for (const link of [...page.links]) link.removeAttribute('href');
  const { scrollWidth, scrollHeight } = page.documentElement;
  return { width: Math.max(pageWidth, scrollWidth), height: scrollHeight };
}

type PicturesProps = DrawnProps & { readonly names: readonly string[] };

function Pictures({ version, width, zoom, names, name, onShown, onFailed }: PicturesProps) {
  const wide = width * (zooms[zoom] ?? 1);
  useLayoutEffect(onShown, [wide]);
  return (
    <div class="form-sheet" style={{ width: px(wide) }}>
      {names.map((one, page) => (
        <img
          key={one}
          class="form-picture"
          src={fileAddress(version, one)}
          alt={names.length === 1 ? name : `${name} ${page + 1}`}
          onLoad={onShown}
          onError={onFailed}
        />
      ))}
    </div>
  );
}
