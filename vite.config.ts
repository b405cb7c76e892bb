/**
 * Builds the pages to dist/. Every page (`ui/shells.ts`) is an entry of its own; the hub serves the
 * files under addresses of its choosing, so all links to assets are absolute.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { shellAt, shells, titles } from './ui/shells.ts';

const root = import.meta.dirname;

const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

/**
 * What has an address that does not change: the phone's worker, since browsers tie what it may do to
 * that, and the looks of pages that the hub writes by itself.
 */
const byName: Plugin = {
  name: 'by-name',
  generateBundle() {
    const plain = read('ui/tokens.css') + read('ui/plain.css');
    const files = { 'remind.js': read('display/phone/worker.js'), 'plain.css': plain };
    for (const [fileName, source] of Object.entries(files)) {
      this.emitFile({ type: 'asset', fileName, source });
    }
  },
};

/** Pages speak WebSocket alone (`ui/follow.ts`): the other ways of Engine.IO are not sent to them. */
const transports = /engine\.io-client\/build\/esm\/transports\/index\.js$/;
const webSocketAlone: Plugin = {
  name: 'web-socket-alone',
  load: (id) =>
    transports.test(id)
      ? "import { WS } from './websocket.js'; export const transports = { websocket: WS };"
      : null,
};

export default defineConfig({
  root,
  plugins: [shells(), byName, webSocketAlone],
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
          // What pages stand on, in files that a browser keeps: what draws them, their line to the
          // hub, and what at least four of them share. All else is a file of who shows it.
          groups: [
            { name: 'drawing', test: /node_modules\/@?preact\// },
            {
              name: 'line',
              test: /node_modules\/(@socket\.io|socket\.io|engine\.io)|\/ui\/follow/,
            },
            {
              name: 'base',
              // What kiosks fetch later and phones never is no burden of theirs.
              test: /node_modules\/(?!@fontsource)|\/ui\/(?!fonts|components\/(emergency|stale-mark))|\/core\/(?!hall\/dates)/,
              minShareCount: 4,
            },
          ],
        },
      },
      input: Object.fromEntries(
        Object.keys(titles).map((folder) => [folder.replaceAll('/', '-'), shellAt(folder)]),
      ),
    },
  },
});
