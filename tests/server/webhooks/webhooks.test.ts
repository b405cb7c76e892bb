/**
 * Webhooks against a receiver that fails: every event asked for comes, signed and in order, again
 * after a fault, and with nothing in it that stands for a person.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cursors } from '../../../server/house/cursors.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { HookOutbox } from '../../../server/house/hook-outbox.ts';
import { Leases } from '../../../server/house/leases.ts';
import { hookSignature, serveHooks } from '../../../server/webhooks/serve.ts';
import { hooksShape } from '../../../server/webhooks/settings.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { hall, openHall } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';

const secret = 'a-secret-of-32-letters-or-so-xyz';

interface Got {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers as it is told; `cut` breaks the line after the event has come. */
async function receiver() {
  const got: Got[] = [];
  let answer: number | 'cut' = 204;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(pieces).toString() });
      if (answer === 'cut') request.socket.destroy();
      else response.writeHead(answer).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return { got, url: `http://127.0.0.1:${port}/hook`, be: (how: typeof answer) => (answer = how) };
}

async function hooked(mode = 0o600) {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-hooks-'));
  await writeFile(join(folder, 'hook.secret'), `${secret}\n`, { mode });
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  const { got, url, be } = await receiver();
  const opened = await openHall();
  const { keeper, clock, log, complaints } = opened;
  const hookOutbox = new HookOutbox(house, new Cursors(house), clock);
  const events = ['ticket-issued', 'ticket-called'];
  const webhooks = hooksShape.parse([{ id: 'other', url, secretFile: 'hook.secret', events }]);
  let end: () => Promise<void> = async () => {};
  onTestFinished(async () => {
    await end();
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  end = serveHooks(
    { webhooks, folder },
    {
      ...{ keeper, log, clock, dice: new SeededDice('hooks') },
      tables: { hookOutbox, leases: new Leases(house, clock) },
      complain: (what) => complaints.push(what),
    },
  );
  const until = async (isSo: () => Promise<boolean> | boolean) => {
    const late = Date.now() + 10_000;
    while (!(await isSo())) {
      if (Date.now() > late) throw new Error(`it did not come: ${JSON.stringify(got)}`);
      clock.step(100);
      await hookOutbox.countBy(hall);
      await new Promise((done) => setImmediate(done));
    }
  };
  await until(async () => (await hookOutbox.cursor(hall, 'other')) > 0);
  return { ...opened, got, be, until, hookOutbox };
}

test('events come signed, in order, again after each fault, and once when all is well', async () => {
  const { ask, got, be, until, hookOutbox } = await hooked();
  be(500);
  await ask(kiosk.takes('a', 'x'.repeat(43)));
  await until(() => got.length >= 1);
  be('cut');
  await until(() => got.length >= 2);
  be(204);
  await until(() => got.length >= 3);
  await ask(wang.signsIn('1'));
  await ask(wang.callsNext('1'));
  await until(() => got.length >= 4);
  const done = async () => (await hookOutbox.countBy(hall))[0]?.count === 2;
  await until(done);
  const told = got.map(({ body }) => JSON.parse(body) as { type: string; id: string });
  expect(told.map(({ type }) => type)).toEqual([
    ...['ticket-issued', 'ticket-issued', 'ticket-issued', 'ticket-called'],
  ]);
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  for (const { headers, body } of got) {
    const seconds = Number(headers['x-jinghao-timestamp']);
    expect(headers['x-jinghao-signature']).toBe(`sha256=${hookSignature(secret, seconds, body)}`);
    expect(headers['x-jinghao-event']).toBe((JSON.parse(body) as { id: string }).id);
    expect(body).not.toMatch(/linkHash|visitor|xxxxx/);
  }
  expect(got.length).toBe(4);
});

test('a secret that others may read is refused, and so is an address in the clear', async () => {
  await expect(hooked(0o644)).rejects.toThrow('webhooks: other: secretFile');
  const far = { id: 'far', url: 'http://far.example/', secretFile: 's', events: ['ticket-called'] };
  expect(() => hooksShape.parse([far])).toThrow('https://');
});
