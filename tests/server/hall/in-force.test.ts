/**
 * The configuration file and the log: what the file says comes into force, once, and never against
 * the people in the hall.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { memoryStore } from '../../../log/memory.ts';
import { putInForce } from '../../../server/hall/in-force.ts';
import { boss, gateway, kiosk } from '../../core/hall.ts';
import { service, smallHall } from '../../core/halls.ts';
import { SeededDice } from '../house/databases.ts';
import { FaultyLog } from './faulty-log.ts';
import { keeperOn, settled, typesIn } from './rig.ts';

function hubOn(store = memoryStore(), configuration: Configuration = smallHall()) {
  const log = new FaultyLog(store);
  const seed = configuration.version;
  const hub = keeperOn(log, { seed });
  const begin = () => {
    const end = putInForce({
      ...{ keeper: hub.keeper, clock: hub.clock, dice: new SeededDice(seed), configuration },
      complain: (what) => hub.complaints.push(what),
    });
    onTestFinished(end);
    return end;
  };
  return { ...hub, log, store, begin };
}

const widened = (version: string): Configuration =>
  smallHall({
    version,
    services: [service('a', 'A'), service('b', 'B'), service('c', 'C'), service('d', 'D')],
  });

const inForce = ({ keeper }: ReturnType<typeof hubOn>) =>
  keeper.look(({ configuration }) => configuration?.version);

describe('a configuration', () => {
  it('opens the first day of a hall', async () => {
    const { begin, told, store } = hubOn();
    const opened = told('day-opened');
    begin();
    expect((await opened).hall.configuration?.version).toBe('v1');
    await settled();
    expect(await typesIn(store)).toEqual(['day-opened']);
  });

  it('that is in force already is left alone', async () => {
    const before = hubOn();
    await before.ask(boss.opens(smallHall()));
    const { begin, keeper, store } = hubOn(before.store);
    begin();
    await keeper.look(() => {});
    await settled();
    expect(await typesIn(store)).toEqual(['day-opened']);
  });

  it('that is another changes an open day, at once, and the day goes on', async () => {
    const before = hubOn();
    await before.ask(boss.opens(smallHall()));
    await before.ask(kiosk.takes('a'));
    const hub = hubOn(before.store, widened('v2'));
    const changed = hub.told('configuration-changed');
    hub.begin();
    await changed;
    expect(await inForce(hub)).toBe('v2');
    expect(await hub.ask(kiosk.takes('a'), 'later')).toMatchObject({ label: 'A002' });
  });

  it('waits while the day is closed by hand, and comes with the next one', async () => {
    const before = hubOn();
    await before.ask(boss.opens(smallHall()));
    await before.ask(boss.closes());
    const hub = hubOn(before.store, widened('v2'));
    hub.begin();
    await hub.keeper.look(() => {});
    await settled();
    expect(await typesIn(hub.store)).toEqual(['day-opened', 'day-closed']);
    const changed = hub.told('configuration-changed');
    await hub.pass(15 * 3_600_000);
    await changed;
    expect(await inForce(hub)).toBe('v2');
  });

  it('that would strand somebody is complained of, tried every 15 s, and comes when nobody is left', async () => {
    const before = hubOn();
    await before.ask(boss.opens(smallHall()));
    await before.ask(kiosk.takes('c'));
    const { services } = smallHall();
    const without = smallHall({ version: 'v2', services: services.filter(({ id }) => id !== 'c') });
    const hub = hubOn(before.store, without);
    hub.begin();
    for (const times of [1, 2, 3]) {
      await hub.clock.armed(15_000);
      const told = hub.complaints.filter((what) => what.includes('not in force yet'));
      expect(told).toHaveLength(times);
      await hub.pass(15_000);
      await hub.keeper.look(() => {});
      await settled();
    }
    await hub.ask(gateway.callsNext('3'), 'call');
    await hub.ask(gateway.finishes('3'), 'finish');
    // STAFF-7: the token has opened the counter; it is not gone, so nobody is stranded.
    const changed = hub.told('configuration-changed');
    await hub.clock.armed(15_000);
    await hub.pass(15_000);
    expect((await changed).hall.configuration?.version).toBe('v2');
  });

  it('is put in force when the log is back', async () => {
    const hub = hubOn();
    hub.log.away = true;
    hub.begin();
    await hub.clock.armed(100);
    hub.log.away = false;
    const opened = hub.told('day-opened');
    await hub.pass(100);
    await opened;
  });

  it('of two hubs with different files the one that started last prevails, and they take no turns', async () => {
    const one = hubOn(memoryStore(), smallHall());
    const opened = one.told('day-opened');
    one.begin();
    await opened;
    const two = hubOn(one.store, widened('v2'));
    const changed = one.told('configuration-changed');
    two.begin();
    await changed;
    await settled();
    await one.ask(kiosk.takes('a'));
    await two.ask(kiosk.takes('a'));
    await settled();
    expect(await inForce(one)).toBe('v2');
    expect((await typesIn(one.store)).filter((type) => type === 'configuration-changed')).toEqual([
      'configuration-changed',
    ]);
  });

  it('is not put in force any more once it was ended', async () => {
    const hub = hubOn();
    hub.log.away = true;
    hub.begin()();
    hub.log.away = false;
    await hub.pass(60_000);
    await settled();
    expect(await typesIn(hub.store)).toEqual([]);
  });
});
