/**
 * Who is connected, what each hosts, and what its devices say: one place has one agent, and a device
 * at an agent that is away is unplugged.
 */
import { expect, test } from 'vitest';
import { TablePresence } from '../../server/agents/presence.ts';
import { SteppedClock } from '../drivers/stepped-clock.ts';
import { agentsOf, PlayedLine, settled } from './lines.ts';

const at = (id: string, address = 'tcp://10.0.0.6?station=1') => ({ id, agent: 'pc', address });

test('an agent is told what it hosts, and again when that changes', async () => {
  const { agents } = agentsOf();
  agents.strip(at('strip@3'));
  const line = new PlayedLine();
  expect(agents.join('pc', line)).toEqual([
    { id: 'strip@3', kind: 'strip', address: 'tcp://10.0.0.6?station=1' },
  ]);
  const pad = agents.pad(at('pad@3'));
  await settled();
  expect(line.told.filter(({ name }) => name === 'hosted')).toHaveLength(1);
  await pad.close();
  await settled();
  expect(line.told.at(-2)?.wish).toMatchObject({ devices: [{ id: 'strip@3' }] });
});

test('of two with one place the later stays, and the earlier is told why', () => {
  const { agents, join } = agentsOf();
  const first = join();
  const second = join();
  expect([first.ended, second.ended]).toEqual([true, false]);
  expect(first.told.at(-1)?.name).toBe('replaced');
  // The late end of the first is not the end of the second.
  agents.left('pc', first);
  expect(agents.list()).toMatchObject([{ agent: 'pc', here: true }]);
});

test('wishes are said again when the agent is back', async () => {
  const { agents, join, goAway } = agentsOf();
  const strip = agents.strip(at('strip@3'));
  const keypad = agents.keypad(at('keypad@3'));
  const reader = agents.reader(at('reader@3'));
  const face = { text: '请A012到3号窗口', colour: 'red', brightness: 8 } as const;
  strip.show(face);
  keypad.showCalled('A012');
  keypad.showWaiting(4);
  const end = reader.onCard(() => {});
  const line = join();
  const wishes = {
    show: { device: 'strip@3', face },
    keypad: { device: 'keypad@3', called: 'A012', waiting: 4 },
    'await-card': { device: 'reader@3', wanted: true },
  };
  expect(Object.fromEntries(line.told.map(({ name, wish }) => [name, wish]))).toMatchObject(wishes);
  await goAway(line);
  end();
  const back = join();
  expect(back.told.find(({ name }) => name === 'await-card')?.wish).toMatchObject({
    wanted: false,
  });
});

test('keys, scans and cards come from the device that they are said of, and from no other', () => {
  const { agents, join } = agentsOf();
  const heard: unknown[] = [];
  agents.keypad(at('keypad@3')).onKey((key) => heard.push(key));
  agents.scanner(at('scanner@3')).onScan((text) => heard.push(text));
  agents.reader(at('reader@3')).onCard((card) => heard.push(card));
  join();
  agents.said('pc', 'key', { device: 'keypad@3', key: 'call-next' });
  agents.said('pc', 'scan', { device: 'scanner@3', text: 'B-1' });
  agents.said('pc', 'card', { device: 'reader@3', card: { failed: 'unreadable' } });
  agents.said('pc', 'key', { device: 'keypad@4', key: 'call-next' });
  agents.said('other', 'key', { device: 'keypad@3', key: 'call-next' });
  expect(heard).toEqual(['call-next', 'B-1', { failed: 'unreadable' }]);
});

test('a pad’s question has one answer; one that is late, or of another question, is none', async () => {
  const { agents, clock, join, goAway } = agentsOf();
  const pad = agents.pad(at('pad@3'));
  expect(await pad.ask()).toBe('unreachable');
  const line = join();
  const first = pad.ask();
  const [{ wish } = { wish: null }] = line.told.slice(-1);
  const ask = String((wish as { ask: string }).ask);
  agents.said('pc', 'pad-answer', { device: 'pad@3', ask: 'another', answer: { key: 1 } });
  agents.said('pc', 'pad-answer', { device: 'pad@3', ask, answer: { key: 2 } });
  expect(await first).toEqual({ key: 2 });
  const second = pad.ask();
  pad.takeBack();
  expect(await second).toBe('unrated');
  const third = pad.ask();
  clock.pass(65_000);
  expect(await third).toBe('unreachable');
  const fourth = pad.ask();
  await goAway(line);
  expect(await fourth).toBe('unreachable');
});

test('health is the agent’s word; away it is unplugged, back it is told anew', async () => {
  const { agents, clock, join, goAway } = agentsOf();
  const strip = agents.strip(at('strip@3'));
  const told: string[] = [];
  strip.onHealth(({ state }) => told.push(state));
  const line = join();
  const health = { device: 'strip@3', state: 'ready', heardMsAgo: 200, detail: 'answers' } as const;
  agents.said('pc', 'health', health);
  expect(strip.health()).toMatchObject({ state: 'ready', heardAt: clock.now() - 200 });
  // A short break is no news.
  agents.left('pc', line);
  clock.pass(4_000);
  const again = join();
  agents.said('pc', 'health', health);
  await goAway(again);
  expect(strip.health()).toMatchObject({ state: 'unplugged', detail: 'its agent is away' });
  join();
  agents.said('pc', 'health', health);
  expect(told).toEqual(['ready', 'ready', 'unplugged', 'ready']);
});

test('an agent that another hub holds is not called away here', async () => {
  const { agents, clock, presence } = agentsOf();
  presence.others.add('pc');
  const strip = agents.strip(at('strip@3'));
  clock.pass(5_000);
  await settled();
  expect([agents.elsewhere('pc'), strip.health().state]).toEqual([true, 'unknown']);
  presence.others.clear();
  clock.pass(5_000);
  await settled();
  expect([agents.isAway('pc'), strip.health().state]).toEqual([true, 'unplugged']);
});

test('who holds an agent stands in the table; a holder that is silent too long is not believed', async () => {
  const clock = new SteppedClock();
  const rows = new Map<string, { state: string; detail: string; at: number }>();
  const devices = {
    say: async (
      _hall: string,
      { device, state, detail }: { device: string; state: string; detail: string },
    ) => {
      rows.set(device, { state, detail, at: clock.now() });
      return true;
    },
    list: async () =>
      [...rows].map(([device, row]) => ({ device, kind: 'agent', since: row.at, ...row })),
  };
  const complain = () => {};
  const hub = (name: string, alone = false) =>
    new TablePresence({ hall: 'small', devices, clock, hub: name, alone, complain });
  const [one, two] = [hub('one'), hub('two')];
  one.here('pc');
  expect([await one.isElsewhere('pc'), await two.isElsewhere('pc')]).toEqual([false, true]);
  expect(await hub('three', true).isElsewhere('pc')).toBe(false);
  clock.pass(80_000);
  expect(await two.isElsewhere('pc')).toBe(true);
  one.close();
  clock.pass(90_001);
  expect(await two.isElsewhere('pc')).toBe(false);
});

test('papers wait until it is known whether another hub holds the agent', async () => {
  const { agents, clock, presence } = agentsOf();
  agents.printer(at('printer@door'));
  // Nobody has come yet: neither printed nor failed here.
  expect(await agents.printsElsewhere('pc')).toBe(true);
  clock.pass(5_000);
  await settled();
  expect(agents.isAway('pc')).toBe(true);
  expect(await agents.printsElsewhere('pc')).toBe(false);
  // It comes to the other hub, long after it was called away here.
  presence.others.add('pc');
  expect(await agents.printsElsewhere('pc')).toBe(true);
  clock.pass(5_000);
  await settled();
  expect([agents.isAway('pc'), agents.elsewhere('pc')]).toEqual([false, true]);
  agents.join('pc', new PlayedLine());
  expect(await agents.printsElsewhere('pc')).toBe(false);
  agents.close();
});

test('a hub that is alone prints for every agent', async () => {
  const { agents, presence } = agentsOf();
  presence.alone = true;
  agents.printer(at('printer@door'));
  expect(await agents.printsElsewhere('pc')).toBe(false);
  agents.close();
});
