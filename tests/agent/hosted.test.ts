/**
 * What a PC hosts: only what changed is opened or closed, what happens at a device is said of it, and
 * wishes reach the device that they name.
 */
import { expect, test } from 'vitest';
import type { HostedDevice } from '../../core/wire/agent.ts';
import type { CardRead, Face, Health, KeypadKey, PadAnswer } from '../../drivers/driver.ts';
import { HostedDevices } from '../../kiosk/agent/hosted.ts';
import type { Openers } from '../../kiosk/agent/openers.ts';
import { SteppedClock } from '../drivers/stepped-clock.ts';
import { settled } from './lines.ts';

/** A device of every kind at once. */
class Played {
  readonly address: string;
  faces: (Face | null)[] = [];
  called: unknown[] = [];
  closing: (() => void) | null = null;
  torn = false;
  key: (key: KeypadKey) => void = () => {};
  card: ((card: CardRead) => void) | null = null;
  answer: (answer: PadAnswer) => void = () => {};
  tell: () => void = () => {};
  state: Health['state'] = 'ready';

  constructor(address: string) {
    this.address = address;
  }

  health = () => ({ state: this.state, heardAt: null, detail: 'played' });
  onHealth = (tell: () => void) => {
    this.tell = tell;
    return () => {};
  };
  close = () =>
    new Promise<void>((closed) => {
      this.closing = closed;
    });
  beginTorn = () => {
    this.torn = true;
  };
  show = (face: Face | null) => this.faces.push(face);
  onKey = (tell: (key: KeypadKey) => void) => {
    this.key = tell;
    return () => {};
  };
  showCalled = (label: string | null) => this.called.push(label);
  showWaiting = (people: number) => this.called.push(people);
  beep = () => this.called.push('beep');
  ask = () =>
    new Promise<PadAnswer>((answer) => {
      this.answer = answer;
    });
  takeBack = () => this.answer('unrated');
  onCard = (tell: (card: CardRead) => void) => {
    this.card = tell;
    return () => {
      this.card = null;
    };
  };
}

function rig(torn = false) {
  const clock = new SteppedClock();
  const opened: Played[] = [];
  const said: { name: string; body: unknown }[] = [];
  const open = (address: string) => {
    if (address === 'bad') throw new RangeError('address must be good');
    const device = new Played(address);
    opened.push(device);
    return device as never;
  };
  const openers: Openers = { strip: open, keypad: open, pad: open, reader: open, printer: open };
  const devices = new HostedDevices({
    open: openers,
    say: (name, body) => said.push({ name, body }),
    torn: () => torn,
    clock,
    log: { info: () => {} },
  });
  const last = () => opened.at(-1) ?? new Played('none');
  return { clock, opened, said, devices, last };
}

const spec = (id: string, kind: HostedDevice['kind'], address: string) => ({ id, kind, address });

test('only what changed is closed and opened, and a line is free before it is opened again', async () => {
  const { devices, opened } = rig();
  devices.set([spec('a', 'strip', 'one'), spec('b', 'keypad', 'two')]);
  devices.set([spec('a', 'strip', 'one'), spec('b', 'keypad', 'three')]);
  expect(opened.map(({ address }) => address)).toEqual(['one', 'two']);
  expect(opened[0]?.closing).toBeNull();
  devices.wish('keypad', { device: 'b', called: 'A012', waiting: 3 });
  opened[1]?.closing?.();
  await settled();
  // What was wished meanwhile is not lost.
  expect(opened[2]?.called).toEqual(['A012', 3]);
  expect(opened.map(({ address }) => address)).toEqual(['one', 'two', 'three']);
});

test('what cannot be opened is said to be in error, with the reason', () => {
  const { devices, said } = rig();
  devices.set([spec('a', 'strip', 'bad'), spec('b', 'scanner', 'x')]);
  expect(said.map(({ body }) => body)).toMatchObject([
    { device: 'a', state: 'error', detail: 'address must be good' },
    { device: 'b', state: 'error', detail: 'this agent knows no device of kind scanner' },
  ]);
});

test('after a slip that broke off, printers are told so as they are opened, and nothing else is', () => {
  for (const torn of [true, false]) {
    const { devices, opened } = rig(torn);
    devices.set([spec('p', 'printer', 'one'), spec('s', 'strip', 'two')]);
    expect(opened.map((device) => device.torn)).toEqual([torn, false]);
  }
});

test('keys, cards, answers and healths are said of their device', async () => {
  const { devices, said, last } = rig();
  devices.set([spec('k', 'keypad', 'one')]);
  last().key('call-next');
  last().state = 'unplugged';
  last().tell();
  devices.set([spec('r', 'reader', 'two')]);
  await settled();
  expect(said.slice(1)).toMatchObject([
    { name: 'key', body: { device: 'k', key: 'call-next' } },
    { name: 'health', body: { device: 'k', state: 'unplugged' } },
  ]);
});

test('a reader looks for cards only while somebody waits for one', () => {
  const { devices, said, last } = rig();
  devices.set([spec('r', 'reader', 'one')]);
  expect(last().card).toBeNull();
  devices.wish('await-card', { device: 'r', wanted: true });
  last().card?.({ failed: 'unreadable' });
  devices.wish('await-card', { device: 'r', wanted: false });
  expect(last().card).toBeNull();
  expect(said.at(-1)).toEqual({
    name: 'card',
    body: { device: 'r', card: { failed: 'unreadable' } },
  });
});

test('a pad is asked once a question, and its answer names the question', async () => {
  const { devices, said, last } = rig();
  devices.set([spec('p', 'pad', 'one')]);
  devices.wish('pad', { device: 'p', ask: 'q1' });
  const first = last().answer;
  devices.wish('pad', { device: 'p', ask: 'q1' });
  expect(last().answer).toBe(first);
  first({ key: 3 });
  await settled();
  expect(said.at(-1)?.body).toEqual({ device: 'p', ask: 'q1', answer: { key: 3 } });
  devices.wish('pad', { device: 'p', ask: 'q2' });
  devices.wish('pad', { device: 'p', ask: null });
  await settled();
  expect(said.filter(({ name }) => name === 'pad-answer')).toHaveLength(1);
});

test('wishes for another kind, or for what is not here, do nothing', () => {
  const { devices, last } = rig();
  devices.set([spec('k', 'keypad', 'one')]);
  devices.wish('show', { device: 'k', face: null });
  devices.wish('beep', { device: 'elsewhere' });
  devices.wish('keypad', { device: 'k', called: 'A012', waiting: 3 });
  devices.wish('beep', { device: 'k' });
  expect([last().faces, last().called]).toEqual([[], ['A012', 3, 'beep']]);
});

test('a strip shows nothing once the hub is gone for 10 s, and stays as it is over a short break', () => {
  const { devices, last, clock } = rig();
  devices.set([spec('s', 'strip', 'one')]);
  devices.hubGone(true);
  clock.pass(9_000);
  devices.hubGone(false);
  clock.pass(60_000);
  expect(last().faces).toEqual([]);
  devices.hubGone(true);
  clock.pass(10_000);
  expect(last().faces).toEqual([null]);
});

test('healths are said again now and then, and never after the end', async () => {
  const { devices, said, opened, clock } = rig();
  devices.set([spec('s', 'strip', 'one')]);
  clock.pass(30_000);
  expect(said).toHaveLength(2);
  const closing = devices.close();
  opened[0]?.closing?.();
  await closing;
  expect(clock.nextIn()).toBeNull();
});
