/**
 * Builds the pages of a guide for their tests as all pages are built: the kiosk's in a frame of its
 * own, and the phone's as it is shipped. `node build.ts FOLDER`: in a process of its own.
 */
import { resolve } from 'node:path';
import { build } from 'vite';
import shipped from '../../../vite.config.ts';

const root = resolve(import.meta.dirname, '../../..');
const input = {
  stage: resolve(import.meta.dirname, 'index.html'),
  phone: resolve(root, 'display/guide/index.html'),
};
const [, , outDir = ''] = process.argv;

await build({
  ...shipped,
  configFile: false,
  logLevel: 'error',
  build: {
    ...shipped.build,
    outDir,
    rolldownOptions: { ...shipped.build?.rolldownOptions, input },
  },
});
