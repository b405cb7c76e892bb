/**
 * Which printers are told at a start that a slip broke off: those of this process whose last paper nobody
 * can vouch for, however often the hub has started since, and no others.
 */
import { expect, test } from 'vitest';
import { kioskId } from '../../../core/hall/ids.ts';
import { tellTorn } from '../../../server/printing/torn.ts';

type Latest = readonly { readonly state: string; readonly reason?: string }[];
const door = kioskId('door');

async function told(latest: Latest): Promise<string[]> {
  const heard: string[] = [];
  const beginTorn = () => heard.push('torn');
  const jobs = { latest: async () => latest.map((job) => ({ reason: null, ...job })) as never };
  await tellTorn([door], { hall: 'h', printers: new Map([[door, { beginTorn }]]), jobs });
  return heard;
}

test('the one whose last slip was under way when a hub ended, however it ended', async () => {
  for (const reason of ['hub-restarted', 'lost-in-print']) {
    expect(await told([{ state: 'unknown', reason }, { state: 'printed' }])).toEqual(['torn']);
  }
});

test('not one that has printed since, or never printed, or does not say how its slips end', async () => {
  const before = { state: 'unknown', reason: 'hub-restarted' };
  expect(await told([{ state: 'printed' }, before])).toEqual([]);
  expect(await told([])).toEqual([]);
  expect(await told([{ state: 'unknown', reason: 'no-answer' }])).toEqual([]);
});

test('papers that were never sent leave half a slip where it hangs', async () => {
  const failed = { state: 'failed', reason: 'too-late' };
  expect(await told([failed, failed, { state: 'unknown', reason: 'hub-restarted' }])).toEqual([
    'torn',
  ]);
  expect(await told([failed])).toEqual([]);
});

test('what hangs on another PC is not asked about', async () => {
  const jobs = { latest: () => Promise.reject(new Error('asked')) };
  await tellTorn([door], { hall: 'h', printers: new Map([[door, {}]]), jobs });
});
