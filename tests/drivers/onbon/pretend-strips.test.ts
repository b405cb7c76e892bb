/**
 * Pretend strips are only worth something while they are strict, and while they read the published
 * bytes. Also their page, and their life as a process of their own.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writeFrame } from '../../../drivers/onbon/frame.ts';
import { readHex } from '../../../fixtures/bytes/hex.ts';
import { startPretendStrips } from '../../../fixtures/machines/strip.ts';
import { StripEngine } from '../../../fixtures/machines/strip-engine.ts';
import { SteppedClock } from '../stepped-clock.ts';

const vectors = readHex('onbon.hex');
const vector = (name: string) => Buffer.from(vectors.get(name) ?? []);

function newEngine() {
  const engine = new StripEngine([1, 2], new SteppedClock());
  const answers: string[] = [];
  engine.connect((bytes) => answers.push(Buffer.from(bytes).toString('hex')));
  return { engine, answers };
}
const framed = (data: Buffer, to = 1, from = 0x8000) => writeFrame({ to, from, protocol: 2, data });

describe('pretend strips', () => {
  test('read the published bytes', () => {
    const { engine, answers } = newEngine();
    engine.receive(framed(vector('published')));
    expect(engine.face(1)).toMatchObject({ text: "012345QRSTTV'B", moves: true });
    engine.receive(vector('called'));
    expect(engine.face(1)).toMatchObject({ text: '请A012号到3号窗口', moves: false });
    engine.receive(vector('ping'));
    engine.receive(framed(vector('clear')));
    expect(engine.face(1).text).toBeNull();
    expect(engine.face(2).told).toBe(0);
    expect(answers).toHaveLength(4);
    expect(engine.faults).toEqual([]);
  });

  test.each<[string, Uint8Array]>([
    ['check sum', vector('ping').fill(0x6f, 28, 29)],
    ['a byte between frames', Buffer.from('00')],
    ['a frame broke off', Buffer.concat([vector('ping').subarray(0, 20), vector('ping')])],
    ['everybody', framed(vector('called').subarray(22, 22 + 0x35), 0xfffe)],
    ['a source that is not the host', framed(vector('clear'), 1, 1)],
    ['the reply byte', framed(Buffer.from('a310000000', 'hex'))],
    ['command a111', framed(Buffer.from('a111010000', 'hex'))],
    ['the length of the block', framed(vector('published').fill(0x2c, 3, 4))],
    ['the length of the text', framed(vector('published').fill(0x0d, 32, 33))],
    ['not in GB 2312', framed(vector('published').fill(0x81, 40, 41))],
  ])('name %s', (fault, bytes) => {
    const { engine } = newEngine();
    engine.receive(bytes);
    expect(engine.faults.join('; ')).toContain(fault);
    expect(engine.face(1).text).toBeNull();
  });

  test('are seen on a page, and misbehave from there', async () => {
    const clock = { now: Date.now, setTimeout, clearTimeout };
    const strips = await startPretendStrips({ clock, stations: [1, 2], tcpPort: 0, httpPort: 0 });
    const url = `http://127.0.0.1:${strips.page?.port}`;
    strips.engine.connect(() => {});
    strips.engine.receive(vector('called'));
    expect(await (await fetch(`${url}/strips.json`)).json()).toMatchObject([
      { station: 1, text: '请A012号到3号窗口' },
      { station: 2, text: null },
    ]);
    expect(await (await fetch(`${url}/`)).text()).toContain('Pretend strips');
    const done = await fetch(`${url}/do/power-off?station=1`, { method: 'POST' });
    expect(done.status).toBe(204);
    expect(strips.engine.face(1).text).toBeNull();
    expect((await fetch(`${url}/do/dance`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/other`)).status).toBe(404);
    await strips.close();
  });

  test('run by hand, and say where they are', async () => {
    const script = fileURLToPath(new URL('../../../fixtures/machines/strip.ts', import.meta.url));
    const words = ['--tcp', '0', '--http', '0', '--announce', 'json'];
    const child = spawn(process.execPath, [script, ...words]);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const said = await new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).once('line', resolve);
    });
    const { tcp, page } = JSON.parse(said) as { tcp: string; page: string };
    expect(tcp).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${page}strips.json`)).json()).toHaveLength(8);
    child.kill('SIGTERM');
    await ended;
  });
});
