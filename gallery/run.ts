/**
 * `npm run gallery`: builds the gallery and serves it on loopback. `npm run gallery -- --golden` makes
 * the golden pictures anew instead, of all groups or of those that are named after it; they are looked at
 * before they are committed.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openBrowser } from '../tests/screens/browser.ts';
import { buildGallery } from './build.ts';
import { covering } from './covering.ts';
import { small } from './golden.ts';
import { type GroupName, groupNames, isGroupName } from './groups.ts';
import { goldenFolder, goldenName, openGroup, pictured, show, stillPage } from './open.ts';
import { serveGallery } from './serve.ts';
import { galleryLanguages } from './shape.ts';

const folder = resolve(import.meta.dirname, '../.cache/gallery');
const port = 8790;

async function makeGolden(url: string, groups: readonly GroupName[]): Promise<void> {
  const browser = await openBrowser();
  const page = await stillPage(browser);
  await mkdir(goldenFolder, { recursive: true });
  for (const group of groups) {
    const old = (await readdir(goldenFolder)).filter((name) => name.startsWith(`${group}-`));
    await Promise.all(old.map((name) => rm(join(goldenFolder, name))));
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
  const named = process.argv.slice(2).filter(isGroupName);
  await makeGolden(url, named.length > 0 ? named : groupNames);
  server.close();
} else {
  const { url } = await serveGallery(folder, port);
  process.stdout.write(`The gallery: ${url}\nCtrl-C ends it.\n`);
}
