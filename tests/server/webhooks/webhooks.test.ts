/**
 * Webhooks against receivers that fail: every event asked for comes, signed and in order, again after a
 * fault, and with nothing in it that stands for a person; no receiver is held up by another.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cursors } from '../../../server/house/cursors.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { HookOutbox } from '../../../server/house/hook-outbox.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { hookSignature, serveHooks } from '../../../server/webhooks/serve.ts';
import { hooksShape } from '../../../server/webhooks/settings.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { hall, openHall } from '../hall/rig.ts';
import { onEveryDatabase, type Place, SeededDice } from '../house/databases.ts';

const secret = 'a-secret-of-32-letters-or-so-xyz';

interface Got {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers as it is told; `cut` breaks the line after the event has come, `silent` says nothing. */
async function receiver() {
  const got: Got[] = [];
  let answer: number | 'cut' | 'silent' = 204;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(pieces).toString() });
      if (answer === 'cut') request.socket.destroy();
      else if (answer !== 'silent') response.writeHead(answer).end();
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

const events = ['ticket-issued', 'ticket-called'];

/** `names`: a receiver for each. */
async function hooked(
  house: HouseDatabase,
  names: readonly string[] = ['other'],
  mode = 0o600,
  types: readonly string[] = events,
) {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-hooks-'));
  await writeFile(join(folder, 'hook.secret'), `${secret}\n`, { mode });
  const receivers = await Promise.all(names.map(() => receiver()));
  const opened = await openHall();
  const { keeper, clock, log, complaints } = opened;
  const hookOutbox = new HookOutbox(house, new Cursors(house), clock);
  const webhooks = hooksShape.parse(
    names.map((id, index) => ({
      ...{ id, url: receivers[index]?.url, secretFile: 'hook.secret', events: types },
    })),
  );
  let end: () => Promise<void> = async () => {};
  onTestFinished(async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  });
  const ratings = new Ratings(house, clock);
  /** The hub begins, or begins anew. */
  const begin = () => {
    end = serveHooks(
      { webhooks, folder },
      {
        ...{ keeper, log, clock, dice: new SeededDice('hooks') },
        tables: { hookOutbox, ratings, leases: new Leases(house, clock) },
        complain: (what) => complaints.push(what),
      },
    );
  };
  begin();
  const until = async (isSo: () => Promise<boolean> | boolean, stepMs = 100) => {
    const late = Date.now() + 50_000;
    while (!(await isSo())) {
      if (Date.now() > late) throw new Error('it did not come');
      clock.step(stepMs);
      await hookOutbox.countBy(hall);
      await new Promise((done) => setImmediate(done));
    }
  };
  for (const name of names) {
    const cursor = types.includes('step-rated') ? `${name}/ratings` : name;
    await until(async () => (await hookOutbox.cursor(hall, cursor)) > 0);
  }
  /** How many of a subscriber's are in this state. */
  const count = async (hook: string, state: string) =>
    (await hookOutbox.countBy(hall)).find((one) => one.hook === hook && one.state === state)
      ?.count ?? 0;
  const [first = await receiver()] = receivers;
  return { ...opened, ...first, receivers, until, count, ratings, begin, end: () => end() };
}

const seqsOf = (got: readonly Got[]) =>
  got.map(({ body }) => (JSON.parse(body) as { seq: number }).seq);

function hookSuite(place: () => Place): void {
  const on = async (names?: readonly string[], mode?: number) =>
    hooked(await place().open(), names, mode);

  test('events come signed, in order, again after each fault, and once when all is well', async () => {
    const { ask, got, be, until, count } = await on();
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
    await until(async () => (await count('other', 'done')) === 2);
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
    await expect(on(['other'], 0o644)).rejects.toThrow('webhooks: other: secretFile');
    const far = {
      id: 'far',
      url: 'http://far.example/',
      secretFile: 's',
      events: ['ticket-called'],
    };
    expect(() => hooksShape.parse([far])).toThrow('https://');
  });

  test('a receiver that hangs or fails for hours holds up no other', async () => {
    const { ask, receivers, until, count } = await on(['silent', 'failing', 'well']);
    const [silent, failing, well] = receivers;
    silent?.be('silent');
    failing?.be(503);
    for (let one = 0; one < 4; one += 1) await ask(kiosk.takes('a', `${one}`.repeat(43)));
    await until(async () => (await count('well', 'done')) === 4);
    expect(seqsOf(well?.got ?? [])).toEqual([...seqsOf(well?.got ?? [])].sort((a, b) => a - b));
    expect(await count('silent', 'done')).toBe(0);
    expect(await count('failing', 'queued')).toBe(4);
    // Only the first of them is tried, and ever more seldom.
    await until(() => (failing?.got.length ?? 0) >= 5, 5_000);
    expect(new Set(seqsOf(failing?.got ?? [])).size).toBe(1);
    failing?.be(204);
    await until(async () => (await count('failing', 'done')) === 4, 60_000);
    const all = seqsOf(failing?.got ?? []);
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });

  test('an event that alone is refused is given up after four tries, and the next ones come', async () => {
    const { ask, got, be, until, count } = await on();
    be(422);
    await ask(kiosk.takes('a', 'x'.repeat(43)));
    await ask(kiosk.takes('a', 'y'.repeat(43)));
    await until(() => got.length === 1);
    await until(async () => (await count('other', 'failed')) === 1, 2_000);
    be(204);
    await until(async () => (await count('other', 'done')) === 1, 2_000);
    const [first, ...rest] = seqsOf(got);
    expect(rest.filter((seq) => seq === first).length).toBe(3);
  });

  test('what nobody took for three days is given up; what is younger still comes', async () => {
    const { ask, got, be, until, count, clock } = await on();
    be(503);
    await ask(kiosk.takes('a', 'x'.repeat(43)));
    await until(() => got.length === 1);
    clock.step(2 * 86_400_000);
    await ask(kiosk.takes('a', 'y'.repeat(43)));
    await until(async () => (await count('other', 'queued')) === 2);
    clock.step(1.5 * 86_400_000);
    // A try that was under way meanwhile must not be taken after all.
    await until(async () => (await count('other', 'failed')) === 1, 10_000);
    be(204);
    await until(async () => (await count('other', 'done')) === 1, 10_000);
  });

  test('ratings come signed, each once and in order, over a restart, follow-up and tags too', async () => {
    const house = await place().open();
    const types = ['ticket-called', 'step-rated'];
    const on4 = await hooked(house, ['platform'], 0o600, types);
    const { got, be, until, count, ratings, begin, end } = on4;
    const done = (many: number) => async () => (await count('platform/ratings', 'done')) === many;
    // The first of a hall that had none comes as well; who did not answer is no rating.
    await ratings.keep(hall, { ticket: 't0', step: 0, level: null, source: 'tablet' });
    await ratings.keep(hall, { ticket: 't1', step: 0, level: 2, source: 'text' });
    await until(done(1));
    be(503);
    await ratings.keep(hall, { ticket: 't2', step: 1, level: 5, source: 'tablet' });
    const again = { ticket: 't1', step: 0, number: 1 } as const;
    const tagged = { tags: ['207'], version: '2020-1' };
    expect(await ratings.addTo(hall, again, tagged, async () => {})).toBe(true);
    await until(() => got.length >= 2);
    await end();
    // While the hub is off, and after it has begun anew.
    await ratings.keepAgain(hall, { ticket: 't1', step: 0, level: 4, source: 'phone' });
    await ratings.keep(hall, { ticket: 't0', step: 0, level: 3, source: 'kiosk' });
    expect(await ratings.keep(hall, { ticket: 't0', step: 0, level: 1, source: 'pad' })).toBe(
      false,
    );
    be(204);
    begin();
    await until(done(5), 1_000);
    const told = got.map(({ body }) => JSON.parse(body));
    const ids = [...new Set(told.map(({ id }) => id))];
    expect(ids).toEqual([
      ...['rating:t1/0/1', 'rating:t2/1/1', 'rating:t1/0/1/tags', 'rating:t1/0/2', 'rating:t0/0/1'],
    ]);
    expect(told.filter(({ id }) => id === 'rating:t1/0/1').length).toBe(1);
    expect(told[0]).toMatchObject({ hall, type: 'step-rated' });
    expect(told[0].body).toMatchObject({
      ...{ ticket: 't1', step: 0, number: 1, level: 'dissatisfied', bad: true, tags: [] },
      ...{ channel: 'text', codes: { level: { 'gb-39046': '4', platform: '2' } } },
    });
    const tags = told.find(({ id }) => id.endsWith('/tags'));
    expect(tags.body).toMatchObject({
      level: 'dissatisfied',
      tags: ['207'],
      tagsVersion: '2020-1',
    });
    for (const { headers, body } of got) {
      const seconds = Number(headers['x-jinghao-timestamp']);
      expect(headers['x-jinghao-signature']).toBe(`sha256=${hookSignature(secret, seconds, body)}`);
      expect(headers['x-jinghao-event']).toBe((JSON.parse(body) as { id: string }).id);
    }
  });
}

onEveryDatabase((place) => hookSuite(place));
