/**
 * `npm run gallery`: builds the gallery and serves it on loopback. `npm run gallery -- --golden` makes
 * the golden pictures anew instead; they are looked at before they are committed.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openBrowser } from '../tests/screens/browser.ts';
import { buildGallery } from './build.ts';
import { covering } from './covering.ts';
import { small } from './golden.ts';
import { groupNames } from './groups.ts';
import { goldenFolder, goldenName, openGroup, pictured, show, stillPage } from './open.ts';
import { serveGallery } from './serve.ts';
import { galleryLanguages } from './shape.ts';

const folder = resolve(import.meta.dirname, '../.cache/gallery');
const port = 8790;

async function makeGolden(url: string): Promise<void> {
  const browser = await openBrowser();
  const page = await stillPage(browser);
  await rm(goldenFolder, { recursive: true, force: true });
  await mkdir(goldenFolder, { recursive: true });
  for (const group of groupNames) {
    const of = await openGroup(page, url, group);
    for (const look of covering(of.components, galleryLanguages, of.modes)) {
      const { component, example, language, mode, first } = look;
      if (!first) continue;
      await show(page, component, example, language, mode);
      const kept = await small(await pictured(page));
      await writeFile(join(goldenFolder, goldenName(group, component, example)), kept);
    }
  }
  await browser.close();
}

await buildGallery(folder);
if (process.argv.includes('--golden')) {
  const { server, url } = await serveGallery(folder);
  await makeGolden(url);
  server.close();
} else {
  const { url } = await serveGallery(folder, port);
  process.stdout.write(`The gallery: ${url}\nCtrl-C ends it.\n`);
}
