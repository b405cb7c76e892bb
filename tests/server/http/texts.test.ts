/** Texts over HTTP: a hall that sends none says so, and a wrong number is told by its field. */
import { expect, test } from 'vitest';
import type { TextDesk } from '../../../server/texts/desk.ts';
import { worldOf } from './world.ts';

test('a hall that texts nobody says so, and drops the phone beside a number', async () => {
  const { get, post } = await worldOf();
  const { status, body } = await get('/api/halls/small/texts');
  expect([status, body]).toEqual([
    200,
    { configured: false, providers: [], counts: [], managers: [], texts: [] },
  ]);
  const tried = await post('/api/halls/small/texts/test', { phone: '13800138000' });
  expect(tried.status).toBe(400);
  const taken = await post('/api/halls/small/tickets', { service: 'a', phone: '138 0013 8000' });
  expect(taken.status).toBe(201);
  expect(JSON.stringify(taken.body)).not.toContain('8000');
  const wrong = await post('/api/halls/small/tickets', { service: 'a', phone: '12345' });
  expect(wrong.status).toBe(400);
  expect(JSON.stringify(wrong.body)).toContain('phone');
});

test('texts of a day, a week or a month are looked for; a wrong part of the address is named', async () => {
  const asked: unknown[] = [];
  const texts = {
    search: async (wanted: unknown) => {
      asked.push(wanted);
      return { total: 0, texts: [] };
    },
  } as unknown as TextDesk;
  const { get, hall } = await worldOf({ parts: { texts } });
  const found = await get(`${hall}/days/2026-11/texts/failed/a%20012`);
  expect([found.status, found.body]).toEqual([200, { total: 0, texts: [] }]);
  await get(`${hall}/days/2026-11-20/texts/all/any`);
  const at = (date: string) => Date.parse(`${date}T00:00+08:00`);
  expect(asked).toEqual([
    { from: at('2026-11-01'), until: at('2026-12-01'), label: 'A012', failed: true },
    { from: at('2026-11-20'), until: at('2026-11-21'), label: '', failed: false },
  ]);
  for (const [path, field] of [
    ['2026/texts/all/any', 'day'],
    ['2026-11-20/texts/some/any', 'state'],
  ]) {
    const { status, body } = await get(`${hall}/days/${path}`);
    expect([status, body.field]).toEqual([400, field]);
  }
});

test('the phone of a number is left, shown masked, and taken away, by its ticket alone', async () => {
  const kept = new Map<string, string>();
  const texts = {
    phoneOf: async (ticket: string) =>
      kept.get(ticket)?.replace(/^(...)....(....)$/, '$1****$2') ?? null,
    change: async (ticket: string, phone: string) => void kept.set(ticket, phone),
    forget: async (ticket: string) => void kept.delete(ticket),
    keep: async () => {},
  } as unknown as TextDesk;
  const { get, post, take, hall } = await worldOf({ parts: { texts } });
  const { id } = await take('a');
  const path = `${hall}/tickets/${id}/text-phone`;
  expect((await get(path)).body).toEqual({ configured: true, phone: null });
  const left = await post(path, { phone: '+86 138 0013 8000' });
  expect([left.status, left.body]).toEqual([200, { configured: true, phone: '138****8000' }]);
  expect(kept.get(id)).toBe('13800138000');
  expect((await post(path, { phone: '12' })).body).toMatchObject({ field: 'phone' });
  expect((await post(path, { phone: null })).body).toEqual({ configured: true, phone: null });
  const other = `${hall}/tickets/ticket-of-nobody/text-phone`;
  for (const answer of [await get(other), await post(other, { phone: null })]) {
    expect([answer.status, answer.body.refused]).toEqual([404, 'unknown-ticket']);
  }
});

test('who asks for too many trials is told when to ask again, and the line names nobody’s number', async () => {
  let tries = 0;
  const texts = {
    try: async () => {
      tries += 1;
      return tries === 1
        ? 'test-1/test'
        : { refused: 'too-many-tries', retryAt: Date.UTC(2100, 0) };
    },
  } as unknown as TextDesk;
  const { post, hall, lines } = await worldOf({ parts: { texts } });
  const trial = { phone: '13800138000' };
  expect((await post(`${hall}/texts/test`, trial)).body).toEqual({ id: 'test-1/test' });
  const refused = await post(`${hall}/texts/test`, trial);
  expect([refused.status, refused.body.refused]).toEqual([429, 'too-many-tries']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(lines.map(({ text }) => text)).toContain('a text to try the way was asked for');
  expect(JSON.stringify(lines)).not.toContain('138001');
});
