/**
 * A visitor at a kiosk with a number in hand: back into the line by the slip, a phone for texts, and
 * rating by slip, by a number of today or by a card, each as far as the hub may believe it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type TicketId, ticketId } from '../../../core/hall/ids.ts';
import { memoryLog } from '../../../log/memory.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { phonesOf } from '../../../server/hall/past-links.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { Tickets } from '../../../server/house/tickets.ts';
import { RatingWords } from '../../../server/people/rating-words.ts';
import { type OwnAct, ownAct } from '../../../server/sockets/own-number.ts';
import { type RatingAct, ratingAct } from '../../../server/sockets/rating.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { openHall, stream } from '../hall/rig.ts';
import { hubOf, links } from './rig.ts';

const id = ticketId('ticket-of-a-visitor');
const link = links.secretOf(id);
const phone = '13800138000';

async function atKiosk() {
  const hall = await openHall();
  const { keeper, clock, store } = hall;
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-own-'));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  const tickets = new Tickets(house, new Cursors(house));
  const tables = {
    tickets,
    ratings: new Ratings(house, clock),
    ratingWords: new RatingWords(house, clock),
  };
  const log = memoryLog(store);
  const calendar = calendarOf('Asia/Shanghai');
  const phones = new Map<TicketId, string>();
  const cardHolder = { kind: 'id-card', number: '11010519491231002X' } as const;
  const parts = {
    ...{ keeper, links, phones: phonesOf({ keeper, log, tables, calendar, clock }) },
    texts: {
      keep: async (ticket: TicketId, said: string) =>
        void (phones.has(ticket) || phones.set(ticket, said)),
      forget: async (ticket: TicketId) => void phones.delete(ticket),
    },
    visitors: { ticketsOf: async () => [ticketId('earlier-of-theirs'), id] },
    cards: {
      personOf: (place: string, handle: string) =>
        place === 'kiosk:door' && handle === 'h'.repeat(22) ? cardHolder : null,
      done: () => {},
      await: async () => ({ refused: 'no-reader' }) as const,
      leave: () => {},
    },
  };
  const taken = kiosk.takes('a', links.hashOf(link));
  if (!('command' in taken)) throw new Error('a command');
  const given = await keeper.submit({ ...taken, requestId: 'tap', id });
  if (!('ok' in given)) throw new Error('a number');
  const serve = async () => {
    await hall.ask(wang.signsIn('1'));
    await hall.ask(wang.callsNext('1'));
    await hall.ask(wang.finishes('1'));
  };
  return {
    ...{ ...hall, ...tables, log, texted: phones, parts, serve, label: given.label },
    own: (act: OwnAct, said: object) => ownAct(act, said, parts),
    rating: (act: RatingAct, said: object) => ratingAct(act, 'door', said, parts),
  };
}

test('MISS: the slip of a missed number brings it back into the line, once a wish', async () => {
  const { own, ask, pass, log } = await atKiosk();
  const wish = { requestId: 'one', link };
  expect(await own('rejoin-number', wish)).toMatchObject({ refused: 'wrong-status' });
  await ask(wang.signsIn('1'));
  await ask(wang.callsNext('1'));
  await pass(31_000);
  expect(await ask(wang.misses('1'))).toMatchObject({ ok: true });
  expect(await own('rejoin-number', { ...wish, requestId: 'two' })).toMatchObject({ ok: true });
  expect(await own('rejoin-number', { ...wish, requestId: 'two' })).toMatchObject({ ok: true });
  const rows = await log.read(stream, 0);
  expect(rows.at(-1)).toMatchObject({ type: 'ticket-rejoined', cmd: `visitor:${id}:two` });
  expect(JSON.stringify(rows)).not.toContain(link);
  const other = links.secretOf(ticketId('of-somebody-else'));
  expect(await own('rejoin-number', { ...wish, link: other })).toEqual({ refused: 'unknown-link' });
  expect(await own('rejoin-number', { link })).toMatchObject({ field: 'requestId' });
});

test('a phone for texts is kept for the number of the slip, and the last one said stands', async () => {
  const { own, texted, log, serve, parts } = await atKiosk();
  const wish = { link, phone, language: 'en' };
  expect(await own('text-number', { ...wish, phone: '12345' })).toMatchObject({ field: 'phone' });
  expect(await own('text-number', { ...wish, phone: '13900139000' })).toEqual({ ok: true });
  expect(await own('text-number', wish)).toEqual({ ok: true });
  expect([...texted]).toEqual([[id, phone]]);
  expect(JSON.stringify(await log.read(stream, 0))).not.toContain(phone);
  const silent = { ...parts, texts: null };
  expect(await ownAct('text-number', wish, silent)).toEqual({ refused: 'no-texts' });
  await serve();
  expect(await own('text-number', wish)).toEqual({ refused: 'unknown-link' });
});

test('a visit is rated by slip, by number as one without the slip, and by card', async () => {
  const { rating, serve, ratings, ratingWords, keeper, label } = await atKiosk();
  const open = { ok: true, steps: [{ step: 0, service: 'a' }] };
  expect(await rating('find-rating', { label })).toEqual({ ok: true, steps: [] });
  await serve();
  expect(await rating('find-rating', { link })).toEqual(open);
  expect(await rating('find-rating', { label })).toEqual(open);
  expect(await rating('find-rating', { label: 'Z999' })).toEqual({ refused: 'unknown-link' });
  const card = { kind: 'card', handle: 'h'.repeat(22) };
  expect(await rating('find-rating', { card })).toEqual({ ...open, link });
  const strange = { kind: 'card', handle: 'x'.repeat(22) };
  expect(await rating('find-rating', { card: strange })).toEqual({ refused: 'card-unknown' });
  for (const said of [{}, { link, label }, { link, card }])
    expect(await rating('find-rating', said)).toMatchObject({ field: 'link' });
  const add = { label, step: 0, tags: ['207'], words: '等了很久' };
  expect(await rating('add-to-rating', add)).toEqual({ refused: 'not-yet' });
  expect(await rating('rate', { label, step: 0, level: 2 })).toMatchObject({
    tags: expect.arrayContaining([expect.objectContaining({ code: '207' })]),
  });
  expect(await rating('rate', { link, step: 0, level: 5 })).toEqual({ refused: 'rated-already' });
  expect(await rating('add-to-rating', add)).toMatchObject({ ok: true });
  expect(await ratings.of(keeper.hall, id)).toMatchObject([
    { level: 2, source: 'kiosk', device: 'door', token: false, tags: ['207'] },
  ]);
  expect(await ratingWords.of(keeper.hall, [id])).toMatchObject([{ words: '等了很久' }]);
});

test('over the socket: the kiosk hears the link of the number that it gave; others do nothing', async () => {
  const { join: come } = await hubOf();
  const { peer } = await come('kiosk', 'kiosk=door');
  const command = { type: 'issue-ticket', service: 'a' };
  const given = await peer.command({ requestId: 'one', command });
  if (!('ok' in given) || given.ticket === undefined) throw new Error('a number');
  expect(given.link).toBe(links.secretOf(given.ticket));
  const { link: mine } = given;
  const text = { link: mine, phone, language: 'zh-Hans' };
  expect(await peer.ask('text-number', text)).toEqual({ refused: 'no-texts' });
  const display = await come('display');
  for (const act of ['text-number', 'rejoin-number', 'add-to-rating'])
    expect(await display.peer.ask(act, text)).toEqual({ refused: 'not-allowed' });
});
