/** The manager's word on numbers that a kiosk gave while the hub was away, over HTTP. */
import { describe, expect, test } from 'vitest';
import { kioskId, label, serviceId, ticketId } from '../../../core/hall/ids.ts';
import { adopt } from '../../../server/hall/adopting.ts';
import { granted } from '../people/parts.ts';
import { type World, worldOf } from './world.ts';

async function manager({ people }: World, role: 'clerk' | 'manager' = 'manager') {
  const who = { hall: 'small', account: `${role}.small`, name: '王芳', role } as const;
  const { person } = granted(await people.staff.add(who, 'quiet-river-27'));
  return { token: null, headers: { Cookie: `jh_staff=${await people.sessions.begin(person)}` } };
}

const away = (n: number, takenAt: number) => ({
  ...{ ticket: ticketId(`away-000${n}`), requestId: `tap-${n}`, label: label(`AK00${n}`) },
  ...{ service: serviceId('a'), language: 'en' as const, linkHash: null, takenAt, unsure: n === 2 },
});

describe('adoptions', () => {
  test('AWAY-8 a manager sees what came, keeps some and closes some; the rest is let go by itself', async () => {
    const world = await worldOf();
    const {
      get,
      post,
      hall,
      clock,
      parts: { keeper },
    } = world;
    const headers = await manager(world);
    expect((await get(`${hall}/adoptions`, headers)).body).toEqual({
      ...{ held: 0, nextAt: null, kiosks: [] },
    });
    const tickets = [1, 2, 3].map((n) => away(n, clock.now()));
    await adopt({ keeper }, kioskId('door'), { tickets });
    const seen = await get(`${hall}/adoptions`, headers);
    expect(seen.body).toMatchObject({
      held: 3,
      nextAt: clock.now() + 300_000,
      kiosks: [{ kiosk: 'door', held: 3, unsure: 1, tickets: [{ label: 'AK001' }, {}, {}] }],
    });
    const word = { keep: ['away-0001'], close: ['away-0002'], requestId: 'word' };
    const answer = await post(`${hall}/adoptions/decide`, word, headers);
    const states = answer.body.kiosks[0].tickets.map(({ status }: { status: string }) => status);
    expect([answer.status, states]).toEqual([200, ['waiting', 'cancelled', 'held']]);
    expect((await post(`${hall}/adoptions/decide`, word, headers)).status).toBe(200);
  });

  test('AWAY-8 a clerk may not, and what cannot be is told by name', async () => {
    const world = await worldOf();
    const {
      get,
      post,
      hall,
      clock,
      take,
      parts: { keeper },
    } = world;
    const clerk = await manager(world, 'clerk');
    expect((await get(`${hall}/adoptions`, clerk)).body).toMatchObject({
      refused: 'not-permitted',
    });
    const headers = await manager(world);
    await adopt({ keeper }, kioskId('door'), { tickets: [away(1, clock.now())] });
    const { id } = await take('a');
    const decide = (body: object) => post(`${hall}/adoptions/decide`, body, headers);
    expect((await decide({ close: [id] })).body).toMatchObject({ refused: 'not-adopted' });
    expect((await decide({ keep: ['nobody-00'] })).body).toMatchObject({
      refused: 'unknown-ticket',
    });
    await decide({ close: ['away-0001'] });
    expect((await decide({ keep: ['away-0001'] })).body).toMatchObject({ refused: 'wrong-status' });
    expect((await decide({ keep: 'all' })).status).toBe(400);
  });
});
