/**
 * By which version a hub starts, what comes into force while it runs, and that a crash or a second hub
 * changes nothing of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { memoryStore } from '../../../log/memory.ts';
import { FollowedHolidays } from '../../../server/calendar/holidays-followed.ts';
import { chooseVersion } from '../../../server/configured/choosing.ts';
import { SettingsDesk } from '../../../server/configured/desk.ts';
import { SettingsFollower } from '../../../server/configured/following.ts';
import { namedAsRuled } from '../../../server/configured/hall-name.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import { putInForce } from '../../../server/hall/in-force.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { Revs } from '../../../server/house/rev.ts';
import { SettingsVersions } from '../../../server/house/settings-versions.ts';
import type { HallFile } from '../../../server/settings.ts';
import { boss, kiosk } from '../../core/hall.ts';
import { FaultyLog } from '../hall/faulty-log.ts';
import { keeperOn, settled, typesIn } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';
import { promising, smallFile, smallText } from './small-hall.ts';

const by = 'manager:one';
const published = { effect: 'at-once', seen: 'any', by, as: 'settings' } as const;

async function tablesOn() {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'house.db');
  return async (clock: Clock = new HubClock()) => {
    const house = await openDatabase({ kind: 'sqlite', path });
    onTestFinished(() => house.close());
    const revs = new Revs(house);
    onTestFinished(() => revs.close());
    return new SettingsVersions({ house, revs, clock });
  };
}

const save = async (versions: SettingsVersions, text: string) => {
  const [last] = await versions.versions('small');
  const draft = { source: 'page', base: last?.number ?? null, text, why: '', by } as const;
  const saved = await versions.save('small', draft);
  if ('refused' in saved) throw new Error(saved.refused);
  return saved.number;
};
const promiseOf = ({ configuration }: HallFile) => configuration.services[0]?.promiseMinutes;
const start = async (versions: SettingsVersions, text = smallText) => {
  const { file, ...chosen } = await chooseVersion(versions, smallFile(text), {});
  return { ...chosen, minutes: promiseOf(file) };
};

describe('at its start a hub goes by', () => {
  test('the file, which is the first version; started again it is the same', async () => {
    const versions = await (await tablesOn())();
    const first = { version: 1, source: 'file', lines: [], minutes: 30 };
    expect(await start(versions)).toEqual(first);
    expect(await start(versions)).toEqual(first);
    expect(await versions.versions('small')).toHaveLength(1);
  });

  test('a file that has changed, while nothing else was published', async () => {
    const versions = await (await tablesOn())();
    await start(versions);
    expect(await start(versions, promising(45))).toMatchObject({
      version: 2,
      minutes: 45,
      lines: [],
    });
  });

  test('what pages have published, and a person is told', async () => {
    const versions = await (await tablesOn())();
    await start(versions);
    const version = await save(versions, promising(45));
    expect(await start(versions)).toMatchObject({ version: 1, minutes: 30 });
    await versions.publish('small', { ...published, version });
    expect(await start(versions)).toMatchObject({
      ...{ version: 2, source: 'page', minutes: 45 },
      lines: [
        expect.stringMatching(/^settings: version 2 .* not the file \/etc\/jinghao\/hall.yaml$/),
      ],
    });
  });

  test('what was published where the file has changed too: named, kept, and a person decides', async () => {
    const versions = await (await tablesOn())();
    await start(versions);
    await versions.publish('small', { ...published, version: await save(versions, promising(45)) });
    const torn = await start(versions, promising(60));
    expect(torn).toMatchObject({ version: 2, minutes: 45 });
    expect(torn.lines.join('\n')).toMatch(/settings-conflict.*kept as version 3[\s\S]*publish 3/);
    const desk = new SettingsDesk({ hall: 'small', versions, running: smallFile() });
    expect((await desk.standing()).conflict).toMatchObject({ number: 3, source: 'file' });
    expect(await start(versions, promising(60))).toEqual(torn);
    expect(await desk.setAside(3, by)).toBe('set-aside');
    expect((await start(versions, promising(60))).lines).toHaveLength(1);
    expect((await desk.standing()).conflict).toBeNull();
    expect(await desk.publish({ ...published, version: 3 })).toBe('published');
    expect(await start(versions, promising(60))).toMatchObject({
      version: 3,
      minutes: 60,
      lines: [],
    });
  });

  test('the file that says the same as what was published', async () => {
    const versions = await (await tablesOn())();
    await start(versions);
    await versions.publish('small', { ...published, version: await save(versions, promising(45)) });
    const exported = `# exported\n${promising(45)}`;
    expect(await start(versions, exported)).toMatchObject({
      source: 'file',
      minutes: 45,
      lines: [],
    });
  });

  test('the version before where it cannot start by the last one', async () => {
    const versions = await (await tablesOn())();
    await start(versions);
    const relay = `${smallText}relay: { url: "https://relay.example", keyFile: none-such }\n`;
    await versions.publish('small', { ...published, version: await save(versions, relay) });
    const told = await start(versions);
    expect(told).toMatchObject({ version: 1, minutes: 30 });
    expect(told.lines).toEqual([
      expect.stringMatching(/version 2 cannot be started by: relay.keyFile: the key file cannot/),
    ]);
    const desk = new SettingsDesk({ hall: 'small', versions, running: smallFile() });
    expect(await desk.publish({ ...published, version: 2 })).toMatchObject({
      refused: 'settings-unsound',
      complaints: [{ path: ['relay', 'keyFile'], code: 'start' }],
    });
    const back = { ...published, version: 2, why: '' };
    expect(await desk.rollBack(back)).toMatchObject({ refused: 'settings-unsound' });
    expect(await versions.versions('small')).toHaveLength(2);
  });
});

/** A hub on a log of its own or another's, as `serveSettings` puts it together. */
async function hubOn(
  open: Awaited<ReturnType<typeof tablesOn>>,
  store = memoryStore(),
  seed = 'one',
) {
  const log = new FaultyLog(store);
  const hub = keeperOn(log, { seed });
  const versions = await open(hub.clock);
  const { file } = await chooseVersion(versions, smallFile(), {});
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const complain = (what: string) => hub.complaints.push(what);
  const holidays = new FollowedHolidays({
    ...{ dataDir: folder, configuration: file.configuration, clock: hub.clock, complain },
    ...{ today: () => '2026-11-23', missing: () => {} },
  });
  const force = { keeper: hub.keeper, clock: hub.clock, dice: new SeededDice(seed), complain };
  let end = putInForce({ ...force, configuration: holidays.configuration });
  const unfollow = holidays.follow((configuration) => {
    end();
    end = putInForce({ ...force, configuration });
  });
  const renewed: number[] = [];
  const follower = new SettingsFollower({
    ...{ keeper: hub.keeper, versions, running: file, holidays, clock: hub.clock, complain },
    renew: () => renewed.push(hub.clock.now()),
  });
  const desk = new SettingsDesk({
    ...{ hall: 'small', versions, running: file, keeper: hub.keeper },
    asked: () => follower.asked,
  });
  const stop = () => {
    follower.end();
    unfollow();
    end();
  };
  onTestFinished(stop);
  const inForce = async () => {
    await follower.look();
    await settled();
    await settled();
    return hub.keeper.look(({ configuration }) => configuration?.services[0]?.promiseMinutes);
  };
  return { ...hub, store, versions, follower, desk, renewed, stop, inForce };
}

describe('while the hub runs', () => {
  test('a version comes into force at once, through the log, in every hub, once', async () => {
    const open = await tablesOn();
    const one = await hubOn(open);
    expect(await one.inForce()).toBe(30);
    const two = await hubOn(open, one.store, 'two');
    expect(await two.inForce()).toBe(30);
    const version = await save(one.versions, promising(45));
    expect(await one.desk.publish({ ...published, version })).toBe('published');
    expect(await one.inForce()).toBe(45);
    expect(await two.inForce()).toBe(45);
    const types = (await typesIn(one.store)).filter((type) => type === 'configuration-changed');
    expect(types).toHaveLength(1);
    expect(await one.desk.standing()).toMatchObject({ inForce: version, waits: null });
  });

  test('a hub that died between the publishing and the event puts it in force when it is back', async () => {
    const open = await tablesOn();
    const one = await hubOn(open);
    expect(await one.inForce()).toBe(30);
    one.stop();
    const version = await save(one.versions, promising(45));
    await one.versions.publish('small', { ...published, version });
    const again = await hubOn(open, one.store, 'again');
    expect(await again.inForce()).toBe(45);
  });

  test('one for the next opening waits for it, and says so by field', async () => {
    const hub = await hubOn(await tablesOn());
    await hub.inForce();
    const version = await save(hub.versions, promising(45));
    await hub.pass(60_000);
    await hub.desk.publish({ ...published, version, effect: 'opening' });
    expect(await hub.inForce()).toBe(30);
    expect(await hub.desk.standing()).toMatchObject({
      inForce: 1,
      wanted: { version, effect: 'opening' },
      waits: { stranding: null, opening: [{ path: ['services', '[tax]', 'promiseMinutes'] }] },
    });
    await hub.pass(60_000);
    await hub.ask(boss.closes(), 'close');
    await hub.pass(15 * 3_600_000);
    await settled();
    expect(await hub.inForce()).toBe(45);
    expect(hub.renewed).toEqual([]);
  });

  test('what would strand a number is refused at once by name, and comes at the opening', async () => {
    const hub = await hubOn(await tablesOn());
    await hub.inForce();
    await hub.ask(kiosk.takes('housing'), 'take');
    const without = smallText
      .replace(/ {2}- id: housing[\s\S]*?Housing }\n/, '')
      .replaceAll('[tax, housing]', '[tax]');
    const version = await save(hub.versions, without);
    expect(await hub.desk.publish({ ...published, version })).toEqual({
      ...{ refused: 'would-strand', services: ['housing'], counters: [] },
    });
    const opening = { ...published, version, effect: 'opening' } as const;
    expect(await hub.desk.publish(opening)).toBe('published');
    await hub.ask(boss.closes(), 'close');
    await hub.pass(15 * 3_600_000);
    await settled();
    await hub.inForce();
    expect(await hub.keeper.look(({ services }) => [...services.keys()])).toEqual(['tax']);
  });

  test('what the hub opens at its start comes with a new start, at the next opening', async () => {
    const hub = await hubOn(await tablesOn());
    await hub.inForce();
    await hub.pass(60_000);
    const text = `${promising(45)}guides: { keepVersions: 3 }\ntimeZone: Asia/Urumqi\n`;
    const version = await save(hub.versions, text);
    await hub.desk.publish({ ...published, version });
    expect(await hub.inForce()).toBe(45);
    expect(await hub.keeper.look(({ configuration }) => configuration?.timeZone)).toBe(
      'Asia/Shanghai',
    );
    expect((await hub.desk.standing()).waits?.opening.map(({ path }) => path.join('.'))).toEqual([
      'guides',
      'timeZone',
    ]);
    expect(hub.renewed).toEqual([]);
    await hub.pass(24 * 3_600_000);
    await settled();
    await hub.inForce();
    expect(hub.renewed).toHaveLength(1);
  });

  test('taking back is one act: a new version that says the same as the old one', async () => {
    const hub = await hubOn(await tablesOn());
    await hub.inForce();
    const version = await save(hub.versions, promising(45));
    await hub.desk.publish({ ...published, version });
    expect(await hub.inForce()).toBe(45);
    const back = { ...published, version: 1, why: '改错了' };
    expect(await hub.desk.rollBack({ ...back, seen: 1 })).toMatchObject({
      ...{ refused: 'settings-conflict', version, by },
    });
    expect(await hub.desk.rollBack({ ...back, seen: version })).toBe('published');
    expect(await hub.inForce()).toBe(30);
    expect((await hub.versions.versions('small'))[0]).toMatchObject({
      ...{ number: 3, source: 'roll-back', base: 2, why: '改错了' },
    });
  });
});

test('halls are named by the four patterns of article 18; others are warned of', () => {
  const ruled = [
    '东城区政务服务中心',
    '东城区政务服务中心税务分中心',
    '东城区东华门街道政务服务中心',
    '东城区政务服务中心王府井商圈政务服务站',
  ];
  expect(ruled.filter((name) => !namedAsRuled(name))).toEqual([]);
  const others = ['东城区办事大厅', '政务服务中心', '东城区政务服务中心（新）', '东城政务大厅'];
  expect(others.filter(namedAsRuled)).toEqual([]);
});
