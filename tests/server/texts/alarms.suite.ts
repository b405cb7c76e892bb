/**
 * Managers told of alarms: each of each alarm once, whoever looks; grave ones in quiet hours too; nothing of
 * what is well again or looked after by the time it would go; and those who do not ask for it nothing.
 */
import { expect, test } from 'vitest';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { lostSubject } from '../../../server/house/alarms.ts';
import { hall } from '../hall/rig.ts';
import type { Place } from '../house/databases.ts';
import { textsOn } from './rig.ts';

const minuteMs = 60_000;
const chief = { id: 'chief', phoneFile: 'env:CHIEF' };
const duty = { id: 'duty', phoneFile: 'env:DUTY', language: 'en', kinds: ['case-red'] };
const always = { from: '00:00', to: '23:59' };
const paperOut = (id: string) => ({ subject: id, devices: [id], fault: 'paper-out', times: 1 });
const [door, other] = ['printer@door', 'printer@hall'];

export function alarmTextSuite(place: () => Place): void {
  const on = async (managers: object[] = [chief, duty]) => {
    const rig = await textsOn(await place().open(), { kinds: [], managers });
    const { alarms, texters, pass } = rig;
    const sent = () => texters.flatMap((one) => one.sent.map(({ body }) => body));
    /** So many minutes go by, and what they bring about is done. */
    const minutes = async (count: number) => {
      for (let half = 0; half < count * 2; half += 1) await pass(minuteMs / 2);
    };
    return { ...rig, sent, minutes, raise: (one: object) => alarms.raise(hall, one as never, 0) };
  };

  test('one that nobody has seen to is told once, by whichever hub, to whom asks for it', async () => {
    const { hub, raise, sent, until, minutes, clock } = await on();
    hub('one');
    hub('two');
    await raise(paperOut(door));
    const { minute } = calendarOf('Asia/Shanghai')(clock.now());
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    await minutes(14);
    expect(sent()).toEqual([]);
    await until('told', () => sent().length > 0, 10_000);
    expect(sent()).toEqual([`【东城政务】设备告警：door，打印机缺纸，${time}起还没有人处理。`]);
    await minutes(5);
    expect(sent()).toHaveLength(1);
    // It turns grave: that is told as well, once.
    await raise(paperOut(other));
    const grave = () => sent().filter((body) => body.includes('紧急告警'));
    await until('both', () => grave().length === 2, 10_000);
    await minutes(5);
    expect([grave().length, sent().length]).toEqual([2, 3]);
  });

  test('in quiet hours only grave ones are told', async () => {
    const { hub, raise, sent, until, minutes, rows } = await (async () => {
      const rig = await on([{ ...chief, quiet: always }]);
      return { ...rig, rows: () => rig.outbox.list(hall, 0) };
    })();
    hub();
    await raise({
      subject: 'pad@counter-1',
      devices: ['pad@counter-1'],
      fault: 'silent',
      times: 1,
    });
    await until('it waits', async () => (await rows()).length > 0, 10_000);
    await minutes(5);
    expect((await rows()).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['alarm queued']);
    expect(sent()).toEqual([]);
    await raise({
      ...{ subject: lostSubject({ from: 1, until: 2 }), devices: [] },
      ...{ fault: 'restored', times: 1 },
    });
    await until('told', () => sent().length > 0, 5_000);
    expect(sent()).toEqual([
      expect.stringMatching(/紧急告警：大厅，主机已从备份恢复，部分记录丢失/),
    ]);
  });

  test('what is well again, or looked after, by the time it would go is not told', async () => {
    const { hub, raise, sent, until, alarms, outbox, texters } = await on([chief]);
    for (const one of texters) one.answer = { outcome: 'failed', reason: 'busy', detail: '' };
    hub();
    await raise(paperOut(door));
    await raise(paperOut(other));
    const states = async () => (await outbox.list(hall, 0)).map(({ state }) => state);
    await until('both wait', async () => (await states()).length === 2, 10_000);
    await until('tried', () => sent().length >= 4, 5_000);
    const [first] = await alarms.open(hall);
    await alarms.acknowledge(hall, first?.id ?? '', 'manager:boss');
    await alarms.clear(hall, first?.subject === door ? other : door);
    const over = async () => !(await states()).some((state) => /queued|sending/.test(state));
    await until('over', over, 10_000);
    const reasons = (await outbox.list(hall, 0)).map(({ reason }) => reason).sort();
    expect(reasons).toEqual(['alarm-seen', 'no-longer-true']);
  });
}
