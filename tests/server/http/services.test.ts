/** A service that gives no numbers by hand, over HTTP: for managers and programs, with a reason. */
import { expect, test } from 'vitest';
import { granted } from '../people/parts.ts';
import { type World, worldOf } from './world.ts';

async function signedIn({ people }: World, role: 'clerk' | 'manager') {
  const who = { hall: 'small', account: `${role}.small`, name: '王芳', role } as const;
  const { person } = granted(await people.staff.add(who, 'quiet-river-27'));
  return { token: null, headers: { Cookie: `jh_staff=${await people.sessions.begin(person)}` } };
}

test('SHUT-1 SHUT-2 a program and a manager pause a service and resume it, each once', async () => {
  const world = await worldOf();
  const { post, hall, parts } = world;
  const service = `${hall}/services/a`;
  const wish = { reason: 'rush', requestId: 'pause-1' };
  const paused = await post(`${service}/pause`, wish);
  expect([paused.status, paused.body]).toMatchObject([200, { service: 'a', paused: true }]);
  expect((await post(`${hall}/tickets`, { service: 'a' })).body).toMatchObject({
    refused: 'service-closed',
  });
  const manager = await signedIn(world, 'manager');
  const resumed = await post(`${service}/resume`, {}, manager);
  expect([resumed.status, resumed.body.paused]).toEqual([200, false]);
  expect((await post(`${hall}/tickets`, { service: 'a' })).status).toBe(201);
  // The same wish again is the deed that was done; it pauses nothing anew.
  const again = await post(`${service}/pause`, wish);
  expect([again.status, again.body.seq, again.body.paused]).toEqual([200, paused.body.seq, false]);
  const types = (await parts.log.read('hall:small', 0)).map(({ type }) => type);
  expect(types.filter((type) => type.startsWith('service-'))).toEqual([
    ...['service-paused', 'service-resumed'],
  ]);
  expect(await parts.audit.find({ act: 'resumeService' })).toMatchObject([
    { subject: 'service=a', outcome: 'done' },
  ]);
});

test('SHUT-1 what cannot be is told by name, and a clerk may not', async () => {
  const world = await worldOf();
  const { post, hall } = world;
  const answered = async (path: string, body: object, as = {}) => {
    const { status, body: told } = await post(`${hall}/services/${path}`, body, as);
    return [status, told.refused];
  };
  expect(await answered('a/pause', {})).toEqual([400, 'bad-input']);
  expect(await answered('a/pause', { reason: 'no-such' })).toEqual([409, 'unknown-reason']);
  expect(await answered('zz/pause', { reason: 'rush' })).toEqual([404, 'unknown-service']);
  expect(await answered('Not%20one/resume', {})).toEqual([404, 'unknown-service']);
  const clerk = await signedIn(world, 'clerk');
  expect(await answered('a/pause', { reason: 'rush' }, clerk)).toEqual([403, 'not-permitted']);
});
