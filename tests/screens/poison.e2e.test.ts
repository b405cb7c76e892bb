/**
 * Whatever people may write (names of services, notices, duties, promises) is text on every screen: what
 * looks like a program is shown letter by letter and does nothing.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Names } from '../../core/views/names.ts';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { kioskExamples } from '../../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { phoneExamples } from '../../fixtures/screens/phone.ts';
import { postedExamples } from '../../fixtures/screens/posted.ts';
import { type Opened, PublicStage } from './public-stage.ts';

/** Would be a picture whose failure runs a program, within a text as within an attribute. */
const poison = '"><img src=x onerror="window.poisoned=1"><svg onload="window.poisoned=1">';
const written = /[一-鿿]|[A-Za-z]+ [A-Za-z]/;

/** Every text that somebody wrote, poisoned; ids, times and codes as they are. */
function poisoned<T>(value: T): T {
  if (typeof value === 'string') return (written.test(value) ? poison + value : value) as T;
  if (Array.isArray(value)) return value.map(poisoned) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poisoned(one)])) as T;
}

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
afterAll(() => stage.close());

test('a program written into any text is shown as text on every screen', async () => {
  const names: Names = poisoned(dongchengNames());
  await stage.begin(names);
  stage.hub.posted = poisoned(postedExamples.usual);
  const now = stage.hub.now();
  let opened: Opened | undefined;
  const looksAt = async (path: string) => {
    opened = await stage.open(path, { viewport: { width: 1280, height: 1024 }, on: opened });
    const { page } = opened;
    await page.locator('#page', { hasText: 'onerror' }).waitFor();
    expect(await page.locator('#page img[src="x"], #page svg[onload]').count(), path).toBe(0);
    expect(await page.evaluate('window.poisoned'), path).toBeUndefined();
  };
  try {
    for (const name of ['called', 'tide', 'night'] as const) {
      stage.hub.show('display', poisoned(displayExamples[name](now)));
      await looksAt('/display');
    }
    await looksAt('/display/counter/3');
    for (const name of ['usual', 'some-not-now', 'closed', 'help-asked'] as const) {
      stage.hub.show('kiosk', poisoned(kioskExamples[name](dongchengNames())));
      await looksAt('/kiosk');
    }
    for (const name of ['range', 'called', 'missed', 'finished'] as const) {
      stage.hub.show('phone', poisoned(phoneExamples[name]));
      await looksAt('/t/secret?lang=zh-Hans');
    }
  } finally {
    await stage.end();
  }
});
