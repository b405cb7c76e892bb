/**
 * What a manager reads before settings are put in force: what visitors will notice, the grave first; what each
 * thing of a list is, beside its name; and lists in the order in which people look for things.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isGroup, listIn, type Plain, valueAt } from '../../console/settings/form.ts';
import { byDate, bySign, summaryOf } from '../../console/settings/summary.ts';
import { textsIn } from '../../console/settings/texts/index.ts';
import type { ChangeTold } from '../../console/settings/told.ts';
import { forVisitors, weekdayOf } from '../../console/settings/visitors.ts';
import { changesBetween } from '../../server/configured/desk.ts';
import { readYaml } from '../../server/configured/document.ts';
import { smallText } from '../server/configured/small-hall.ts';
import { root } from '../tidy/tree.ts';

const saidBy = (text: string): Plain => {
  const read = readYaml(text);
  return read.ok ? read.value : null;
};
const example = readFileSync(join(root, 'fixtures/halls/dongcheng.yaml'), 'utf8');

/** What is told of a change of the text, the grave marked. */
function noticed(before: string, after: string, language: 'zh-Hans' | 'en' = 'zh-Hans'): string[] {
  const [one, value] = [saidBy(before), saidBy(after)];
  const changes = JSON.parse(JSON.stringify(changesBetween(one, value))) as ChangeTold[];
  const ways = { language, texts: textsIn(language), value };
  return forVisitors(changes, ways).map(({ said, grave }) => (grave ? `! ${said}` : said));
}

test('what visitors notice is told in sentences, the grave first, each once', () => {
  const after = smallText
    .replace('promiseMinutes: 30', 'promiseMinutes: 45')
    .replace('en: Housing }\n', 'en: Housing }\n    open: false\n')
    .replace('zh-Hans: 周一至周五', 'zh-Hans: 周一至周六')
    .replace('[tax, housing] }', '[tax] }')
    .replace('letter: A', 'letter: B');
  expect(noticed(smallText, after)).toEqual([
    '! “住房”不再发号',
    '服务时间（门口公示）改变',
    '税务 承诺等候（分钟）：由 30 改为 45',
    '1号窗口办理的业务不同',
  ]);
  expect(noticed(smallText, after, 'en')[0]).toBe('! No more numbers for “Housing”');
  expect(noticed(smallText, smallText.replace('id: break', 'id: pause'))).toEqual([]);
});

test('who or what comes or goes is told by name, a closed day by its weekday', () => {
  const gone = smallText.replace(/ {2}- id: housing[\s\S]*?Housing }\n/, '');
  expect(noticed(smallText, gone)).toContain('! 不再办理“住房”');
  expect(noticed(gone, smallText)).toContain('新办“住房”');
  const dated = (dates: string) => `${smallText}opening: { dates: [${dates}] }\n`;
  const day = '{ date: "2027-10-01", as: closed, name: { zh-Hans: 国庆节, en: National Day } }';
  const other = '{ date: "2027-10-09", as: 1 }';
  expect(noticed(dated(day), dated(`${day}, ${other}`))).toEqual([
    '2027-10-09（周六）：上班，按周一',
  ]);
  expect(noticed(dated(other), dated(`${day}, ${other}`))).toEqual([
    '! 2027-10-01（周五） 国庆节：休息',
  ]);
  expect(noticed(dated(`${day}, ${other}`), dated(other))).toEqual([
    '2027-10-01（周五） 国庆节：恢复平常的时间',
  ]);
  expect(noticed(smallText, dated(day))).toEqual(['服务时间改变']);
  expect([weekdayOf('2027-10-01'), weekdayOf('2027-10-')]).toEqual([4, null]);
});

test('a thing of a list is told in one line beside its name', () => {
  const value = saidBy(example);
  const first = (list: string, ...more: string[]) =>
    summaryOf([...more, list], listIn(valueAt(value, [...more, list]))[0] ?? null, {
      ...{ value, language: 'zh-Hans', texts: textsIn('zh-Hans') },
    });
  expect(first('counters')).toMatch(/^1 · .+、/);
  expect(first('services')).toMatch(/^[A-Z]{1,2} · \d+ 分钟$/);
  expect(first('patterns', 'opening')).toMatch(/^周.–周. \d\d:\d\d–\d\d:\d\d/);
  expect(first('tideRules')).toMatch(/不动产/);
  expect(first('classes')).toBe('普通号');
});

test('windows stand by their signs, days by the calendar, and what has none of either comes last', () => {
  const signs = (list: readonly Plain[] | null) =>
    list?.map((one) => (isGroup(one) ? one.sign : null));
  const counters = ['10', '2', '服务台', '1'].map((sign) => ({ id: sign, sign }));
  expect(signs(bySign(counters))).toEqual(['1', '2', '10', '服务台']);
  expect(bySign(bySign(counters) ?? [])).toBeNull();
  expect(byDate([{ date: '' }, { date: '2027-05-01' }, { date: '2027-01-01' }])).toEqual([2, 1, 0]);
});
