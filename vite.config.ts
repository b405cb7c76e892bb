/**
 * Builds the pages to dist/. Every `index.html` of a screen's folder is an entry of its own; the hub
 * serves the files under addresses of its choosing, so all links to assets are absolute.
 */
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** kiosk/page/index.html, display/hall/index.html, …: whichever stand in the tree. */
const entries = globSync(
  ['kiosk/page/index.html', 'display/*/index.html', 'console/*/index.html'],
  {
    cwd: root,
  },
).sort();

export default defineConfig({
  root,
  base: '/',
  appType: 'mpa',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Halls' machines run browsers of 2018 and later.
    target: 'chrome64',
    // A data: address would break the content security policy of the hub.
    assetsInlineLimit: 0,
    // Every browser that runs modules from 2018 on fetches them soon enough without it.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What all pages stand on, in one file that a browser keeps; else each component is a file.
          // Guides, QR codes and what is of phones come with the pages that show them.
          groups: [
            {
              name: 'base',
              test: /node_modules\/(?!@fontsource|qrcode|dijkstrajs)|\/ui\/(?!fonts|guide\/|phone-)|\/core\/(?!guides\/)/,
            },
          ],
        },
      },
      input: Object.fromEntries(
        entries.map((entry) => [
          entry.replaceAll('/', '-').slice(0, -'-index.html'.length),
          resolve(root, entry),
        ]),
      ),
    },
  },
});
