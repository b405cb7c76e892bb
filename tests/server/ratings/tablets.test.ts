/**
 * The tablet at a counter: it asks once, a level stands, no answer in 60 s is unrated, and the next visitor
 * never answers for the one before.
 */
import { expect, onTestFinished, test } from 'vitest';
import type { Given } from '../../../server/house/ratings.ts';
import { tagsOf } from '../../../server/ratings/options.ts';
import { Tablets } from '../../../server/ratings/tablets.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { openHall } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';

async function withTablet() {
  const hall = await openHall();
  const { keeper, clock, ask } = hall;
  const kept: Given[] = [];
  const added: object[] = [];
  let away = false;
  const desk = {
    keep: async (given: Given) => {
      if (away) throw new Error('the tables are away');
      kept.push(given);
      return true;
    },
    add: async (said: object) => {
      added.push(said);
      return null;
    },
    tagsOf,
  };
  const dice = new SeededDice('tablet');
  const complaints: string[] = [];
  const complain = (what: string) => void complaints.push(what);
  const tablets = new Tablets({ keeper, desk, clock, dice, complain });
  onTestFinished(() => tablets.close());
  await ask(wang.signsIn('1'));
  const serve = async (finish = true) => {
    const taken = await ask(kiosk.takes('a'));
    clock.step(3_000);
    await ask(wang.callsNext('1'));
    await ask(wang.serves('1'));
    if (finish) await ask(wang.finishes('1'));
    return 'ticket' in taken ? taken.ticket : undefined;
  };
  const goAway = (so: boolean) => {
    away = so;
  };
  return { tablets, kept, added, clock, serve, goAway, complaints };
}

test('asked once it is over: the level stands, and tags are added to it once', async () => {
  const { tablets, kept, added, serve, clock } = await withTablet();
  expect(tablets.question('1')).toBeNull();
  const ticket = await serve();
  const asked = tablets.question('1');
  expect(asked?.leftMs).toBe(60_000);
  expect(tablets.question('2')).toBeNull();
  const { id = '' } = asked ?? {};
  clock.step(4_000);
  expect(tablets.question('1')).toEqual({ id, leftMs: 56_000 });
  expect(await tablets.rate('1', 'another', 5)).toEqual({ refused: 'question-over' });
  expect(await tablets.rate('2', id, 5)).toEqual({ refused: 'question-over' });
  expect(await tablets.rate('1', id, 1)).toMatchObject({ tags: tagsOf(1) });
  expect(await tablets.rate('1', id, 5)).toEqual({ refused: 'question-over' });
  expect(tablets.question('1')).toBeNull();
  const said = { tags: ['115'], words: '' };
  expect(await tablets.add('1', id, said)).toEqual({ ok: true });
  expect(await tablets.add('1', id, said)).toEqual({ refused: 'question-over' });
  expect(kept).toEqual([
    {
      ...{ ticket, step: 0, level: 1, source: 'tablet', token: true, device: 'tablet@1' },
      promptedAt: clock.now() - 4_000,
    },
  ]);
  expect(added).toEqual([{ ticket, step: 0, number: 1, ...said }]);
  clock.step(200_000);
  expect(kept).toHaveLength(1);
});

test('60 s without an answer are unrated, never a level', async () => {
  const { tablets, kept, serve, clock } = await withTablet();
  await serve();
  const { id = '' } = tablets.question('1') ?? {};
  clock.step(59_999);
  expect(kept).toEqual([]);
  clock.step(1);
  expect(kept).toMatchObject([{ level: null, source: 'tablet' }]);
  expect(await tablets.rate('1', id, 5)).toEqual({ refused: 'question-over' });
});

test('the next visitor does not answer for the one before; who was never shown it was not asked', async () => {
  const { tablets, kept, serve, clock } = await withTablet();
  await serve();
  const { id = '' } = tablets.question('1') ?? {};
  await serve(false);
  expect(tablets.question('1')).toBeNull();
  expect(await tablets.rate('1', id, 5)).toEqual({ refused: 'question-over' });
  expect(kept).toMatchObject([{ level: null }]);
  clock.step(100_000);
  expect(kept).toHaveLength(1);
});

test('a tablet that comes late does not ask, and what the tables did not take is kept later', async () => {
  const { tablets, kept, serve, clock, goAway, complaints } = await withTablet();
  await serve();
  clock.step(30_001);
  expect(tablets.question('1')).toBeNull();
  await serve();
  tablets.question('1');
  goAway(true);
  clock.step(60_000);
  await Promise.resolve();
  expect(kept).toEqual([]);
  goAway(false);
  await new Promise<void>((turn) => setImmediate(turn));
  clock.step(5_000);
  expect(kept).toMatchObject([{ level: null }]);
  expect(complaints).toHaveLength(1);
});
