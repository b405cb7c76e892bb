/**
 * The ways in which one visitor needs the kiosk: care mode (large type, one thing a page), black, white
 * and yellow, all controls low enough for a wheelchair, and sound. They combine, and end with the visit.
 */
import type { Screen } from '../../ui/screen.ts';

export type Mode = 'care' | 'contrast' | 'low' | 'sound';
export type Modes = Readonly<Record<Mode, boolean>>;

export const usualModes: Modes = { care: false, contrast: false, low: false, sound: false };

export const anyMode = (modes: Modes): boolean => Object.values(modes).some((on) => on);

/** How high the screen hangs, in mm over the floor; `jinghao` knows it from the kiosk's settings. */
export interface Hung {
  /** The upper edge of the picture. */
  readonly topMm: number;
  /** From there to its lower edge. */
  readonly heightMm: number;
}

/** EN 301 549, 8.3.3.1.3: what is reached over an obstruction stands no higher than this. */
export const reachMm = 1_120;
/** Never less than the upper half is kept free, and never so much that no page would fit below. */
const freeLeast = 0.5;
const freeMost = 0.5625;

/** The share of a standing screen, from above, in which low-reach mode has nothing to touch. */
export function freeShare(hung: Hung | null): number {
  if (hung === null) return freeLeast;
  return Math.min(freeMost, Math.max(freeLeast, (hung.topMm - reachMm) / hung.heightMm));
}

/** Whether all that low-reach mode shows to touch is then within reach. */
export const reaches = (hung: Hung): boolean =>
  (hung.topMm - reachMm) / hung.heightMm <= freeMost + 0.000_1;

/** How high the upper part of a page is, where one reads and touches nothing, in units of ui/screen.ts. */
export const whereHeight = 600;

/** A window in which a screen's picture would be smaller than this is zoomed in, and is read as a column. */
const flowUnit = 0.4;
export const flows = (screen: Screen): boolean => screen.unit < flowUnit;

/** A column is as long as what stands in it. */
const column = { standing: true, width: 1_080, height: 4_000 };

/**
 * The screen as pages reckon with it: in low-reach mode as much lower as its controls begin lower. A
 * screen that lies is low as it is, and has no such mode.
 */
export function screenFor(screen: Screen, { low }: Modes, hung: Hung | null): Screen {
  if (flows(screen)) return { ...screen, ...column };
  if (!low || !screen.standing) return screen;
  const where = screen.height * freeShare(hung);
  return { ...screen, height: screen.height - (where - whereHeight) };
}

export interface Look {
  readonly modes: Modes;
  readonly screen: Screen;
  readonly hung: Hung | null;
  /** Nobody is here but who came at night. */
  readonly night: boolean;
}

/** Tells the styles; `always`: what the address or the system asked for, for good. */
export function showLook(root: HTMLElement, look: Look, always: { readonly contrast: boolean }) {
  const { modes, screen, hung, night } = look;
  const flow = flows(screen);
  const low = modes.low && screen.standing && !flow;
  root.dataset.flow = String(flow);
  // A column stands, whatever its window does.
  root.dataset.standing = String(flow || screen.standing);
  if (flow) void import('./flow.css');
  root.dataset.type = modes.care ? 'large' : 'normal';
  root.dataset.low = String(low);
  if (modes.contrast || always.contrast) root.dataset.contrast = 'more';
  else delete root.dataset.contrast;
  if (night) root.dataset.theme = 'dark';
  else delete root.dataset.theme;
  const where = low ? screen.height * freeShare(hung) : whereHeight;
  root.style.setProperty('--where', String(where));
}
