/**
 * Keys of the desktop: a command of this PC presses them, whatever window is in front; a page in this
 * PC's browser cannot.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeypadKey } from '../../drivers/driver.ts';
import { openKeypad } from '../../drivers/open-keypad.ts';
import { Lines } from '../../drivers/ports/lines.ts';
import { Shortcuts } from '../../drivers/shortcuts/keypad.ts';
import { keys } from '../../kiosk/agent/keys.ts';
import { SteppedClock } from '../drivers/stepped-clock.ts';

const clock = new SteppedClock();
const shortcuts = new Shortcuts(clock);
const hub = { up: true };
const listener = keys({ press: (key) => shortcuts.press(key), hubIsUp: () => hub.up });
const server = createServer((request, response) => {
  if (!listener(request, response)) response.writeHead(204).end();
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function ask(path: string, headers: Record<string, string> = { 'x-jinghao-key': '1' }) {
  return (await fetch(`${origin}${path}`, { method: 'POST', headers })).status;
}

function opened() {
  const keypad = openKeypad('shortcuts:', new Lines(clock), clock, shortcuts);
  const heard: KeypadKey[] = [];
  keypad.onKey((key) => heard.push(key));
  return { keypad, heard };
}

test('a key is pressed once, at the keypad that this PC has', async () => {
  const { keypad, heard } = opened();
  expect([await ask('/keys/call-next'), await ask('/keys/recall')]).toEqual([202, 202]);
  expect(heard).toEqual(['call-next', 'recall']);
  expect(keypad.health()).toMatchObject({ state: 'ready', heardAt: clock.now() });
  await keypad.close();
  expect(await ask('/keys/call-next')).toBe(409);
});

test('while the hub is away nothing is pressed, and nothing is kept for later', async () => {
  const { keypad, heard } = opened();
  hub.up = false;
  expect(await ask('/keys/call-next')).toBe(503);
  hub.up = true;
  expect(heard).toEqual([]);
  await keypad.close();
});

test.each([
  ['a page, which cannot send our header', { origin: 'http://evil.example' }, 421],
  ['a page that sends it all the same', { origin: 'null', 'x-jinghao-key': '1' }, 421],
  ['a form, which has no header', {}, 403],
  ['a key that there is not', { 'x-jinghao-key': '1' }, 404],
])('turns away %s', async (_, headers, status) => {
  const { keypad, heard } = opened();
  expect(await ask(status === 404 ? '/keys/call-all' : '/keys/call-next', headers)).toBe(status);
  expect(heard).toEqual([]);
  await keypad.close();
});

test('other paths are for others, and only POST presses', async () => {
  expect(await ask('/kiosk')).toBe(204);
  expect((await fetch(`${origin}/keys/call-next`)).status).toBe(405);
});

test('a hub has no desktop: its address is refused by name', () => {
  expect(() => openKeypad('shortcuts:', new Lines(clock), clock)).toThrow('agent must be the PC');
});
