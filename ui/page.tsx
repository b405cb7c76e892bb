/**
 * Puts a page on its shell: draws it, and fetches the fonts after the first paint, so that nothing
 * waits for them. A screen that hangs in a hall for months and fails to draw loads itself anew.
 */
import { type ComponentChild, render } from 'preact';
import type { Language } from '../core/hall/configuration.ts';
import { reloadPage } from './reload.ts';

export interface PageOptions {
  /**
   * Noto Sans SC, in subsets as characters need them, after the first paint. A phone has a font of its own;
   * a page for which that is too early calls `fetchFonts`.
   */
  readonly fonts: boolean;
  /** Nobody is there to press F5. */
  readonly unattended: boolean;
}

/** Draws into `<div id="page">`. `?contrast=more` asks for black, white and yellow. */
export function showPage(page: ComponentChild, options: PageOptions): void {
  const place = document.getElementById('page');
  if (!place) throw new Error('the shell has no #page');
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get('contrast') === 'more';
  const wished = matchMedia('(prefers-contrast: more)').matches;
  if (asked || wished) root.dataset.contrast = 'more';
  if (options.unattended) window.addEventListener('error', reloadPage);
  render(page, place);
  if (options.fonts) fetchFonts();
}

/** After what is drawn now has been seen; once, however often it is called. */
export function fetchFonts(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => void import('./fonts.ts')));
}

/** The language that the page is in, told to browsers and screen readers. */
export function setLanguage(language: Language): void {
  document.documentElement.lang = language;
}
