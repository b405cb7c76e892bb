/** Notices begin and end on the screens by the clock alone, within the minute. */
import { expect, onTestFinished, test } from 'vitest';
import { type HouseFacts, noFacts } from '../../../core/views/facts.ts';
import { followNotices } from '../../../server/house/posted.ts';
import { settled } from '../hall/rig.ts';
import { HubClock } from '../http/clock.ts';

test('the facts are told anew in the minute in which another notice is due, and in no other', async () => {
  const clock = new HubClock();
  const from = clock.now() + 90_000;
  const notice = { id: 'n', text: { 'zh-Hans': 'x' }, where: { at: 'all', id: null } } as const;
  const facts: { now: HouseFacts } = { now: noFacts };
  let told = 0;
  const end = followNotices({
    ...{ hall: 'h', facts, clock, complain: (what) => expect.fail(what) },
    notices: { now: async () => (clock.now() >= from ? [notice] : []) },
    revs: {
      change: async (_hall, work) => {
        told += 1;
        facts.now = { ...noFacts, notices: [notice] };
        return (await work(undefined as never)).value;
      },
    },
  });
  onTestFinished(end);
  const minutes: number[] = [];
  for (let minute = 0; minute < 4; minute += 1) {
    clock.step(60_000);
    await settled();
    minutes.push(told);
  }
  expect(minutes).toEqual([0, 1, 1, 1]);
});
