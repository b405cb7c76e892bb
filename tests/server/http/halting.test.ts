/**
 * HALT-1 at the integration API: numbers, check-in and calls are answered with the emergency's name.
 */
import { expect, test } from 'vitest';
import { noFacts } from '../../../core/views/facts.ts';
import { worldOf } from './world.ts';

test('HALT-1 while an emergency stands the API gives no number and calls nobody', async () => {
  const world = await worldOf();
  await world.act('1', 'sign-in');
  const taken = await world.take('a', { requestId: 'before' });
  world.facts.now = { ...noFacts, emergency: { kind: 'drill', words: null, since: 0 } };
  const no = { refused: 'emergency', kind: 'drill' };

  const issued = await world.post(`${world.hall}/tickets`, { service: 'a' });
  expect([issued.status, issued.body]).toEqual([409, expect.objectContaining(no)]);
  const called = await world.act('1', 'call-next', {});
  expect([called.status, called.body]).toEqual([409, expect.objectContaining(no)]);
  const again = await world.post(`${world.hall}/tickets`, { service: 'a', requestId: 'before' });
  expect([again.status, again.body.id]).toEqual([201, taken.id]);

  world.facts.now = noFacts;
  expect((await world.act('1', 'call-next', {})).status).toBe(200);
});
