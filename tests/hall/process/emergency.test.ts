/**
 * An emergency takes over a real hub's screens, kiosks and phones in one act from the command line, stands
 * while the hub is killed and comes back, and is ended in one act over HTTP.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  administer,
  ask,
  freePort,
  type HubChoice,
  type HubProcess,
  startHub,
  token,
} from './hub.ts';
import { enrol, openPage } from './page.ts';

let choice: HubChoice;
let hub: HubProcess;
const pages: { close(): void }[] = [];
beforeAll(async () => {
  choice = { dataDir: mkdtempSync(join(tmpdir(), 'jinghao-emergency-')), port: await freePort() };
  hub = await startHub(choice);
});
afterAll(async () => {
  for (const page of pages) page.close();
  await hub?.end();
  rmSync(choice.dataDir, { recursive: true, force: true });
});

test('one act takes everything over, over a restart of the hub, and one act ends it', async () => {
  const screen = openPage(hub.url, { peer: 'display' });
  const cookie = await enrol(hub.url, choice, 'entrance-1');
  const kiosk = openPage(hub.url, { peer: 'kiosk' }, cookie);
  const { link } = (await ask(hub.url, '/tickets', { service: 'general' }))?.body ?? {};
  const secret = String(link).split('/t/')[1] ?? '';
  const phone = openPage(hub.url, { peer: 'phone', link: secret });
  pages.push(screen, kiosk, phone);
  const everywhere = (kind: string | null) =>
    Promise.all([
      screen.until(({ posted, stale }) => !stale && posted !== null && kindOf(posted) === kind),
      kiosk.until(({ view, stale }) => !stale && view !== null && kindOf(view) === kind),
      phone.until(({ view, stale }) => !stale && view !== null && kindOf(view) === kind),
    ]);
  await everywhere(null);

  await administer(choice, 'emergency', 'start', 'drill', '请到东侧广场集合');
  const [shown] = await everywhere('drill');
  expect(shown.posted?.emergency).toMatchObject({ words: { 'zh-Hans': '请到东侧广场集合' } });
  await ask(hub.url, '/emergency', { kind: 'evacuation' });
  await everywhere('evacuation');

  await hub.kill();
  hub = await startHub(choice);
  const late = openPage(hub.url, { peer: 'display' });
  pages.push(late);
  await late.until(({ posted }) => posted !== null && kindOf(posted) === 'evacuation');
  await everywhere('evacuation');

  await fetch(`${hub.url}/api/halls/dongcheng/emergency`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  await everywhere(null);
  const { emergencies } = (await ask(hub.url, '/emergency'))?.body ?? {};
  expect(emergencies).toMatchObject([
    { kind: 'evacuation', startedBy: expect.stringMatching(/^token:/) },
    { kind: 'drill', startedBy: 'command-line', endedBy: expect.stringMatching(/^token:/) },
  ]);
  expect(await administer(choice, 'emergency', 'list')).toContain('command-line');
});

const kindOf = ({ emergency }: { readonly emergency?: { readonly kind: string } | null }) =>
  emergency?.kind ?? null;
