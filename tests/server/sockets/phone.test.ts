/**
 * What a visitor's phone may do by its link: wishes reach the rules under the ticket's own name, a level
 * is kept once, a link of a past day still takes one, and the secret stands nowhere.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ticketId } from '../../../core/hall/ids.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import { memoryLog } from '../../../log/memory.ts';
import { followTickets } from '../../../server/followers/tickets.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { phonesOf } from '../../../server/hall/past-links.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { Tickets } from '../../../server/house/tickets.ts';
import { pastReadsMax } from '../../../server/http/limits.ts';
import { RatingWords } from '../../../server/people/rating-words.ts';
import { pastView, phoneAct } from '../../../server/sockets/phone.ts';
import { boss, hub, kiosk, wang } from '../../core/hall.ts';
import { openHall, stream } from '../hall/rig.ts';
import { hubOf, links } from './rig.ts';

const id = ticketId('ticket-of-a-visitor');
const link = links.secretOf(id);
const linkHash = links.hashOf(link);
const dayMs = 86_400_000;

const taken = (by = kiosk.takes('a', linkHash)) => {
  if (!('command' in by)) throw new Error('a command');
  return { ...by, requestId: 'tap', id };
};

async function phones() {
  const hall = await openHall();
  const { keeper, clock, complaints, store } = hall;
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-phone-'));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  const tickets = new Tickets(house, new Cursors(house));
  const log = memoryLog(store);
  const calendar = calendarOf('Asia/Shanghai');
  const complain = (what: string) => complaints.push(what);
  const ratingWords = new RatingWords(house, clock);
  const tables = { tickets, ratings: new Ratings(house, clock), ratingWords };
  const end = followTickets({ keeper, log, tickets, clock, calendar, complain });
  onTestFinished(async () => {
    await end();
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  const parts = { keeper, links, phones: phonesOf({ keeper, log, tables, calendar, clock }) };
  let requests = 0;
  const wish = (command: object, of = linkHash) => {
    requests += 1;
    return phoneAct(of, { requestId: `p${requests}`, command: { link, ...command } }, parts);
  };
  await keeper.submit(taken());
  return { ...hall, ...tables, parts, wish, log };
}

test('a wish goes by its link alone, and the log names the ticket and no secret', async () => {
  const { wish, log } = await phones();
  expect(await wish({ type: 'postpone' })).toMatchObject({ ok: true, ticket: id });
  expect(await wish({ type: 'postpone' })).toMatchObject({ refused: 'wrong-status' });
  expect(await wish({ type: 'cancel' })).toMatchObject({ ok: true });
  const rows = await log.read(stream, 0);
  expect(rows.at(-1)).toMatchObject({ cmd: `visitor:${id}:p3`, body: { reason: 'by-visitor' } });
  expect(JSON.stringify(rows)).not.toContain(link);
});

test('another link than the one that is followed, or none, wishes nothing', async () => {
  const { wish, parts } = await phones();
  const other = links.secretOf(ticketId('of-somebody-else'));
  expect(await wish({ type: 'cancel', link: other })).toEqual({ refused: 'not-allowed' });
  expect(await wish({ type: 'cancel', link: other }, links.hashOf(other))).toEqual({
    refused: 'unknown-link',
  });
  for (const command of [
    { type: 'cancel' },
    { type: 'issue-ticket', link },
    { type: 'rate', link },
  ]) {
    expect(await phoneAct(linkHash, { requestId: 'x', command }, parts)).toMatchObject({
      refused: 'bad-input',
    });
  }
});

test('what is done may be rated once by its level, and nothing stands before', async () => {
  const { wish, ask, ratings, keeper } = await phones();
  expect(await wish({ type: 'rate', step: 0, level: 5 })).toEqual({ refused: 'not-yet' });
  await ask(wang.signsIn('1'));
  await ask(wang.callsNext('1'));
  await ask(wang.finishes('1'));
  expect(await ratings.of(keeper.hall, id)).toEqual([]);
  const open = { ok: true, steps: [{ step: 0, service: 'a' }] };
  expect(await wish({ type: 'find-rating' })).toEqual(open);
  // A pad that nobody answered leaves it open.
  await ratings.keep(keeper.hall, { ticket: id, step: 0, level: null, source: 'pad' });
  expect(await wish({ type: 'find-rating' })).toEqual(open);
  expect(await wish({ type: 'rate', step: 0, level: 2 })).toMatchObject({ ok: true });
  expect(await wish({ type: 'rate', step: 0, level: 5 })).toEqual({ refused: 'rated-already' });
  const followed = { ok: true, steps: [{ step: 0, service: 'a', again: true }] };
  expect(await wish({ type: 'find-rating' })).toEqual(followed);
  expect(await ratings.of(keeper.hall, id)).toMatchObject([{ step: 0, level: 2, source: 'phone' }]);
});

test('tags of the level and words are added once, and one follow-up is taken', async () => {
  const { wish, ask, ratings, keeper, ratingWords, clock } = await phones();
  await ask(wang.signsIn('1'));
  await ask(wang.callsNext('1'));
  await ask(wang.finishes('1'));
  const words = '等了很久';
  const add = { type: 'add-to-rating', step: 0, tags: ['207', '212'], words };
  expect(await wish(add)).toEqual({ refused: 'not-yet' });
  expect(await wish({ type: 'rate', step: 0, level: 2 })).toMatchObject({
    tags: ['207', '208', '209', '210', '211', '212', '213', '214'].map((code) => ({ code })),
  });
  expect(await wish({ ...add, tags: ['513'] })).toMatchObject({ field: 'command.tags' });
  expect(await wish({ ...add, tags: ['x'] })).toMatchObject({ refused: 'bad-input' });
  expect(await wish(add)).toMatchObject({ ok: true });
  expect(await wish({ ...add, words: 'again' })).toEqual({ refused: 'rated-already' });
  expect(await ratingWords.of(keeper.hall, [id])).toEqual([
    { ticket: id, step: 0, number: 1, words },
  ]);
  const again = { step: 0, again: true };
  // Whoever comes by the link of a text is counted so.
  const byText = { type: 'rate', level: 5, ...again, via: 'text' };
  expect(await wish({ ...byText, via: 'mail' })).toMatchObject({ refused: 'bad-input' });
  expect(await wish(byText)).toMatchObject({ ok: true });
  expect(await wish({ type: 'rate', level: 4, ...again })).toEqual({ refused: 'rated-already' });
  const more = { type: 'add-to-rating', ...again, tags: ['517'], words: '谢谢' };
  expect(await wish(more)).toMatchObject({ ok: true });
  expect(await wish({ type: 'find-rating' })).toEqual({ ok: true, steps: [] });
  const now = clock.now();
  expect(await ratings.between(keeper.hall, 0, now + 1)).toMatchObject([
    { level: 2, tags: ['207', '212'], token: true, promptedAt: null },
  ]);
  expect(await ratings.followupsBetween(keeper.hall, 0, now + 1)).toMatchObject([
    { level: 5, tags: ['517'], tagsVersion: '2020-1', source: 'text' },
  ]);
  // The words of a good rating end with the month, those of a bad one with its case.
  clock.step(31 * dayMs);
  await ratingWords.sweep();
  const left = await ratingWords.of(keeper.hall, [id]);
  expect(left.map(({ number }) => number)).toEqual([1]);
});

test('a link of a past day shows how it went and takes a level for five working days', async () => {
  const { wish, ask, pass, clock, parts, tickets, keeper } = await phones();
  await ask(wang.signsIn('1'));
  await ask(wang.callsNext('1'));
  await ask(wang.finishes('1'));
  await ask(boss.closes());
  await expect
    .poll(async () => {
      await pass(1_000);
      return (await tickets.findByLink(keeper.hall, linkHash))?.ticket;
    })
    .toBe(id);
  expect(await pastView(linkHash, parts)).toMatchObject({ status: 'finished', postponesLeft: 0 });
  expect(await wish({ type: 'postpone' })).toEqual({ refused: 'unknown-link' });
  // It is Tuesday: seven days later five working days have passed, and no more.
  clock.step(7 * dayMs);
  await ask(hub.passesTime());
  expect(await wish({ type: 'rate', step: 0, level: 4 })).toMatchObject({ ok: true });
  clock.step(dayMs);
  await ask(hub.passesTime());
  expect(await wish({ type: 'rate', step: 0, level: 4 })).toEqual({ refused: 'unknown-link' });
  expect(await pastView(linkHash, parts)).toBe(null);
});

test('all phones of a day that is over may ask at once', async () => {
  const { ask, pass, parts, tickets, keeper } = await phones();
  const secrets = Array.from({ length: 3 * pastReadsMax }, (_, index) => {
    const other = ticketId(`other-${index}`);
    return { other, hash: links.hashOf(links.secretOf(other)) };
  });
  for (const { other, hash } of secrets) {
    await keeper.submit({ ...taken(kiosk.takes('a', hash)), requestId: other, id: other });
  }
  await ask(boss.closes());
  await expect
    .poll(async () => {
      await pass(1_000);
      return tickets.findByLink(keeper.hall, secrets.at(-1)?.hash ?? '');
    })
    .not.toBeNull();
  const views = await Promise.all(secrets.map(({ hash }) => pastView(hash, parts)));
  expect(new Set(views.map((view) => view?.status))).toEqual(new Set(['unserved']));
});

test('over the socket: the view says what may be done, and a wish changes it', async () => {
  const { keeper, join: come } = await hubOf();
  await keeper.submit(taken());
  const { peer, first } = await come('phone', undefined, { link, protocol });
  expect(first.view).toMatchObject({ status: 'waiting', postponesLeft: 1, rejoinUntil: null });
  const message = { requestId: 'one', command: { type: 'postpone', link } };
  expect(await peer.command(message)).toMatchObject({ ok: true });
  expect((await peer.next()).view).toMatchObject({ status: 'postponed', postponesLeft: 0 });
  expect(await peer.command(message)).toMatchObject({ ok: true });
});
