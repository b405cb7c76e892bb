/**
 * Managers told of cases: each of each case once, whatever dies in between and however many hubs serve;
 * their own limits and hours; and no word or phone of a visitor in any of it.
 */
import { expect, test } from 'vitest';
import { caseId, unitId } from '../../../core/cases/case.ts';
import { memoryLog } from '../../../log/memory.ts';
import { CaseKeeper } from '../../../server/cases/keeper.ts';
import { usualCaseSettings } from '../../../server/cases/settings.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Outbox } from '../../../server/house/outbox.ts';
import { boss, openedBy, opening, said } from '../cases/rig.ts';
import { hall } from '../hall/rig.ts';
import { type Place, SeededDice } from '../house/databases.ts';
import { failed, phone, textsOn } from './rig.ts';

const [minuteMs, dayMs] = [60_000, 86_400_000];
const chief = { id: 'chief', phoneFile: 'env:CHIEF' };
const duty = { id: 'duty', phoneFile: 'env:DUTY', language: 'en' };
const [chiefPhone, dutyPhone] = ['13700137001', '13700137002'];

export function dutySuite(place: () => Place): void {
  const on = async (managers: object[] = [chief, duty]) => {
    const rig = await textsOn(await place().open(), { kinds: [], managers });
    const cases = new CaseKeeper({
      ...{ hall, log: memoryLog(), table: rig.cases, clock: rig.clock, dice: new SeededDice('c') },
      ...{ calendar: calendarOf('Asia/Shanghai'), special: () => [] },
      ...{ settings: usualCaseSettings(), complain: (_, error) => rig.complaints.push(error) },
    });
    const sent = () => rig.texters.flatMap((one) => one.sent);
    const rows = () => rig.outbox.list(hall, 0);
    const settled = async () => {
      await rig.until(
        'settled',
        async () => (await rows()).every(({ state }) => !/queued|sending/.test(state)),
        1_000,
      );
    };
    return { ...rig, keepsCases: cases, sent, rows, settled };
  };
  const about = { counter: '1' as never, service: 'a' as never };

  test('a bad rating, a failed errand and a complaint: each manager is told once, in their language', async () => {
    const { hub, keepsCases, sent, until, settled, complaints, desk, house } = await (async () => {
      const rig = await on();
      const { desk } = rig.hub();
      return { ...rig, desk, house: await place().open() };
    })();
    void hub;
    await openedBy(keepsCases, opening('bad-rating', { said, about }));
    await until('both', () => sent().length === 2);
    const bodies = new Map(sent().map(({ to, body }) => [to, body]));
    expect(bodies.get(chiefPhone)).toMatch(
      /^【东城政务】新差评：1，a，工单\d{4}-0001，请在\d+月\d+日前核实整改。$/,
    );
    expect(bodies.get(dutyPhone)).toMatch(/Bad rating at 1, a\. Case \d{4}-0001, due \d{4}-/);
    await openedBy(keepsCases, opening('failed-errand', { said }));
    await openedBy(keepsCases, opening('complaint', { said }));
    await until('all', () => sent().length === 6);
    expect(sent().filter(({ body }) => /没办成事：大厅，业务不详|投诉建议/.test(body)).length).toBe(
      2,
    );
    await settled();
    const told = JSON.stringify([sent().map(({ body }) => body), await desk.today(), complaints]);
    for (const secret of [said.words, said.name, phone, chiefPhone, dutyPhone]) {
      expect(told).not.toContain(secret);
    }
    expect((await desk.today())[0]).toMatchObject({ phone: expect.stringMatching(/^137\*{4}700/) });
    expect(desk.managers()).toMatchObject([{ id: 'chief', perDay: 30, phone: '137****7001' }, {}]);
    const tables = JSON.stringify(await house.db.selectFrom('texts').selectAll().execute());
    expect(tables).not.toContain(chiefPhone);
  });

  test('a case that turns amber and red is told, and one that was closed or put off is not', async () => {
    const { hub, keepsCases, sent, until, clock, pass } = await on([
      { ...chief, kinds: ['case-amber', 'case-red'] },
    ]);
    hub();
    const id = await openedBy(keepsCases, opening('bad-rating', { about }));
    clock.step(5 * dayMs);
    await keepsCases.passTime(id);
    await until('amber', () => sent().length === 1, 1_000);
    expect(sent()[0]?.body).toContain('快到期');
    clock.step(2 * dayMs);
    await keepsCases.passTime(id);
    await until('red', () => sent().length === 2, 1_000);
    expect(sent()[1]?.body).toContain('已经逾期');
    await keepsCases.passTime(id);
    for (let turn = 0; turn < 20; turn += 1) await pass(1_000);
    expect(sent().length).toBe(2);
  });

  test('of what is over by the time of sending, or half a day old, nobody is told', async () => {
    const { hub, keepsCases, sent, until, clock, rows, cases } = await on([chief]);
    const old = await openedBy(keepsCases, opening('complaint'));
    clock.step(13 * 3_600_000);
    const closed = await openedBy(keepsCases, opening('complaint'));
    const acts = [
      { type: 'dispatch', unit: unitId('hall') },
      { type: 'answer' },
      { type: 'close', as: 'solved' },
    ];
    for (const [index, command] of acts.entries()) {
      const done = await keepsCases.act(closed, {
        ...{ command: command as never, by: boss, requestId: `a${index}`, said },
      });
      expect(done).toMatchObject({ ok: true });
    }
    hub();
    await until('dropped', async () => (await rows())[0]?.reason === 'case-closed', 1_000);
    expect((await rows()).map(({ ticket }) => ticket)).toEqual([`case:${closed}`]);
    expect(await cases.find(hall, old)).not.toBeNull();
    expect(sent()).toEqual([]);
  });

  test('when a manager has had enough for the day, that is told, with how many cases are open', async () => {
    const { hub, keepsCases, sent, until, rows, settled, clock } = await on([
      { ...chief, perDay: 3 },
      duty,
    ]);
    hub();
    for (let one = 0; one < 6; one += 1) await openedBy(keepsCases, opening('complaint'));
    await until('told', async () => (await rows()).length === 13, 1_000);
    await settled();
    const chiefs = () => sent().filter(({ to }) => to === chiefPhone);
    expect(chiefs().length).toBe(4);
    const last = chiefs().find(({ body }) => body.includes('已满'));
    expect(last?.body).toMatch(/已满3条.*未结工单6件，逾期0件/);
    expect((await rows()).filter(({ reason }) => reason === 'limit-per-manager').length).toBe(3);
    expect(sent().filter(({ to }) => to === dutyPhone).length).toBe(6);
    clock.step(dayMs);
    await openedBy(keepsCases, opening('complaint'));
    await until('the next day', () => chiefs().length === 5, 1_000);
  });

  test('in quiet hours nothing is sent; what came then is sent as they end', async () => {
    const { hub, keepsCases, sent, until, clock, rows, pass } = await on([
      { ...chief, quiet: { from: '00:00', to: '23:00' } },
    ]);
    hub();
    const calendar = calendarOf('Asia/Shanghai');
    await openedBy(keepsCases, opening('complaint'));
    await until('queued', async () => (await rows()).length === 1);
    const { minute } = calendar(clock.now());
    expect(minute).toBeLessThan(23 * 60);
    await pass((23 * 60 - minute - 1) * minuteMs);
    for (let turn = 0; turn < 5; turn += 1) await pass(1_000);
    expect(sent()).toEqual([]);
    await until('sent', () => sent().length === 1, 5_000);
    expect(calendar(clock.now()).minute).toBe(23 * 60);
  });

  test('while no provider is well it is tried for hours, and goes by the next one', async () => {
    const { hub, keepsCases, sent, until, texters, rows, pass, outbox } = await on([chief]);
    for (const one of texters) one.answer = failed;
    hub();
    await openedBy(keepsCases, opening('bad-rating', { about }));
    await until('tried', () => texters[1].sent.length > 0);
    for (let turn = 0; turn < 40; turn += 1) await pass(2 * minuteMs);
    await until('it waits again', async () => (await rows())[0]?.state === 'queued', minuteMs);
    const before = sent().length;
    texters[1].answer = { outcome: 'accepted', refs: ['5'], parts: 1 };
    await until('accepted', async () => (await rows())[0]?.state === 'accepted', minuteMs);
    expect((await rows())[0]?.provider).toBe('two');
    expect(sent().length).toBe(before + 2);
    // Visitors' limits count none of it.
    expect(await outbox.handedOver(hall, 0, null)).toBe(0);
  });

  test('two hubs tell each manager of each case once', async () => {
    const { hub, keepsCases, sent, until, settled, rows } = await on();
    hub('one');
    hub('two');
    for (let one = 0; one < 4; one += 1) await openedBy(keepsCases, opening('bad-rating'));
    await until('all', async () => (await rows()).length === 8, 500);
    await settled();
    const each = sent().map(({ to, body }) => `${to} ${/\d{4}-\d{4}/.exec(body)?.[0]}`);
    expect(new Set(each).size).toBe(8);
    expect(each.length).toBe(8);
    const keys = (await rows()).map(({ id }) => id.split('/').slice(2).join('/'));
    expect(new Set(keys)).toEqual(new Set(['bad-rating/chief', 'bad-rating/duty']));
  });

  test.each(
    (['fill', 'claim', 'handedToDuty', 'settle'] as const).flatMap((step) => [
      [step, 'before'] as const,
      [step, 'after'] as const,
    ]),
  )('a process that dies at %s, %s it is done, tells no manager twice', async (step, when) => {
    const rig = await on([chief]);
    const { hub, keepsCases, clock, pass, rows, sent } = rig;
    const house = await place().open();
    const dying = new Outbox(house, new Cursors(house), clock);
    const act = dying[step].bind(dying) as (...all: unknown[]) => Promise<unknown>;
    let dead = false;
    const die = async (...all: unknown[]): Promise<unknown> => {
      // The visitors' follower fills too, with nothing.
      if (step === 'fill' && all[4] !== 'duty-texts' && !dead) return act(...all);
      if (!dead && when === 'after') await act(...all);
      dead = true;
      return new Promise(() => {});
    };
    Object.assign(dying, { [step]: die });
    const mortal = new Leases(house, clock);
    const hold = mortal.hold.bind(mortal);
    mortal.hold = async (...all) => !dead && hold(...all);
    hub('first', { outbox: dying, leases: mortal });
    await openedBy(keepsCases, opening('bad-rating', { about }));
    for (let turn = 0; !dead && turn < 2_000; turn += 1) await pass(50);
    expect(dead).toBe(true);
    hub('second');
    const underWay = async () => /queued|sending/.test((await rows())[0]?.state ?? 'queued');
    for (let turn = 0; turn < 30 || (turn < 90 && (await underWay())); turn += 1) await pass(1_000);
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    const inHand = step !== 'fill' && `${step} ${when}` !== 'claim before';
    const done = step === 'settle' && when === 'after';
    expect(row?.state).toBe(inHand && !done ? 'unknown' : 'accepted');
    expect(sent().length).toBe(step === 'settle' || !inHand ? 1 : 0);
  });

  test('a change that a dead hub appended and never wrote down is told all the same', async () => {
    const { hub, keepsCases, cases, sent, until } = await on([chief]);
    hub();
    const fill = cases.fill.bind(cases);
    let dead = true;
    cases.fill = async (...all) => (dead ? new Promise<never>(() => {}) : fill(...all));
    const wish = opening('bad-rating', { about });
    void keepsCases.open(wish);
    await until('begun', async () => cases.knows(hall, keepsCases.idOf(wish.by, wish.requestId)));
    dead = false;
    await openedBy(keepsCases, wish);
    await until('told', () => sent().length === 1);
    expect(await cases.find(hall, caseId(keepsCases.idOf(wish.by, wish.requestId)))).not.toBeNull();
  });
}
