/**
 * What systemd is told of a service: nothing where it does not listen, else that it serves, that it lives at
 * every third of the watchdog's time, and that it ends.
 */
import { describe, expect, it } from 'vitest';
import { serviceManager, type Telling } from '../../drivers/systemd.ts';
import { SteppedClock } from './stepped-clock.ts';

interface Stage {
  readonly clock: SteppedClock;
  readonly told: string[][];
  readonly complaints: string[];
  readonly telling: Telling;
  away: boolean;
}

function stage(): Stage {
  const made = { clock: new SteppedClock(), told: [], complaints: [], away: false };
  const all: Stage = {
    ...made,
    telling: {
      clock: made.clock,
      tell: async (words) => {
        if (all.away) throw new Error('nobody reads');
        all.told.push([...words]);
      },
      complain: (what) => all.complaints.push(what),
    },
  };
  return all;
}

const listening = { NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '60000000' };
/** What was begun by a timer has told and set the next one. */
const settled = () => new Promise((done) => setImmediate(done));

describe('serviceManager', () => {
  it('tells nobody where nobody listens', () => {
    const { telling, told, clock } = stage();
    for (const environment of [{}, { NOTIFY_SOCKET: '' }, { WATCHDOG_USEC: '60000000' }]) {
      const manager = serviceManager(environment, telling);
      manager.ready(() => 'well');
      manager.stopping();
    }
    expect([told, clock.nextIn()]).toEqual([[], null]);
  });

  it('says that it serves, that it lives, how it stands, and that it ends', async () => {
    const { telling, told, clock } = stage();
    const manager = serviceManager(listening, telling);
    clock.pass(60_000);
    expect(told).toEqual([]);
    let line = 'recovering';
    manager.ready(() => line);
    expect(told).toEqual([['READY=1', 'STATUS=recovering']]);
    line = 'ready';
    for (let beat = 0; beat < 3; beat += 1) {
      expect(clock.nextIn()).toBe(20_000);
      clock.pass(20_000);
      await settled();
    }
    expect(told.slice(1)).toEqual(Array(3).fill(['WATCHDOG=1', 'STATUS=ready']));
    manager.stopping();
    expect(told.at(-1)).toEqual(['STOPPING=1', 'STATUS=ending']);
    expect(clock.nextIn()).toBeNull();
    clock.pass(60_000);
    await settled();
    expect(told).toHaveLength(5);
  });

  it('gives no signs of life that nobody waits for', () => {
    const { telling, told, clock } = stage();
    serviceManager({ NOTIFY_SOCKET: listening.NOTIFY_SOCKET }, telling).ready(() => 'ready');
    expect([told.length, clock.nextIn()]).toEqual([1, null]);
  });

  it('sets no further sign of life when the end begins while one is told', async () => {
    const { telling, told, clock } = stage();
    const manager = serviceManager(listening, telling);
    manager.ready(() => 'ready');
    clock.pass(20_000);
    manager.stopping();
    await settled();
    expect([told.at(-1)?.[0], clock.nextIn()]).toEqual(['STOPPING=1', null]);
  });

  it('goes on when one is lost, and complains once', async () => {
    const world = stage();
    const manager = serviceManager(listening, world.telling);
    manager.ready(() => 'ready');
    world.away = true;
    for (let beat = 0; beat < 2; beat += 1) {
      world.clock.pass(20_000);
      await settled();
    }
    world.away = false;
    world.clock.pass(20_000);
    await settled();
    expect(world.told.at(-1)).toEqual(['WATCHDOG=1', 'STATUS=ready']);
    expect(world.complaints).toEqual(['systemd cannot be told how the service stands']);
  });
});
