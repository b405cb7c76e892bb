/**
 * Builds the gallery as all pages are built, into a folder of its own: it is made of fixtures and
 * never stands in dist/. `node gallery/build.ts FOLDER`.
 */
import { resolve } from 'node:path';
import { build } from 'vite';
import shipped from '../vite.config.ts';
import { galleryData } from './data.ts';

/** Builds into `outDir`, which is emptied first. */
export async function buildGallery(outDir: string): Promise<void> {
  const { rolldownOptions, ...rest } = shipped.build ?? {};
  const input = {
    chooser: resolve(import.meta.dirname, 'index.html'),
    shown: resolve(import.meta.dirname, 'shown.html'),
  };
  await build({
    ...shipped,
    configFile: false,
    logLevel: 'error',
    plugins: [galleryData],
    build: { ...rest, outDir, emptyOutDir: true, rolldownOptions: { ...rolldownOptions, input } },
  });
}

if (import.meta.main && process.argv[2]) await buildGallery(process.argv[2]);
