/** What the pages say of alarms that are about no device: a restore, backups, the hub's own machine. */
import { expect, test } from 'vitest';
import { stateText, subjectText } from '../../console/devices/said.ts';
import { textsIn } from '../../console/devices/texts/index.ts';
import { textsIn as liveTextsIn } from '../../console/live/texts/index.ts';
import { machineFaults } from '../../core/views/facts.ts';

const names = { kiosks: [], counters: [] } as never;
const said = (subject: string, language: 'zh-Hans' | 'en') =>
  subjectText(subject, [], names, textsIn(language), language);

test('after a restore the manager reads from when until when nothing is known', () => {
  const [from, until] = ['2026-11-22T09:58:30+08:00', '2026-11-22T10:31:00+08:00'].map(Date.parse);
  const subject = `restored:${from}-${until}`;
  expect(stateText('restored', textsIn('en'))).toBe('Restored from a backup');
  expect(said(subject, 'en')).toMatch(
    /^Nothing is known of Sunday,? 22 November 09:58 until Sunday,? 22 November 10:31: .* 200$/,
  );
  expect(said(subject, 'zh-Hans')).toMatch(
    /^11月22日 星期日 09:58 至 11月22日 星期日 10:31 的记录已丢失/,
  );
});

test('backups are called by their name', () => {
  expect(said('backup', 'zh-Hans')).toBe('数据备份');
  expect(stateText('backup-old', textsIn('zh-Hans'))).toBe('很久没有备份');
});

test('what the hub’s own machine lacks is told in words', () => {
  expect([said('disk', 'zh-Hans'), said('tables', 'en')]).toEqual([
    '主机磁盘',
    'Tables of the hub',
  ]);
  for (const fault of machineFaults) {
    expect(stateText(fault, textsIn('zh-Hant'))).toMatch(/^\p{Script=Han}/u);
    expect(liveTextsIn('zh-Hans').machine[fault]).toMatch(/^主机.+，.+$/);
  }
});

test('who sends texts is told in words', () => {
  expect(said('texts@mobile', 'zh-Hans')).toBe('短信发送 mobile');
  expect(said('texts@mobile', 'en')).toBe('Text messages by mobile');
});
