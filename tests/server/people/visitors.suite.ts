/**
 * Who a visitor is: the same person all day and on every hub of the hall, nobody after the day, and
 * never a number of a document in the database.
 */
import { expect, onTestFinished, test } from 'vitest';
import { serviceId, ticketId } from '../../../core/hall/ids.ts';
import type { Person } from '../../../core/wire/person.ts';
import { DayKeys, followDayKeys } from '../../../server/hall/day-key.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { type VisitorOfDay, Visitors } from '../../../server/people/visitors.ts';
import { WatchList } from '../../../server/people/watch-list.ts';
import { boss } from '../../core/hall.ts';
import { service, smallHall } from '../../core/halls.ts';
import { hall, openHall } from '../hall/rig.ts';
import { type Place, SeededDice } from '../house/databases.ts';

const li: Person = { kind: 'id-card', number: '11010119900307563X' };
const zhao: Person = { kind: 'other', number: 'E12345678' };
const a = serviceId('a');
const hourMs = 3_600_000;
const hallKey = Buffer.alloc(32, 7);
const named = () => smallHall({ services: [service('a', 'A', true, { realName: 'required' })] });
type Opened = Awaited<ReturnType<typeof openHall>>;

/** One hub's visitors; another hub of the hall has the same hall key and other dice. */
function hubOn({ keeper, clock, complaints }: Opened, house: HouseDatabase, seed = 'one') {
  const dice = new SeededDice(seed);
  const keys = new DayKeys({ house, hall, hallKey, dice });
  const watchList = new WatchList(house, clock, dice);
  const complain = (what: string) => complaints.push(what);
  const visitors = new Visitors({ keeper, keys, hallKey, watchList, complain });
  const follow = () => {
    const end = followDayKeys({ keeper, keys, clock, complain });
    onTestFinished(end);
    return end;
  };
  return { keys, visitors, watchList, follow };
}

const salts = async ({ db }: HouseDatabase): Promise<string[]> =>
  (await db.selectFrom('day_salts').selectAll().execute()).map(({ salt }) => salt);

const visitorIn = async (
  visitors: Pick<Visitors, 'today'>,
  person: Parameters<Visitors['today']>[0],
): Promise<string | null> => (await visitors.today(person, a)).visitor;

export function visitorSuite(place: () => Place): void {
  test('FAIR-1 one person is one visitor all day, on every hub; another is another', async () => {
    const opened = await openHall(named());
    const house = await place().open();
    const [one, two] = [hubOn(opened, house), hubOn(opened, await place().open(), 'two')];
    const all = await Promise.all(
      [one, two, one, two].map(({ visitors }) => visitorIn(visitors, li)),
    );
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toMatch(/^[\w-]{43}$/);
    expect(await visitorIn(one.visitors, { kind: 'other', number: li.number })).toBe(all[0]);
    expect(await visitorIn(one.visitors, zhao)).not.toBe(all[0]);
    expect(await visitorIn(one.visitors, undefined)).toBeNull();
    expect(one.visitors.always(li)).not.toBe(all[0]);
    expect(two.visitors.always(li)).toBe(one.visitors.always(li));
  });

  test('when the day closes its key is gone everywhere, and next day nobody is known', async () => {
    const opened = await openHall(named());
    const house = await place().open();
    const hubs = [hubOn(opened, house), hubOn(opened, await place().open(), 'two')];
    const ends = hubs.map(({ follow }) => follow());
    const openedAt = await opened.keeper.look(({ day }) => day?.openedAt ?? 0);
    const keyAt = async ({ keys }: (typeof hubs)[number]) =>
      (await keys.keyOf(openedAt)).export().toString('hex');
    const before = await Promise.all(hubs.map(keyAt));
    expect(new Set(before).size).toBe(1);
    expect(await opened.ask(boss.closes())).toMatchObject({ ok: true });
    await Promise.all(ends.map((end) => end()));
    expect(await salts(house)).toEqual([]);
    // Even who has the hall's key and asks for that very day gets another key, in the same process too.
    for (const hub of hubs) expect(before).not.toContain(await keyAt(hub));
  });

  test('over midnight the old key goes and a new one comes', async () => {
    const opened = await openHall(named());
    const house = await place().open();
    const { visitors, follow } = hubOn(opened, house);
    const end = follow();
    const before = await visitorIn(visitors, li);
    const [old] = await salts(house);
    const turned = opened.told('day-opened');
    await opened.pass(15 * hourMs);
    await turned;
    const after = await visitorIn(visitors, li);
    await end();
    expect(after).not.toBe(before);
    const left = await salts(house);
    expect(left).toHaveLength(1);
    expect(left).not.toContain(old);
  });

  test('FAIR-2 a hash of yesterday is not decided today: asked again, the person is known', async () => {
    const opened = await openHall(named());
    const { keeper } = opened;
    const { visitors, follow } = hubOn(opened, await place().open());
    const end = follow();
    const late = await visitors.today(li, a);
    const turned = opened.told('day-opened');
    await opened.pass(15 * hourMs);
    await turned;
    const ask = async (requestId: string, visitor: VisitorOfDay) => {
      const said = {
        type: 'issue-ticket',
        service: a,
        language: 'zh-Hans',
        linkHash: null,
      } as const;
      const by = { kind: 'kiosk', id: 'door' } as const;
      return keeper.submit({ command: { ...said, ...visitor }, by, requestId });
    };
    expect(await ask('tap-1', late)).toEqual({ failed: 'busy' });
    expect(await ask('tap-1', await visitors.today(li, a))).toMatchObject({ ok: true });
    // The one number is known by the person's hash of today.
    const again = await ask('tap-2', await visitors.today(li, a));
    expect(again).toMatchObject({ refused: 'already-waiting' });
    await end();
  });

  test('while the tables are away it is told, and tried again until it is done', async () => {
    const opened = await openHall(named());
    const house = await place().open();
    const { keys } = hubOn(opened, house);
    await keys.keyOf(1);
    let away = true;
    const faulty = {
      keyOf: (openedAt: number) => keys.keyOf(openedAt),
      destroyBefore: async (openedAt: number) => {
        if (away) throw new Error('the tables are away');
        await keys.destroyBefore(openedAt);
      },
    };
    const { keeper, clock, complaints } = opened;
    const complain = (what: string) => complaints.push(what);
    const end = followDayKeys({ keeper, keys: faulty, clock, complain });
    await clock.armed(5_000);
    expect(complaints).toEqual(['the key of a day could not be made or destroyed']);
    expect(await salts(house)).toHaveLength(1);
    away = false;
    const [old] = await salts(house);
    clock.step(5_000);
    await keeper.look(() => {});
    await end();
    expect(await salts(house)).not.toContain(old);
  });

  test('neither the number of a document nor a key stands in the database', async () => {
    const opened = await openHall(named());
    const house = await place().open();
    const { keys, visitors, watchList } = hubOn(opened, house);
    await visitorIn(visitors, li);
    const wish = { reason: 'other', words: 'seen often', days: 1, by: 'manager:boss' } as const;
    await watchList.add(hall, visitors.always(li), wish);
    visitors.took(li, ticketId('ticket-of-li'));
    const openedAt = await opened.keeper.look(({ day }) => day?.openedAt ?? 0);
    const key = (await keys.keyOf(openedAt)).export();
    const contents = await place().contents();
    expect(contents).toContain('seen often');
    for (const secret of [Buffer.from(li.number), key, hallKey]) {
      for (const spelling of ['latin1', 'hex', 'base64', 'base64url'] as const) {
        expect(contents).not.toContain(secret.toString(spelling));
      }
    }
    expect(contents).not.toContain(li.number.slice(0, 10));
  });
}
