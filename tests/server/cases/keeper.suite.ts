/**
 * What is done with a case stands in its stream, its row says the same, and its words beside it: whatever
 * dies in between, and whoever else is at it.
 */
import { expect, test } from 'vitest';
import { type CaseId, unitId } from '../../../core/cases/case.ts';
import { disputableUntil } from '../../../server/cases/deadlines.ts';
import { abandonedMs } from '../../../server/cases/keeper.ts';
import type { Place } from '../house/databases.ts';
import {
  boss,
  casesOn,
  Fate,
  hall,
  hubOn,
  openedBy,
  opening,
  phone,
  said,
  standOn,
  wang,
} from './rig.ts';

const dayMs = 86_400_000;
type On = ReturnType<typeof hubOn>;

/** The row says what the stream says, nothing waits, and every word belongs to an event. */
async function sound({ cases, table, words, house }: On, id: CaseId) {
  const { one, seq, rows, marks } = await cases.history(id);
  const entry = await table.find(hall, id);
  expect(entry?.one).toEqual(one);
  expect(entry?.marks).toEqual(marks);
  expect(await house.db.selectFrom('case_pending').selectAll().execute()).toEqual([]);
  const left = await house.db.selectFrom('case_words').selectAll().execute();
  expect(left.filter((row) => row.seq === null)).toEqual([]);
  for (const text of await words.of(hall, id)) expect(text.seq).toBeLessThanOrEqual(seq);
  return { one, rows, texts: await words.of(hall, id), number: entry?.number };
}

const dispatch = (requestId: string) => ({
  command: { type: 'dispatch', unit: unitId('hall') } as const,
  ...{ by: boss, requestId, said: { words: '请核实', name: null, phone: null } },
});

export function keeperSuite(place: () => Place): void {
  test('a case is opened with its number, its deadlines and its words; again it is the same', async () => {
    const on = await casesOn(place());
    const wish = opening('bad-rating', { said, cameAt: on.clock.now() - 3_600_000 });
    const id = await openedBy(on.cases, wish);
    expect(await openedBy(on.cases, wish)).toBe(id);
    const { one, rows, texts, number } = await sound(on, id);
    expect(rows).toHaveLength(1);
    expect(number).toMatch(/^\d{4}-0001$/);
    expect(one?.reachable).toBe(true);
    expect(one?.deadlines.dueAt).toBe((wish.cameAt ?? 0) + 7 * dayMs);
    expect(one?.deadlines.amberAt).toBe((wish.cameAt ?? 0) + 5 * dayMs);
    expect(texts).toEqual([{ seq: 1, words: said.words, name: said.name, phone: '138****8000' }]);
    const other = await openedBy(on.cases, opening('complaint'));
    expect((await sound(on, other)).number).toMatch(/-0002$/);
    expect(await on.table.counts(hall)).toEqual({ open: 2, fresh: 2, amber: 0, red: 0 });
  });

  test('an act and its words stand together, a refusal leaves neither', async () => {
    const on = await casesOn(place());
    const id = await openedBy(on.cases, opening('bad-rating'));
    expect(await on.cases.act(id, dispatch('d1'))).toMatchObject({ ok: true });
    expect(await on.cases.act(id, dispatch('d1'))).toMatchObject({ ok: true });
    expect((await sound(on, id)).rows).toHaveLength(2);
    const solve = { command: { type: 'solve' } as const, by: boss, requestId: 's', said };
    expect(await on.cases.act(id, solve)).toMatchObject({ refused: 'wrong-stage' });
    expect((await sound(on, id)).texts).toMatchObject([{ seq: 2, words: '请核实' }]);
    const nobody = 'none' as CaseId;
    expect(await on.cases.act(nobody, solve)).toEqual({ refused: 'unknown-case' });
  });

  test('whoever dies at any step while opening: the case is opened once, by a repeat or without one', async () => {
    const stand = await standOn(place());
    const { clock } = stand;
    const second = hubOn(stand, 'two');
    for (const repeated of [false, true]) {
      for (let dieAt = 0; dieAt <= 6; dieAt += 1) {
        const fate = new Fate();
        fate.dieAt = dieAt;
        const first = hubOn(stand, 'one', fate);
        const wish = opening('complaint', { said });
        const settled = await first.cases.open(wish);
        expect('ok' in settled).toBe(dieAt === 6);
        if (repeated) expect(await second.cases.open(wish)).toMatchObject({ ok: true });
        clock.step(abandonedMs);
        await second.cases.reconcile();
        const id = second.cases.idOf(wish.by, wish.requestId);
        // Before the first step nothing was begun, and nothing is left.
        if (dieAt === 0 && !repeated) {
          expect(await second.table.knows(hall, id)).toBe(false);
          continue;
        }
        const { rows, texts } = await sound(second, id);
        expect(rows.map(({ type }) => type)).toEqual(['case-opened']);
        expect(texts.map(({ seq, words }) => [seq, words])).toEqual([[1, said.words]]);
        expect(first.complaints).toEqual([]);
      }
    }
  });

  test('whoever dies at any step of an act: it stands with its words, or neither does', async () => {
    const stand = await standOn(place());
    const second = hubOn(stand, 'two');
    for (let dieAt = 0; dieAt <= 6; dieAt += 1) {
      const fate = new Fate();
      const first = hubOn(stand, 'one', fate);
      const id = await openedBy(first.cases, opening('bad-rating'));
      fate.steps = 0;
      fate.dieAt = dieAt;
      await first.cases.act(id, dispatch('d1'));
      stand.clock.step(abandonedMs);
      await second.cases.reconcile();
      const stands = dieAt >= 3;
      const { rows, texts } = await sound(second, id);
      expect(rows).toHaveLength(stands ? 2 : 1);
      expect(texts.map(({ seq }) => seq)).toEqual(stands ? [2] : []);
      // Asked again it is done, once.
      expect(await second.cases.act(id, dispatch('d1'))).toMatchObject({ ok: true });
      expect((await sound(second, id)).rows).toHaveLength(2);
    }
  });

  test('what is still being done is left alone', async () => {
    const [stand, fate] = [await standOn(place()), new Fate()];
    const { clock } = stand;
    fate.dieAt = 2;
    await hubOn(stand, 'one', fate).cases.open(opening('complaint'));
    const second = hubOn(stand, 'two');
    clock.step(abandonedMs - 1);
    expect(await second.cases.reconcile()).toBe(0);
    clock.step(1);
    expect(await second.cases.reconcile()).toBe(1);
    expect(await second.table.list(hall)).toHaveLength(1);
  });

  test('two hubs open the same deed once, and number different ones differently', async () => {
    const stand = await standOn(place());
    const hubs = ['one', 'two'].map((seed) => hubOn(stand, seed));
    const wish = opening('bad-rating', { about: { step: 0 } });
    await Promise.all(hubs.map(({ cases }) => openedBy(cases, wish)));
    await Promise.all(
      hubs.flatMap(({ cases }) => [1, 2, 3].map(() => openedBy(cases, opening('incident')))),
    );
    const [{ table }] = hubs as [On];
    const listed = await table.list(hall);
    expect(listed).toHaveLength(7);
    expect(new Set(listed.map(({ number }) => number)).size).toBe(7);
    expect(listed.filter(({ one }) => one.kind === 'bad-rating')).toHaveLength(1);
  });

  test('of two hubs that do the same act differently one is refused, and both see the same', async () => {
    const stand = await standOn(place());
    const [one, two] = [hubOn(stand), hubOn(stand, 'two')];
    const id = await openedBy(one.cases, opening('bad-rating'));
    const verify = (so: boolean, requestId: string) => ({
      ...{ command: { type: 'verify', so } as const, by: boss, requestId },
    });
    const settled = await Promise.all([
      one.cases.act(id, verify(true, 'v1')),
      two.cases.act(id, verify(false, 'v2')),
    ]);
    expect(settled.filter((answer) => 'ok' in answer)).toHaveLength(1);
    expect(settled.filter((answer) => 'refused' in answer)).toHaveLength(1);
    await sound(one, id);
  });

  test('lists: by kind, stage, light, ticket, month, and what a clerk may see', async () => {
    const { cases, table, clock } = await casesOn(place());
    await openedBy(cases, opening('bad-rating', { about: { ticket: 't1' as never, step: 0 } }));
    await openedBy(cases, opening('failed-errand', { by: boss }));
    clock.step(1);
    const complaint = await openedBy(cases, opening('complaint', { by: boss }));
    await cases.act(complaint, { ...dispatch('x') });
    const kinds = async (filter: Parameters<On['table']['list']>[1]) =>
      (await table.list(hall, filter)).map(({ one }) => one.kind).sort();
    expect(await kinds({ kinds: ['bad-rating'] })).toEqual(['bad-rating']);
    expect(await kinds({ stages: ['dispatched'] })).toEqual(['complaint']);
    expect(await kinds({ lights: ['red'] })).toEqual([]);
    expect(await kinds({ ticket: 't1' })).toEqual(['bad-rating']);
    expect(await kinds({ from: clock.now() })).toEqual(['complaint']);
    expect(await kinds({ to: clock.now() })).toEqual(['bad-rating', 'failed-errand']);
    expect(await kinds({ forClerk: String(wang.id) })).toEqual(['bad-rating', 'failed-errand']);
    expect(await kinds({ open: false })).toEqual([]);
    expect(await table.list('other')).toEqual([]);
  });

  test('CASE-5 a bad rating that is dispatched on its fourth day can be disputed for three working days', async () => {
    const on = await casesOn(place());
    const { cases, clock } = on;
    const id = await openedBy(cases, opening('bad-rating'));
    const opened = (await sound(on, id)).one?.deadlines;
    clock.step(4 * dayMs);
    await cases.act(id, dispatch('d'));
    const dispute = { command: { type: 'dispute' } as const, by: boss, requestId: 'x' };
    const settled = await cases.act(id, dispute);
    expect(settled).toMatchObject({ ok: true, one: { stage: 'disputed' } });
    const { disputeUntil, ...kept } = (await sound(on, id)).one?.deadlines ?? {};
    expect(opened).toMatchObject(kept);
    expect(disputeUntil).toBe(disputableUntil(clock.now(), on.deadlines));
  });

  test('a case that was closed by an older release is read in today’s words', async () => {
    const on = await casesOn(place());
    const { cases, log, clock } = on;
    const id = await openedBy(cases, opening('bad-rating'));
    const by = 'manager:boss';
    const row = (type: string, cmd: string, body: object) => ({
      ...{ at: clock.now(), type, v: 1, cmd, part: 0, body: { by, ...body } },
    });
    await log.append(`case:${id}`, { after: 1, cmds: [] }, () => [
      row('case-verified', 'v', { so: false }),
      row('case-answered', 'a', {}),
      row('case-closed', 'c', { as: 'not-reached' }),
    ]);
    const { one } = await cases.history(id);
    expect(one?.closed).toEqual({ as: 'explained-not-reached', at: clock.now() });
  });

  test('words go 30 days after the case was closed; who saw the phone stays known', async () => {
    const on = await casesOn(place());
    const { cases, words, clock, house } = on;
    const id = await openedBy(cases, opening('complaint', { said }));
    const act = (type: 'answer' | 'close' | 'reopen') =>
      cases.act(id, { command: { type }, by: boss, requestId: `${type}-${clock.now()}` });
    await act('answer');
    const reached = { type: 'call-back', reached: true, fix: 'satisfied' } as const;
    await cases.act(id, { command: reached, by: boss, requestId: 'c' });
    expect(await words.phone(hall, id, 'manager:boss')).toBe(phone);
    expect(await words.looks(hall, id)).toEqual([{ by: 'manager:boss', at: clock.now() }]);
    clock.step(40 * dayMs);
    await words.sweep();
    expect(await words.of(hall, id)).toHaveLength(1);
    await act('close');
    clock.step(29 * dayMs);
    await act('reopen');
    clock.step(2 * dayMs);
    await words.sweep();
    expect(await words.of(hall, id)).toHaveLength(1);
    await act('answer');
    await cases.act(id, { command: reached, by: boss, requestId: 'c2' });
    await act('close');
    clock.step(30 * dayMs);
    expect(await words.of(hall, id)).toEqual([]);
    expect(await words.phone(hall, id, 'manager:boss')).toBeNull();
    await words.sweep();
    expect(await house.db.selectFrom('case_words').selectAll().execute()).toEqual([]);
    expect(await words.looks(hall, id)).toHaveLength(1);
    expect((await sound(on, id)).rows).toHaveLength(8);
  });

  test('closed on the 1st, its words are whole until the 10th of the next month, its phone is not', async () => {
    const on = await casesOn(place());
    const { cases, words, clock } = on;
    clock.setWall(14 * dayMs);
    expect(on.calendar(clock.now()).date).toBe('2026-12-01');
    const id = await openedBy(cases, opening('complaint', { said }));
    const answered = { words: '已答复', name: null, phone: null };
    const answer = { type: 'answer' } as const;
    await cases.act(id, { command: answer, by: boss, requestId: 'a', said: answered });
    const reached = { type: 'call-back', reached: true, fix: null } as const;
    await cases.act(id, { command: reached, by: boss, requestId: 'b' });
    await cases.act(id, { command: { type: 'close' }, by: boss, requestId: 'c' });
    clock.step(29 * dayMs);
    await words.sweep();
    expect(await words.phone(hall, id, 'manager:boss')).toBe(phone);
    // The 10th of January.
    clock.step(11 * dayMs);
    await words.sweep();
    expect(await words.of(hall, id)).toEqual([
      { seq: 1, words: said.words, name: null, phone: null },
      { seq: 2, words: '已答复', name: null, phone: null },
    ]);
    expect(await words.phone(hall, id, 'manager:boss')).toBe(null);
    clock.step(dayMs);
    await words.sweep();
    expect(await on.house.db.selectFrom('case_words').selectAll().execute()).toEqual([]);
  });

  test('no word, name or phone of a case stands in its stream or its row', async () => {
    const { cases, table, log } = await casesOn(place());
    const id = await openedBy(cases, opening('complaint', { said }));
    const told = JSON.stringify([await log.read(`case:${id}`, 0), await table.list(hall)]);
    for (const secret of [said.words, said.name, phone, phone.slice(-4)]) {
      expect(told).not.toContain(secret);
    }
  });
}
