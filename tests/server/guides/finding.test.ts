/**
 * Finding over the example catalogue, as visitors ask: each query has the guide that they mean among
 * its first three. And the index itself: readings, folds, versions.
 */
import { describe, expect, it } from 'vitest';
import { Finder } from '../../../core/guides/finding/finder.ts';
import { Near, slipsIn } from '../../../core/guides/finding/near.ts';
import type { FindingIndex } from '../../../core/guides/finding/shape.ts';
import { type GuideEntry, type GuidePackage, guideId } from '../../../core/guides/guide.ts';
import { guideList } from '../../../core/guides/list.ts';
import { exampleGuides } from '../../../fixtures/guides/load.ts';
import { findingIndexOf } from '../../../server/guides/finding/index-of.ts';
import { FindingIndexes } from '../../../server/guides/finding/indexes.ts';
import { traditional, withTraditional } from '../../../server/guides/import/traditional.ts';
import { lastSentences, moreSentences, notFound, sentences, words } from './unheard.ts';

/** As it is published: with its Traditional titles. */
const all: GuidePackage = {
  ...withTraditional(exampleGuides(), await traditional()),
  version: 'example',
};
const index = findingIndexOf(all);
const list = guideList(all);
const finder = new Finder(list, index);
const shownFirst = 3;
const found = (query: string, most = 10): string[] => finder.find(query, most).map(({ id }) => id);

/** What people type or say, and what they mean. */
const wishes: Readonly<Record<string, readonly (readonly [query: string, meant: string])[]>> = {
  'Chinese words': [
    ['身份证补领', 'identity-card-replacement'],
    ['居民身份证换领', 'identity-card-renewal'],
    ['临时身份证', 'temporary-identity-card'],
    ['护照', 'ordinary-passport'],
    ['护照换发', 'passport-replacement'],
    ['居住证', 'residence-permit'],
    ['结婚登记', 'marriage-registration'],
    ['契税', 'deed-tax-return'],
    ['公积金提取', 'housing-fund-withdrawal'],
    ['食品经营许可', 'food-business-permit'],
    ['工伤认定', 'work-injury-recognition'],
    ['施工许可', 'construction-permit'],
  ],
  'words in any order': [
    ['补领身份证', 'identity-card-replacement'],
    ['身份证 丢失 补领', 'identity-card-replacement'],
    ['注销公司', 'company-deregistration'],
    ['登记离婚', 'divorce-registration'],
    ['申领护照', 'ordinary-passport'],
    ['报销医疗费', 'medical-expense-refund'],
    ['提取公积金', 'housing-fund-withdrawal'],
    ['抵押不动产', 'mortgage-registration'],
    ['变更公司', 'company-change-registration'],
  ],
  pinyin: [
    ['shenfenzheng', 'identity-card-replacement'],
    ['jumin shenfenzheng huanling', 'identity-card-renewal'],
    ['huzhao', 'ordinary-passport'],
    ['jiehundengji', 'marriage-registration'],
    ['gongshang', 'work-injury-recognition'],
    ['juzhuzheng', 'residence-permit'],
    ['yangquan', 'dog-registration'],
    ['shiyebaoxianjin', 'unemployment-benefit'],
    ['falvyuanzhu', 'legal-aid'],
    ['fapiao', 'invoice-issue'],
  ],
  initials: [
    ['sfz', 'identity-card-replacement'],
    ['sfzbl', 'identity-card-replacement'],
    ['jzz', 'residence-permit'],
    ['jhdj', 'marriage-registration'],
    ['gjj', 'housing-fund-withdrawal'],
    ['gtgsh', 'sole-trader-registration'],
    ['sydj', 'unemployment-registration'],
    ['xmbg', 'name-change'],
    ['ggcswsxk', 'public-place-hygiene-permit'],
    ['gcws', 'public-place-hygiene-permit'],
    ['syf', 'medical-expense-refund'],
    ['zgrd', 'teacher-qualification'],
    ['bxj', 'unemployment-benefit'],
  ],
  mixed: [
    ['身份zheng', 'identity-card-replacement'],
    ['shenfz', 'identity-card-replacement'],
    ['gongjj', 'housing-fund-withdrawal'],
    ['离婚dj', 'divorce-registration'],
    ['jiehun登记', 'marriage-registration'],
    ['jiaoshizg', 'teacher-qualification'],
  ],
  slips: [
    ['shenfenzheg', 'identity-card-replacement'],
    ['shengfenzheng', 'identity-card-replacement'],
    ['huzaho', 'ordinary-passport'],
    ['juzhuzeng', 'residence-permit'],
    ['居住正', 'residence-permit'],
    ['公机金', 'housing-fund-withdrawal'],
    ['结昏登记', 'marriage-registration'],
    ['pasport', 'ordinary-passport'],
    ['marrige registration', 'marriage-registration'],
  ],
  'plain speech': [
    ['身份证丢了', 'identity-card-replacement'],
    ['我的身份证丢了怎么办', 'identity-card-replacement'],
    ['想养狗', 'dog-keeping-consent'],
    ['请问残疾证怎么办理', 'disability-assessment'],
    ['老人津贴', 'old-age-allowance'],
    ['家里装扶手', 'home-accessibility-adaptation'],
    ['宝宝疫苗', 'immunisation-certificate'],
    ['开公司', 'company-registration'],
    ['失业了怎么领钱', 'unemployment-benefit'],
    ['孩子出生上户口', 'birth-registration'],
    ['办理护照', 'ordinary-passport'],
  ],
  Traditional: [
    ['身份證補領', 'identity-card-replacement'],
    ['護照', 'ordinary-passport'],
    ['結婚登記', 'marriage-registration'],
    ['營業執照', 'company-registration'],
    ['養犬登記', 'dog-registration'],
    ['不動產抵押', 'mortgage-registration'],
  ],
  English: [
    ['passport', 'ordinary-passport'],
    ['lost id card', 'identity-card-replacement'],
    ['identity card renewal', 'identity-card-renewal'],
    ['how do I get married', 'marriage-registration'],
    ['residence permit', 'residence-permit'],
    ['legal aid', 'legal-aid'],
    ['dog', 'dog-registration'],
    ['Hong Kong', 'hong-kong-macao-permit'],
    ['keep a dog', 'dog-keeping-consent'],
  ],
};

it('of what was not thought of nine in ten are found, and the others are known', () => {
  const unheard = [...words, ...sentences, ...moreSentences, ...lastSentences];
  const missed = unheard.filter(([query, meant]) => !found(query, shownFirst).includes(meant));
  expect(missed.map(([query]) => query)).toEqual(notFound);
  expect(missed.length / unheard.length).toBeLessThanOrEqual(1 / 10);
});

it('every title is found by itself, in all three scripts', () => {
  const missed = all.guides.flatMap(({ id, name }) =>
    [name['zh-Hans'], name['zh-Hant'], name.en].filter(
      (title) => title === undefined || !found(title, shownFirst).includes(id),
    ),
  );
  expect(missed).toEqual([]);
  expect(all.guides).toHaveLength(71);
});

describe.each(Object.entries(wishes))('%s', (_, queries) => {
  it.each(queries)('%s', (query, meant) => {
    expect(found(query).slice(0, shownFirst)).toContain(meant);
  });
});

it('there are sixty such queries at least', () => {
  expect(Object.values(wishes).flat().length).toBeGreaterThanOrEqual(60);
});

describe('the order', () => {
  const entry = (id: string, name: string, popularity = 50): GuideEntry => ({
    ...{ id: guideId(id), name: { 'zh-Hans': name }, level: 'district', department: 0 },
    ...{ audience: ['person'], events: [], popularity },
  });
  const only = (...guides: GuideEntry[]) => {
    const readings = { deng: '登', ji: '记', hui: '会', zhu: '住', fang: '房', shen: '申' };
    const index: FindingIndex = {
      ...{ version: 'v', readings, otherwise: {}, folds: '', idle: [], said: {} },
    };
    const own = { version: 'v', date: '', origin: 'example', events: [], departments: [] } as const;
    return new Finder({ ...own, guides }, index);
  };

  it('the whole name, its beginning, its inside, its initials, a slip', () => {
    const finder = only(
      entry('inside', '住房登记'),
      entry('prefix', '登记住房'),
      entry('exact', '登记'),
    );
    expect(finder.find('登记', 9).map(({ id }) => id)).toEqual(['exact', 'prefix', 'inside']);
    expect(finder.find('dengji', 9).map(({ id }) => id)).toEqual(['exact', 'prefix', 'inside']);
    expect(finder.find('zf', 9)[0]?.id).toBe('inside');
    // Some of the initials only, from within the title.
    expect(only(entry('within', '申住房登记')).find('zdj', 9)).toHaveLength(1);
    expect(only(entry('within', '申住房登记')).find('zjd', 9)).toHaveLength(0);
    expect(finder.find('dengjj', 9).length).toBe(3);
  });

  it('of those that fit alike the popular one first', () => {
    const finder = only(entry('seldom', '登记住房', 1), entry('often', '登记住会', 90));
    expect(finder.find('登记', 9).map(({ id }) => id)).toEqual(['often', 'seldom']);
  });

  it('a sentence finds what it has most in common with, and chance is nothing in common', () => {
    const finder = only(
      entry('moved', '公司变更登记', 1),
      entry('closed', '公司注销登记', 90),
      entry('dog', '养犬登记'),
    );
    const ids = (query: string) => finder.find(query, 9).map(({ id }) => id);
    // Neither word of it fits as it stands; two have 公司 in common, and one of them 变更, too.
    expect(ids('我家公司名称地址都变更')).toEqual(['moved']);
    expect(ids('今天下午天气真好登')).toEqual([]);
    // Who says three letters has said words.
    expect(ids('犬天好')).toEqual([]);
  });

  it('nothing for nothing, and for what nobody means', () => {
    expect(found('')).toEqual([]);
    expect(found('  ,. ')).toEqual([]);
    expect(found('qqqqqqqq')).toEqual([]);
    expect(found('火星移民')).not.toContain('identity-card-first');
  });
});

describe('the index', () => {
  it('knows how a character is read in its word', () => {
    expect(found('hukou')).toContain('death-registration');
    expect(found('canjiren')).toContain('disability-assessment');
    expect(index.readings.zheng).toContain('证');
  });

  it('folds only what stands in these guides', () => {
    expect(index.folds).toContain('證证');
    expect(index.folds).not.toContain('龜');
  });

  it('is made once a version, on a thread of its own, and asked for anew after a failure', async () => {
    let asked = 0;
    let text: string | null = JSON.stringify(all);
    const indexes = new FindingIndexes({
      whole: () => {
        asked += 1;
        return text === 'broken' ? Promise.reject(new Error(text)) : Promise.resolve(text);
      },
    });
    const [one, other] = await Promise.all([indexes.of('example'), indexes.of('example')]);
    expect(JSON.parse(one ?? '')).toEqual(JSON.parse(JSON.stringify(index)));
    expect(other).toBe(one);
    expect(asked).toBe(1);
    text = null;
    expect(await indexes.of('unknown')).toBeNull();
    text = 'broken';
    await expect(indexes.of('unknown')).rejects.toThrow('broken');
    expect(asked).toBe(3);
  });
});

describe('slips', () => {
  it.each([
    ['shenfen', 'juminshenfenzheng', 0],
    ['shenfem', 'juminshenfenzheng', 1],
    ['shnfen', 'juminshenfenzheng', 1],
    ['abc', '', 3],
    ['pasport', 'passport', 1],
  ])('%s in %s: %i', (pattern, text, slips) => {
    expect(new Near(pattern).slips(text)).toBe(slips);
  });

  it('none in a short word, two at the most', () => {
    expect([3, 4, 7, 8, 30].map(slipsIn)).toEqual([0, 1, 1, 2, 2]);
  });
});
