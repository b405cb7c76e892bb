/**
 * How a page that fills a screen scales: drawn on 1920 x 1080 units lying or 1080 x 1920 standing,
 * it is the same picture on every screen of that shape, and gets more room on others.
 */
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Screen {
  readonly standing: boolean;
  /** CSS pixels of one unit; `--px` of the page. */
  readonly unit: number;
  /** The screen in units: at least 1920 x 1080, or 1080 x 1920 standing. */
  readonly width: number;
  readonly height: number;
}

const long = 1920;
const short = 1080;

/** From CSS pixels. */
export function screenOf(width: number, height: number): Screen {
  const standing = height > width;
  const unit = standing
    ? Math.min(width / short, height / long)
    : Math.min(width / long, height / short);
  return { standing, unit, width: width / unit, height: height / unit };
}

/** The window's screen, followed for good; sets `--px` and `data-standing` on <html>. */
export function followScreen(): ReadonlySignal<Screen> {
  const measure = () => screenOf(window.innerWidth || long, window.innerHeight || short);
  const screen = signal(measure());
  const root = document.documentElement;
  // First, so that whoever follows the screen may say otherwise.
  const apply = ({ unit, standing }: Screen) => {
    root.style.setProperty('--px', `${unit}px`);
    root.dataset.standing = String(standing);
  };
  window.addEventListener('resize', () => {
    const now = measure();
    apply(now);
    screen.value = now;
  });
  apply(screen.value);
  return screen;
}
