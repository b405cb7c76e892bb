/**
 * Texts from the log to the carrier: each event is told once, whatever dies in between and however
 * many hubs serve; providers give way to one another; limits hold; reports come to the end state.
 */
import { expect, test } from 'vitest';
import type { AskedReport, TextReport } from '../../../drivers/texter.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Outbox } from '../../../server/house/outbox.ts';
import { wang } from '../../core/hall.ts';
import { hall } from '../hall/rig.ts';
import type { Place } from '../house/databases.ts';
import { failed, phone, textsOn } from './rig.ts';

const minuteMs = 60_000;

export function textSuite(place: () => Place): void {
  const on = async (changes: object = {}) => textsOn(await place().open(), changes);

  test('taken, called, missed: each is told once, a recall tells nothing', async () => {
    const { hub, takes, ask, until, states, texters, pass } = await on();
    hub();
    await takes();
    await until('taken', async () => texters[0].sent.length === 1);
    await ask(wang.signsIn('1'));
    await ask(wang.callsNext('1'));
    await until('called', async () => texters[0].sent.length === 2);
    await pass(11_000);
    await ask(wang.recalls('1'));
    await pass(31_000);
    await ask(wang.misses('1'));
    await until('missed', async () => texters[0].sent.length === 3);
    expect(texters[0].sent.map(({ body }) => body)).toEqual([
      '【东城政务】您已取号A001，办理a，前面还有0人。快到时会再发短信提醒您。',
      '【东城政务】请A001号现在到1办理。',
      '【东城政务】A001号已过号。请在60分钟内告诉取号机旁或窗口的工作人员，可重新排队。',
    ]);
    expect(texters[0].sent.map(({ to }) => to)).toEqual([phone, phone, phone]);
    await until('settled', async () => (await states()).every((one) => one.endsWith('accepted')));
    expect(texters[1].sent).toEqual([]);
  });

  test('who gave no phone is told nothing, and a kind that is not told is not', async () => {
    const { hub, takes, outbox, pass, until, texters } = await on({ kinds: ['called'] });
    hub();
    await takes(null);
    await takes();
    await until('read', async () => (await outbox.cursor(hall)) > 0);
    for (let turn = 0; turn < 20; turn += 1) await pass(100);
    expect(texters[0].sent).toEqual([]);
  });

  test('three ahead is told once, and not to who was that near when taking', async () => {
    const { hub, takes, ask, until, states, texters } = await on({ kinds: ['ahead'] });
    hub();
    for (let one = 0; one < 4; one += 1) await takes(null, 'c');
    const near = await takes(phone, 'c');
    await ask(wang.signsIn('3'));
    await ask(wang.callsNext('3'));
    await until('near', async () => texters[0].sent.length === 1);
    expect(texters[0].sent[0]?.body).toContain('前面还有3人');
    await ask(wang.serves('3'));
    await ask(wang.finishes('3'));
    await ask(wang.callsNext('3'));
    await until('settled', async () => (await states()).join() === 'ahead accepted');
    expect(near).toBe('ticket-5');
    expect(texters[0].sent.length).toBe(1);
  });

  test('fifteen minutes before is told too, whichever of the two is first, and once', async () => {
    const { hub, takes, ask, until, pass, texters, forecasts, outbox } = await on({
      ...{ kinds: ['ahead'], ahead: { people: 2, minutes: 15 } },
    });
    hub();
    for (let one = 0; one < 5; one += 1) await takes(null, 'c');
    const [byMinutes, byPeople] = [await takes(phone, 'c'), await takes('13900139001', 'c')];
    forecasts.set(byMinutes, { low: 16, high: 30 });
    forecasts.set(byPeople, { low: 40, high: 50 });
    for (let turn = 0; turn < 4; turn += 1) await pass(5_000);
    expect(texters[0].sent).toEqual([]);
    // Five people are before it still, but its time has come.
    forecasts.set(byMinutes, { low: 15, high: 28 });
    await until('by minutes', () => texters[0].sent.length === 1, 1_000);
    expect(texters[0].sent[0]).toMatchObject({ to: phone });
    expect(texters[0].sent[0]?.body).toContain('前面还有5人');
    await ask(wang.signsIn('3'));
    const served = async () => {
      await ask(wang.callsNext('3'));
      await ask(wang.serves('3'));
      await ask(wang.finishes('3'));
    };
    for (let one = 0; one < 3; one += 1) await served();
    for (let turn = 0; turn < 3; turn += 1) await pass(5_000);
    // The forecast still says forty minutes; by people it is not near yet either.
    expect(texters[0].sent.length).toBe(1);
    await served();
    await until('by people', () => texters[0].sent.length === 2, 1_000);
    expect(texters[0].sent[1]).toMatchObject({ to: '13900139001' });
    expect(texters[0].sent[1]?.body).toContain('前面还有2人');
    for (let turn = 0; turn < 3; turn += 1) await pass(5_000);
    expect((await outbox.list(hall, 0)).length).toBe(2);
  });

  test('after the service one is asked how it was, but not who has said so', async () => {
    const { hub, takes, ask, until, outbox, ratings, texters, pass } = await on({
      kinds: ['rate'],
    });
    hub();
    const one = await takes();
    const two = await takes();
    await ask(wang.signsIn('1'));
    for (let ticket = 0; ticket < 2; ticket += 1) {
      await ask(wang.callsNext('1'));
      await ask(wang.serves('1'));
      await ask(wang.finishes('1'));
    }
    await until('wished', async () => (await outbox.list(hall, 0)).length === 2);
    expect(texters[0].sent).toEqual([]);
    await ratings.keep(hall, { ticket: one, step: 0, level: 5, source: 'pad' });
    await pass(3 * minuteMs);
    await until('rated', async () => texters[0].sent.length === 1);
    await until('rest', async () =>
      (await outbox.list(hall, 0)).some(({ state }) => state === 'expired'),
    );
    const rows = await outbox.list(hall, 0);
    expect(rows.find(({ ticket }) => ticket === one)).toMatchObject({ reason: 'rated' });
    expect(texters[0].sent[0]?.body).toMatch(/https:\/\/hall\.example\/t\/[\w-]{22}\?via=text$/);
    expect(rows.find(({ ticket }) => ticket === two)?.state).not.toBe('expired');
  });

  test('what has failed goes to the next provider; what may have gone to nobody', async () => {
    const { hub, takes, until, states, texters, outbox, pass } = await on({ kinds: ['taken'] });
    texters[0].answer = failed;
    hub();
    await takes();
    await until('by the second', async () => (await states()).join() === 'taken accepted');
    expect((await outbox.list(hall, 0))[0]).toMatchObject({ provider: 'two', tries: 0, parts: 1 });
    texters[0].answer = { outcome: 'unknown', detail: 'no answer' };
    await takes();
    await until('unknown', async () => (await states()).includes('taken unknown'));
    for (let turn = 0; turn < 20; turn += 1) await pass(minuteMs);
    expect([texters[0].sent.length, texters[1].sent.length]).toEqual([2, 1]);
    texters[0].answer = { outcome: 'refused', reason: 'blocked-number', detail: '' };
    await takes();
    await until('refused', async () => (await states()).includes('taken refused'));
    expect(texters[1].sent.length).toBe(1);
  });

  test('all failing, it is tried again, later and later, until it is of no use', async () => {
    const { hub, takes, until, texters, outbox, clock, pass } = await on({ kinds: ['taken'] });
    for (const one of texters) one.answer = failed;
    hub();
    await takes();
    const at: number[] = [];
    const began = clock.now();
    await until('the end', async () => {
      await pass(2_000);
      const [text] = await outbox.list(hall, 0);
      if (texters[0].sent.length > at.length) at.push(clock.now() - began);
      return text?.state === 'failed';
    });
    expect(at.length).toBe(5);
    const gaps = at.slice(1).map((one, index) => one - (at[index] ?? 0));
    for (const [index, least] of [5_000, 10_000, 20_000, 40_000].entries()) {
      expect(gaps[index]).toBeGreaterThanOrEqual(least - 2_500);
    }
  });

  test('a call of more than two minutes ago is not told', async () => {
    const { hub, takes, ask, until, states, texters, pass } = await on({ kinds: ['called'] });
    await takes();
    await ask(wang.signsIn('1'));
    await ask(wang.callsNext('1'));
    await pass(2 * minuteMs + 1);
    hub();
    await until('expired', async () => (await states()).join() === 'called expired');
    expect(texters[0].sent).toEqual([]);
  });

  test('a number gets so many texts a day, and the hall sends so many', async () => {
    const limits = { perNumber: 2, perDay: 4 };
    const { hub, takes, until, outbox, texters } = await on({ kinds: ['taken'], limits });
    hub();
    const rows = () => outbox.list(hall, 0);
    const ended = (count: number) => async () =>
      (await rows()).filter(({ endedAt }) => endedAt !== null).length === count;
    for (let one = 1; one <= 3; one += 1) {
      await takes();
      await until(`the ${one}.`, ended(one));
    }
    expect(texters[0].sent.length).toBe(2);
    expect((await rows()).filter(({ reason }) => reason === 'limit-per-number').length).toBe(1);
    for (let one = 4; one <= 6; one += 1) {
      await takes(`1390013900${one}`);
      await until(`the ${one}.`, ended(one));
    }
    expect(texters[0].sent.length).toBe(4);
    expect((await rows()).filter(({ reason }) => reason === 'limit-per-day').length).toBe(1);
  });

  test('two hubs send each text once', async () => {
    const on2 = await on({ kinds: ['taken', 'called'] });
    const { hub, takes, ask, until, states, texters } = on2;
    hub('one');
    hub('two');
    for (let one = 0; one < 5; one += 1) await takes(`1390013900${one}`);
    await ask(wang.signsIn('1'));
    await ask(wang.callsNext('1'));
    await until('all are sent', async () => {
      const all = await states();
      return all.length === 6 && all.every((one) => /accepted|expired/.test(one));
    });
    const ids = [...texters[0].sent, ...texters[1].sent].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(5);
  });

  test.each(
    (['fill', 'due', 'claim', 'handedOver', 'settle'] as const).flatMap((step) => [
      [step, 'before'] as const,
      [step, 'after'] as const,
    ]),
  )('a process that dies at %s, %s it is done, sends nothing twice', async (step, when) => {
    const house = await place().open();
    const { hub, takes, pass, clock, outbox, texters } = await textsOn(house, { kinds: ['taken'] });
    const dying = new Outbox(house, new Cursors(house), clock);
    const act = dying[step].bind(dying) as (...all: unknown[]) => Promise<unknown>;
    let dead = false;
    const die = async (...all: unknown[]): Promise<unknown> => {
      const done = dead || when === 'before' ? [] : await act(...all);
      const idle = step === 'due' && Array.isArray(done) && done.length === 0;
      if (idle && !dead && when === 'after') return done;
      dead = true;
      return new Promise(() => {});
    };
    Object.assign(dying, { [step]: die });
    const mortal = new Leases(house, clock);
    const hold = mortal.hold.bind(mortal);
    mortal.hold = async (...all) => !dead && hold(...all);
    hub('first', { outbox: dying, leases: mortal });
    await takes();
    // On a busy machine the tables take their time, which the stepped clock does not know.
    for (let turn = 0; !dead && turn < 2_000; turn += 1) await pass(50);
    expect(dead).toBe(true);
    hub('second');
    // The first one's lease has to run out.
    const underWay = async () => {
      const state = (await outbox.list(hall, 0))[0]?.state ?? 'queued';
      return state === 'queued' || state === 'sending';
    };
    for (let turn = 0; turn < 30 || (turn < 90 && (await underWay())); turn += 1) await pass(1_000);
    const [row, ...others] = await outbox.list(hall, 0);
    expect(others).toEqual([]);
    const sent = texters[0].sent.length + texters[1].sent.length;
    // What was in hand may have gone: it is told as such and left alone.
    const inHand =
      step === 'settle' || step === 'handedOver' || `${step} ${when}` === 'claim after';
    const done = step === 'settle' && when === 'after';
    expect(row?.state).toBe(inHand && !done ? 'unknown' : 'accepted');
    expect(sent).toBe(step === 'settle' || !inHand ? 1 : 0);
  });

  test('reports come to the end state, also one that is quicker than the outcome', async () => {
    const { hub, takes, until, states, texters, outbox } = await on({ kinds: ['taken'] });
    texters[0].answer = { outcome: 'accepted', refs: ['8', '9'], parts: 2 };
    hub();
    texters[0].report({ ref: '8', state: 'delivered', detail: 'DELIVRD' });
    await takes();
    await until('accepted', async () => (await states()).join() === 'taken accepted');
    expect((await outbox.list(hall, 0))[0]).toMatchObject({ parts: 2, cost: 1_000 });
    texters[0].report({ ref: '9', state: 'delivered', detail: 'DELIVRD' });
    await until('delivered', async () => (await states()).join() === 'taken delivered');
    texters[0].answer = { outcome: 'accepted', refs: ['8'], parts: 1 };
    await takes('13900139000');
    await until('accepted', async () => (await states()).includes('taken accepted'));
    texters[0].report({ ref: '8', state: 'undelivered', detail: 'UNDELIV' });
    await until('undelivered', async () => (await states()).includes('taken undelivered'));
  });

  test('a provider that says nothing by itself is asked, ever more seldom, until it knows', async () => {
    const { hub, takes, until, states, texters, outbox, clock, pass } = await on({
      kinds: ['taken'],
    });
    const asked: AskedReport[] = [];
    let knows: TextReport | null = null;
    texters[0].ask = async (about) => {
      asked.push(about);
      return knows;
    };
    hub();
    const sentAt = clock.now();
    await takes();
    await until('accepted', async () => (await states()).join() === 'taken accepted');
    await until('asked', () => asked.length === 1, 2_000);
    expect(asked[0]).toMatchObject({ ref: '7', to: phone });
    expect(clock.now() - sentAt).toBeGreaterThanOrEqual(20_000);
    await pass(30_000);
    expect(asked.length).toBe(1);
    await until('asked again', () => asked.length === 2, 2_000);
    const second = clock.now();
    knows = { ref: '7', state: 'undelivered', detail: 'MOBILE_NOT_ON_SERVICE' };
    await until(
      'asked once more',
      async () => (await states()).join() === 'taken undelivered',
      5_000,
    );
    expect(clock.now() - second).toBeGreaterThanOrEqual(100_000);
    expect((await outbox.list(hall, 0))[0]?.reason).toBe('MOBILE_NOT_ON_SERVICE');
    for (let turn = 0; turn < 10; turn += 1) await pass(600_000);
    expect(asked.length).toBe(3);
  });

  test('a phone stands in its own table alone, and is gone when its day is over', async () => {
    const { hub, takes, until, states, textPhones, clock, complaints } = await on();
    const { desk } = hub();
    await takes();
    await until('sent', async () => (await states()).join() === 'taken accepted');
    expect((await desk.today())[0]).toMatchObject({ phone: '138****8000', label: 'A001' });
    const house = await place().open();
    const all = JSON.stringify([
      await house.db.selectFrom('texts').selectAll().execute(),
      await house.db.selectFrom('text_refs').selectAll().execute(),
      complaints,
    ]);
    expect(all).not.toContain(phone);
    clock.step(13 * 3_600_000);
    await textPhones.sweep();
    expect(await house.db.selectFrom('text_phones').selectAll().execute()).toEqual([]);
  });

  test('a trial goes like any other text', async () => {
    const { hub, until, texters } = await on();
    const { desk } = hub();
    const id = await desk.try(phone, 'en');
    if (typeof id !== 'string') throw new Error(id.refused);
    await until('tried', async () => (await desk.find(id))?.state === 'accepted');
    expect(texters[0].sent[0]?.body).toContain('test text');
  });

  test('trials are counted: the eleventh within an hour is refused until the first is an hour old', async () => {
    const { hub, clock } = await on();
    const { desk } = hub();
    const first = clock.now();
    for (let one = 0; one < 10; one += 1) {
      expect(typeof (await desk.try(phone, 'en'))).toBe('string');
      clock.step(60_000);
    }
    const retryAt = first + 3_600_000;
    expect(await desk.try(phone, 'en')).toEqual({ refused: 'too-many-tries', retryAt });
    clock.step(retryAt - clock.now());
    expect(typeof (await desk.try(phone, 'en'))).toBe('string');
  });

  test('a phone is left for a number that was given, changed, and taken away', async () => {
    const { hub, takes, ask, until, texters, textPhones, pass } = await on({ kinds: ['called'] });
    const { desk } = hub();
    const one = await takes(null);
    const two = await takes(null);
    expect(await desk.phoneOf(one)).toBeNull();
    await desk.change(one, phone, 'zh-Hans');
    await desk.change(one, '13900139001', 'en');
    await desk.change(two, phone, 'zh-Hans');
    expect(await desk.phoneOf(one)).toBe('139****9001');
    await desk.forget(two);
    expect([...(await textPhones.among(hall, [one, two]))]).toEqual([one]);
    await ask(wang.signsIn('1'));
    await ask(wang.callsNext('1'));
    await until('called', async () => texters[0].sent.length === 1);
    expect(texters[0].sent[0]).toMatchObject({ to: '13900139001' });
    expect(texters[0].sent[0]?.body).toContain('please go to');
    await ask(wang.serves('1'));
    await ask(wang.finishes('1'));
    await ask(wang.callsNext('1'));
    for (let turn = 0; turn < 20; turn += 1) await pass(100);
    expect(texters[0].sent.length).toBe(1);
  });
}
