/**
 * Each call is told by itself, also after rejoining, and what a carrier took counts against the limits
 * whatever became of it.
 */
import { expect, test } from 'vitest';
import { wang } from '../../core/hall.ts';
import { hall } from '../hall/rig.ts';
import type { Place } from '../house/databases.ts';
import { textsOn } from './rig.ts';

export function textsAgainSuite(place: () => Place): void {
  const on = async (changes: object = {}) => textsOn(await place().open(), changes);

  test('who rejoins is told of the second call and of missing it, each once, by two hubs too', async () => {
    const { hub, takes, ask, until, states, texters, pass } = await on({
      kinds: ['called', 'missed'],
    });
    hub('one');
    hub('two');
    const ticket = await takes();
    await ask(wang.signsIn('1'));
    const accepted = (count: number) => async () => {
      const all = await states();
      return all.length === count && all.every((one) => one.endsWith('accepted'));
    };
    const missed = async (before: number) => {
      await ask(wang.callsNext('1'));
      await until('called', accepted(before + 1));
      await pass(11_000);
      await ask(wang.recalls('1'));
      await pass(31_000);
      await ask(wang.misses('1'));
      await until('missed', accepted(before + 2));
    };
    await missed(0);
    await ask(wang.rejoins(ticket));
    await missed(2);
    expect(await states()).toEqual([
      ...['called accepted', 'called accepted', 'missed accepted', 'missed accepted'],
    ]);
    const { sent } = texters[0];
    expect(sent.map(({ body }) => (body.includes('过号') ? 'missed' : 'called'))).toEqual([
      ...['called', 'missed', 'called', 'missed'],
    ]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
  });

  test('who was put aside before being served is told as they are called anew; who was served is not', async () => {
    const { hub, takes, ask, until, texters, pass, states } = await on({ kinds: ['called'] });
    hub();
    const ticket = await takes();
    await ask(wang.signsIn('1'));
    await ask(wang.callsNext('1'));
    await until('called', () => texters[0].sent.length === 1);
    await ask(wang.parks('1'));
    await pass(1_000);
    await ask(wang.resumes('1', ticket));
    await until('called anew', () => texters[0].sent.length === 2);
    expect(texters[0].sent[1]?.body).toContain('A001');
    await ask(wang.serves('1'));
    await ask(wang.parks('1'));
    await pass(1_000);
    await ask(wang.resumes('1', ticket));
    for (let turn = 0; turn < 20; turn += 1) await pass(100);
    expect(texters[0].sent.length).toBe(2);
    expect(await states()).toEqual(['called accepted', 'called accepted']);
  });

  test('what the carrier took counts against the limits, also when it did not bring it', async () => {
    const limits = { perNumber: 2, perDay: 9 };
    const { hub, takes, until, states, texters, outbox } = await on({ kinds: ['taken'], limits });
    hub();
    for (const [ref, state] of [['1', 'expired'] as const, ['2', 'undelivered'] as const]) {
      texters[0].answer = { outcome: 'accepted', refs: [ref], parts: 1 };
      await takes();
      await until('accepted', async () => (await states()).includes('taken accepted'));
      texters[0].report({ ref, state, detail: 'NO' });
      await until(state, async () => (await states()).includes(`taken ${state}`));
    }
    await takes();
    await until('refused', async () => (await states()).includes('taken refused'));
    expect((await outbox.list(hall, 0))[0]).toMatchObject({ reason: 'limit-per-number' });
    expect(texters[0].sent.length).toBe(2);
  });
}
