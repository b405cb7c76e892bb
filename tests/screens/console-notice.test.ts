/**
 * A one-time notice at the console: what was ticked and written becomes a body that the hub takes,
 * and nothing is sent while something is missing.
 */
import { describe, expect, it } from 'vitest';
import { noticeWords } from '../../console/counter/parts/notice/texts/texts.ts';
import {
  bodyOf,
  type NoticeWish,
  newWish,
  noOwnPaper,
  offered,
} from '../../console/counter/parts/notice/wish.ts';
import { noticeBodySchema } from '../../core/wire/one-time-notice.ts';
import { cardGuide, companyGuide, exampleGuideList } from '../../fixtures/screens/guides.ts';

const wish = (more: Partial<NoticeWish> = {}): NoticeWish => ({
  ...newWish({ language: 'zh-Hans', label: 'a017', kiosk: 'door' }),
  guide: cardGuide.id,
  papers: { book: { state: 'missing', reason: ' 没有带 ' }, form: { state: 'ok', reason: '不算' } },
  ...more,
});

describe('the body of a notice', () => {
  it('holds what is missing or wrong, in a form that the hub takes', () => {
    const own = [{ name: ' 委托书 ', state: 'wrong', reason: '' } as const, noOwnPaper];
    const body = bodyOf(wish({ own, by: '2026-12-05' }), cardGuide, '3');
    expect(body).toEqual({
      ...{ kiosk: 'door', language: 'zh-Hans', counter: '3', guide: 'id-card-lost' },
      ...{ label: 'A017', by: '2026-12-05' },
      materials: [
        { material: 'book', state: 'missing', reason: '没有带' },
        { name: '委托书', state: 'wrong' },
      ],
    });
    expect(noticeBodySchema.safeParse(body).success).toBe(true);
  });

  it('by no guide has its errand in own words', () => {
    const own = [{ name: '照片', state: 'missing', reason: '' } as const];
    const body = bodyOf(wish({ guide: '', item: ' 补证 ', label: '', own }), null, '3');
    expect(body).toMatchObject({ item: { 'zh-Hans': '补证' }, materials: [{ name: '照片' }] });
    expect(body).not.toHaveProperty('label');
    expect(noticeBodySchema.safeParse(body).success).toBe(true);
  });

  it('is none while a printer, an errand, the guide or any paper is missing', () => {
    expect(bodyOf(wish({ kiosk: '' }), cardGuide, '3')).toBeNull();
    expect(bodyOf(wish({ guide: '', item: ' ' }), null, '3')).toBeNull();
    expect(bodyOf(wish(), null, '3')).toBeNull();
    expect(bodyOf(wish(), companyGuide, '3')).toBeNull();
    expect(bodyOf(wish({ papers: {} }), cardGuide, '3')).toBeNull();
  });
});

describe('the guides that are offered', () => {
  const { guides } = exampleGuideList;

  it('are those of the service in hand first, by any of their names', () => {
    expect(offered(guides, '', null).map(({ id }) => id)).toEqual([cardGuide.id, companyGuide.id]);
    const other = guides.map((one) =>
      one.id === companyGuide.id
        ? { ...one, service: cardGuide.service }
        : { ...one, service: undefined },
    );
    expect(offered(other, '', cardGuide.service ?? null)[0]?.id).toBe(companyGuide.id);
    expect(offered(guides, 'LOST', null).map(({ id }) => id)).toEqual([cardGuide.id]);
    expect(offered(guides, '设立', null).map(({ id }) => id)).toEqual([companyGuide.id]);
  });
});

it('its words stand in every language, in their own script', () => {
  const flat = (tree: object): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]): [string, string][] => {
      if (typeof value === 'object') return flat(value);
      return [[key, String(typeof value === 'function' ? value('A') : value)]];
    });
  const keys = flat(noticeWords['zh-Hans']).map(([key]) => key);
  for (const [language, words] of Object.entries(noticeWords)) {
    expect(flat(words).map(([key]) => key)).toEqual(keys);
    for (const [key, said] of flat(words)) {
      if (language === 'en') expect(said, key).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
      else expect(said, key).not.toMatch(/\p{Script=Han}[,:;?!(]/u);
    }
  }
});
