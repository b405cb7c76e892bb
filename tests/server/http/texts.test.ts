/** Texts over HTTP: a hall that sends none says so, and a wrong number is told by its field. */
import { expect, test } from 'vitest';
import type { TextDesk } from '../../../server/texts/desk.ts';
import { worldOf } from './world.ts';

test('a hall that texts nobody says so, and drops the phone beside a number', async () => {
  const { get, post } = await worldOf();
  const { status, body } = await get('/api/halls/small/texts');
  expect([status, body]).toEqual([
    200,
    { configured: false, providers: [], counts: [], texts: [] },
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
