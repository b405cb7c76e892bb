/** Texts over HTTP: a hall that sends none says so, and a wrong number is told by its field. */
import { expect, test } from 'vitest';
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
