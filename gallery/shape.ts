/**
 * What the gallery is made of: groups of components that share styles, each component by named
 * examples, each example drawn in a language and a mode.
 */
import type { ComponentChild } from 'preact';
import type { Screen } from '../ui/screen.ts';
import { type Language, languages } from '../ui/texts.ts';

export const galleryLanguages: readonly Language[] = languages;

/** How a page may be wished: `night` is the dark theme, `low` all controls within reach. */
export const modes = ['usual', 'care', 'contrast', 'low', 'night'] as const;
export type Mode = (typeof modes)[number];

/** What an example is drawn for. */
export interface Shown {
  readonly language: Language;
  readonly mode: Mode;
  /** In units, as low-reach mode leaves it. */
  readonly screen: Screen;
}

export type Example = (shown: Shown) => ComponentChild;
export type Component = Readonly<Record<string, Example>>;

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Group {
  /** The first is the one at which tests look at every example. */
  readonly sizes: readonly Size[];
  /** Those that the group has; the others would look like the usual one. */
  readonly modes: readonly Mode[];
  /** Drawn in units of the screen (ui/screen.ts); else in pixels, and it may scroll down. */
  readonly fills: boolean;
  readonly components: Readonly<Record<string, Component>>;
  /** Tells the styles what is wished. */
  readonly dress: (root: HTMLElement, mode: Mode, screen: Screen) => void;
}

/** What every page does alike: black, white and yellow, and the dark theme. */
export function dressUsual(root: HTMLElement, mode: Mode): void {
  if (mode === 'contrast') root.dataset.contrast = 'more';
  else delete root.dataset.contrast;
  if (mode === 'night') root.dataset.theme = 'dark';
  else delete root.dataset.theme;
}

/** Screens of the hall are dark whatever is wished. */
export function dressDark(root: HTMLElement, mode: Mode): void {
  dressUsual(root, mode);
  root.dataset.theme = 'dark';
}

export const kioskSizes: readonly Size[] = [
  { width: 1080, height: 1920 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
];

export const screenSizes: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1280, height: 720 },
  { width: 3840, height: 2160 },
];
